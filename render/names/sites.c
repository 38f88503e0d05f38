#include "render/names/sites.h"

#include "data/places/nearby.h"
#include "render/names/stretches.h"

#include <math.h>

#define EDGE_MM 0.8  /* kept free inside the frame */
#define GAP_MM 0.7   /* between a dot and its name */
#define FAR_MM 1.0   /* added to it where all is crowded */
#define FAR_COST 1.5 /* of standing twice as far off, in units of importance */

/* What hiding things costs, in units of importance. */
#define CHANGE_PER_MM2 0.06
#define FULL_FRAME_MM 180.0 /* across; in smaller frames a name hides more of the change, */
#define MOST_IN_SMALL 3.0   /* at most so many times as much */
#define CHANGE_EDGE_PER_MM 0.12
#define FRONT_PER_MM 0.12
#define COAST_PER_MM 0.06
#define BORDER_PER_MM 0.06
#define RIVER_PER_MM 0.02
#define OWN_LINE_PER_MM 0.08
/* Of hiding a symbol of own layers, and each further one: a name moves to any other spot, but is not given up for it. */
#define OWN_SYMBOL_COST 1.6
#define OTHER_SYMBOL_COST 0.25
#define MOST_SYMBOLS 4
#define MOST_HIDDEN 9.0 /* at most, so that what matters more is named whatever it hides */

#define RIVER_GAP_MM 0.35            /* between a river and its name */
#define RIVER_AWAY_PER_MM 0.02       /* from where its name is asked for */
#define RIVER_FURTHEST_MM (80.0 / 3) /* and no further from there */

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

struct _SalSites {
  const SalLabelOptions *options;
  SalRect inside;        /* that labels may use */
  const SalCover *cover; /* what hiding a spot costs */
  SalTaken *fixed;       /* the obstacles, and what has been taken */
  GArray *variants;      /* SalLabel: a label at each of its sites; what candidates' tags count */
};

SalCover *
sal_sites_make_cover(SalRect frame, const SalLabelOptions *options)
{
  SalCover *cover = sal_cover_new(frame);
  const double factor = CLAMP(FULL_FRAME_MM / MIN(frame.width, frame.height), 1, MOST_IN_SMALL);
  sal_cover_add_areas(cover, options->changed, CHANGE_PER_MM2 * factor);
  sal_cover_add_lines(cover, options->changed, CHANGE_EDGE_PER_MM * factor);
  sal_cover_add_lines(cover, options->held, FRONT_PER_MM);
  sal_cover_add_lines(cover, options->coast, COAST_PER_MM);
  sal_cover_add_lines(cover, options->borders, BORDER_PER_MM);
  sal_cover_add_lines(cover, options->rivers, RIVER_PER_MM);
  sal_cover_add_lines(cover, options->own_lines, OWN_LINE_PER_MM);
  sal_cover_finish(cover);
  return cover;
}

SalSites *
sal_sites_new(SalRect frame, const SalLabelOptions *options, const SalCover *cover)
{
  SalSites *sites = g_new0(SalSites, 1);
  sites->options = options;
  sites->inside = (SalRect){ frame.x + EDGE_MM, frame.y + EDGE_MM, frame.width - 2 * EDGE_MM,
                             frame.height - 2 * EDGE_MM };
  sites->cover = cover;
  sites->fixed = sal_taken_new(frame);
  sites->variants = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  for (guint i = 0; options->obstacles != NULL && i < options->obstacles->len; i++)
    sal_sites_take(sites, g_array_index(options->obstacles, SalTurnedRect, i));
  return sites;
}

void
sal_sites_free(SalSites *sites)
{
  if (sites == NULL)
    return;
  g_array_unref(sites->variants);
  sal_taken_free(sites->fixed);
  g_free(sites);
}

static gboolean
is_within(SalTurnedRect rect, SalRect outer)
{
  const SalBox box = sal_turned_rect_get_box(rect);
  return box.xmin >= outer.x && box.ymin >= outer.y && box.xmax <= outer.x + outer.width &&
         box.ymax <= outer.y + outer.height;
}

gboolean
sal_sites_are_free(const SalSites *sites, SalTurnedRect rect)
{
  return is_within(rect, sites->inside) && sal_taken_is_free(sites->fixed, rect);
}

void
sal_sites_take(SalSites *sites, SalTurnedRect rect)
{
  sal_taken_add(sites->fixed, rect, SAL_TAKEN_FIXED);
}

double
sal_sites_measure(const SalSites *sites, SalTurnedRect rect)
{
  return sal_cover_measure(sites->cover, rect);
}

