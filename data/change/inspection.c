/* Reads snapshots in chunks and keeps only their findings; all else is found from those. */
#include "data/change/inspection.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/series/class-use.h"

#include <math.h>

#define CHUNK 32 /* snapshots held at once */
#define N_LARGEST 5
#define SAME_AREA 1e-6 /* the share by which the area of all sides may differ: seams */

/* An inspection while snapshots are read. */
typedef struct {
  SalInspection *inspection;
  SalSeries *series;
  guint first; /* the index of the first entry that is inspected */
  const SalInspectionOptions *options;
  const SalWork *work;
  SalClassUse *class_use;
  SalSnapshot *last; /* the one read last; NULL: none yet */
} Reading;

static void
reading_clear(Reading *reading)
{
  g_clear_pointer(&reading->class_use, sal_class_use_free);
  g_clear_pointer(&reading->last, sal_snapshot_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static void
clear_finding(gpointer data)
{
  sal_finding_clear(data);
}

void
sal_inspection_free(SalInspection *inspection)
{
  if (inspection == NULL)
    return;
  g_clear_pointer(&inspection->classes, sal_classes_unref);
  g_clear_pointer(&inspection->findings, g_array_unref);
  g_clear_pointer(&inspection->gaps, g_array_unref);
  g_clear_pointer(&inspection->largest_steps, g_array_unref);
  g_clear_pointer(&inspection->resets, g_array_unref);
  g_clear_pointer(&inspection->class_jumps, g_array_unref);
  g_clear_pointer(&inspection->remarks, g_ptr_array_unref);
  g_clear_pointer(&inspection->faults, g_ptr_array_unref);
  g_clear_pointer(&inspection->unclassed, sal_unclassed_free);
  g_free(inspection->group_field);
  g_free(inspection->crs_name);
  g_strfreev(inspection->field_names);
  g_free(inspection->area_model);
  g_free(inspection->area_definition);
  g_free(inspection->date_field);
  g_free(inspection->source_crs);
  g_free(inspection->border);
  g_free(inspection->aoi);
  g_free(inspection);
}

/* Tells the progress of one chunk as that of the whole. */
static void
update_progress(guint done, guint total, gpointer data)
{
  const Reading *reading = data;
  const guint n_before = reading->inspection->findings->len;
  (void)total;
  reading->work->progress(n_before + done, sal_series_get_n_entries(reading->series),
                          reading->work->progress_data);
}

static gboolean
add_finding(Reading *reading, SalSnapshot *snapshot, GError **error)
{
  GArray *findings = reading->inspection->findings;
  const SalEntry *entry = sal_series_get_entry(reading->series, reading->first + findings->len);
  SalFinding finding;
  sal_class_use_add(reading->class_use, snapshot);
  if (!sal_finding_init(&finding, entry, reading->last, snapshot, reading->options, error))
    return FALSE;
  g_array_append_val(findings, finding);
  g_clear_pointer(&reading->last, sal_snapshot_unref);
  reading->last = sal_snapshot_ref(snapshot);
  return TRUE;
}

/* How many entries there are up to the last one that is wanted. */
static guint
count_entries(const Reading *reading)
{
  const SalInspectionOptions *options = reading->options;
  guint n = sal_series_get_n_entries(reading->series);
  while (options->has_span && options->last != SAL_DAY_NONE && n > reading->first &&
         sal_series_get_entry(reading->series, n - 1)->day > options->last)
    n--;
  return n;
}

/* Has those of the next entries left out that cannot be read. */
static gboolean
check_chunk(const Reading *reading, guint first, const SalWork *work, GError **error)
{
  const guint end = MIN(first + CHUNK, count_entries(reading));
  return sal_series_check(reading->series, sal_series_get_entry(reading->series, first)->day,
                          sal_series_get_entry(reading->series, end - 1)->day, work, error);
}

static gboolean
read_chunk(Reading *reading, GError **error)
{
  const guint first = reading->first + reading->inspection->findings->len;
  const SalWork work = { reading->work != NULL ? reading->work->n_threads : 0,
                         reading->work != NULL && reading->work->progress != NULL ? update_progress : NULL,
                         reading };
  g_autoptr(GArray) indices = g_array_new(FALSE, FALSE, sizeof(guint));
  if (!check_chunk(reading, first, &work, error))
    return FALSE;
  for (guint i = first; i < MIN(first + CHUNK, count_entries(reading)); i++)
    g_array_append_val(indices, i);
  g_autoptr(GPtrArray) snapshots = sal_series_load_all(reading->series, indices, &work, error);
  for (guint i = 0; snapshots != NULL && i < snapshots->len; i++)
    if (!add_finding(reading, snapshots->pdata[i], error))
      return FALSE;
  return snapshots != NULL;
}

static gboolean
check_aoi(const Reading *reading, GError **error)
{
  double sum_m2 = 0;
  for (guint i = 0; i < reading->inspection->findings->len; i++)
    sum_m2 += g_array_index(reading->inspection->findings, SalFinding, i).area_m2;
  return sal_series_check_aoi(reading->series, sum_m2, error);
}

/* "from 2024-08-01 to 2024-08-31", or one of the two. Owned by the caller. */
static char *
describe_span(const SalInspectionOptions *options)
{
  g_autofree char *first = options->first != SAL_DAY_NONE ? sal_day_format(options->first) : NULL;
  g_autofree char *last = options->last != SAL_DAY_NONE ? sal_day_format(options->last) : NULL;
  return g_strconcat(first != NULL ? "from " : "", first != NULL ? first : "",
                     first != NULL && last != NULL ? " " : "", last != NULL ? "to " : "",
                     last != NULL ? last : "", NULL);
}

/* Fails if none of the snapshots was wanted and good. */
static gboolean
check_any(const Reading *reading, GError **error)
{
  const SalInspectionOptions *options = reading->options;
  const GPtrArray *faults = sal_series_get_faults(reading->series);
  const guint n = sal_series_get_n_entries(reading->series);
  if (reading->inspection->findings->len > 0)
    return TRUE;
  if (!options->has_span || n == 0)
    return sal_faults_fail(faults, error);
  g_autofree char *first = sal_day_format(sal_series_get_entry(reading->series, 0)->day);
  g_autofree char *last = sal_day_format(sal_series_get_entry(reading->series, n - 1)->day);
  g_autofree char *wanted = describe_span(options);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      SAL_OPTION("from") ", " SAL_OPTION("to") ": expected days of snapshots, which are of %s to "
                                               "%s, got those %s",
      first, last, wanted);
}

static gboolean
read_snapshots(Reading *reading, GError **error)
{
  reading->inspection->findings = g_array_new(FALSE, TRUE, sizeof(SalFinding));
  g_array_set_clear_func(reading->inspection->findings, clear_finding);
  while (reading->first + reading->inspection->findings->len < count_entries(reading))
    if (!read_chunk(reading, error))
      return FALSE;
  return check_any(reading, error) && sal_class_use_check(reading->class_use, error) &&
         check_aoi(reading, error);
}

/* Takes what a file says about itself as a whole from the first file. */
static gboolean
read_schema(const Reading *reading, GError **error)
{
  SalInspection *inspection = reading->inspection;
  g_autoptr(SalFeatures) features = sal_series_read_first_file(reading->series, reading->first, error);
  if (features == NULL)
    return FALSE;
  inspection->crs_name = g_steal_pointer(&features->crs_name);
  inspection->crs_assumed = features->crs_assumed;
  inspection->field_names = g_steal_pointer(&features->field_names);
  return TRUE;
}

/* Finds the usual distance and the gaps. A continuous series has none: nothing changes between its
 * snapshots. */
static void
find_gaps(SalInspection *inspection, const SalSeries *series)
{
  g_autoptr(GArray) steps = sal_steps_list(inspection->findings, 0);
  inspection->usual_days = sal_steps_get_usual_days(steps);
  if (sal_series_is_continuous(series))
    g_array_set_size(steps, 0);
  inspection->gaps = sal_steps_find_gaps(steps, inspection->usual_days);
}

/* Finds the largest steps and the resets. Classes to which nothing belongs have no steps. */
static void
find_steps(Reading *reading)
{
  SalInspection *inspection = reading->inspection;
  inspection->largest_steps = sal_steps_new();
  inspection->resets = sal_steps_new();
  for (guint c = 0; c < sal_classes_get_n(inspection->classes); c++) {
    if (!sal_class_use_has(reading->class_use, c))
      continue;
    g_autoptr(GArray) steps = sal_steps_list(inspection->findings, c);
    sal_steps_add_resets(inspection->resets, steps, reading->options->accepted_resets,
                         reading->options->genuine);
    g_array_append_vals(inspection->largest_steps, steps->data, steps->len);
  }
  sal_steps_keep_largest(inspection->largest_steps, N_LARGEST);
}

/* Counts sides. They are looked for only if all areas are one class because the user defined none. */
static guint
count_sides(const GArray *findings, const SalSeries *series)
{
  const SalFinding *first = &g_array_index(findings, SalFinding, 0);
  if (findings->len < 2 || first->n_features < 2 || sal_series_get_territory(series) != NULL ||
      sal_classes_are_defined(sal_series_get_class_definitions(series)))
    return 0;
  for (guint i = 1; i < findings->len; i++) {
    const SalFinding *finding = &g_array_index(findings, SalFinding, i);
    if (finding->n_features != first->n_features ||
        fabs(finding->area_m2 - first->area_m2) > SAME_AREA * first->area_m2)
      return 0;
  }
  return first->n_features;
}

/* The values by which areas are grouped, of all snapshots, in the order in which they come; lent. */
static GPtrArray *
list_group_values(const GArray *findings)
{
  GPtrArray *values = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < findings->len; i++) {
    const GArray *groups = g_array_index(findings, SalFinding, i).groups;
    for (guint j = 0; groups != NULL && j < groups->len; j++) {
      const char *name = g_array_index(groups, SalClassFinding, j).name;
      if (g_hash_table_add(known, (gpointer)name))
        g_ptr_array_add(values, (gpointer)name);
    }
  }
  return values;
}

