#include "render/names/labels.h"

#include "data/geometry/segment.h"
#include "render/drawing/text.h"
#include "render/names/cover.h"

#include <math.h>

#define EDGE_MM 0.8     /* kept free inside the frame */
#define GAP_MM 0.7      /* between a dot and its name */
#define FAR_MM 1.0      /* added to it where all is crowded */
#define PADDING_MM 0.35 /* kept free around a name beyond its halo */

#define SMALL_FRAME_MM 110.0 /* narrower frames set names a rank smaller */
#define TINY_FRAME_MM 70.0   /* and these two */
#define NEAR_SHARE 0.08      /* of the frame's shorter side: as near to the change places matter more */
#define DOTLESS_PART 4       /* names of rivers, waters and areas to a settlement's: at most one to so many */
#define MAX_STEPS 2000       /* of the search */

/* What hiding things costs, in units of importance. */
#define CHANGE_PER_MM2 0.06
#define FULL_FRAME_MM 180.0 /* across; in smaller frames a name hides more of the change, */
#define MOST_IN_SMALL 3.0   /* at most so many times as much */
#define CHANGE_EDGE_PER_MM 0.12
#define FRONT_PER_MM 0.12
#define COAST_PER_MM 0.06
#define BORDER_PER_MM 0.06
#define RIVER_PER_MM 0.02
#define MOST_HIDDEN 9.0 /* at most, so that what matters more is named whatever it hides */

#define RIVER_NEAR_MM 2.5      /* from a river's place to its line, at most */
#define RIVER_STEP_MM 1.0      /* between the points at which a line is looked at */
#define RIVER_GAP_MM 0.35      /* between a river and its name */
#define RIVER_APART_MM 80.0    /* between two names of one river */
#define RIVER_AWAY_PER_MM 0.02 /* from where its name is asked for */
#define RIVER_BEND_MM 2.6      /* how much the stretch beside a name may bend, at most */
#define RIVER_LEAST_REACH 0.85 /* of the name's length: what the stretch reaches as the crow flies */

/* Where a name may stand around its dot: the side, -1 left, 0 centred, 1 right; the height of its middle, -1
 * below, 1 above; how far a centred name is shifted, in its widths; and whether it stands off. */
typedef struct {
  int side, height;
  double shift;
  gboolean is_far;
  double cost;
} Position;

/* As cartographers prefer them: upper right, right, lower right, then to the left, above and below. */
static const Position POSITIONS[] = {
  { 1, 1, 0, FALSE, 0 },       { 1, 0, 0, FALSE, 0.08 },     { 1, -1, 0, FALSE, 0.2 },
  { -1, 1, 0, FALSE, 0.25 },   { -1, 0, 0, FALSE, 0.3 },     { -1, -1, 0, FALSE, 0.4 },
  { 0, 1, 0, FALSE, 0.35 },    { 0, -1, 0, FALSE, 0.45 },    { 0, 1, 0.25, FALSE, 0.33 },
  { 0, 1, -0.25, FALSE, 0.4 }, { 0, -1, 0.25, FALSE, 0.43 }, { 0, -1, -0.25, FALSE, 0.5 },
  { 1, 1, 0, TRUE, 0.7 },      { 1, 0, 0, TRUE, 0.75 },      { 1, -1, 0, TRUE, 0.8 },
  { -1, 1, 0, TRUE, 0.85 },    { -1, 0, 0, TRUE, 0.9 },      { -1, -1, 0, TRUE, 0.95 },
  { 0, 1, 0.25, TRUE, 0.8 },   { 0, 1, 0, TRUE, 0.82 },      { 0, 1, -0.25, TRUE, 0.87 },
  { 0, -1, 0.25, TRUE, 0.9 },  { 0, -1, 0, TRUE, 0.92 },     { 0, -1, -0.25, TRUE, 0.97 },
};

/* Steps from the point of a name without a dot. */
static const double STEPS_X_MM[] = { 0, 3, -3, 6.5, -6.5, 11, -11 };
static const double STEPS_Y_MM[] = { 0, 2.5, -2.5, 5.5, -5.5, 9, -9 };
#define STEP_COST_PER_MM 0.04
#define FAR_LARGER 10 /* times the population */

