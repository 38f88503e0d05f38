#include "render/map/graticule.h"

#include "render/drawing/text.h"

#include <math.h>

#define LEAST_SHARE 0.2 /* of the frame's longer side between two lines */
#define MOST_STEP_DEG 30.0
#define POINT_SHARE 0.05 /* of a step between the points of a line */
#define EDGE_MM 0.6      /* between a label and the frame's edge, and around a label */
#define GRAZING 0.35     /* sine of the least angle between a labelled line and the edge */
#define ON_EDGE_MM 0.05
#define INSIDE_DEG 1e-7
#define SLACK_DEG 1e-4     /* a box of all meridians ends just short of the antimeridian */
#define POLE_STEP_DEG 90.0 /* between the meridians that reach a pole */

static const double STEPS_MINUTES[] = { 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800 };

static double
choose_step(double mm_per_deg, double least_mm)
{
  for (guint i = 0; i < G_N_ELEMENTS(STEPS_MINUTES); i++)
    if (STEPS_MINUTES[i] / 60 * mm_per_deg >= least_mm)
      return STEPS_MINUTES[i] / 60;
  return MOST_STEP_DEG;
}

SalGraticuleStep
sal_graticule_choose_step(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  const double x = frame.x + frame.width / 2, y = frame.y + frame.height / 2;
  const double mm_per_deg = 111200 / sal_map_get_m_per_mm(map, x, y);
  const double least_mm = LEAST_SHARE * MAX(frame.width, frame.height);
  double lon, lat;
  if (!sal_map_unproject_point(map, x, y, &lon, &lat))
    return (SalGraticuleStep){ MOST_STEP_DEG, MOST_STEP_DEG };
  return (SalGraticuleStep){ choose_step(mm_per_deg * cos(lat * G_PI / 180), least_mm),
                             choose_step(mm_per_deg, least_mm) };
}

char *
sal_graticule_format(double deg, gboolean is_latitude, const SalWords *words)
{
  const double wrapped = is_latitude ? deg : deg - 360 * round(deg / 360);
  const int minutes = (int)lround(fabs(wrapped) * 60);
  const gboolean is_meeting = minutes == 0 || (!is_latitude && minutes == 180 * 60);
  const SalWordDirection direction = is_latitude
                                         ? (wrapped > 0 ? SAL_WORD_DIRECTION_NORTH : SAL_WORD_DIRECTION_SOUTH)
                                         : (wrapped > 0 ? SAL_WORD_DIRECTION_EAST : SAL_WORD_DIRECTION_WEST);
  g_autofree char *degrees = minutes % 60 != 0 ? g_strdup_printf("%d°%02d′", minutes / 60, minutes % 60)
                                               : g_strdup_printf("%d°", minutes / 60);
  return is_meeting ? g_steal_pointer(&degrees)
                    : sal_words_fill_item(words, SAL_WORD_DEGREES, direction, "degrees", degrees, NULL);
}

/* A line of the net. */
typedef struct {
  double deg;
  gboolean is_parallel;
} Line;

/* All lines in sight, each meridian once. */
static GArray *
list_lines(const SalMap *map, SalGraticuleStep step)
{
  const SalBox box = sal_map_get_lonlat_box(map);
  GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
  for (double i = ceil(box.ymin / step.lat_deg); i * step.lat_deg <= box.ymax; i++) {
    const Line line = { i * step.lat_deg, TRUE };
    if (fabs(line.deg) < 90 - 1e-9)
      g_array_append_val(lines, line);
  }
  const double end = MIN(box.xmax, box.xmin + 360 - 2 * SLACK_DEG);
  for (double i = ceil((box.xmin - SLACK_DEG) / step.lon_deg); i * step.lon_deg <= end; i++) {
    const Line line = { i * step.lon_deg, FALSE };
    g_array_append_val(lines, line);
  }
  return lines;
}

/* How far a meridian goes: to the last parallel before a pole, except for those a quarter of a turn apart. */
static double
get_end_latitude(const SalGraticuleStep step, double lon)
{
  const gboolean reaches = fabs(remainder(lon, POLE_STEP_DEG)) < 1e-9;
  return reaches ? 90 : (ceil(90 / step.lat_deg - 1e-9) - 1) * step.lat_deg;
}

