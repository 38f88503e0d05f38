/* Each area is drawn into a coarse raster, in which a rectangle that lies inside is found by sums of cells. */
#include "render/names/area-names.h"

#include <math.h>

#define CELL_MM 1.5
#define FINE_CELL_MM 0.5     /* of areas that are hardly larger than a name */
#define SMALL_FRAME_MM 110.0 /* narrower frames set names of countries smaller, as they do those of towns */
#define MOST_OF_WIDTH 0.5
#define AWAY_PER_MM 0.02 /* cost of being away from the middle of what is seen of the area */
#define HELD_COST 2.0    /* a country's name is not written on land that is held, if there is other land */
#define COUNTRY_IMPORTANCE 5.0 /* that of a city: a callout rather hides something else */
#define REGION_IMPORTANCE 1.5
#define MOST_COST 6.0 /* what hides more is left out */

/* Which cells of the frame lie in an area. */
typedef struct {
  SalRect frame;
  double cell_mm;
  guint columns, rows;
  guint *sums; /* (rows + 1) x (columns + 1): of the cells above and to the left */
  SalPoint middle;
} Raster;

static void
clear_raster(Raster *raster)
{
  g_free(raster->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Raster, clear_raster)

/* Turns over the cells from an edge on to the right, in each row that it crosses (even-odd). */
static void
cross_rows(const Raster *raster, guint8 *turns, SalPoint a, SalPoint b)
{
  const double top = MIN(a.y, b.y) - raster->frame.y, bottom = MAX(a.y, b.y) - raster->frame.y;
  const double first = ceil(top / raster->cell_mm - 0.5), last = ceil(bottom / raster->cell_mm - 0.5);
  for (double row = MAX(first, 0); row < MIN(last, raster->rows); row++) {
    const double y = raster->frame.y + (row + 0.5) * raster->cell_mm;
    const double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y) - raster->frame.x;
    const double column = CLAMP(ceil(x / raster->cell_mm - 0.5), 0, raster->columns);
    turns[(guint)row * (raster->columns + 1) + (guint)column] ^= 1;
  }
}

/* Adds up the cells inside, and finds their middle. */
static void
sum_up(Raster *raster, const guint8 *turns)
{
  const guint width = raster->columns + 1;
  double x = 0, y = 0;
  guint n = 0;
  for (guint row = 0; row < raster->rows; row++) {
    guint8 is_inside = 0;
    guint in_row = 0;
    for (guint column = 0; column < raster->columns; column++) {
      is_inside ^= turns[row * width + column];
      in_row += is_inside;
      if (is_inside)
        x += column + 0.5, y += row + 0.5, n++;
      raster->sums[(row + 1) * width + column + 1] = raster->sums[row * width + column + 1] + in_row;
    }
  }
  raster->middle = (SalPoint){ raster->frame.x + x / MAX(n, 1) * raster->cell_mm,
                               raster->frame.y + y / MAX(n, 1) * raster->cell_mm };
}

static Raster
make_raster(SalRect frame, const SalGeometry *area, double cell_mm)
{
  Raster raster = { frame, cell_mm, (guint)(frame.width / cell_mm), (guint)(frame.height / cell_mm),
                    NULL,  { 0, 0 } };
  raster.sums = g_new0(guint, (gsize)(raster.rows + 1) * (raster.columns + 1));
  g_autofree guint8 *turns = g_new0(guint8, (gsize)(raster.rows + 1) * (raster.columns + 1));
  for (guint part = 0; part < sal_geometry_get_n_parts(area); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(area, part, &n);
    for (guint i = 1; i < n; i++)
      cross_rows(&raster, turns, points[i - 1], points[i]);
  }
  sum_up(&raster, turns);
  return raster;
}

/* Whether a rectangle round a cell's middle lies inside, all of it. */
static gboolean
holds(const Raster *raster, guint column, guint row, double width_mm, double height_mm)
{
  const guint across = (guint)ceil(width_mm / raster->cell_mm / 2),
              down = (guint)ceil(height_mm / raster->cell_mm / 2);
  if (column < across || row < down || column + across >= raster->columns || row + down >= raster->rows)
    return FALSE;
  const guint left = column - across, right = column + across + 1, top = row - down, bottom = row + down + 1;
  const guint width = raster->columns + 1;
  const guint inside = raster->sums[bottom * width + right] - raster->sums[top * width + right] -
                       raster->sums[bottom * width + left] + raster->sums[top * width + left];
  return inside == (right - left) * (bottom - top);
}

/* A cell where the name would lie inside the area. */
typedef struct {
  double away_mm; /* from the area's middle */
  SalPoint at;
} Spot;

static gint
compare_spots(gconstpointer a, gconstpointer b)
{
  const Spot *first = a, *second = b;
  if (first->away_mm != second->away_mm)
    return first->away_mm < second->away_mm ? -1 : 1;
  if (first->at.y != second->at.y)
    return first->at.y < second->at.y ? -1 : 1;
  return (first->at.x > second->at.x) - (first->at.x < second->at.x);
}