/* What is being placed. */
typedef struct {
  const SalMap *map;
  const SalLabelOptions *options;
  SalRect inside; /* that labels may use */
  guint least_rank;
  double scale;         /* 1 at 1:2,000,000, more at smaller scales */
  double near_mm;       /* see NEAR_SHARE */
  GArray *change_boxes; /* SalBox: of the changed polygons */
  SalCover *cover;
  SalTaken *fixed;  /* the obstacles */
  GArray *items;    /* SalLabel, without text positions */
  GArray *variants; /* SalLabel: what candidates' tags count */
} Placement;

static gboolean
is_within(SalTurnedRect rect, SalRect outer)
{
  const SalBox box = sal_turned_rect_get_box(rect);
  return box.xmin >= outer.x && box.ymin >= outer.y && box.xmax <= outer.x + outer.width &&
         box.ymax <= outer.y + outer.height;
}

const SalTextStyle *
sal_label_get_text_style(const SalLabel *label, const SalStyle *style)
{
  switch (label->place->kind) {
  case SAL_PLACE_RIVER:
    return &style->river_text;
  case SAL_PLACE_WATER:
    return &style->water_text;
  case SAL_PLACE_AREA:
    return &style->area_text;
  case SAL_PLACE_SETTLEMENT:
    break;
  }
  return &style->place_text[label->rank];
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

/* From a point to a part, or limit if that is less. */
static double
measure_to_part(const SalGeometry *geometry, guint part, SalPoint from, double limit)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  for (guint i = 1; i < n; i++)
    limit = MIN(limit, sal_segment_measure(from, points[i - 1], points[i]));
  return limit;
}

static gboolean
is_inside_part(const SalGeometry *polygons, guint part, SalPoint point)
{
  guint n;
  const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
  gboolean is_inside = FALSE;
  for (guint i = 1; i < n; i++) {
    if (sal_segment_crosses_ray(point, p[i - 1], p[i]))
      is_inside = !is_inside;
  }
  return is_inside;
}

/* From a point to the nearest changed part, at most near_mm; 0 inside its outer ring. */
static double
measure_to_change(const Placement *placement, SalPoint from)
{
  const SalGeometry *changed = placement->options->changed;
  double least = placement->near_mm;
  for (guint i = 0; i < placement->change_boxes->len && least > 0; i++) {
    const SalBox box = g_array_index(placement->change_boxes, SalBox, i);
    if (box.xmin - from.x >= least || from.x - box.xmax >= least || box.ymin - from.y >= least ||
        from.y - box.ymax >= least)
      continue;
    guint n_parts;
    const guint shell = sal_geometry_get_polygon(changed, i, &n_parts);
    least = is_inside_part(changed, shell, from) ? 0 : measure_to_part(changed, shell, from, least);
  }
  return least;
}

static gboolean
is_on_land(const Placement *placement, SalPoint at)
{
  const SalGeometry *land = placement->options->land;
  return land != NULL && sal_geometry_contains(land, at.x, at.y);
}

/* How much a place matters here; 0: not at all. Near the change a hamlet matters as well. */
static double
find_importance(const Placement *placement, const SalPlace *place, SalPoint at)
{
  const double far = measure_to_change(placement, at) / MAX(placement->near_mm, 1e-9);
  const double nearness = placement->options->nearness * (1 - far);
  switch (place->kind) {
  case SAL_PLACE_WATER:
    return is_on_land(placement, at) ? 0 : MAX(5.5 - 0.35 * place->rank, 1);
  case SAL_PLACE_RIVER:
    return MAX(4.5 - 0.3 * place->rank, 1) + nearness / 4;
  case SAL_PLACE_AREA:
    return MAX(4.5 - 0.3 * place->rank, 1);
  case SAL_PLACE_SETTLEMENT:
    break;
  }
  const double denominator = 2e6 * placement->scale;
  const double fewest =
      placement->options->style->detail.places_people * denominator / 1e6 * (nearness > 0 ? far : 1);
  return place->population > 0 && place->population < fewest
             ? 0
             : MAX(sal_place_get_importance(place), 1) + nearness;
}

/* Whether a river is to be named near to where it is named already. */
static gboolean
is_repeated(const Placement *placement, const SalLabel *label)
{
  for (guint i = 0; label->place->kind == SAL_PLACE_RIVER && i < placement->items->len; i++) {
    const SalLabel *other = &g_array_index(placement->items, SalLabel, i);
    if (other->place->kind == SAL_PLACE_RIVER && g_str_equal(other->place->name, label->place->name) &&
        hypot(other->dot_x - label->dot_x, other->dot_y - label->dot_y) < RIVER_APART_MM)
      return TRUE;
  }
  return FALSE;
}

