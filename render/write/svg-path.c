#include "render/write/svg-path.h"

#include <math.h>

#define UNITS_PER_PX 100.0
#define LARGEST 1e9

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
write_number(SalSvgPath *path, gint64 value)
{
  GString *out = path->out;
  const gboolean follows_number = g_ascii_isdigit(out->len > 0 ? out->str[out->len - 1] : 'M');
  const gboolean begins_with_point = value != 0 && ABS(value) < UNITS_PER_PX;
  if (follows_number && value >= 0 && !(begins_with_point && path->has_point))
    g_string_append_c(out, ' ');
  path->has_point = append_scaled(out, value, 2);
}

/* A command that is the same as the one before is left out. */
static void
write_command(SalSvgPath *path, char command)
{
  if (command != path->command)
    g_string_append_c(path->out, command);
  path->command = command;
}

static void
begin(SalSvgPath *path)
{
  if (path->is_begun)
    return;
  path->is_begun = TRUE;
  path->command = '\0';
  write_command(path, 'M');
  write_number(path, path->start.x);
  write_number(path, path->start.y);
}

static SalSvgGridPoint
to_grid(SalPoint point)
{
  return (SalSvgGridPoint){ to_integer(point.x * UNITS_PER_PX), to_integer(point.y * UNITS_PER_PX) };
}

void
sal_svg_path_move_to(SalSvgPath *path, SalPoint point)
{
  path->start = path->last = to_grid(point);
  path->is_begun = FALSE;
}

void
sal_svg_path_line_to(SalSvgPath *path, SalPoint point)
{
  const SalSvgGridPoint to = to_grid(point);
  const gint64 dx = to.x - path->last.x, dy = to.y - path->last.y;
  if (dx == 0 && dy == 0)
    return;
  begin(path);
  write_command(path, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
  if (dx != 0)
    write_number(path, dx);
  if (dy != 0)
    write_number(path, dy);
  path->last = to;
}

void
sal_svg_path_curve_to(SalSvgPath *path, SalPoint first, SalPoint second, SalPoint point)
{
  const SalSvgGridPoint points[] = { to_grid(first), to_grid(second), to_grid(point) };
  begin(path);
  write_command(path, 'c');
  for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
    write_number(path, points[i].x - path->last.x);
    write_number(path, points[i].y - path->last.y);
  }
  path->last = points[2];
}

void
sal_svg_path_close(SalSvgPath *path)
{
  if (path->is_begun)
    write_command(path, 'z');
  path->last = path->start;
  path->is_begun = FALSE;
}

static SalPoint
to_px(SalPoint point, SalSvgScale scale)
{
  return (SalPoint){ point.x * scale.x, point.y * scale.y };
}

static void
write_part(SalSvgPath *path, const SalPoint *points, guint n, SalSvgScale scale)
{
  const gboolean is_closed = n > 3 && points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;
  sal_svg_path_move_to(path, to_px(points[0], scale));
  for (guint i = 1; i < (is_closed ? n - 1 : n); i++)
    sal_svg_path_line_to(path, to_px(points[i], scale));
  if (is_closed)
    sal_svg_path_close(path);
}

void
sal_svg_append_path(GString *out, const SalGeometry *geometry, SalSvgScale scale)
{
  SalSvgPath path = { .out = out };
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    if (n > 0)
      write_part(&path, points, n, scale);
  }
}
