/* Keeps areas in one array by entry, class and row, and changes in another by pair, class and row. */
#include "data/change/tally.h"

#include "data/change/change-parts.h"

struct _SalTally {
  const SalRegions *regions;
  const SalAreaModel *model;
  const SalPairing *pairing;
  guint n_classes, n_rows; /* rows: the regions, and what lies in none */
  double *regions_m2;      /* of each row: the region's own area; 0 for what lies in none */
  guint8 *is_cut;          /* of each entry: its snapshot is cut */
  double *areas_m2;        /* of each entry, class and row */
  SalChange **changes;     /* of each pair, class and row */
};

static guint
get_n_changes(const SalTally *tally)
{
  return tally->pairing->pairs->len * tally->n_classes * tally->n_rows;
}

static const SalPair *
get_pair(const SalTally *tally, guint pair)
{
  return &g_array_index(tally->pairing->pairs, SalPair, pair);
}

/* The index of the first of the n_rows areas or changes of an entry or pair and a class. */
static guint
get_slot(const SalTally *tally, guint entry_or_pair, guint class_index)
{
  return (entry_or_pair * tally->n_classes + class_index) * tally->n_rows;
}

/* Chooses the snapshots that are cut: those to which no earlier period leads. */
static void
choose_cuts(SalTally *tally)
{
  const gboolean every = !sal_area_model_is_exact(tally->model);
  g_autofree guint8 *reached = g_new0(guint8, tally->pairing->entries->len);
  for (guint i = 0; i < tally->pairing->pairs->len; i++) {
    const SalPair *pair = get_pair(tally, i);
    tally->is_cut[pair->from] = tally->is_cut[pair->from] || every || !reached[pair->from];
    tally->is_cut[pair->to] = tally->is_cut[pair->to] || every;
    reached[pair->from] = reached[pair->to] = TRUE;
  }
}

SalTally *
sal_tally_new(const SalRegions *regions, const SalAreaModel *model, const SalPairing *pairing,
              guint n_classes)
{
  SalTally *tally = g_new0(SalTally, 1);
  *tally = (SalTally){ regions, model, pairing, n_classes, sal_regions_get_n_regions(regions) + 1 };
  const SalTiling *tiling = sal_regions_get_tiling(regions);
  tally->regions_m2 = g_new0(double, tally->n_rows);
  for (guint i = 0; i + 1 < tally->n_rows; i++)
    tally->regions_m2[i] = sal_area_measure(model, sal_tiling_get_tile(tiling, i));
  tally->is_cut = g_new0(guint8, pairing->entries->len);
  tally->areas_m2 = g_new0(double, pairing->entries->len *n_classes * tally->n_rows);
  tally->changes = g_new0(SalChange *, get_n_changes(tally));
  choose_cuts(tally);
  return tally;
}

void
sal_tally_free(SalTally *tally)
{
  if (tally == NULL)
    return;
  for (guint i = 0; i < get_n_changes(tally); i++)
    sal_change_free(tally->changes[i]);
  g_free(tally->regions_m2);
  g_free(tally->is_cut);
  g_free(tally->areas_m2);
  g_free(tally->changes);
  g_free(tally);
}

gboolean
sal_tally_add_snapshot(SalTally *tally, guint entry, guint class_index, const SalGeometry *polygons,
                       GError **error)
{
  if (!tally->is_cut[entry])
    return TRUE;
  g_autoptr(GPtrArray) pieces = sal_tiling_cut(sal_regions_get_tiling(tally->regions), polygons, TRUE, error);
  if (pieces == NULL)
    return FALSE;
  double *areas_m2 = &tally->areas_m2[get_slot(tally, entry, class_index)];
  for (guint i = 0; i < tally->n_rows; i++)
    areas_m2[i] = sal_area_measure(tally->model, pieces->pdata[i]);
  return TRUE;
}

enum { GAINED, LOST, GAINED_BORDER, LOST_BORDER, GAINED_NOISE, LOST_NOISE, N_KINDS };