static SalGeometry *
project_line(const SalMap *map, const Line *line, SalGraticuleStep step)
{
  const SalBox box = sal_map_get_lonlat_box(map);
  const SalRect frame = sal_map_get_frame(map);
  g_autoptr(SalGeometry) lonlat = sal_geometry_new(SAL_LINES);
  const double end = line->is_parallel ? 0 : get_end_latitude(step, line->deg);
  const double from = line->is_parallel ? box.xmin : MAX(box.ymin, -end);
  const double to = line->is_parallel ? MIN(box.xmax, box.xmin + 360) : MIN(box.ymax, end);
  const double stride = POINT_SHARE * (line->is_parallel ? step.lon_deg : step.lat_deg);
  /* A meridian on the very side of the box would be cut away with what lies outside. */
  const double lon = CLAMP(line->deg, box.xmin + INSIDE_DEG, box.xmax - INSIDE_DEG);
  const guint n = from < to ? (guint)ceil((to - from) / stride) + 1 : 0;
  for (guint i = 0; i < n; i++) {
    const double at = i + 1 == n ? to : from + i * stride;
    sal_geometry_add_point(lonlat, line->is_parallel ? at : lon, line->is_parallel ? line->deg : at);
  }
  sal_geometry_end_part(lonlat);
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  return sal_geometry_clip(page, (SalBox){ frame.x, frame.y, frame.x + frame.width, frame.y + frame.height });
}

SalLayer *
sal_graticule_make_lines(const SalMap *map, const SalGraticuleOptions *options)
{
  const SalGraticuleStep step = sal_graticule_choose_step(map);
  SalLayer *layer = sal_layer_new("graticule", "Graticule");
  sal_layer_set_clip(layer, sal_map_get_frame(map));
  g_autoptr(GArray) lines = list_lines(map, step);
  for (guint i = 0; i < lines->len; i++)
    sal_layer_add_line(layer, project_line(map, &g_array_index(lines, Line, i), step), options->line, NULL);
  return layer;
}

typedef enum { EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM, EDGE_NONE } Edge;

static Edge
find_edge(SalRect frame, SalPoint point)
{
  if (fabs(point.x - frame.x) < ON_EDGE_MM)
    return EDGE_LEFT;
  if (fabs(point.x - frame.x - frame.width) < ON_EDGE_MM)
    return EDGE_RIGHT;
  if (fabs(point.y - frame.y) < ON_EDGE_MM)
    return EDGE_TOP;
  return fabs(point.y - frame.y - frame.height) < ON_EDGE_MM ? EDGE_BOTTOM : EDGE_NONE;
}

/* The rectangle of a label inside the frame; its middle is at the crossing. */
static SalRect
place_label(SalRect frame, SalPoint crossing, Edge edge, double width, double height)
{
  SalRect rect = { crossing.x - width / 2, crossing.y - height / 2, width, height };
  if (edge == EDGE_LEFT)
    rect.x = frame.x + EDGE_MM;
  else if (edge == EDGE_RIGHT)
    rect.x = frame.x + frame.width - EDGE_MM - width;
  else if (edge == EDGE_TOP)
    rect.y = frame.y + EDGE_MM;
  else if (edge == EDGE_BOTTOM)
    rect.y = frame.y + frame.height - EDGE_MM - height;
  return rect;
}

typedef struct {
  const SalGraticuleOptions *options;
  SalRect frame;
  GArray *rects; /* SalRect, of the labels so far */
  SalLayer *layer;
} Labelling;

static gboolean
touches(SalRect a, SalRect b)
{
  return a.x < b.x + b.width + EDGE_MM && b.x < a.x + a.width + EDGE_MM && a.y < b.y + b.height + EDGE_MM &&
         b.y < a.y + a.height + EDGE_MM;
}

