#include "data/change.h"

#include "data/error.h"
#include "data/overlay.h"

/* One period and the entries that stand for its two boundaries. */
typedef struct {
  SalPeriod period;
  guint from, to; /* into Work.entries: the entries that are read */
} Pair;

typedef struct {
  const SalSeries *series;
  const SalChangeOptions *options;
  GArray *pairs;        /* Pair */
  GArray *entries;      /* guint: entries of the series, each once */
  GPtrArray *snapshots; /* SalSnapshot of each of entries */
  GArray *areas_m2;     /* double: of each of entries and classes */
  guint n_classes;
  SalChanges *result;
} Computation;

void
sal_change_free(SalChange *change)
{
  if (change == NULL)
    return;
  g_clear_pointer(&change->from, sal_snapshot_unref);
  g_clear_pointer(&change->to, sal_snapshot_unref);
  sal_geometry_free(change->gained);
  sal_geometry_free(change->lost);
  g_free(change);
}

static void
free_change(gpointer data)
{
  sal_change_free(data);
}

void
sal_changes_free(SalChanges *changes)
{
  if (changes == NULL)
    return;
  g_ptr_array_unref(changes->changes);
  g_ptr_array_unref(changes->remarks);
  g_free(changes);
}

double
sal_change_get_net_m2(const SalChange *change)
{
  return change->area_to_m2 - change->area_from_m2;
}

static void
computation_clear(Computation *computation)
{
  g_clear_pointer(&computation->pairs, g_array_unref);
  g_clear_pointer(&computation->entries, g_array_unref);
  g_clear_pointer(&computation->snapshots, g_ptr_array_unref);
  g_clear_pointer(&computation->areas_m2, g_array_unref);
  g_clear_pointer(&computation->result, sal_changes_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Computation, computation_clear)

static gboolean
is_requested(const SalPeriodOptions *periods)
{
  return periods->span_first != SAL_DAY_NONE || periods->span_last != SAL_DAY_NONE;
}

static void
add_remark(Computation *computation, char *remark)
{
  GPtrArray *remarks = computation->result->remarks;
  if (g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL))
    g_free(remark);
  else
    g_ptr_array_add(remarks, remark);
}

static char *
describe_nearest(const SalSeries *series, SalDay day)
{
  const int nearest = sal_series_find(series, day, SAL_SAMPLE_NEAREST, G_MAXINT);
  return sal_day_format(sal_series_get_entry(series, (guint)nearest)->day);
}

static void
set_gap_error(const Computation *computation, const SalPeriod *period, SalDay boundary, GError **error)
{
  g_autofree char *day = sal_day_format(boundary);
  g_autofree char *nearest = describe_nearest(computation->series, boundary);
  const int gap = computation->options->max_gap_days;
  sal_error_set(error, SAL_ERROR_FORMAT,
                "period %s: boundary %s: expected a snapshot within %d day%s (--max-gap, --sample), got none "
                "nearer than %s",
                period->name, day, gap, gap == 1 ? "" : "s", nearest);
}

/* Where an entry stands in Computation.entries, appended if it is new. */
static guint
use_entry(Computation *computation, int entry)
{
  GArray *entries = computation->entries;
  for (guint i = entries->len; i > 0; i--)
    if (g_array_index(entries, guint, i - 1) == (guint)entry)
      return i - 1;
  const guint value = (guint)entry;
  g_array_append_val(entries, value);
  return entries->len - 1;
}

static void
remark_stand_in(Computation *computation, SalDay boundary, int entry)
{
  const SalDay day = sal_series_get_entry(computation->series, (guint)entry)->day;
  if (day == boundary)
    return;
  g_autofree char *wanted = sal_day_format(boundary), *used = sal_day_format(day);
  add_remark(computation, g_strdup_printf("no snapshot of %s: %s stands for it", wanted, used));
}

/* Finds the entries for one period. A period that nobody asked for by name is left out, with a remark, when
 * one is missing. */
static gboolean
add_pair(Computation *computation, const SalPeriod *period, GError **error)
{
  const SalChangeOptions *options = computation->options;
  const int from = sal_series_find(computation->series, period->from, options->sample, options->max_gap_days);
  const int to = sal_series_find(computation->series, period->to, options->sample, options->max_gap_days);
  if (from < 0 || to < 0) {
    g_autoptr(GError) gap = NULL;
    set_gap_error(computation, period, from < 0 ? period->from : period->to, &gap);
    if (is_requested(&options->periods)) {
      g_propagate_error(error, g_steal_pointer(&gap));
      return FALSE;
    }
    add_remark(computation, g_strdup_printf("left out: %s", gap->message));
    return TRUE;
  }
  remark_stand_in(computation, period->from, from);
  remark_stand_in(computation, period->to, to);
  if (from == to)
    add_remark(
        computation,
        g_strdup_printf("period %s: both ends are the same snapshot, so no change can show", period->name));
  const guint first = use_entry(computation, from), last = use_entry(computation, to);
  const Pair pair = { *period, first, last };
  g_array_append_val(computation->pairs, pair);
  return TRUE;
}

static gboolean
check_length(const SalSeries *series, GError **error)
{
  const guint n = sal_series_get_n_entries(series);
  if (n >= 2)
    return TRUE;
  g_autofree char *day = n == 1 ? sal_day_format(sal_series_get_entry(series, 0)->day) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_USAGE, "series: expected at least two snapshots, got %u%s%s", n,
                       n == 1 ? " of " : "", day);
}