/* Cuts the changed areas of each kind into rows. */
static gboolean
cut_kinds(const SalTally *tally, const SalChange *whole, GPtrArray *kinds[N_KINDS], GError **error)
{
  const SalGeometry *const all[N_KINDS] = {
    [GAINED] = whole->gained,
    [LOST] = whole->lost,
    [GAINED_BORDER] = whole->gained_border,
    [LOST_BORDER] = whole->lost_border,
    [GAINED_NOISE] = whole->gained_noise,
    [LOST_NOISE] = whole->lost_noise,
  };
  const SalTiling *tiling = sal_regions_get_tiling(tally->regions);
  for (guint i = 0; i < N_KINDS; i++)
    if ((kinds[i] = sal_tiling_cut(tiling, all[i], TRUE, error)) == NULL)
      return FALSE;
  return TRUE;
}

static double
measure_kind(const SalTally *tally, const GPtrArray *pieces, guint row)
{
  return sal_area_measure(tally->model, pieces->pdata[row]);
}

static guint
count_kind(const GPtrArray *pieces, guint row)
{
  return sal_geometry_get_n_polygons(pieces->pdata[row]);
}

static void
take_geometry(SalChange *change, const SalChange *whole, guint row, GPtrArray *kinds[N_KINDS])
{
  change->from = sal_snapshot_ref(whole->from);
  change->to = sal_snapshot_ref(whole->to);
  change->gained = g_steal_pointer(&kinds[GAINED]->pdata[row]);
  change->lost = g_steal_pointer(&kinds[LOST]->pdata[row]);
  change->gained_border = g_steal_pointer(&kinds[GAINED_BORDER]->pdata[row]);
  change->lost_border = g_steal_pointer(&kinds[LOST_BORDER]->pdata[row]);
  change->gained_noise = g_steal_pointer(&kinds[GAINED_NOISE]->pdata[row]);
  change->lost_noise = g_steal_pointer(&kinds[LOST_NOISE]->pdata[row]);
}

static SalChange *
make_row(const SalTally *tally, const SalChange *whole, guint row, GPtrArray *kinds[N_KINDS])
{
  SalChange *change = g_new0(SalChange, 1);
  *change = (SalChange){
    .period = whole->period,
    .from_snapshot = whole->from_snapshot,
    .to_snapshot = whole->to_snapshot,
    .class_name = whole->class_name,
    .region = sal_regions_get_name(tally->regions, row),
    .region_m2 = tally->regions_m2[row],
    .sureness = whole->sureness,
    .noise_gained_m2 = measure_kind(tally, kinds[GAINED_NOISE], row),
    .noise_lost_m2 = measure_kind(tally, kinds[LOST_NOISE], row),
    .has_border = whole->has_border,
    .border_gained_m2 = measure_kind(tally, kinds[GAINED_BORDER], row),
    .border_lost_m2 = measure_kind(tally, kinds[LOST_BORDER], row),
    .n_parts = count_kind(kinds[GAINED], row) + count_kind(kinds[LOST], row) +
               count_kind(kinds[GAINED_BORDER], row) + count_kind(kinds[LOST_BORDER], row),
    .n_noise_parts = count_kind(kinds[GAINED_NOISE], row) + count_kind(kinds[LOST_NOISE], row),
  };
  change->gained_m2 =
      measure_kind(tally, kinds[GAINED], row) + change->border_gained_m2 + change->noise_gained_m2;
  change->lost_m2 = measure_kind(tally, kinds[LOST], row) + change->border_lost_m2 + change->noise_lost_m2;
  return change;
}

/* Cuts what changed into rows, with their geometry. */
static gboolean
cut_change(const SalTally *tally, const SalChange *whole, SalChange **rows, GError **error)
{
  GPtrArray *kinds[N_KINDS] = { NULL };
  const gboolean cut = cut_kinds(tally, whole, kinds, error);
  for (guint i = 0; cut && i < tally->n_rows; i++) {
    rows[i] = make_row(tally, whole, i, kinds);
    take_geometry(rows[i], whole, i, kinds);
  }
  for (guint i = 0; i < N_KINDS; i++)
    g_clear_pointer(&kinds[i], g_ptr_array_unref);
  return cut;
}

