/* Works out from the days of a series which periods will have pictures, and checks their names. */
#include "library/page-names.h"

#include "library/report-names.h"

#include "data/base/error.h"
#include "data/series/pairing.h"

#include <string.h>

/* The state of a check of all names of a plan. */
typedef struct {
  const SalPlan *plan;
  const SalSeries *series;
  GHashTable *names; /* the absolute names of all pictures so far */
} Check;

char *
sal_page_name_expand(const SalMapPlan *map, const char *pattern, const SalPeriod *period,
                     const char *class_name, const char *region)
{
  g_autofree char *from = sal_day_format(period->from), *to = sal_day_format(period->to);
  const char *lang = map->options->lang != NULL ? map->options->lang : "en";
  const SalNameParts parts = { period->name, from, to, class_name, map->look.style_name, region, lang };
  return sal_name_expand(pattern, &parts, NULL);
}

char *
sal_page_id_prefix_expand(const SalMapPlan *map, const SalPeriod *period, const char *class_name,
                          const char *region)
{
  if (map->look.id_prefix == NULL)
    return NULL;
  g_autofree char *text = sal_page_name_expand(map, map->look.id_prefix, period, class_name, region);
  GString *prefix = g_string_new(g_ascii_isdigit(*text) || *text == '-' ? "_" : NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (c < 128 && (g_ascii_isalnum((char)c) || c == '-' || c == '_'))
      g_string_append_c(prefix, (char)c);
    else
      g_string_append_printf(prefix, "u%x", c);
  }
  return g_string_free(prefix, FALSE);
}

gboolean
sal_page_name_is_film(const char *pattern)
{
  return g_str_equal(pattern, "-") || sal_formats_find_film(pattern, NULL) || sal_formats_is_book(pattern);
}

gboolean
sal_page_names_tell_classes(const GPtrArray *names)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (strstr(names->pdata[i], "{class}") != NULL)
      return TRUE;
  return FALSE;
}

gboolean
sal_page_names_tell_regions(const SalMapPlan *map)
{
  const GPtrArray *patterns = map->options->outputs;
  for (guint i = 0; map->options->regions != NULL && patterns != NULL && i < patterns->len; i++)
    if (strstr(patterns->pdata[i], "{region}") != NULL)
      return TRUE;
  return FALSE;
}

/* Changes are computed once for all maps, and so are cut by the same regions. */
gboolean
sal_page_names_load_regions(SalPlan *plan, GError **error)
{
  const SalientOptions *found = NULL;
  for (guint i = 0; i < plan->maps->len; i++) {
    const SalMapPlan *map = plan->maps->pdata[i];
    if (!sal_page_names_tell_regions(map) && !sal_page_layout_has_regions(map->layout) &&
        !(sal_look_tables_regions(&map->look) && map->options->regions != NULL))
      continue;
    if (found != NULL && (g_strcmp0(found->regions, map->options->regions) != 0 ||
                          g_strcmp0(found->region_field, map->options->region_field) != 0)) {
      g_autofree char *one = sal_error_quote_path(found->regions),
                      *other = sal_error_quote_path(map->options->regions);
      sal_error_set_option(error, SAL_ERROR_USAGE, "regions",
                           "expected the same regions for all maps of regions, got '%s' and '%s'", one,
                           other);
      return sal_options_blame(map->options, error);
    }
    found = map->options;
  }
  return found == NULL || sal_settings_load_regions(found, &plan->settings, error) ||
         sal_options_blame(found, error);
}

gboolean
sal_page_name_check(const SalPlan *plan, const char *pattern, const char *name, GHashTable *names,
                    GError **error)
{
  SalOutputRules rules = sal_options_get_output_rules(plan->options);
  g_autofree char *quoted = sal_error_quote(pattern);
  /* An update looks itself which may be replaced, and a shard once it knows which are its own. */
  rules.overwrite |= plan->options->task == SALIENT_UPDATE || sal_shard_is_part(&plan->shard);
  const gboolean is_new = g_hash_table_add(names, g_canonicalize_filename(name, NULL));
  if (!is_new && sal_page_name_is_film(pattern))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "output", "expected different names, got '%s' twice",
                                quoted);
  if (!is_new)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "output",
        "expected a placeholder such as {period} that tells the pictures apart, got '%s'", quoted);
  return g_str_equal(name, "-") ||
         (sal_inputs_check(plan->inputs, name, error) && sal_output_check(name, &rules, error));
}

static SalPairingOptions
get_pairing_options(const Check *check)
{
  const SalChangeOptions *options = &check->plan->settings.change;
  return (SalPairingOptions){ options->periods, options->sample, options->max_gap_days };
}

/* Whether both boundaries of a period have a snapshot. Otherwise the period has no picture, or is an error that
 * the changes report. */
static gboolean
is_covered(const Check *check, const SalPeriod *period)
{
  const SalPairingOptions options = get_pairing_options(check);
  return sal_pairing_covers(check->series, &options, period);
}

/* Checks the names of what shows a period. pattern: of pictures or of a film. */
static gboolean
check_period(const Check *check, const SalMapPlan *map, const char *pattern, const SalPeriod *period,
             GError **error)
{
  const char *const *classes = sal_series_get_classes(check->series);
  const SalRegions *regions = sal_page_names_tell_regions(map) ? check->plan->settings.regions : NULL;
  const guint n_regions = regions != NULL ? sal_regions_get_n_regions(regions) : 1;
  const guint n_classes =
      sal_page_names_tell_classes(map->options->outputs) ? g_strv_length((char **)classes) : 1;
  for (guint i = 0; i < n_classes * n_regions; i++) {
    const char *region = regions != NULL ? sal_regions_get_name(regions, i % n_regions) : "";
    g_autofree char *name = sal_page_name_expand(map, pattern, period, classes[i / n_regions], region);
    if (!sal_page_name_check(check->plan, pattern, name, check->names, error))
      return FALSE;
  }
  return TRUE;
}