/* Sets the text's anchor and box for one of the positions around a dot. */
static void
set_position(SalLabel *label, const Position *position, const SalLabelText *text, double dot_mm)
{
  const double reach = dot_mm / 2 + GAP_MM + (position->is_far ? FAR_MM : 0);
  const double diagonal = position->side != 0 && position->height != 0 ? 0.75 : 1,
               width = text->extents.width_mm;
  label->x = label->dot_x + position->side * reach * diagonal + position->shift * width;
  label->anchor = position->side > 0   ? SAL_ANCHOR_START
                  : position->side < 0 ? SAL_ANCHOR_END
                                       : SAL_ANCHOR_MIDDLE;
  if (position->height > 0)
    label->y = label->dot_y - (position->side == 0 ? reach + text->below_mm * 0.6 : reach * 0.35);
  else if (position->height < 0)
    label->y = label->dot_y + (position->side == 0 ? reach : reach * 0.35) + text->extents.cap_height_mm;
  else
    label->y = label->dot_y + text->extents.cap_height_mm / 2;
  sal_label_set_box(label, text, label->x + position->side * width / 2, label->y);
}

double
sal_sites_measure_symbols(const SalSites *sites, SalTurnedRect rect, guint most)
{
  SalTaken *symbols = sites->options->own_symbols;
  const guint n = symbols != NULL ? MIN(most, sal_taken_count(symbols, rect)) : 0;
  return n > 0 ? OWN_SYMBOL_COST + (n - 1) * OTHER_SYMBOL_COST : 0;
}

/* Adds a way to place a label, unless it does not fit. */
static void
add_candidate(SalSites *sites, GArray *candidates, const SalLabel *label, double cost)
{
  if (!sal_sites_are_free(sites, label->box))
    return;
  SalCandidate candidate = {
    { label->box, label->dot_box }, label->has_dot ? 2 : 1, cost, sites->variants->len
  };
  candidate.cost += MIN(MOST_HIDDEN, sal_cover_measure(sites->cover, label->box)) +
                    sal_sites_measure_symbols(sites, label->box, MOST_SYMBOLS);
  g_array_append_val(sites->variants, *label);
  g_array_append_val(candidates, candidate);
}

/* Whether a position is on the side that the user wants, if any. */
static gboolean
is_wanted(const Position *position, SalDirection side)
{
  static const int sides[][2] = {
    /* side, height */
    [SAL_DIRECTION_NORTH] = { 0, 1 },  [SAL_DIRECTION_NORTHEAST] = { 1, 1 },
    [SAL_DIRECTION_EAST] = { 1, 0 },   [SAL_DIRECTION_SOUTHEAST] = { 1, -1 },
    [SAL_DIRECTION_SOUTH] = { 0, -1 }, [SAL_DIRECTION_SOUTHWEST] = { -1, -1 },
    [SAL_DIRECTION_WEST] = { -1, 0 },  [SAL_DIRECTION_NORTHWEST] = { -1, 1 },
  };
  return side == SAL_DIRECTION_NEAR ||
         (position->side == sides[side][0] && position->height == sides[side][1]);
}

#define N_POSITIONS G_N_ELEMENTS(POSITIONS)

char *
sal_sites_name_spot(guint spot)
{
  static const char *const sides[3][3] = { { "SW", "S", "SE" }, { "W", "", "E" }, { "NW", "N", "NE" } };
  if (spot == 0 || spot > 2 * N_POSITIONS)
    return NULL;
  const Position *position = &POSITIONS[(spot - 1) % N_POSITIONS];
  const gboolean is_farther = spot > N_POSITIONS;
  if (is_farther && !position->is_far)
    return NULL;
  return g_strconcat(sides[position->height + 1][position->side + 1],
                     position->shift > 0   ? "-right"
                     : position->shift < 0 ? "-left"
                                           : "",
                     is_farther         ? "-farther"
                     : position->is_far ? "-far"
                                        : "-near",
                     NULL);
}

guint
sal_sites_find_spot(const char *name)
{
  for (guint spot = 1; spot <= 2 * N_POSITIONS; spot++) {
    g_autofree char *other = sal_sites_name_spot(spot);
    if (g_strcmp0(other, name) == 0)
      return spot;
  }
  return 0;
}

/* Adds a label at a spot, if that is wanted. */
static void
add_at_spot(SalSites *sites, GArray *candidates, SalLabel label, const SalLabelText *text, guint spot)
{
  const Position *position = &POSITIONS[(spot - 1) % N_POSITIONS];
  const gboolean is_farther = spot > N_POSITIONS;
  const double dot_mm = sal_label_get_dot_mm(sites->options, &label);
  if (label.spot != 0 ? label.spot != spot : !is_wanted(position, label.side))
    return;
  label.spot = spot;
  set_position(&label, position, text, dot_mm + (is_farther ? 2 * FAR_MM : 0));
  add_candidate(sites, candidates, &label, position->cost + (is_farther ? FAR_COST : 0));
}

