#include "data/change/published-search.h"

#include "data/change/measuring.h"

#include <math.h>
#include <string.h>

#define LEAST_CHANCE 0.5 /* settings that agree by chance: from so many on, one that agrees proves nothing */

/* The search for one figure. Snapshots stay until it is done. */
typedef struct {
  const SalPublishedQuery *query;
  const SalPublishedMatches *matches;
  SalPublishedMatch *match;
  GHashTable *snapshots; /* number of an entry + 1: SalSnapshot, or NULL for one that cannot be read */
  GHashTable *tried;     /* text of what a setting comes to: itself */
  double least_m2, most_m2;
} Search;

static void
match_clear(gpointer data)
{
  g_clear_pointer(&((SalPublishedMatch *)data)->agreeing, g_array_unref);
}

void
sal_published_matches_free(SalPublishedMatches *matches)
{
  if (matches == NULL)
    return;
  g_array_unref(matches->matches);
  g_hash_table_unref(matches->first);
  g_hash_table_unref(matches->several);
  g_ptr_array_unref(matches->models);
  g_free(matches);
}

const char *
sal_published_verdict_get_name(SalPublishedVerdict verdict)
{
  static const char *const names[] = { "agrees",      "explained",  "perhaps_chance",
                                       "unexplained", "incomplete", "not_in_run" };
  return names[verdict];
}

const SalPublishedMatch *
sal_published_matches_find(const SalPublishedMatches *matches, const SalChange *change)
{
  return g_hash_table_lookup(matches->first, change);
}

guint
sal_published_matches_count_several(const SalPublishedMatches *matches)
{
  return g_hash_table_size(matches->several);
}

/* Finds the first figure of each period. */
static void
index_matches(SalPublishedMatches *matches)
{
  for (guint i = 0; i < matches->matches->len; i++) {
    SalPublishedMatch *match = &g_array_index(matches->matches, SalPublishedMatch, i);
    gpointer change = (gpointer)match->change;
    if (change == NULL)
      continue;
    if (g_hash_table_contains(matches->first, change))
      g_hash_table_add(matches->several, change);
    else
      g_hash_table_insert(matches->first, change, match);
  }
}

const SalTrial *
sal_published_match_get_nearest(const SalPublishedMatch *match)
{
  for (guint i = 0; i <= SAL_SETTING_MAX_DEPARTURES; i++)
    if (match->n_nearest[i] > 0)
      return &match->nearest[i];
  return NULL;
}

/* Trying */

static SalSnapshot *
get_snapshot(Search *search, guint entry)
{
  gpointer key = GUINT_TO_POINTER(entry + 1);
  gpointer snapshot = NULL;
  if (g_hash_table_lookup_extended(search->snapshots, key, NULL, &snapshot))
    return snapshot;
  snapshot = sal_series_load(search->query->series, entry, NULL);
  g_hash_table_insert(search->snapshots, key, snapshot);
  return snapshot;
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot, const SalSetting *setting)
{
  return g_array_index(snapshot->areas, SalControlArea, setting->class_index).polygons;
}

/* What was gained or lost from one snapshot to another. */
static gboolean
measure_gross(const Search *search, const SalGeometry *from, const SalGeometry *to, const SalSetting *setting,
              double *m2)
{
  g_auto(SalOverlay) overlay = { NULL };
  if (!sal_overlay_compute(from, to, &search->query->change->overlay, &overlay, NULL))
    return FALSE;
  const gboolean is_gained = setting->kind == SAL_FIGURE_GAINED;
  *m2 = sal_area_measure(setting->model, is_gained ? overlay.gained : overlay.lost) +
        sal_area_measure(setting->model, is_gained ? overlay.gained_slivers : overlay.lost_slivers);
  return !isnan(*m2);
}

/* What the setting makes of two snapshots. A published loss is above 0, so a net loss is too. */
static gboolean
measure(Search *search, guint from, guint to, const SalSetting *setting, double *m2)
{
  const SalSnapshot *start = get_snapshot(search, from), *end = get_snapshot(search, to);
  if (start == NULL || end == NULL)
    return FALSE;
  const SalGeometry *before = get_polygons(start, setting), *after = get_polygons(end, setting);
  if (setting->kind == SAL_FIGURE_GAINED || setting->kind == SAL_FIGURE_LOST)
    return measure_gross(search, before, after, setting, m2);
  *m2 = sal_area_measure(setting->model, after);
  if (setting->kind == SAL_FIGURE_NET)
    *m2 -= sal_area_measure(setting->model, before);
  if (setting->kind == SAL_FIGURE_NET && search->match->figure->kind == SAL_FIGURE_LOST)
    *m2 = -*m2;
  return !isnan(*m2);
}

