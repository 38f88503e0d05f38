#include "data/change/since-last.h"

#include "data/base/texts.h"
#include "data/geometry/noise.h"

#include <stdlib.h>

/* A border drawn anew leaves this many parts or more that are nowhere as wide as min_width_m. */
#define REDRAWN_PARTS 100

/* Adds what changed in one class, and how much of it is noise. */
static gboolean
measure_change(SalSinceLast *since, const SalControlArea *from, const SalControlArea *to,
               const SalInspectionOptions *options, GError **error)
{
  g_auto(SalOverlay) overlay = { NULL };
  if (!sal_overlay_compute(from->polygons, to->polygons, &options->overlay, &overlay, error))
    return FALSE;
  SalGeometry *polygons[2] = { g_steal_pointer(&overlay.gained), g_steal_pointer(&overlay.lost) };
  for (guint i = 0; i < 2; i++) {
    SalGeometry *wide, *narrow, *redrawn;
    sal_noise_split(polygons[i], options->min_width_m, &wide, &narrow);
    const double noise_m2 = sal_area_measure(options->area_model, narrow);
    since->n_noise_parts += sal_geometry_get_n_polygons(narrow);
    since->noise_m2 = MAX(since->noise_m2, noise_m2);
    since->changed_m2 += noise_m2 + sal_area_measure(options->area_model, wide);
    sal_border_split(options->border, from->polygons, i > 0, &wide, &redrawn);
    *(i > 0 ? &since->border_lost_m2 : &since->border_gained_m2) +=
        sal_area_measure(options->area_model, redrawn);
    sal_geometry_free(redrawn);
    sal_geometry_free(wide);
    sal_geometry_free(narrow);
  }
  return TRUE;
}

static SalDriftKind
judge(const SalSinceLast *since, double held_m2)
{
  const SalDriftKind kind = sal_drift_judge(&since->corners, since->changed_m2, held_m2);
  return kind == SAL_DRIFT_NONE && since->n_noise_parts >= REDRAWN_PARTS ? SAL_DRIFT_REDRAWN : kind;
}

static gboolean
compare_areas(SalSinceLast *since, const SalSnapshot *last, const SalSnapshot *snapshot,
              const SalInspectionOptions *options, GError **error)
{
  double held_m2 = 0;
  for (guint c = 0; c < snapshot->areas->len; c++) {
    const SalControlArea *from = &g_array_index(last->areas, SalControlArea, c);
    const SalControlArea *to = &g_array_index(snapshot->areas, SalControlArea, c);
    if (!measure_change(since, from, to, options, error))
      return FALSE;
    since->corners = sal_drift_add(
        since->corners, sal_drift_compare(from->polygons, last->decimals, to->polygons, snapshot->decimals));
    held_m2 += sal_area_measure(options->area_model, to->polygons);
  }
  since->kind = judge(since, held_m2);
  return TRUE;
}

static char **
sort_texts(char *const *texts)
{
  char **sorted = g_strdupv((char **)texts);
  qsort(sorted, g_strv_length(sorted), sizeof *sorted, sal_texts_compare);
  return sorted;
}

/* Compares the fields, whose order does not matter. */
static void
compare_fields(SalSinceLast *since, const SalSnapshot *last, const SalSnapshot *snapshot)
{
  if (last->field_names == NULL || snapshot->field_names == NULL)
    return;
  g_auto(GStrv) before = sort_texts(last->field_names), after = sort_texts(snapshot->field_names);
  since->has_other_fields = !g_strv_equal((const char *const *)before, (const char *const *)after);
  if (since->has_other_fields)
    sal_field_drift_init(&since->fields, (const char *const *)before,
                         (const char *const *)snapshot->field_names);
}

gboolean
sal_since_last_init(SalSinceLast *since, const SalSnapshot *last, const SalSnapshot *snapshot,
                    const SalInspectionOptions *options, GError **error)
{
  SalSinceLast result = { SAL_DRIFT_NONE };
  if (!compare_areas(&result, last, snapshot, options, error)) {
    sal_snapshot_blame_pair(last, snapshot, error);
    return FALSE;
  }
  compare_fields(&result, last, snapshot);
  *since = result;
  return TRUE;
}

void
sal_since_last_clear(SalSinceLast *since)
{
  if (since->has_other_fields)
    sal_field_drift_clear(&since->fields);
  since->has_other_fields = FALSE;
}