/* A report, before its name is checked. */
typedef struct {
  const char *pattern;
  char *path;
  GPtrArray *periods; /* utf8: the names of those that it shows; lent */
} Report;

/* The report with a name; a new one if there is none. Takes the name. */
static Report *
find_report(GArray *reports, const char *pattern, char *path)
{
  for (guint i = 0; i < reports->len; i++) {
    Report *report = &g_array_index(reports, Report, i);
    if (report->pattern == pattern && g_str_equal(report->path, path)) {
      g_free(path);
      return report;
    }
  }
  const Report report = { pattern, path, g_ptr_array_new() };
  g_array_append_val(reports, report);
  return &g_array_index(reports, Report, reports->len - 1);
}

static void
report_clear(gpointer data)
{
  Report *report = data;
  g_free(report->path);
  g_ptr_array_unref(report->periods);
}

/* Checks all files of a report. */
static gboolean
check_report(const Check *check, const Report *report, GError **error)
{
  g_autoptr(GPtrArray) files = sal_report_list_files(report->path, report->periods);
  for (guint i = 0; i < files->len; i++) {
    g_autofree char *path = g_canonicalize_filename(files->pdata[i], NULL);
    g_autofree char *quoted = sal_error_quote_path(files->pdata[i]);
    if (g_hash_table_contains(check->names, path))
      return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                  "expected different names, got '%s' twice", quoted);
    if (!sal_page_name_check(check->plan, report->pattern, files->pdata[i], check->names, error))
      return FALSE;
  }
  return TRUE;
}

/* The names of reports may be the same in several periods, which are then in one report. */
static gboolean
check_reports(const Check *check, const SalMapPlan *map, const GArray *periods, GError **error)
{
  const GPtrArray *patterns = map->options->outputs;
  const char *const *classes = sal_series_get_classes(check->series);
  g_autoptr(GArray) reports = g_array_new(FALSE, FALSE, sizeof(Report));
  g_array_set_clear_func(reports, report_clear);
  for (guint j = 0; j < patterns->len; j++) {
    const char *pattern = patterns->pdata[j];
    const gboolean is_report = sal_formats_find_report(pattern, NULL);
    if (is_report && sal_page_names_tell_regions(map)) {
      g_autofree char *quoted = sal_error_quote(pattern);
      return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                  "expected no report beside maps of each region, got '%s'", quoted);
    }
    const guint n_classes = strstr(pattern, "{class}") != NULL ? g_strv_length((char **)classes) : 1;
    for (guint i = 0; is_report && i < n_classes * periods->len; i++) {
      const SalPeriod *period = &g_array_index(periods, SalPeriod, i % periods->len);
      char *path = sal_page_name_expand(map, pattern, period, classes[i / periods->len], "");
      g_ptr_array_add(find_report(reports, pattern, path)->periods, (gpointer)period->name);
    }
  }
  for (guint i = 0; i < reports->len; i++)
    if (!check_report(check, &g_array_index(reports, Report, i), error))
      return FALSE;
  return TRUE;
}

/* The periods whose names the pictures of a map have. */
static GArray *
list_named_periods(const Check *check, const SalMapPlan *map, gboolean is_film, const GArray *periods)
{
  GArray *named = g_array_new(FALSE, FALSE, sizeof(SalPeriod));
  for (guint i = 0; i < periods->len; i++)
    if (is_covered(check, &g_array_index(periods, SalPeriod, i)))
      g_array_append_val(named, g_array_index(periods, SalPeriod, i));
  if ((!is_film && !sal_page_layout_is_of_run(map->layout)) || named->len == 0)
    return named;
  const SalPeriod span =
      sal_period_join(&g_array_index(named, SalPeriod, 0), &g_array_index(named, SalPeriod, named->len - 1));
  g_array_set_size(named, 0);
  g_array_append_val(named, span);
  return named;
}

static gboolean
check_map(const Check *check, const SalMapPlan *map, const GArray *periods, GError **error)
{
  if (map->options->outputs == NULL)
    return TRUE;
  g_autoptr(GArray) named = list_named_periods(check, map, FALSE, periods);
  g_autoptr(GArray) span = list_named_periods(check, map, TRUE, periods);
  for (guint i = 0; i < map->options->outputs->len; i++) {
    const char *pattern = map->options->outputs->pdata[i];
    const GArray *shown = sal_page_name_is_film(pattern) ? span : named;
    for (guint j = 0; j < shown->len && !sal_formats_find_report(pattern, NULL); j++)
      if (!check_period(check, map, pattern, &g_array_index(shown, SalPeriod, j), error))
        return sal_options_blame(map->options, error);
  }
  return check_reports(check, map, named, error) || sal_options_blame(map->options, error);
}

static GArray *
list_periods(const Check *check, GError **error)
{
  const SalPairingOptions options = get_pairing_options(check);
  return sal_pairing_list_periods(check->series, &options, NULL, error);
}

gboolean
sal_page_names_check(const SalPlan *plan, const SalSeries *series, GError **error)
{
  const guint n = sal_series_get_n_entries(series);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const Check check = { plan, series, names };
  g_autoptr(GArray) periods = n >= 2 ? list_periods(&check, error) : NULL;
  if (periods == NULL)
    return n < 2;
  for (guint i = 0; i < plan->maps->len; i++)
    if (!check_map(&check, plan->maps->pdata[i], periods, error))
      return FALSE;
  return TRUE;
}