/* Whether a place may have a label at all; if so, what is known of it before it stands. */
static gboolean
begin_label(const Placement *placement, const SalPlace *place, SalLabel *label)
{
  *label = (SalLabel){ .place = place, .has_dot = place->kind == SAL_PLACE_SETTLEMENT };
  if (!sal_map_project_point(placement->map, place->lon, place->lat, &label->dot_x, &label->dot_y))
    return FALSE;
  label->importance = find_importance(placement, place, (SalPoint){ label->dot_x, label->dot_y });
  label->rank = get_rank(placement, place);
  label->dot_box = (SalTurnedRect){ .x = label->dot_x, .y = label->dot_y };
  if (!label->has_dot)
    return label->importance > 0;
  const double size = placement->options->style->place_dot_mm[label->rank] + 2 * PADDING_MM;
  label->dot_box.width = label->dot_box.height = size;
  return label->importance > 0 && is_within(label->dot_box, placement->inside) &&
         sal_taken_is_free(placement->fixed, label->dot_box);
}

/* A text measured, and what is kept free of it. */
typedef struct {
  SalTextExtents extents;
  double above, below, pad; /* of the baseline; all around */
} Text;

static Text
measure_text(const Placement *placement, const SalLabel *label)
{
  const SalStyle *style = placement->options->style;
  const SalTextStyle *text_style = sal_label_get_text_style(label, style);
  Text text = { .extents = sal_text_measure(label->place->name, style->font_family, text_style) };
  text.above = text.extents.cap_height_mm * 1.1;
  text.below = text.extents.descent_mm;
  text.pad = text_style->halo_mm + PADDING_MM;
  return text;
}

/* Sets the box of a text whose baseline's middle is at x, y. */
static void
set_box(SalLabel *label, const Text *text, double x, double y)
{
  const double angle = label->angle_deg * G_PI / 180, rise = (text->above - text->below) / 2;
  label->box =
      (SalTurnedRect){ x - rise * sin(angle), y - rise * cos(angle), text->extents.width_mm + 2 * text->pad,
                       text->above + text->below + 2 * text->pad, label->angle_deg };
}

/* Sets the text's anchor and box for one of the positions around a dot. */
static void
set_position(SalLabel *label, const Position *position, const Text *text, double dot_mm)
{
  const double reach = dot_mm / 2 + GAP_MM + (position->is_far ? FAR_MM : 0);
  const double diagonal = position->side != 0 && position->height != 0 ? 0.75 : 1,
               width = text->extents.width_mm;
  label->x = label->dot_x + position->side * reach * diagonal + position->shift * width;
  label->anchor = position->side > 0   ? SAL_ANCHOR_START
                  : position->side < 0 ? SAL_ANCHOR_END
                                       : SAL_ANCHOR_MIDDLE;
  if (position->height > 0)
    label->y = label->dot_y - (position->side == 0 ? reach + text->below * 0.6 : reach * 0.35);
  else if (position->height < 0)
    label->y = label->dot_y + (position->side == 0 ? reach : reach * 0.35) + text->extents.cap_height_mm;
  else
    label->y = label->dot_y + text->extents.cap_height_mm / 2;
  set_box(label, text, label->x + position->side * width / 2, label->y);
}

/* Adds a way to place a label, unless it does not fit. */
static void
add_candidate(Placement *placement, GArray *candidates, const SalLabel *label, double cost)
{
  if (!is_within(label->box, placement->inside) || !sal_taken_is_free(placement->fixed, label->box))
    return;
  SalCandidate candidate = {
    { label->box, label->dot_box }, label->has_dot ? 2 : 1, cost, placement->variants->len
  };
  candidate.cost += MIN(MOST_HIDDEN, sal_cover_measure(placement->cover, label->box));
  g_array_append_val(placement->variants, *label);
  g_array_append_val(candidates, candidate);
}

static void
list_around_dot(Placement *placement, GArray *candidates, SalLabel label)
{
  const Text text = measure_text(placement, &label);
  for (guint i = 0; i < G_N_ELEMENTS(POSITIONS); i++) {
    set_position(&label, &POSITIONS[i], &text, placement->options->style->place_dot_mm[label.rank]);
    add_candidate(placement, candidates, &label, POSITIONS[i].cost);
  }
}

