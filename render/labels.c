#include "render/labels.h"

#include "render/text.h"

#include <math.h>

#define EDGE_MM 0.8     /* kept free inside the frame */
#define GAP_MM 0.7      /* between a dot and its name */
#define PADDING_MM 0.35 /* kept free around a name beyond its halo */
#define PEOPLE_PER_M_PER_MM                                                                                  \
  3.0 /* a place with fewer does not matter at a scale: 6,000 people at 1:2,000,000 */

#define SMALL_FRAME_MM 110.0 /* narrower frames set names a rank smaller */
#define TINY_FRAME_MM 70.0   /* and these two */
#define SAMPLES_X 10         /* points across a name at which it is seen what it covers */
#define SAMPLES_Y 3

/* Where a name may stand around its dot: the side, -1 left, 0 centred, 1 right; and the height of its middle,
 * -1 below, 1 above. */
typedef struct {
  int side, height;
} Position;

static const Position POSITIONS[] = { { 1, 0 },  { 1, 1 },   { 1, -1 }, { -1, 0 },
                                      { -1, 1 }, { -1, -1 }, { 0, 1 },  { 0, -1 } };

/* What is being placed, and what is taken. */
typedef struct {
  const SalMap *map;
  const SalStyle *style;
  const SalGeometry *avoid;
  GArray *avoid_boxes; /* SalBox: of avoid's polygons */
  SalRect inside;      /* that labels may use */
  guint least_rank;
  double scale;  /* 1 at 1:2,000,000, more at smaller scales */
  GArray *taken; /* SalRect */
} Placement;

static gboolean
overlaps(SalRect a, SalRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

static gboolean
is_within(SalRect a, SalRect outer)
{
  return a.x >= outer.x && a.y >= outer.y && a.x + a.width <= outer.x + outer.width &&
         a.y + a.height <= outer.y + outer.height;
}

static gboolean
is_free(const Placement *placement, SalRect rect)
{
  if (!is_within(rect, placement->inside))
    return FALSE;
  for (guint i = 0; i < placement->taken->len; i++) {
    if (overlaps(rect, g_array_index(placement->taken, SalRect, i)))
      return FALSE;
  }
  return TRUE;
}

static guint
get_rank(const Placement *placement, const SalPlace *place)
{
  static const double people[SAL_STYLE_PLACE_RANKS - 1] = { 1000000, 300000, 80000 };
  const double factor = CLAMP(placement->scale, 0.05, 3);
  guint rank = 0;
  while (rank < SAL_STYLE_PLACE_RANKS - 1 && place->population < people[rank] * factor)
    rank++;
  return MAX(rank, placement->least_rank);
}

static SalRect
get_dot_rect(const SalLabel *label, double diameter_mm)
{
  const double size = diameter_mm + 2 * PADDING_MM;
  return (SalRect){ label->dot_x - size / 2, label->dot_y - size / 2, size, size };
}

/* Sets the label's text position and box for one of the positions. */
static void
set_position(SalLabel *label, Position position, const SalTextExtents *extents, const SalStyle *style)
{
  const double radius = style->place_dot_mm[label->rank] / 2, halo = style->place_text[label->rank].halo_mm;
  const double reach = radius + GAP_MM, diagonal = position.side != 0 && position.height != 0 ? 0.6 : 1;
  label->x = label->dot_x + position.side * reach * diagonal;
  label->anchor = position.side > 0   ? SAL_ANCHOR_START
                  : position.side < 0 ? SAL_ANCHOR_END
                                      : SAL_ANCHOR_MIDDLE;
  if (position.height > 0)
    label->y = label->dot_y - reach * diagonal - (position.side == 0 ? extents->descent_mm * 0.6 : 0);
  else if (position.height < 0)
    label->y = label->dot_y + reach * diagonal + extents->cap_height_mm;
  else
    label->y = label->dot_y + extents->cap_height_mm / 2;
  const double left = position.side > 0 ? 0 : position.side < 0 ? extents->width_mm : extents->width_mm / 2;
  const double above = extents->cap_height_mm * 1.1, below = extents->descent_mm, pad = halo + PADDING_MM;
  label->box = (SalRect){ label->x - left - pad, label->y - above - pad, extents->width_mm + 2 * pad,
                          above + below + 2 * pad };
}

static gboolean
is_in_polygon(const SalGeometry *polygons, guint polygon, double x, double y)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  gboolean inside = FALSE;
  for (guint part = first; part < first + n_parts; part++) {
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 1; i < n; i++) {
      if ((p[i - 1].y > y) != (p[i].y > y) &&
          x < p[i].x + (p[i - 1].x - p[i].x) * (y - p[i].y) / (p[i - 1].y - p[i].y))
        inside = !inside;
    }
  }
  return inside;
}