/* A reserve may also stand a little further off, where all near its dot is taken. */
static void
list_around_dot(SalSites *sites, GArray *candidates, SalLabel label)
{
  const SalLabelText text = sal_label_measure(&label, sites->options->style);
  for (guint i = 0; i < N_POSITIONS; i++) {
    add_at_spot(sites, candidates, label, &text, i + 1);
    if ((label.is_reserve || label.spot != 0) && POSITIONS[i].is_far)
      add_at_spot(sites, candidates, label, &text, N_POSITIONS + i + 1);
  }
}

/* Level, at a point and around it. */
static void
list_around_point(SalSites *sites, GArray *candidates, SalLabel label)
{
  const SalLabelText text = sal_label_measure(&label, sites->options->style);
  label.anchor = SAL_ANCHOR_MIDDLE;
  for (guint i = 0; i < G_N_ELEMENTS(STEPS_X_MM) * G_N_ELEMENTS(STEPS_Y_MM); i++) {
    const double dx = STEPS_X_MM[i % G_N_ELEMENTS(STEPS_X_MM)], dy = STEPS_Y_MM[i / G_N_ELEMENTS(STEPS_X_MM)];
    label.x = label.dot_x + dx;
    label.y = label.dot_y + dy + (text.above_mm - text.below_mm) / 2;
    sal_label_set_box(&label, &text, label.x, label.y);
    add_candidate(sites, candidates, &label, STEP_COST_PER_MM * hypot(dx, dy));
  }
}

/* Above a stretch of river, or below it. */
static void
add_beside(SalSites *sites, GArray *candidates, SalLabel label, const SalLabelText *text,
           const SalStretch *stretch, gboolean is_above)
{
  const double gap = RIVER_GAP_MM + text->pad_mm - SAL_LABEL_PADDING_MM;
  const double rise = is_above ? stretch->up_mm + gap + text->below_mm * 0.7
                               : -(stretch->down_mm + gap + text->extents.cap_height_mm);
  const double angle = stretch->angle_deg * G_PI / 180;
  label.angle_deg = stretch->angle_deg;
  label.anchor = SAL_ANCHOR_MIDDLE;
  label.x = stretch->middle.x - rise * sin(angle);
  label.y = stretch->middle.y - rise * cos(angle);
  sal_label_set_box(&label, text, label.x, label.y);
  const double steep = fabs(stretch->angle_deg) / 90;
  const double bend = (stretch->up_mm + stretch->down_mm) / SAL_STRETCH_MOST_BEND_MM;
  const double away = hypot(label.x - label.dot_x, label.y - label.dot_y);
  if (away > RIVER_FURTHEST_MM)
    return;
  add_candidate(sites, candidates, &label,
                0.6 * steep * steep + 0.5 * bend + RIVER_AWAY_PER_MM * away + (is_above ? 0 : 0.15));
}

static void
list_along_river(SalSites *sites, GArray *candidates, SalLabel label)
{
  const SalLabelText text = sal_label_measure(&label, sites->options->style);
  g_autoptr(GArray) stretches = sal_stretches_find(
      sites->options->rivers, (SalPoint){ label.dot_x, label.dot_y }, text.extents.width_mm);
  for (guint i = 0; i < stretches->len; i++) {
    const SalStretch *stretch = &g_array_index(stretches, SalStretch, i);
    add_beside(sites, candidates, label, &text, stretch, TRUE);
    add_beside(sites, candidates, label, &text, stretch, FALSE);
  }
}

/* Of the candidates from a number on, leaves the one that is nearest to where its label should stand. */
static void
keep_nearest(const SalSites *sites, GArray *candidates, guint from)
{
  double least = G_MAXDOUBLE;
  for (guint i = from; i < candidates->len; i++) {
    const SalCandidate candidate = g_array_index(candidates, SalCandidate, i);
    const SalLabel *label = sal_sites_get(sites, candidate.tag);
    const double away =
        hypot(label->x - label->dot_x - label->offset_mm.x, label->y - label->dot_y - label->offset_mm.y);
    if (away < least)
      least = away, g_array_index(candidates, SalCandidate, from) = candidate;
  }
  g_array_set_size(candidates, MIN(candidates->len, from + 1));
}

void
sal_sites_list(SalSites *sites, const SalLabel *label, GArray *candidates)
{
  const guint n_before = candidates->len;
  if (label->has_dot)
    list_around_dot(sites, candidates, *label);
  else if (label->place->kind == SAL_PLACE_RIVER)
    list_along_river(sites, candidates, *label);
  else
    list_around_point(sites, candidates, *label);
  if (label->has_offset && !label->has_dot)
    keep_nearest(sites, candidates, n_before);
}

const SalLabel *
sal_sites_get(const SalSites *sites, guint tag)
{
  return &g_array_index(sites->variants, SalLabel, tag);
}
