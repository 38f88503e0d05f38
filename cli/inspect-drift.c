#include "inspect.h"

#include <math.h>
#include <string.h>

/* A border drawn anew leaves this many parts or more that are nowhere as wide as --min-width. */
#define REDRAWN_PARTS 100
#define JUMP_TIMES 2
#define JUMP_SHARE 0.001 /* of the area of all classes */
#define JUMP_FEATURES 10
#define REDEFINED_TIMES 10

void
drift_clear(Drift *drift)
{
  if (drift->has_fields)
    sal_field_drift_clear(&drift->fields);
  drift->has_fields = FALSE;
}

const char *
drift_get_name(const Drift *drift)
{
  const char *name = sal_drift_get_name(drift->kind);
  return name == NULL && drift->n_noise_parts >= REDRAWN_PARTS ? "redrawn" : name;
}

/* What changed in one class since the snapshot before, and what of it is noise. */
static gboolean
measure_change(const Inspection *inspection, const SalControlArea *from, const SalControlArea *to,
               Drift *drift, GError **error)
{
  const SalChangeOptions *options = &inspection->settings->change;
  const SalAreaModel *model = inspection->settings->area_model;
  g_auto(SalOverlay) overlay = { NULL };
  if (!sal_overlay_compute(from->polygons, to->polygons, options->overlay, &overlay, error))
    return FALSE;
  SalGeometry *polygons[2] = { g_steal_pointer(&overlay.gained), g_steal_pointer(&overlay.lost) };
  for (guint i = 0; i < 2; i++) {
    SalGeometry *wide, *narrow;
    sal_noise_split(polygons[i], options->min_width_m, &wide, &narrow);
    const double noise_m2 = sal_area_measure(model, narrow);
    drift->n_noise_parts += sal_geometry_get_n_polygons(narrow);
    drift->noise_m2 = MAX(drift->noise_m2, noise_m2);
    drift->changed_m2 += noise_m2 + sal_area_measure(model, wide);
    sal_geometry_free(wide);
    sal_geometry_free(narrow);
  }
  return TRUE;
}

gboolean
inspection_compare(const Inspection *inspection, const SalSnapshot *snapshot, Drift *drift, GError **error)
{
  const SalSnapshot *last = inspection->last;
  for (guint c = 0; last != NULL && c < snapshot->areas->len; c++) {
    const SalControlArea *from = &g_array_index(last->areas, SalControlArea, c);
    const SalControlArea *to = &g_array_index(snapshot->areas, SalControlArea, c);
    if (!measure_change(inspection, from, to, drift, error))
      return FALSE;
    drift->drift = sal_drift_add(
        drift->drift, sal_drift_compare(from->polygons, last->decimals, to->polygons, snapshot->decimals));
  }
  const double held_m2 = measure_snapshot_m2(inspection->settings->area_model, snapshot);
  drift->kind = sal_drift_judge(&drift->drift, drift->changed_m2, held_m2);
  return TRUE;
}

const char *
jump_get_name(JumpKind kind)
{
  static const char *const names[] = { NULL, "appeared", "vanished", "jumped", "redefined" };
  return names[kind];
}

/* By how much the larger of two surpasses the smaller. */
static double
get_times(double a, double b)
{
  return fmax(a, b) / fmin(a, b);
}

/* least_m2: what an area must change by to count. */
static JumpKind
judge_jump(const ClassFinding *before, const ClassFinding *after, double least_m2)
{
  if (before->n_features == 0 || after->n_features == 0)
    return before->n_features > 0 ? JUMP_VANISHED : after->n_features > 0 ? JUMP_APPEARED : JUMP_NONE;
  const double times = get_times(before->area_m2, after->area_m2);
  const double change_m2 = fabs(before->area_m2 - after->area_m2);
  const guint n_more =
      MAX(before->n_features, after->n_features) - MIN(before->n_features, after->n_features);
  if (times >= REDEFINED_TIMES && change_m2 >= least_m2)
    return JUMP_REDEFINED;
  if (times >= JUMP_TIMES && change_m2 >= least_m2)
    return JUMP_JUMPED;
  return n_more >= JUMP_FEATURES && get_times(before->n_features, after->n_features) >= JUMP_TIMES
             ? JUMP_JUMPED
             : JUMP_NONE;
}

static const GArray *
get_kinds(const Finding *finding)
{
  return finding->groups != NULL ? finding->groups : finding->classes;
}

static ClassFinding
find_class(const GArray *findings, const char *name)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index(findings, ClassFinding, i).name == name)
      return g_array_index(findings, ClassFinding, i);
  return (ClassFinding){ .name = name };
}

static void
add_jump(Inspection *inspection, const Finding *from, const Finding *to, const char *name)
{
  const ClassFinding before = find_class(get_kinds(from), name), after = find_class(get_kinds(to), name);
  const double least_m2 = JUMP_SHARE * fmax(from->area_m2, to->area_m2);
  const ClassJump jump = { from->entry->day, to->entry->day, judge_jump(&before, &after, least_m2), before,
                           after };
  if (jump.kind != JUMP_NONE)
    g_array_append_val(inspection->class_jumps, jump);
}

/* Whether the field that features are grouped by came, went or got another name: then values tell nothing. */
static gboolean
is_other_field(const Inspection *inspection, const Drift *drift)
{
  const GPtrArray *lists[] = { drift->fields.lost, drift->fields.added, drift->fields.renamed_from,
                               drift->fields.renamed_to };
  for (guint i = 0; drift->has_fields && inspection->group_field != NULL && i < G_N_ELEMENTS(lists); i++)
    if (g_ptr_array_find_with_equal_func((GPtrArray *)lists[i], inspection->group_field, g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* A single class has its steps and resets. */
void
inspection_find_class_jumps(Inspection *inspection)
{
  inspection->class_jumps = g_array_new(FALSE, FALSE, sizeof(ClassJump));
  if (inspection->group_field == NULL && sal_classes_get_n(inspection->settings->classes) < 2)
    return;
  for (guint i = 1; i < inspection->findings->len; i++) {
    if (is_other_field(inspection, &g_array_index(inspection->findings, Finding, i).drift))
      continue;
    const Finding *from = &g_array_index(inspection->findings, Finding, i - 1),
                  *to = &g_array_index(inspection->findings, Finding, i);
    const GArray *before = get_kinds(from), *after = get_kinds(to);
    for (guint c = 0; c < before->len; c++)
      add_jump(inspection, from, to, g_array_index(before, ClassFinding, c).name);
    for (guint c = 0; c < after->len; c++) {
      const char *name = g_array_index(after, ClassFinding, c).name;
      if (inspection->group_field != NULL && find_class(before, name).n_features == 0)
        add_jump(inspection, from, to, name);
    }
  }
}