/* Finds out whether the snapshots are situations, and remarks on it if not. */
static void
judge_archive(SalInspection *inspection, const SalSeries *series)
{
  const GArray *findings = inspection->findings;
  g_autoptr(GPtrArray) values = list_group_values(findings);
  g_auto(SalOverlaps) overlaps = sal_overlaps_new();
  for (guint i = 1; i < findings->len && !sal_series_is_continuous(series); i++) {
    const SalFinding *finding = &g_array_index(findings, SalFinding, i);
    sal_overlaps_add(&overlaps, finding[-1].area_m2, finding->area_m2, finding->since_last.changed_m2);
  }
  char *remark = inspection->group_field != NULL
                     ? sal_archive_describe_differences(inspection->group_field, values)
                     : NULL;
  inspection->archive_kind = remark != NULL ? SAL_ARCHIVE_DIFFERENCES : SAL_ARCHIVE_INCREMENTS;
  if (remark == NULL)
    remark = sal_overlaps_describe(&overlaps);
  if (remark != NULL)
    g_ptr_array_add(inspection->remarks, remark);
  else
    inspection->archive_kind = SAL_ARCHIVE_SITUATIONS;
}

static gboolean
check_options(const SalInspectionOptions *options, GError **error)
{
  SalDay first, last;
  for (guint i = 0; options->accepted_resets != NULL && options->accepted_resets[i] != NULL; i++)
    if (!sal_span_parse(options->accepted_resets[i], &first, &last, error))
      return FALSE;
  return TRUE;
}

