#include "render/svg-path.h"

#include <math.h>

#define UNITS_PER_PX 100.0
#define LARGEST 1e9

typedef struct {
  gint64 x, y;
} GridPoint;

/* What was written last, which decides what may be left out next. */
typedef struct {
  GString *out;
  char command;
  gboolean has_point; /* the last number has a decimal point */
} PathWriter;

static gint64
to_integer(double value)
{
  return fabs(value) <= LARGEST ? llround(value) : 0;
}

/* value / 10^decimals; whether a decimal point was needed. */
static gboolean
append_scaled(GString *out, gint64 value, int decimals)
{
  char digits[32];
  guint64 rest = (guint64)ABS(value);
  int n = 0, places = decimals;
  for (; places > 0 && rest % 10 == 0; places--)
    rest /= 10;
  const gboolean has_point = places > 0;
  for (; rest > 0 || places > 0; rest /= 10) {
    digits[n++] = (char)('0' + rest % 10);
    if (--places == 0)
      digits[n++] = '.';
  }
  if (n == 0)
    digits[n++] = '0';
  if (value < 0)
    digits[n++] = '-';
  while (n > 0)
    g_string_append_c(out, digits[--n]);
  return has_point;
}

void
sal_svg_append_number(GString *out, double value, int decimals)
{
  append_scaled(out, to_integer(value * pow(10, decimals)), decimals);
}

/* Numbers need nothing between them where a sign or a second decimal point begins the next one. */
static void
write_number(PathWriter *writer, gint64 value)
{
  GString *out = writer->out;
  const gboolean follows_number = g_ascii_isdigit(out->len > 0 ? out->str[out->len - 1] : 'M');
  const gboolean begins_with_point = value != 0 && ABS(value) < UNITS_PER_PX;
  if (follows_number && value >= 0 && !(begins_with_point && writer->has_point))
    g_string_append_c(out, ' ');
  writer->has_point = append_scaled(out, value, 2);
}

/* A command that repeats the one before is understood. */
static void
write_command(PathWriter *writer, char command)
{
  if (command != writer->command)
    g_string_append_c(writer->out, command);
  writer->command = command;
}

static void
write_step(PathWriter *writer, GridPoint from, GridPoint to)
{
  const gint64 dx = to.x - from.x, dy = to.y - from.y;
  write_command(writer, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
  if (dx != 0)
    write_number(writer, dx);
  if (dy != 0)
    write_number(writer, dy);
}

static GridPoint
to_grid(SalPoint point, SalSvgScale scale)
{
  return (GridPoint){ to_integer(point.x * scale.x * UNITS_PER_PX),
                      to_integer(point.y * scale.y * UNITS_PER_PX) };
}

static gboolean
is_same(GridPoint a, GridPoint b)
{
  return a.x == b.x && a.y == b.y;
}

static void
write_start(PathWriter *writer, GridPoint start)
{
  writer->command = '\0';
  write_command(writer, 'M');
  write_number(writer, start.x);
  write_number(writer, start.y);
}

static void
write_part(PathWriter *writer, const SalPoint *points, guint n, SalSvgScale scale)
{
  const GridPoint start = to_grid(points[0], scale);
  const gboolean is_closed = n > 3 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
  GridPoint last = start;
  gboolean is_begun = FALSE;
  for (guint i = 1; i < (is_closed ? n - 1 : n); i++) {
    const GridPoint point = to_grid(points[i], scale);
    if (is_same(point, last))
      continue;
    if (!is_begun)
      write_start(writer, start);
    is_begun = TRUE;
    write_step(writer, last, point);
    last = point;
  }
  if (is_begun && is_closed)
    write_command(writer, 'z');
}

void
sal_svg_append_path(GString *out, const SalGeometry *geometry, SalSvgScale scale)
{
  PathWriter writer = { .out = out };
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    if (n > 0)
      write_part(&writer, points, n, scale);
  }
}
