#include "inspect.h"

#include "console.h"
#include "data/series/series-kinds.h"
#include "front-picture.h"
#include "progress.h"
#include "verbs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 32 /* snapshots held at once */
#define MAX_JUMPS 5

static void
clear_finding(gpointer data)
{
  Finding *finding = data;
  g_clear_pointer(&finding->remarks, g_ptr_array_unref);
  g_clear_pointer(&finding->classes, g_array_unref);
  g_clear_pointer(&finding->groups, g_array_unref);
  drift_clear(&finding->drift);
  g_clear_pointer(&finding->field_names, g_strfreev);
}

static void
inspection_clear(Inspection *inspection)
{
  g_clear_pointer(&inspection->findings, g_array_unref);
  g_clear_pointer(&inspection->last, sal_snapshot_unref);
  g_clear_pointer(&inspection->class_use, sal_class_use_free);
  g_clear_pointer(&inspection->last_fields, g_strfreev);
  g_clear_pointer(&inspection->resets, g_array_unref);
  g_clear_pointer(&inspection->gaps, g_array_unref);
  g_clear_pointer(&inspection->jumps, g_array_unref);
  g_clear_pointer(&inspection->class_jumps, g_array_unref);
  g_clear_pointer(&inspection->crs_name, g_free);
  g_clear_pointer(&inspection->field_names, g_strfreev);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Inspection, inspection_clear)

typedef struct {
  Progress *progress;
  guint before, total;
} Stretch;

/* The progress of one chunk as that of the whole. */
static void
update_stretch(guint done, guint total, gpointer data)
{
  const Stretch *stretch = data;
  progress_update(stretch->before + done, stretch->total, stretch->progress);
}

/* GArray of ClassFinding. */
static GArray *
list_classes(const SalAreaModel *model, const SalSnapshot *snapshot)
{
  GArray *classes = g_array_new(FALSE, FALSE, sizeof(ClassFinding));
  for (guint c = 0; c < snapshot->areas->len; c++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, c);
    const ClassFinding finding = { area->name, area->n_features, sal_geometry_get_n_polygons(area->polygons),
                                   sal_area_measure(model, area->polygons) };
    g_array_append_val(classes, finding);
  }
  return classes;
}

/* GArray of ClassFinding, or NULL. */
static GArray *
list_groups(const SalAreaModel *model, const SalSnapshot *snapshot)
{
  if (snapshot->groups == NULL)
    return NULL;
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(ClassFinding));
  for (guint i = 0; i < snapshot->groups->len; i++) {
    const SalGroup *group = &g_array_index(snapshot->groups, SalGroup, i);
    const ClassFinding finding = { g_intern_string(group->name), group->n_features,
                                   sal_geometry_get_n_polygons(group->polygons),
                                   sal_area_measure(model, group->polygons) };
    g_array_append_val(groups, finding);
  }
  return groups;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The snapshot's fields if they are others than those of the one before, in whatever order; which they are
 * goes to drift. */
static char **
find_new_fields(Inspection *inspection, const SalSnapshot *snapshot, Drift *drift)
{
  if (snapshot->field_names == NULL)
    return NULL;
  char **fields = g_strdupv(snapshot->field_names);
  qsort(fields, g_strv_length(fields), sizeof *fields, compare_texts);
  const gboolean differ =
      inspection->last_fields != NULL &&
      !g_strv_equal((const char *const *)fields, (const char *const *)inspection->last_fields);
  drift->has_fields = differ;
  if (differ)
    sal_field_drift_init(&drift->fields, (const char *const *)inspection->last_fields,
                         (const char *const *)snapshot->field_names);
  g_strfreev(inspection->last_fields);
  inspection->last_fields = fields;
  return differ ? g_strdupv(snapshot->field_names) : NULL;
}

static gboolean
add_finding(Inspection *inspection, guint index, SalSnapshot *snapshot, GError **error)
{
  Finding finding = {
    .entry = sal_series_get_entry(inspection->series, index),
    .n_features = snapshot->n_features,
    .n_polygons = snapshot->n_polygons,
    .n_points = snapshot->n_points,
    .n_repaired = snapshot->n_repaired,
    .n_null = snapshot->n_null,
    .n_other = snapshot->n_other,
    .decimals = snapshot->decimals,
    .area_m2 = measure_snapshot_m2(inspection->settings->area_model, snapshot),
    .remarks = g_ptr_array_ref(snapshot->remarks),
    .classes = list_classes(inspection->settings->area_model, snapshot),
    .groups = list_groups(inspection->settings->area_model, snapshot),
    .n_unclassed = snapshot->n_unclassed,
  };
  finding.field_names = find_new_fields(inspection, snapshot, &finding.drift);
  sal_class_use_add(inspection->class_use, snapshot);
  const gboolean compared = inspection_compare(inspection, snapshot, &finding.drift, error);
  g_array_append_val(inspection->findings, finding);
  g_clear_pointer(&inspection->last, sal_snapshot_unref);
  inspection->last = sal_snapshot_ref(snapshot);
  return compared;
}