static gpointer
copy_text(gconstpointer text, gpointer data)
{
  (void)data;
  return g_strdup(text);
}

static SalInspection *
new_inspection(const SalSeries *series, const SalInspectionOptions *options)
{
  SalInspection *inspection = g_new0(SalInspection, 1);
  *inspection = (SalInspection){
    .classes = sal_classes_ref((SalClasses *)sal_series_get_class_definitions(series)),
    .group_field = g_strdup(sal_series_get_group_field(series)),
    .area_model = g_strdup(sal_area_model_get_name(options->area_model)),
    .area_definition = g_strdup(sal_area_model_get_definition(options->area_model)),
    .min_width_m = options->min_width_m,
    .border = options->border != NULL ? g_strdup(sal_border_get_name(options->border)) : NULL,
    .border_width_m = options->border != NULL ? sal_border_get_width_m(options->border) : 0,
    .date_shift_days = options->date_shift_days,
    .date_field = g_strdup(options->date_field),
    .source_crs = g_strdup(options->source_crs),
    .aoi = g_strdup(options->aoi),
  };
  return inspection;
}

static guint
find_first(const SalSeries *series, const SalInspectionOptions *options)
{
  guint first = 0;
  while (options->has_span && options->first != SAL_DAY_NONE && first < sal_series_get_n_entries(series) &&
         sal_series_get_entry(series, first)->day < options->first)
    first++;
  return first;
}

SalInspection *
sal_inspection_new(SalSeries *series, const SalInspectionOptions *options, const SalWork *work,
                   GError **error)
{
  if (!check_options(options, error))
    return NULL;
  g_autoptr(SalInspection) inspection = new_inspection(series, options);
  g_auto(Reading) reading = { .inspection = inspection, .series = series, .options = options, .work = work };
  reading.class_use = sal_class_use_new(series, NULL);
  reading.first = find_first(series, options);
  if (!read_snapshots(&reading, error) || !read_schema(&reading, error))
    return NULL;
  find_gaps(inspection, series);
  find_steps(&reading);
  inspection->class_jumps = sal_class_jumps_find(inspection->findings, inspection->group_field);
  inspection->n_sides = count_sides(inspection->findings, series);
  inspection->faults = g_ptr_array_ref((GPtrArray *)sal_series_get_faults(series));
  inspection->remarks = g_ptr_array_copy((GPtrArray *)sal_series_get_remarks(series), copy_text, NULL);
  inspection->unclassed = sal_class_use_list_unclassed(reading.class_use);
  judge_archive(inspection, series);
  return g_steal_pointer(&inspection);
}