static gboolean
is_free(const Labelling *labelling, SalRect rect)
{
  const SalRect frame = labelling->frame;
  if (rect.x < frame.x + EDGE_MM / 2 || rect.x + rect.width > frame.x + frame.width - EDGE_MM / 2 ||
      rect.y < frame.y + EDGE_MM / 2 || rect.y + rect.height > frame.y + frame.height - EDGE_MM / 2)
    return FALSE;
  for (guint i = 0; i < labelling->options->n_obstacles; i++)
    if (touches(rect, labelling->options->obstacles[i]))
      return FALSE;
  for (guint i = 0; i < labelling->rects->len; i++)
    if (touches(rect, g_array_index(labelling->rects, SalRect, i)))
      return FALSE;
  return TRUE;
}

/* A line that only grazes an edge has no label there, which would seem to belong to another line. */
static gboolean
is_grazing(SalPoint end, SalPoint before, Edge edge)
{
  const double dx = fabs(end.x - before.x), dy = fabs(end.y - before.y);
  const double across = edge == EDGE_LEFT || edge == EDGE_RIGHT ? dx : dy;
  return edge != EDGE_NONE && across < GRAZING * hypot(dx, dy);
}

/* Writes the label where the line ends at an edge, if there is room. */
static gboolean
label_end(Labelling *labelling, SalPoint end, SalPoint before, Edge edge, const char *text)
{
  if (find_edge(labelling->frame, end) != edge || is_grazing(end, before, edge))
    return FALSE;
  const SalTextStyle *style = labelling->options->text;
  const SalTextExtents extents = sal_text_measure(text, labelling->options->font_family, style);
  const double height = extents.ascent_mm + extents.descent_mm;
  const SalRect rect = place_label(labelling->frame, end, edge, extents.width_mm, height);
  if (!is_free(labelling, rect))
    return FALSE;
  sal_layer_add_text(labelling->layer, text, rect.x, rect.y + extents.ascent_mm, SAL_ANCHOR_START, 0, style);
  g_array_append_val(labelling->rects, rect);
  return TRUE;
}

/* Whether a line ends at an edge of the frame; on a map of the world it may end where the earth does. */
static gboolean
meets_edge(SalRect frame, const SalGeometry *page)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(page); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(page, part, &n);
    if (find_edge(frame, points[0]) != EDGE_NONE || find_edge(frame, points[n - 1]) != EDGE_NONE)
      return TRUE;
  }
  return FALSE;
}

/* Labels a line once: a meridian below if it can be, a parallel on the left. */
static void
label_line(Labelling *labelling, const Line *line, const SalGeometry *page)
{
  static const Edge EDGES[2][5] = { { EDGE_BOTTOM, EDGE_TOP, EDGE_LEFT, EDGE_RIGHT, EDGE_NONE },
                                    { EDGE_LEFT, EDGE_RIGHT, EDGE_TOP, EDGE_BOTTOM, EDGE_NONE } };
  g_autofree char *text = sal_graticule_format(line->deg, line->is_parallel, labelling->options->words);
  const guint n_edges = meets_edge(labelling->frame, page) ? 4 : 5;
  for (guint i = 0; i < n_edges; i++)
    for (guint part = 0; part < sal_geometry_get_n_parts(page); part++) {
      guint n;
      const SalPoint *points = sal_geometry_get_part(page, part, &n);
      const Edge edge = EDGES[line->is_parallel ? 1 : 0][i];
      if (n < 2)
        continue;
      if (label_end(labelling, points[0], points[1], edge, text) ||
          label_end(labelling, points[n - 1], points[n - 2], edge, text))
        return;
    }
}

SalLayer *
sal_graticule_make_labels(const SalMap *map, const SalGraticuleOptions *options, GArray *label_rects)
{
  const SalGraticuleStep step = sal_graticule_choose_step(map);
  g_autoptr(GArray) rects = g_array_new(FALSE, FALSE, sizeof(SalRect));
  Labelling labelling = { options, sal_map_get_frame(map), rects,
                          sal_layer_new("graticule-labels", "Graticule labels") };
  g_autoptr(GArray) lines = list_lines(map, step);
  for (guint i = 0; i < lines->len; i++) {
    const Line *line = &g_array_index(lines, Line, i);
    g_autoptr(SalGeometry) page = project_line(map, line, step);
    label_line(&labelling, line, page);
  }
  if (label_rects != NULL && rects->len > 0)
    g_array_append_vals(label_rects, rects->data, rects->len);
  return labelling.layer;
}