/* At a stand-in's distance from its boundary a period may still begin before, or end after, the data. */
static gboolean
find_pairs(Computation *computation, GError **error)
{
  const SalSeries *series = computation->series;
  const SalChangeOptions *options = computation->options;
  if (!check_length(series, error))
    return FALSE;
  const SalDay first = sal_series_get_entry(series, 0)->day;
  const SalDay last = sal_series_get_entry(series, sal_series_get_n_entries(series) - 1)->day;
  const int slack = options->sample == SAL_SAMPLE_EXACT ? 0 : options->max_gap_days;
  g_autoptr(GPtrArray) dropped = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) periods = sal_periods_compute(&options->periods, first, last, slack, dropped, error);
  if (periods == NULL)
    return FALSE;
  for (guint i = 0; i < dropped->len; i++)
    add_remark(computation, g_strdup_printf("left out: %s", (char *)dropped->pdata[i]));
  for (guint i = 0; i < periods->len; i++)
    if (!add_pair(computation, &g_array_index(periods, SalPeriod, i), error))
      return FALSE;
  if (computation->pairs->len > 0)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "periods: expected at least one with a snapshot at both ends, got none of %u",
                       periods->len);
}

/* File after file, what its snapshot had to say. */
static void
collect_remarks(Computation *computation)
{
  for (guint i = 0; i < computation->snapshots->len; i++) {
    const SalSnapshot *snapshot = computation->snapshots->pdata[i];
    g_autofree char *path = sal_error_quote(snapshot->path);
    for (guint j = 0; j < snapshot->remarks->len; j++)
      add_remark(computation, g_strdup_printf("%s: %s", path, (char *)snapshot->remarks->pdata[j]));
  }
}

static double
get_area_m2(const Computation *computation, guint entry, guint class_index)
{
  return g_array_index(computation->areas_m2, double, entry * computation->n_classes + class_index);
}

static gboolean
measure_entry(guint i, gpointer data, GError **error)
{
  Computation *computation = data;
  const SalSnapshot *snapshot = computation->snapshots->pdata[i];
  for (guint c = 0; c < computation->n_classes; c++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, c);
    const double m2 = sal_area_measure(computation->options->area_model, area->polygons);
    g_array_index(computation->areas_m2, double, i * computation->n_classes + c) = m2;
    if (m2 != m2)
      return sal_error_set(
          error, SAL_ERROR_CRS,
          "%s: area model %s: expected a projection that shows the whole area, got points outside it",
          snapshot->path, sal_area_model_get_name(computation->options->area_model));
  }
  return TRUE;
}

static gboolean
compute_change(guint i, gpointer data, GError **error)
{
  Computation *computation = data;
  const SalAreaModel *model = computation->options->area_model;
  const Pair *pair = &g_array_index(computation->pairs, Pair, i / computation->n_classes);
  const guint class_index = i % computation->n_classes;
  const char *class_name = sal_series_get_classes(computation->series)[class_index];
  SalSnapshot *from = computation->snapshots->pdata[pair->from],
              *to = computation->snapshots->pdata[pair->to];
  g_auto(SalOverlay) overlay = { NULL, NULL };
  if (!sal_overlay_compute(sal_snapshot_get_polygons(from, class_name),
                           sal_snapshot_get_polygons(to, class_name), &overlay, error)) {
    g_prefix_error(error, "period %s: ", pair->period.name);
    return FALSE;
  }
  SalChange *change = g_new0(SalChange, 1);
  *change = (SalChange){ .period = pair->period,
                         .from_snapshot = from->day,
                         .to_snapshot = to->day,
                         .class_name = class_name,
                         .region = g_intern_static_string(""),
                         .area_from_m2 = get_area_m2(computation, pair->from, class_index),
                         .area_to_m2 = get_area_m2(computation, pair->to, class_index),
                         .gained_m2 = sal_area_measure(model, overlay.gained),
                         .lost_m2 = sal_area_measure(model, overlay.lost),
                         .from = sal_snapshot_ref(from),
                         .to = sal_snapshot_ref(to),
                         .gained = g_steal_pointer(&overlay.gained),
                         .lost = g_steal_pointer(&overlay.lost) };
  computation->result->changes->pdata[i] = change;
  return TRUE;
}

SalChanges *
sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                    GError **error)
{
  g_auto(Computation) computation = { .series = series, .options = options };
  computation.pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
  computation.entries = g_array_new(FALSE, FALSE, sizeof(guint));
  computation.areas_m2 = g_array_new(FALSE, FALSE, sizeof(double));
  computation.n_classes = g_strv_length((char **)sal_series_get_classes(series));
  computation.result = g_new0(SalChanges, 1);
  computation.result->changes = g_ptr_array_new_with_free_func(free_change);
  computation.result->remarks = g_ptr_array_new_with_free_func(g_free);
  if (!find_pairs(&computation, error))
    return NULL;
  computation.snapshots = sal_series_load_all(series, computation.entries, work, error);
  if (computation.snapshots == NULL)
    return NULL;
  collect_remarks(&computation);
  const SalWork quiet = { .n_threads = work != NULL ? work->n_threads : 0 };
  const guint n_changes = computation.pairs->len * computation.n_classes;
  g_array_set_size(computation.areas_m2, computation.entries->len * computation.n_classes);
  g_ptr_array_set_size(computation.result->changes, (int)n_changes);
  if (!sal_work_run(&quiet, computation.entries->len, measure_entry, &computation, error) ||
      !sal_work_run(&quiet, n_changes, compute_change, &computation, error))
    return NULL;
  return g_steal_pointer(&computation.result);
}