/* Level, at and around a point. */
static void
list_around_point(Placement *placement, GArray *candidates, SalLabel label)
{
  const Text text = measure_text(placement, &label);
  label.anchor = SAL_ANCHOR_MIDDLE;
  for (guint i = 0; i < G_N_ELEMENTS(STEPS_X_MM) * G_N_ELEMENTS(STEPS_Y_MM); i++) {
    const double dx = STEPS_X_MM[i % G_N_ELEMENTS(STEPS_X_MM)], dy = STEPS_Y_MM[i / G_N_ELEMENTS(STEPS_X_MM)];
    label.x = label.dot_x + dx;
    label.y = label.dot_y + dy + (text.above - text.below) / 2;
    set_box(&label, &text, label.x, label.y);
    add_candidate(placement, candidates, &label, STEP_COST_PER_MM * hypot(dx, dy));
  }
}

/* The part of the rivers that passes nearest to a point; G_MAXUINT if none is near. */
static guint
find_river(const SalGeometry *rivers, SalPoint at)
{
  double least = RIVER_NEAR_MM;
  guint found = G_MAXUINT;
  for (guint part = 0; rivers != NULL && part < sal_geometry_get_n_parts(rivers); part++) {
    const double distance = measure_to_part(rivers, part, at, least);
    if (distance < least)
      least = distance, found = part;
  }
  return found;
}

/* Points RIVER_STEP_MM apart along a part. GArray of SalPoint. */
static GArray *
resample(const SalGeometry *lines, guint part)
{
  GArray *resampled = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  guint n;
  const SalPoint *points = sal_geometry_get_part(lines, part, &n);
  double next = 0, walked = 0; /* lengths along the part */
  for (guint i = 1; i < n; i++) {
    const double length = hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    for (; length > 0 && next <= walked + length; next += RIVER_STEP_MM) {
      const double t = (next - walked) / length;
      const SalPoint point = { points[i - 1].x + (points[i].x - points[i - 1].x) * t,
                               points[i - 1].y + (points[i].y - points[i - 1].y) * t };
      g_array_append_val(resampled, point);
    }
    walked += length;
  }
  return resampled;
}

/* A stretch of river as a name beside it sees it. */
typedef struct {
  SalPoint middle;  /* of its chord */
  double angle_deg; /* within +-90 */
  double up, down;  /* how far it bends to either side of the chord, mm */
} Stretch;

/* FALSE: it winds too much to be followed by a straight name of such a length. */
static gboolean
look_at_stretch(const SalPoint *points, guint n, double length_mm, Stretch *stretch)
{
  SalPoint a = points[0], b = points[n - 1];
  if (b.x < a.x)
    a = points[n - 1], b = points[0];
  const double chord = hypot(b.x - a.x, b.y - a.y);
  if (chord < RIVER_LEAST_REACH * length_mm)
    return FALSE;
  *stretch = (Stretch){ .middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 },
                        .angle_deg = atan2(a.y - b.y, b.x - a.x) * 180 / G_PI };
  for (guint i = 0; i < n; i++) {
    const double up = ((points[i].x - a.x) * (b.y - a.y) - (points[i].y - a.y) * (b.x - a.x)) / chord;
    stretch->up = MAX(stretch->up, up);
    stretch->down = MAX(stretch->down, -up);
  }
  return stretch->up + stretch->down <= RIVER_BEND_MM;
}

/* Above a stretch of river, or below it. */
static void
add_beside(Placement *placement, GArray *candidates, SalLabel label, const Text *text, const Stretch *stretch,
           gboolean is_above)
{
  const double gap = RIVER_GAP_MM + text->pad - PADDING_MM;
  const double rise =
      is_above ? stretch->up + gap + text->below * 0.7 : -(stretch->down + gap + text->extents.cap_height_mm);
  const double angle = stretch->angle_deg * G_PI / 180;
  label.angle_deg = stretch->angle_deg;
  label.anchor = SAL_ANCHOR_MIDDLE;
  label.x = stretch->middle.x - rise * sin(angle);
  label.y = stretch->middle.y - rise * cos(angle);
  set_box(&label, text, label.x, label.y);
  const double steep = fabs(stretch->angle_deg) / 90;
  const double bend = (stretch->up + stretch->down) / RIVER_BEND_MM;
  const double away = hypot(label.x - label.dot_x, label.y - label.dot_y);
  if (away > RIVER_APART_MM / 3)
    return;
  add_candidate(placement, candidates, &label,
                0.6 * steep * steep + 0.5 * bend + RIVER_AWAY_PER_MM * away + (is_above ? 0 : 0.15));
}

