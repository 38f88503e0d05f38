/* Computes what was held at both ends of each period; the other kinds are lent from the changes. */
#include "data/change/changed-area.h"

#include "data/change/rows.h"

/* What is held, change by change. */
typedef struct {
  const GPtrArray *changes;
  const SalRegions *regions; /* NULL: none */
  GHashTable *days;          /* of the periods that are wanted; NULL: all are */
  SalGeometry **held;        /* of each change; NULL, without regions: its end's polygons as they are */
} Holding;

static void
free_area(gpointer data)
{
  SalChangedArea *area = data;
  sal_geometry_free(area->own);
  g_free(area);
}

const char *
sal_kind_get_name(SalKind kind)
{
  static const char *const names[SAL_N_KINDS] = { "gained",      "lost",         "held",      "border_gained",
                                                  "border_lost", "noise_gained", "noise_lost" };
  return names[kind];
}

static gboolean
has_area(const SalGeometry *polygons)
{
  return polygons != NULL && !sal_geometry_is_empty(polygons);
}

static gboolean
is_wanted(const Holding *holding, const SalChange *change)
{
  return holding->days == NULL || g_hash_table_contains(holding->days, GINT_TO_POINTER(change->period.from));
}

static gboolean
is_unchanged(const SalChange *change)
{
  return !has_area(change->gained) && !has_area(change->lost) && !has_area(change->gained_border) &&
         !has_area(change->lost_border) && !has_area(change->gained_noise) && !has_area(change->lost_noise);
}

static gboolean
is_whole(const SalChange *change)
{
  return change->region[0] == '\0';
}

/* Whether what is held can be computed from a change. The snapshots of a region's change are those of the
 * whole. */
static gboolean
knows_held(const SalChange *change)
{
  return is_whole(change) && change->from != NULL && change->to != NULL;
}

static const SalGeometry *
get_polygons_after(const SalChange *change)
{
  return sal_snapshot_get_polygons(change->to, change->class_name);
}

/* Cuts what the whole holds by the regions, whose changes follow that of the whole. */
static gboolean
cut_held(Holding *holding, guint index, GError **error)
{
  const SalGeometry *all = holding->held[index] != NULL ? holding->held[index]
                                                        : get_polygons_after(holding->changes->pdata[index]);
  g_autoptr(GPtrArray) pieces = sal_tiling_cut(sal_regions_get_tiling(holding->regions), all, TRUE, error);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    holding->held[index + 1 + i] = g_steal_pointer(&pieces->pdata[i]);
  return pieces != NULL;
}

/* Computes what one change holds. This is the intersection of both ends and not the end minus the gained:
 * where a border moved, edges of both ends are cut at the same point, and no slivers are left along what the
 * period gained. */
static gboolean
compute_held(guint index, gpointer data, GError **error)
{
  Holding *holding = data;
  const SalChange *change = holding->changes->pdata[index];
  gboolean ok = TRUE;
  if (!knows_held(change) || !is_wanted(holding, change))
    return TRUE;
  if (!is_unchanged(change)) {
    holding->held[index] = sal_geometry_intersection(
        sal_snapshot_get_polygons(change->from, change->class_name), get_polygons_after(change), error);
    ok = holding->held[index] != NULL;
  }
  if (ok && holding->regions != NULL)
    ok = cut_held(holding, index, error);
  if (!ok)
    g_prefix_error(error, "period %s: held: ", change->period.name);
  return ok;
}

/* Takes own. */
static void
add_area(GPtrArray *areas, const SalChangedArea *area)
{
  if (has_area(area->polygons))
    g_ptr_array_add(areas, g_memdup2(area, sizeof *area));
  else
    sal_geometry_free(area->own);
}

/* What was held all the time: at the end, and neither gained nor redefined before. */
static gint64
count_held(const SalRow *row)
{
  return MAX(0, row->area_to - row->gained - sal_row_count_units(row->change->redefined_gained_m2, 1));
}

/* Adds the areas of one row. Takes held. */
static void
add_areas(GPtrArray *areas, const SalRow *row, SalGeometry *held)
{
  const SalChange *change = row->change;
  const SalGeometry *kept = held == NULL && knows_held(change) ? get_polygons_after(change) : held;
  const SalChangedArea candidates[SAL_N_KINDS] = {
    { change, SAL_KIND_GAINED, change->gained, NULL,
      MAX(0, row->gained - row->border_gained - row->noise_gained) },
    { change, SAL_KIND_LOST, change->lost, NULL, MAX(0, row->lost - row->border_lost - row->noise_lost) },
    { change, SAL_KIND_HELD, kept, held, count_held(row) },
    { change, SAL_KIND_BORDER_GAINED, change->gained_border, NULL, row->border_gained },
    { change, SAL_KIND_BORDER_LOST, change->lost_border, NULL, row->border_lost },
    { change, SAL_KIND_NOISE_GAINED, change->gained_noise, NULL, row->noise_gained },
    { change, SAL_KIND_NOISE_LOST, change->lost_noise, NULL, row->noise_lost },
  };
  for (guint i = 0; i < SAL_N_KINDS; i++)
    add_area(areas, &candidates[i]);
}

static GPtrArray *
collect(const GArray *rows, const Holding *holding)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func(free_area);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (is_wanted(holding, row->change) && (holding->regions == NULL || !is_whole(row->change)))
      add_areas(areas, row, g_steal_pointer(&holding->held[i]));
  }
  return areas;
}

GPtrArray *
sal_changed_areas_compute(const SalChanges *changes, const SalChangeOptions *options, GHashTable *days,
                          const SalWork *work, GError **error)
{
  const guint n = changes->changes->len;
  Holding holding = { changes->changes, options->regions, days, g_new0(SalGeometry *, n) };
  g_autoptr(GArray) rows = sal_rows_compute(changes, options->area_model);
  const gboolean ok = sal_work_run(work, n, compute_held, &holding, error);
  GPtrArray *areas = ok ? collect(rows, &holding) : NULL;
  for (guint i = 0; i < n; i++)
    sal_geometry_free(holding.held[i]);
  g_free(holding.held);
  return areas;
}