/* Those cells, the nearest to the middle first (GArray of Spot). */
static GArray *
list_spots(const Raster *raster, double width_mm, double height_mm)
{
  GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
  for (guint row = 0; row < raster->rows; row++)
    for (guint column = 0; column < raster->columns; column++) {
      if (!holds(raster, column, row, width_mm, height_mm))
        continue;
      const SalPoint at = { raster->frame.x + (column + 0.5) * raster->cell_mm,
                            raster->frame.y + (row + 0.5) * raster->cell_mm };
      const Spot spot = { hypot(at.x - raster->middle.x, at.y - raster->middle.y), at };
      g_array_append_val(spots, spot);
    }
  g_array_sort(spots, compare_spots);
  return spots;
}

/* Sets a label at the cheapest spot; FALSE: there is none that is free and cheap enough. For symbols of own layers it moves to another
 * spot, but is not given up. */
static gboolean
find_spot(const SalSites *sites, const SalLabelOptions *options, const GArray *spots,
          const SalLabelText *text, SalLabel *label)
{
  const gboolean shuns_held = label->place->kind == SAL_PLACE_COUNTRY && options->held != NULL;
  double best = G_MAXDOUBLE;
  SalLabel trial = *label;
  for (guint i = 0; i < spots->len; i++) {
    const Spot *spot = &g_array_index(spots, Spot, i);
    double cost = AWAY_PER_MM * spot->away_mm;
    if (cost >= MIN(best, MOST_COST))
      break;
    trial.x = spot->at.x;
    trial.y = spot->at.y + (text->above_mm - text->below_mm) / 2;
    sal_label_set_box(&trial, text, trial.x, trial.y);
    if (!sal_sites_are_free(sites, trial.box))
      continue;
    if (!label->has_offset)
      cost += sal_sites_measure(sites, trial.box);
    if (cost < best && shuns_held && sal_geometry_contains(options->held, spot->at.x, spot->at.y))
      cost += HELD_COST;
    if (cost >= MIN(best, MOST_COST))
      continue;
    if (!label->has_offset)
      cost += sal_sites_measure_symbols(sites, trial.box, G_MAXUINT);
    if (cost < best) {
      best = cost;
      *label = trial;
    }
  }
  return best < G_MAXDOUBLE;
}

/* Places a label in the type of its rank. */
static gboolean
place(const SalMap *map, const SalLabelOptions *options, const SalSites *sites, const Raster *raster,
      SalLabel *label)
{
  const SalLabelText text = sal_label_measure(label, options->style);
  if (text.extents.width_mm > MOST_OF_WIDTH * sal_map_get_frame(map).width)
    return FALSE;
  g_autoptr(GArray) spots = list_spots(raster, text.extents.width_mm, text.extents.cap_height_mm);
  return find_spot(sites, options, spots, &text, label);
}

void
sal_area_names_place(const SalMap *map, const SalLabelOptions *options, SalSites *sites, GArray *labels)
{
  for (guint i = 0; i < options->areas->len; i++) {
    const SalNamedArea *named = &g_array_index(options->areas, SalNamedArea, i);
    const double importance =
        named->place->kind == SAL_PLACE_COUNTRY ? COUNTRY_IMPORTANCE : REGION_IMPORTANCE;
    SalLabel label = { .place = named->place, .text = named->place->name, .anchor = SAL_ANCHOR_MIDDLE };
    label.importance = importance - i * 1e-6; /* no two are equal: they keep their order */
    g_autoptr(SalGeometry) area = sal_map_project_kept(map, named->area);
    if (sal_geometry_is_empty(area))
      continue;
    g_auto(Raster) raster = make_raster(sal_map_get_frame(map), area, CELL_MM);
    const guint n_ranks = named->place->kind == SAL_PLACE_COUNTRY ? 2 : 1;
    gboolean is_placed = FALSE;
    const guint first = n_ranks > 1 && sal_map_get_frame(map).width < SMALL_FRAME_MM ? 1 : 0;
    for (label.rank = first; label.rank < n_ranks && !is_placed; label.rank += !is_placed)
      is_placed = place(map, options, sites, &raster, &label);
    if (!is_placed)
      continue;
    sal_sites_take(sites, label.box);
    g_array_append_val(labels, label);
  }
}

gboolean
sal_area_names_place_label(SalRect frame, const SalGeometry *area, const SalLabelOptions *options,
                           const SalSites *sites, SalLabel *label)
{
  const SalLabelText text = sal_label_measure(label, options->style);
  g_auto(Raster) raster = make_raster(frame, area, FINE_CELL_MM);
  if (label->has_offset)
    raster.middle = (SalPoint){ label->dot_x + label->offset_mm.x,
                                label->dot_y + label->offset_mm.y - (text.above_mm - text.below_mm) / 2 };
  g_autoptr(GArray) spots = list_spots(&raster, text.extents.width_mm, text.extents.cap_height_mm);
  return find_spot(sites, options, spots, &text, label);
}

gboolean
sal_area_names_find_room(SalRect frame, const SalGeometry *area, SalRect size, SalTaken *taken,
                         SalPoint *middle)
{
  g_auto(Raster) raster = make_raster(frame, area, CELL_MM);
  g_autoptr(GArray) spots = list_spots(&raster, size.width, size.height);
  for (guint i = 0; i < spots->len; i++) {
    const SalPoint at = g_array_index(spots, Spot, i).at;
    const SalTurnedRect rect = { .x = at.x, .y = at.y, .width = size.width, .height = size.height };
    if (!sal_taken_is_free(taken, rect))
      continue;
    *middle = at;
    return TRUE;
  }
  return FALSE;
}
