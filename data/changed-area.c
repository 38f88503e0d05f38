#include "data/changed-area.h"

#include "data/table.h"

/* What is held, change by change. */
typedef struct {
  const GPtrArray *changes;
  SalGeometry **held; /* NULL: the polygons of the change's end as they are */
} Holding;

void
sal_changed_area_free(SalChangedArea *area)
{
  if (area == NULL)
    return;
  sal_geometry_free(area->own);
  g_free(area);
}

static void
free_area(gpointer data)
{
  sal_changed_area_free(data);
}

const char *
sal_kind_get_name(SalKind kind)
{
  static const char *const names[SAL_N_KINDS] = { "gained", "lost", "held", "noise_gained", "noise_lost" };
  return names[kind];
}

static gboolean
has_area(const SalGeometry *polygons)
{
  return polygons != NULL && !sal_geometry_is_empty(polygons);
}

static gboolean
is_unchanged(const SalChange *change)
{
  return !has_area(change->gained) && !has_area(change->lost) && !has_area(change->gained_noise) &&
         !has_area(change->lost_noise);
}

/* A change's snapshots are those of the whole. */
static gboolean
knows_held(const SalChange *change)
{
  return change->region[0] == '\0' && change->from != NULL && change->to != NULL;
}

/* The intersection, not end minus gained: where a border moved, both ends' edges are cut at the same point,
 * and no slivers are left along what the period gained. */
static gboolean
compute_held(guint index, gpointer data, GError **error)
{
  Holding *holding = data;
  const SalChange *change = holding->changes->pdata[index];
  if (!knows_held(change) || is_unchanged(change))
    return TRUE;
  holding->held[index] =
      sal_geometry_intersection(sal_snapshot_get_polygons(change->from, change->class_name),
                                sal_snapshot_get_polygons(change->to, change->class_name), error);
  if (holding->held[index] != NULL)
    return TRUE;
  g_prefix_error(error, "period %s: held: ", change->period.name);
  return FALSE;
}

/* own is taken. */
static void
add_area(GPtrArray *areas, const SalChangedArea *area)
{
  if (has_area(area->polygons))
    g_ptr_array_add(areas, g_memdup2(area, sizeof *area));
  else
    sal_geometry_free(area->own);
}

/* Takes held. */
static void
add_areas(GPtrArray *areas, const SalRow *row, SalGeometry *held)
{
  const SalChange *change = row->change;
  const SalGeometry *kept =
      held == NULL && knows_held(change) ? sal_snapshot_get_polygons(change->to, change->class_name) : held;
  const SalChangedArea candidates[SAL_N_KINDS] = {
    { change, SAL_KIND_GAINED, change->gained, NULL, MAX(0, row->gained - row->noise_gained) },
    { change, SAL_KIND_LOST, change->lost, NULL, MAX(0, row->lost - row->noise_lost) },
    { change, SAL_KIND_HELD, kept, held, MAX(0, row->area_to - row->gained) },
    { change, SAL_KIND_NOISE_GAINED, change->gained_noise, NULL, row->noise_gained },
    { change, SAL_KIND_NOISE_LOST, change->lost_noise, NULL, row->noise_lost },
  };
  for (guint i = 0; i < SAL_N_KINDS; i++)
    add_area(areas, &candidates[i]);
}

static GPtrArray *
collect(const GArray *rows, SalGeometry **held)
{
  GPtrArray *areas = g_ptr_array_new_with_free_func(free_area);
  for (guint i = 0; i < rows->len; i++)
    add_areas(areas, &g_array_index(rows, SalRow, i), g_steal_pointer(&held[i]));
  return areas;
}

GPtrArray *
sal_changed_areas_compute(const SalChanges *changes, const SalAreaModel *model, const SalWork *work,
                          GError **error)
{
  const guint n = changes->changes->len;
  Holding holding = { changes->changes, g_new0(SalGeometry *, n) };
  g_autoptr(GArray) rows = sal_table_get_rows(changes, model);
  const gboolean ok = sal_work_run(work, n, compute_held, &holding, error);
  GPtrArray *areas = ok ? collect(rows, holding.held) : NULL;
  for (guint i = 0; i < n; i++)
    sal_geometry_free(holding.held[i]);
  g_free(holding.held);
  return areas;
}