/* Finds the snapshots that stand for the boundaries. FALSE: there are none, or one for both. */
static gboolean
find_ends(const Search *search, const SalSetting *setting, int ends[2])
{
  const SalPeriod *period = &search->match->change->period;
  const SalDay days[2] = { period->from + setting->start_days, period->to + setting->end_days };
  for (guint i = 0; i < 2; i++)
    ends[i] =
        sal_series_find(search->query->series, days[i], setting->sample, search->query->change->max_gap_days);
  return ends[0] >= 0 && ends[1] > ends[0];
}

/* Whether another setting that came to the same was tried before. An area looks at the end alone. */
static gboolean
was_tried(Search *search, const int ends[2], const SalSetting *setting)
{
  return !g_hash_table_add(search->tried,
                           g_strdup_printf("%d %d %d %u %p", setting->kind == SAL_FIGURE_AREA ? 0 : ends[0],
                                           ends[1], setting->kind, setting->class_index,
                                           (gconstpointer)setting->model));
}

static gboolean
try(Search *search, const SalSetting *setting, SalTrial *trial)
{
  const SalSeries *series = search->query->series;
  int ends[2];
  if (!find_ends(search, setting, ends) || was_tried(search, ends, setting))
    return FALSE;
  *trial = (SalTrial){ .setting = *setting,
                       .from_snapshot = sal_series_get_entry(series, (guint)ends[0])->day,
                       .to_snapshot = sal_series_get_entry(series, (guint)ends[1])->day };
  return measure(search, (guint)ends[0], (guint)ends[1], setting, &trial->m2);
}

static double
get_distance_m2(const SalPublishedMatch *match, double m2)
{
  return fabs(m2 - match->figure->m2);
}

/* Figures are compared as they are printed, to a square metre. */
static gboolean
is_near(const SalPublishedMatch *match, double m2)
{
  return get_distance_m2(match, (double)llround(m2)) <= match->figure->tolerance_m2 + 0.5;
}

static void
count(Search *search, const SalTrial *trial, guint departures)
{
  SalPublishedMatch *match = search->match;
  SalTrial *nearest = &match->nearest[departures];
  if (match->n_nearest[departures]++ == 0 ||
      get_distance_m2(match, trial->m2) < get_distance_m2(match, nearest->m2))
    *nearest = *trial;
  search->least_m2 = match->n_tried == 0 ? trial->m2 : MIN(search->least_m2, trial->m2);
  search->most_m2 = match->n_tried == 0 ? trial->m2 : MAX(search->most_m2, trial->m2);
  match->n_tried++;
  if (is_near(match, trial->m2))
    g_array_append_val(match->agreeing, *trial);
}

static void
estimate_chance(const Search *search)
{
  SalPublishedMatch *match = search->match;
  const double range_m2 = search->most_m2 - search->least_m2, width_m2 = 2 * match->figure->tolerance_m2;
  const double share = range_m2 > width_m2 ? width_m2 / range_m2 : 1;
  match->by_chance = match->n_tried > 1 ? match->n_tried * share : 0;
}

/* Tries the settings of one departure, then those of one more, until some agree. */
static void
try_all(Search *search)
{
  const SalPublishedMatches *matches = search->matches;
  SalPublishedMatch *match = search->match;
  SalSettingRange range = { matches->own, matches->models, 0 };
  SalTrial trial;
  range.own.kind = match->figure->kind;
  range.n_classes = g_strv_length((char **)matches->class_names);
  g_autoptr(GArray) settings = sal_settings_list(&range);
  if (try(search, &range.own, &trial) && match->has_resets)
    count(search, &trial, 0);
  guint departures = 0;
  for (guint i = 0; i < settings->len; i++) {
    const SalSetting *setting = &g_array_index(settings, SalSetting, i);
    const guint needed = sal_setting_count_departures(setting, &range.own);
    if (needed > departures && match->agreeing->len > 0)
      break;
    departures = needed;
    if (try(search, setting, &trial))
      count(search, &trial, needed);
  }
  estimate_chance(search);
}

/* Of each figure */

static void
snapshot_unref(gpointer snapshot)
{
  if (snapshot != NULL)
    sal_snapshot_unref(snapshot);
}

gint64
sal_row_get_figure(const SalRow *row, SalFigureKind kind)
{
  switch (kind) {
  case SAL_FIGURE_GAINED:
    return row->gained;
  case SAL_FIGURE_LOST:
    return row->lost;
  case SAL_FIGURE_AREA:
    return row->area_to;
  case SAL_FIGURE_NET:
  default:
    return row->net;
  }
}