static void
list_along_river(Placement *placement, GArray *candidates, SalLabel label)
{
  const SalGeometry *rivers = placement->options->rivers;
  const guint part = find_river(rivers, (SalPoint){ label.dot_x, label.dot_y });
  if (part == G_MAXUINT)
    return;
  const Text text = measure_text(placement, &label);
  g_autoptr(GArray) points = resample(rivers, part);
  const guint n = (guint)CLAMP(ceil(text.extents.width_mm / RIVER_STEP_MM) + 1, 2, 1e6);
  for (guint i = 0; i + n <= points->len; i += 2) {
    Stretch stretch;
    if (!look_at_stretch(&g_array_index(points, SalPoint, i), n, (n - 1) * RIVER_STEP_MM, &stretch))
      continue;
    add_beside(placement, candidates, label, &text, &stretch, TRUE);
    add_beside(placement, candidates, label, &text, &stretch, FALSE);
  }
}

static void
list_candidates(guint item, GArray *candidates, gpointer data)
{
  Placement *placement = data;
  const SalLabel label = g_array_index(placement->items, SalLabel, item);
  if (label.has_dot)
    list_around_dot(placement, candidates, label);
  else if (label.place->kind == SAL_PLACE_RIVER)
    list_along_river(placement, candidates, label);
  else
    list_around_point(placement, candidates, label);
}

static SalCover *
make_cover(SalRect frame, const SalLabelOptions *options)
{
  SalCover *cover = sal_cover_new(frame);
  const double factor = CLAMP(FULL_FRAME_MM / MIN(frame.width, frame.height), 1, MOST_IN_SMALL);
  sal_cover_add_areas(cover, options->changed, CHANGE_PER_MM2 * factor);
  sal_cover_add_lines(cover, options->changed, CHANGE_EDGE_PER_MM * factor);
  sal_cover_add_lines(cover, options->held, FRONT_PER_MM);
  sal_cover_add_lines(cover, options->coast, COAST_PER_MM);
  sal_cover_add_lines(cover, options->borders, BORDER_PER_MM);
  sal_cover_add_lines(cover, options->rivers, RIVER_PER_MM);
  sal_cover_finish(cover);
  return cover;
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

static void
begin(Placement *placement, const SalMap *map, const SalLabelOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  *placement = (Placement){ .map = map, .options = options };
  placement->inside = (SalRect){ frame.x + EDGE_MM, frame.y + EDGE_MM, frame.width - 2 * EDGE_MM,
                                 frame.height - 2 * EDGE_MM };
  placement->scale = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2) / 2000;
  placement->near_mm = NEAR_SHARE * MIN(frame.width, frame.height);
  placement->least_rank = frame.width < TINY_FRAME_MM ? 2 : frame.width < SMALL_FRAME_MM ? 1 : 0;
  placement->change_boxes = collect_boxes(options->changed);
  placement->cover = make_cover(frame, options);
  placement->fixed = sal_taken_new(frame);
  for (guint i = 0; options->obstacles != NULL && i < options->obstacles->len; i++)
    sal_taken_add(placement->fixed, g_array_index(options->obstacles, SalTurnedRect, i), SAL_TAKEN_FIXED);
  placement->items = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  placement->variants = g_array_new(FALSE, FALSE, sizeof(SalLabel));
}