gboolean
sal_tally_add_change(SalTally *tally, guint pair, guint class_index, const SalChange *whole,
                     gboolean keep_geometry, GError **error)
{
  SalChange **rows = &tally->changes[get_slot(tally, pair, class_index)];
  if (!cut_change(tally, whole, rows, error))
    return FALSE;
  for (guint i = 0; !keep_geometry && i < tally->n_rows; i++)
    sal_change_drop_geometry(rows[i]);
  return TRUE;
}

void
sal_tally_begin_parts(SalTally *tally, guint pair, guint class_index, gboolean keep_geometry)
{
  SalChange **rows = &tally->changes[get_slot(tally, pair, class_index)];
  for (guint i = 0; i < tally->n_rows; i++)
    sal_change_begin_parts(rows[i], keep_geometry);
}

gboolean
sal_tally_add_part(SalTally *tally, guint pair, guint class_index, const SalChange *part, gboolean is_reset,
                   GError **error)
{
  SalChange **rows = &tally->changes[get_slot(tally, pair, class_index)];
  g_autofree SalChange **pieces = g_new0(SalChange *, tally->n_rows);
  const gboolean cut = cut_change(tally, part, pieces, error);
  for (guint i = 0; cut && i < tally->n_rows; i++) {
    sal_change_add_part(rows[i], pieces[i], is_reset);
    sal_change_free(pieces[i]);
  }
  return cut;
}

gboolean
sal_tally_end_parts(SalTally *tally, guint pair, guint class_index, GError **error)
{
  SalChange **rows = &tally->changes[get_slot(tally, pair, class_index)];
  for (guint i = 0; i < tally->n_rows; i++)
    if (!sal_change_end_parts(rows[i], error))
      return FALSE;
  return TRUE;
}

/* Fills in the areas at both ends of a pair. They are carried on from the first to the second unless that is
 * known. */
static void
fill_areas(SalTally *tally, guint pair_index, gboolean is_reached)
{
  const SalPair *pair = get_pair(tally, pair_index);
  for (guint c = 0; c < tally->n_classes; c++) {
    const double *from_m2 = &tally->areas_m2[get_slot(tally, pair->from, c)];
    double *to_m2 = &tally->areas_m2[get_slot(tally, pair->to, c)];
    SalChange **changes = &tally->changes[get_slot(tally, pair_index, c)];
    for (guint i = 0; i < tally->n_rows; i++) {
      if (!is_reached)
        to_m2[i] = MAX(from_m2[i] + changes[i]->gained_m2 - changes[i]->lost_m2 +
                           changes[i]->redefined_gained_m2 - changes[i]->redefined_lost_m2,
                       0);
      changes[i]->area_from_m2 = from_m2[i];
      changes[i]->area_to_m2 = to_m2[i];
    }
  }
}

static void
fill_all_areas(SalTally *tally)
{
  g_autofree guint8 *reached = g_memdup2(tally->is_cut, tally->pairing->entries->len);
  for (guint i = 0; i < tally->pairing->pairs->len; i++) {
    const SalPair *pair = get_pair(tally, i);
    fill_areas(tally, i, reached[pair->to]);
    reached[pair->to] = TRUE;
  }
}

GPtrArray *
sal_tally_collect(SalTally *tally, GPtrArray *wholes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  fill_all_areas(tally);
  for (guint i = 0; i < wholes->len; i++) {
    g_ptr_array_add(all, g_steal_pointer(&wholes->pdata[i]));
    for (guint row = 0; row < tally->n_rows; row++)
      g_ptr_array_add(all, g_steal_pointer(&tally->changes[i * tally->n_rows + row]));
  }
  g_ptr_array_unref(wholes);
  return all;
}