/* The rows of the class and the whole, by the names of their periods. */
static GHashTable *
list_rows(const SalPublishedQuery *query)
{
  GHashTable *rows = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < query->rows->len; i++) {
    SalRow *row = &g_array_index(query->rows, SalRow, i);
    if (sal_row_belongs_to(row, query->class_name))
      g_hash_table_insert(rows, (gpointer)row->change->period.name, row);
  }
  return rows;
}

/* Sets a figure beside the run's. Returns whether its difference is to be searched for. */
static gboolean
judge(GHashTable *rows, SalPublishedMatch *match)
{
  const SalRow *row = g_hash_table_lookup(rows, match->figure->period);
  match->agreeing = g_array_new(FALSE, FALSE, sizeof(SalTrial));
  match->verdict = SAL_PUBLISHED_NOT_IN_RUN;
  if (row == NULL)
    return FALSE;
  match->change = row->change;
  match->own_m2 = sal_row_get_figure(row, match->figure->kind);
  match->has_resets = row->change->accepted || row->redefined != 0;
  match->verdict = row->change->period.partial ? SAL_PUBLISHED_INCOMPLETE : SAL_PUBLISHED_AGREES;
  return !row->change->period.partial && !is_near(match, (double)match->own_m2);
}

/* The data of sal_work_run(). */
typedef struct {
  const SalPublishedQuery *query;
  SalPublishedMatches *matches;
  GHashTable *rows; /* name of a period: SalRow */
} Run;

static gboolean
search_figure(guint index, gpointer data, GError **error)
{
  const Run *run = data;
  SalPublishedMatch *match = &g_array_index(run->matches->matches, SalPublishedMatch, index);
  if (!judge(run->rows, match))
    return TRUE;
  g_autoptr(GHashTable) snapshots = g_hash_table_new_full(NULL, NULL, NULL, snapshot_unref);
  g_autoptr(GHashTable) tried = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  Search search = { run->query, run->matches, match, snapshots, tried, 0, 0 };
  try_all(&search);
  match->verdict = match->agreeing->len == 0         ? SAL_PUBLISHED_UNEXPLAINED
                   : match->by_chance < LEAST_CHANCE ? SAL_PUBLISHED_EXPLAINED
                                                     : SAL_PUBLISHED_CHANCE;
  return TRUE;
}

static gboolean
add_models(const SalAreaModel *own, GPtrArray *models, GError **error)
{
  static const char *const names[] = { "ellipsoid", "sphere", "sphere:6378137", "geodesic" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    SalAreaModel *model = sal_area_model_new(names[i], error);
    if (model == NULL)
      return FALSE;
    if (g_str_equal(sal_area_model_get_name(model), sal_area_model_get_name(own)))
      sal_area_model_free(model);
    else
      g_ptr_array_add(models, model);
  }
  return TRUE;
}

static guint
find_class(const SalPublishedQuery *query)
{
  const char *const *names = sal_series_get_classes(query->series);
  for (guint c = 0; names[c] != NULL; c++)
    if (g_str_equal(names[c], query->class_name))
      return c;
  return 0;
}

SalPublishedMatches *
sal_published_search(const SalPublishedQuery *query, const SalWork *work, GError **error)
{
  g_autoptr(SalPublishedMatches) matches = g_new0(SalPublishedMatches, 1);
  const guint n = sal_published_get_n(query->published);
  matches->published = query->published;
  matches->class_name = query->class_name;
  matches->class_names = sal_series_get_classes(query->series);
  matches->date_shift_days = query->date_shift_days;
  matches->own = (SalSetting){ .sample = query->change->sample,
                               .model = query->change->area_model,
                               .class_index = find_class(query) };
  matches->models = g_ptr_array_new_with_free_func((GDestroyNotify)sal_area_model_free);
  matches->matches = g_array_new(FALSE, TRUE, sizeof(SalPublishedMatch));
  g_array_set_clear_func(matches->matches, match_clear);
  g_array_set_size(matches->matches, n);
  for (guint i = 0; i < n; i++)
    g_array_index(matches->matches, SalPublishedMatch, i).figure = sal_published_get(query->published, i);
  matches->first = g_hash_table_new(NULL, NULL);
  matches->several = g_hash_table_new(NULL, NULL);
  g_autoptr(GHashTable) rows = list_rows(query);
  Run run = { query, matches, rows };
  if (!add_models(query->change->area_model, matches->models, error) ||
      !sal_work_run(work, n, search_figure, &run, error))
    return NULL;
  index_matches(matches);
  return g_steal_pointer(&matches);
}