static void
placement_clear(Placement *placement)
{
  g_array_unref(placement->change_boxes);
  g_array_unref(placement->items);
  g_array_unref(placement->variants);
  sal_cover_free(placement->cover);
  sal_taken_free(placement->fixed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Placement, placement_clear)

static gint
compare_labels(gconstpointer a, gconstpointer b)
{
  const SalLabel *first = a, *second = b;
  if (first->importance != second->importance)
    return first->importance > second->importance ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

/* What the search counts with: an important name outweighs two that matter half as much. */
static double
get_worth(const SalLabel *label)
{
  return label->importance + label->importance * label->importance / 6;
}

/* Appends the labels for which the search finds room, and takes that. */
static void
search(Placement *placement, guint max_labels, GArray *labels)
{
  const guint n = placement->items->len;
  g_autofree double *worths = g_new(double, n);
  g_autofree SalTurnedRect *anchors = g_new(SalTurnedRect, n);
  for (guint i = 0; i < n; i++) {
    const SalLabel *item = &g_array_index(placement->items, SalLabel, i);
    worths[i] = get_worth(item);
    anchors[i] = item->dot_box;
  }
  const SalPlacement task = { .worths = worths,
                              .n_items = n,
                              .max_placed = max_labels,
                              .anchors = anchors,
                              .max_steps = MAX_STEPS,
                              .list = list_candidates,
                              .data = placement };
  g_autofree SalCandidate *choice = g_new(SalCandidate, n);
  g_autoptr(SalTaken) taken = sal_taken_new(sal_map_get_frame(placement->map));
  sal_placement_search(&task, taken, choice);
  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < choice[i].n_shapes; j++)
      sal_taken_add(placement->fixed, choice[i].shapes[j], SAL_TAKEN_FIXED);
    if (choice[i].n_shapes > 0)
      g_array_append_val(labels, g_array_index(placement->variants, SalLabel, choice[i].tag));
  }
}

/* Leaves out towns with the name of a far larger one on the map: a reader would take one for the other. */
static void
drop_namesakes(GArray *items)
{
  g_autoptr(GHashTable) largest = g_hash_table_new(g_str_hash, g_str_equal); /* name -> SalPlace */
  for (guint i = 0; i < items->len; i++) {
    const SalPlace *place = g_array_index(items, SalLabel, i).place;
    const SalPlace *known = g_hash_table_lookup(largest, place->name);
    if (known == NULL || known->population < place->population)
      g_hash_table_replace(largest, place->name, (gpointer)place);
  }
  guint n = 0;
  for (guint i = 0; i < items->len; i++) {
    const SalLabel item = g_array_index(items, SalLabel, i);
    const SalPlace *namesake = g_hash_table_lookup(largest, item.place->name);
    if (item.place->population * FAR_LARGER > namesake->population || item.place == namesake)
      g_array_index(items, SalLabel, n++) = item;
  }
  g_array_set_size(items, n);
}

/* Appends labels of settlements, or of all that has no dot. */
static void
place_kind(Placement *placement, const GArray *places, gboolean is_settlement, GArray *labels)
{
  const guint max_labels = placement->options->max_labels;
  g_array_set_size(placement->items, 0);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    SalLabel label;
    if ((place->kind == SAL_PLACE_SETTLEMENT) == is_settlement && begin_label(placement, place, &label) &&
        !is_repeated(placement, &label))
      g_array_append_val(placement->items, label);
  }
  if (is_settlement)
    drop_namesakes(placement->items);
  search(placement, is_settlement ? max_labels : max_labels / DOTLESS_PART, labels);
}

GArray *
sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options)
{
  g_auto(Placement) placement = { 0 };
  begin(&placement, map, options);
  GArray *labels = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  place_kind(&placement, places, TRUE, labels);
  place_kind(&placement, places, FALSE, labels);
  g_array_sort(labels, compare_labels);
  return labels;
}

GArray *
sal_labels_filter(const GArray *labels, const GArray *obstacles)
{
  GArray *clear = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    gboolean is_clear = TRUE;
    for (guint j = 0; obstacles != NULL && j < obstacles->len && is_clear; j++) {
      const SalTurnedRect obstacle = g_array_index(obstacles, SalTurnedRect, j);
      is_clear = !sal_turned_rect_overlaps(label->box, obstacle) &&
                 !(label->has_dot && sal_turned_rect_overlaps(label->dot_box, obstacle));
    }
    if (is_clear)
      g_array_append_val(clear, *label);
  }
  return clear;
}

guint
sal_labels_get_suitable_number(SalRect frame)
{
  return 4 + (guint)(frame.width * frame.height / 1000);
}

SalLayer *
sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels)
{
  SalLayer *layer = sal_layer_new("places", "Places");
  sal_layer_set_clip(layer, frame);
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    sal_layer_add_text(layer, label->place->name, label->x, label->y, label->anchor, label->angle_deg,
                       sal_label_get_text_style(label, style));
  }
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (label->has_dot)
      sal_layer_add_dot(layer, label->dot_x, label->dot_y, style->place_dot_mm[label->rank],
                        &style->place_dot);
  }
  return layer;
}