static gboolean
read_chunk(Inspection *inspection, guint first, const SalWork *work, GError **error)
{
  const guint end = MIN(first + CHUNK, sal_series_get_n_entries(inspection->series));
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = first; i < end; i++)
    g_array_append_val(indices, i);
  g_autoptr(GPtrArray) snapshots = sal_series_load_all(inspection->series, indices, work, error);
  if (snapshots == NULL)
    return FALSE;
  for (guint i = 0; i < snapshots->len; i++)
    if (!add_finding(inspection, first + i, snapshots->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_snapshots(Inspection *inspection, const Arguments *arguments, GError **error)
{
  const guint n = sal_series_get_n_entries(inspection->series);
  g_autoptr(Progress) progress = progress_new(arguments->progress, arguments->quiet);
  Stretch stretch = { progress, 0, n };
  const SalWork work = { (guint)arguments->threads, update_stretch, &stretch };
  progress_begin(progress, "reading");
  inspection->findings = g_array_new(FALSE, TRUE, sizeof(Finding));
  g_array_set_clear_func(inspection->findings, clear_finding);
  for (guint first = 0; first < n; first += CHUNK) {
    stretch.before = first;
    if (!read_chunk(inspection, first, &work, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_aoi(const Inspection *inspection, GError **error)
{
  double sum_m2 = 0;
  for (guint i = 0; i < inspection->findings->len; i++)
    sum_m2 += g_array_index(inspection->findings, Finding, i).area_m2;
  return sal_series_check_aoi(inspection->series, sum_m2, error);
}

/* What a file says of itself as a whole is taken from the first one. */
static gboolean
read_schema(Inspection *inspection, GError **error)
{
  const SalEntry *entry = sal_series_get_entry(inspection->series, 0);
  const char *path = entry->path, *const layers[] = { entry->layer, NULL };
  const SalReadOptions options = {
    .layers = entry->layer != NULL ? layers : (const char *const *)inspection->settings->series.layers,
    .where = entry->where,
    .source_crs = inspection->settings->series.source_crs,
    .leave_out_strays = !inspection->settings->series.strict,
    .max_bytes = inspection->settings->series.max_bytes,
  };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL) {
    g_autofree char *masked = sal_source_mask(path);
    g_prefix_error(error, "%s: ", masked);
    return FALSE;
  }
  inspection->crs_name = g_strdup(features->crs_name);
  inspection->crs_assumed = features->crs_assumed;
  inspection->field_names = g_strdupv(features->field_names);
  return TRUE;
}

/* GArray of Step: of one class. */
static GArray *
list_steps(const GArray *findings, guint class_index)
{
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(Step));
  for (guint i = 1; i < findings->len; i++) {
    const Finding *from = &g_array_index(findings, Finding, i - 1),
                  *to = &g_array_index(findings, Finding, i);
    const double before_m2 = g_array_index(from->classes, ClassFinding, class_index).area_m2;
    const double after_m2 = g_array_index(to->classes, ClassFinding, class_index).area_m2;
    const Step step = { .from = from->entry->day,
                        .to = to->entry->day,
                        .class_index = class_index,
                        .net_m2 = after_m2 - before_m2,
                        .held_m2 = MAX(after_m2, before_m2) };
    g_array_append_val(steps, step);
  }
  return steps;
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
  const Step *left = a, *right = b;
  const int x = left->to - left->from, y = right->to - right->from;
  return (x > y) - (x < y);
}

static int
compare_speed(gconstpointer a, gconstpointer b)
{
  const Step *left = a, *right = b;
  const double x = fabs(left->net_m2) / (left->to - left->from);
  const double y = fabs(right->net_m2) / (right->to - right->from);
  if (x != y)
    return x < y ? 1 : -1;
  if (left->from != right->from)
    return left->from > right->from ? 1 : -1;
  return (left->class_index > right->class_index) - (left->class_index < right->class_index);
}

static void
clear_step(gpointer data)
{
  g_free(((Step *)data)->evidence);
}

/* Whether the user accepted a day that the step touches. */
static gboolean
is_accepted(const Step *step, const char *const *accepted)
{
  SalDay first, last;
  for (guint i = 0; accepted != NULL && accepted[i] != NULL; i++)
    if (sal_span_parse(accepted[i], &first, &last, NULL) && first <= step->to && last >= step->from)
      return TRUE;
  return FALSE;
}

/* Appends to resets the steps of one class that may be some. */
static void
find_resets(const GArray *steps, const char *const *accepted, GArray *resets)
{
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index(steps, Step, i);
    const SalResetStep size = { step->to - step->from, fabs(step->net_m2), step->net_m2, step->held_m2,
                                NULL };
    g_array_append_val(sizes, size);
  }
  g_autoptr(GPtrArray) evidence = sal_resets_find(sizes);
  for (guint i = 0; i < steps->len; i++) {
    Step step = g_array_index(steps, Step, i);
    step.evidence = g_strdup(evidence->pdata[i]);
    step.accepted = is_accepted(&step, accepted);
    if (step.evidence != NULL)
      g_array_append_val(resets, step);
  }
}

static void
find_gaps(Inspection *inspection)
{
  g_autoptr(GArray) steps = list_steps(inspection->findings, 0);
  g_autoptr(GArray) by_days = g_array_copy(steps);
  g_array_sort(by_days, compare_days);
  if (steps->len > 0) {
    const Step *usual = &g_array_index(by_days, Step, (by_days->len - 1) / 2);
    inspection->usual_days = usual->to - usual->from;
  }
  inspection->gaps = g_array_new(FALSE, FALSE, sizeof(Step));
  for (guint i = 0; i < steps->len && !sal_series_is_continuous(inspection->series); i++) {
    const Step *step = &g_array_index(steps, Step, i);
    if (2 * (step->to - step->from) > 3 * inspection->usual_days)
      g_array_append_vals(inspection->gaps, step, 1);
  }
}

static void
find_jumps(Inspection *inspection)
{
  const guint n_classes = sal_classes_get_n(inspection->settings->classes);
  inspection->resets = g_array_new(FALSE, FALSE, sizeof(Step));
  g_array_set_clear_func(inspection->resets, clear_step);
  inspection->jumps = g_array_new(FALSE, FALSE, sizeof(Step));
  for (guint c = 0; c < n_classes; c++) {
    if (!sal_class_use_has(inspection->class_use, c))
      continue;
    g_autoptr(GArray) steps = list_steps(inspection->findings, c);
    find_resets(steps, inspection->settings->change.accepted_resets, inspection->resets);
    g_array_append_vals(inspection->jumps, steps->data, steps->len);
  }
  g_array_sort(inspection->jumps, compare_speed);
  g_array_set_size(inspection->jumps, MIN(inspection->jumps->len, MAX_JUMPS));
}

char *
inspection_name_class(const Inspection *inspection, guint class_index)
{
  if (sal_classes_get_n(inspection->settings->classes) < 2)
    return g_strdup("");
  g_autofree char *name = sal_error_quote(sal_classes_get_names(inspection->settings->classes)[class_index]);
  return g_strdup_printf("%s: ", name);
}

gboolean
inspect_run(const Arguments *arguments, GError **error)
{
  g_auto(Settings) settings = { 0 };
  if (!settings_resolve(arguments, &settings, error) || !front_picture_check(arguments, error))
    return FALSE;
  g_autoptr(SalSeries) series = sal_series_open_by_kinds(&settings.series, error);
  if (series == NULL || !front_picture_write(arguments, &settings, series, error))
    return FALSE;
  g_auto(Inspection) inspection = { .series = series,
                                    .settings = &settings,
                                    .group_field = sal_series_get_group_field(series) };
  inspection.class_use = sal_class_use_new(series);
  if (!read_snapshots(&inspection, arguments, error) || !sal_class_use_check(inspection.class_use, error) ||
      !check_aoi(&inspection, error) || !read_schema(&inspection, error))
    return FALSE;
  find_gaps(&inspection);
  find_jumps(&inspection);
  inspection_find_class_jumps(&inspection);
  g_autofree char *text = g_strcmp0(arguments->format, "json") == 0 ? inspection_format_json(&inspection)
                                                                    : inspection_format_text(&inspection);
  return console_write(text, error);
}