static guint
count_vertices_inside(const SalGeometry *polygons, guint polygon, SalRect rect)
{
  guint n_parts, n, count = 0;
  const SalPoint *p =
      sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, polygon, &n_parts), &n);
  for (guint i = 0; i < n; i++)
    count +=
        p[i].x > rect.x && p[i].x < rect.x + rect.width && p[i].y > rect.y && p[i].y < rect.y + rect.height;
  return count;
}

/* How much of what is to be avoided a rectangle covers: sample points inside, and vertices for parts smaller
 * than their spacing. */
static guint
count_covered(const Placement *placement, SalRect rect)
{
  guint covered = 0;
  for (guint i = 0; i < placement->avoid_boxes->len; i++) {
    const SalBox box = g_array_index(placement->avoid_boxes, SalBox, i);
    if (box.xmin > rect.x + rect.width || box.xmax < rect.x || box.ymin > rect.y + rect.height ||
        box.ymax < rect.y)
      continue;
    covered += MIN(count_vertices_inside(placement->avoid, i, rect), 3);
    for (guint j = 0; j < SAMPLES_X * SAMPLES_Y; j++) {
      const double x = rect.x + rect.width * (j % SAMPLES_X + 0.5) / SAMPLES_X;
      const double y = rect.y + rect.height * (j / SAMPLES_X + 0.5) / SAMPLES_Y;
      covered += is_in_polygon(placement->avoid, i, x, y) ? 1 : 0;
    }
  }
  return covered;
}

/* The first of the free positions that cover least of what is to be avoided. */
static gboolean
find_position(const Placement *placement, SalLabel *label)
{
  const SalTextStyle *text_style = &placement->style->place_text[label->rank];
  const SalTextExtents extents =
      sal_text_measure(label->place->name, placement->style->font_family, text_style);
  SalLabel best = *label;
  guint least = G_MAXUINT;
  for (guint i = 0; i < G_N_ELEMENTS(POSITIONS) && least > 0; i++) {
    set_position(label, POSITIONS[i], &extents, placement->style);
    if (!is_free(placement, label->box))
      continue;
    const guint covered = count_covered(placement, label->box);
    if (covered < least)
      least = covered, best = *label;
  }
  *label = best;
  return least < G_MAXUINT;
}

static gboolean
place_one(const Placement *placement, const SalPlace *place, SalLabel *label)
{
  *label = (SalLabel){ .place = place, .rank = get_rank(placement, place) };
  if (!sal_map_project_point(placement->map, place->lon, place->lat, &label->dot_x, &label->dot_y))
    return FALSE;
  const SalRect dot = get_dot_rect(label, placement->style->place_dot_mm[label->rank]);
  return is_free(placement, dot) && find_position(placement, label);
}

static GArray *
collect_boxes(const SalGeometry *polygons)
{
  GArray *boxes = g_array_new(FALSE, FALSE, sizeof(SalBox));
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const SalPoint *points =
        sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, i, &n_parts), &n);
    SalBox box = sal_box_empty();
    for (guint j = 0; j < n; j++)
      box = sal_box_add_point(box, points[j].x, points[j].y);
    g_array_append_val(boxes, box);
  }
  return boxes;
}

static Placement
begin(const SalMap *map, const SalLabelOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  Placement placement = { .map = map, .style = options->style, .avoid = options->avoid };
  placement.avoid_boxes = collect_boxes(options->avoid);
  placement.inside = (SalRect){ frame.x + EDGE_MM, frame.y + EDGE_MM, frame.width - 2 * EDGE_MM,
                                frame.height - 2 * EDGE_MM };
  placement.scale = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2) / 2000;
  placement.least_rank = frame.width < TINY_FRAME_MM ? 2 : frame.width < SMALL_FRAME_MM ? 1 : 0;
  placement.taken = g_array_new(FALSE, FALSE, sizeof(SalRect));
  if (options->obstacles != NULL && options->obstacles->len > 0)
    g_array_append_vals(placement.taken, options->obstacles->data, options->obstacles->len);
  return placement;
}

GArray *
sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options)
{
  GArray *labels = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  const Placement placement = begin(map, options);
  const double fewest = PEOPLE_PER_M_PER_MM * 2000 * placement.scale;
  for (guint i = 0; i < places->len && labels->len < options->max_labels; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    SalLabel label;
    if (place->population < fewest || !place_one(&placement, place, &label))
      continue;
    const SalRect dot = get_dot_rect(&label, options->style->place_dot_mm[label.rank]);
    g_array_append_val(placement.taken, dot);
    g_array_append_val(placement.taken, label.box);
    g_array_append_val(labels, label);
  }
  g_array_unref(placement.taken);
  g_array_unref(placement.avoid_boxes);
  return labels;
}

guint
sal_labels_get_suitable_number(SalRect frame)
{
  return 4 + (guint)(frame.width * frame.height / 1800);
}
