/* Each task has a function that checks its options and fills the parts of the plan that the task needs. */
#include "library/plan.h"

#include "library/axes.h"
#include "library/evidence-check.h"
#include "library/film-check.h"
#include "library/fronts.h"
#include "library/manifest.h"
#include "library/outputs.h"
#include "library/parties.h"
#include "library/positions.h"
#include "library/units.h"

#include "data/base/error.h"
#include "data/osm/theatre.h"
#include "data/source/naturalearth.h"
#include "render/words/words-load.h"

static void
map_plan_free(gpointer data)
{
  SalMapPlan *map = data;
  sal_look_clear(&map->look);
  g_free(map);
}

void
sal_plan_free(SalPlan *plan)
{
  if (plan == NULL)
    return;
  g_clear_pointer(&plan->maps, g_ptr_array_unref);
  g_clear_pointer(&plan->pictures, g_ptr_array_unref);
  g_clear_pointer(&plan->axes, g_ptr_array_unref);
  g_clear_pointer(&plan->axis_remarks, g_ptr_array_unref);
  g_clear_pointer(&plan->expectations, sal_expectations_free);
  g_clear_pointer(&plan->expectation_remarks, g_ptr_array_unref);
  g_clear_pointer(&plan->inputs, sal_inputs_free);
  g_clear_pointer(&plan->words, sal_words_free);
  g_clear_pointer(&plan->party_words, sal_words_free);
  sal_settings_clear(&plan->settings);
  sal_sides_clear(&plan->sides);
  sal_cache_close(plan->cache);
  salient_options_free(plan->options);
  g_free(plan);
}

static gboolean
check_places_folder(const char *basemap, GError **error)
{
  if (basemap == NULL || g_str_equal(basemap, "auto") || sal_theatre_is_named(basemap))
    return sal_natural_earth_check(error);
  if (g_str_equal(basemap, "none") || sal_places_has(basemap))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(basemap);
  return sal_error_set_option(error, SAL_ERROR_IO, "basemap", "expected a folder with %s.shp, got '%s'",
                              SAL_NATURAL_EARTH_PLACES, quoted);
}

static gboolean
set_units(const SalPlan *plan, GError **error)
{
  SalUnits units;
  if (!sal_units_parse(plan->options->units, &units, error))
    return sal_error_blame(error, "units");
  sal_words_set_area_units(plan->words, units.areas);
  if (plan->party_words != NULL)
    sal_words_set_area_units(plan->party_words, units.areas);
  return TRUE;
}

static gboolean
load_words(SalPlan *plan, GError **error)
{
  const char *name = sal_parties_choose_words(plan->options);
  plan->words = sal_words_load(name, error);
  if (plan->words == NULL || !sal_parties_load_words(plan->options, name, &plan->party_words, error))
    return FALSE;
  return set_units(plan, error);
}

static gboolean
resolve_axes(SalPlan *plan, GError **error)
{
  plan->axis_remarks = g_ptr_array_new_with_free_func(g_free);
  if (!sal_axes_resolve(plan->options, &plan->places, plan->axis_remarks, &plan->axes, error))
    return FALSE;
  plan->settings.change.axes = plan->axes;
  return TRUE;
}

/* Reads what is expected, after the places. */
static gboolean
resolve_expectations(SalPlan *plan, GError **error)
{
  SalPlaceQuery query = plan->places;
  if (plan->options->expect == NULL)
    return TRUE;
  if (plan->options->task == SALIENT_EXPORT && !sal_place_query_resolve(plan->options, &query, error))
    return FALSE;
  plan->expectation_remarks = g_ptr_array_new_with_free_func(g_free);
  return sal_expectations_resolve(plan->options, &query, plan->settings.classes, plan->expectation_remarks,
                                  &plan->expectations, error);
}

static gboolean
plan_measure(SalPlan *plan, GError **error)
{
  const SalientOptions *options = plan->options;
  if (!sal_settings_resolve(options, &plan->settings, error) ||
      !sal_shown_check(options, plan->settings.classes, error) || !sal_parties_check(options, error))
    return FALSE;
  plan->settings.change.numbers_only = TRUE;
  plan->inputs = sal_inputs_new(options);
  return sal_outputs_check_tables(options, options->outputs, plan->inputs, error) &&
         check_places_folder(options->basemap, error) && load_words(plan, error) &&
         sal_place_query_resolve(options, &plan->places, error) && resolve_axes(plan, error) &&
         resolve_expectations(plan, error) && sal_outputs_check_record(options, error);
}

/* names: utf8 names of pictures, '-' among them; may be NULL. */
static gboolean
check_names(const GPtrArray *names, GError **error)
{
  for (guint i = 0; names != NULL && i < names->len; i++) {
    if (!g_str_equal(names->pdata[i], "-") && !sal_name_check(names->pdata[i], error))
      return sal_error_blame(error, "output");
  }
  return TRUE;
}

/* A layout of regions has all of them on one map. */
static gboolean
check_layout(const SalMapPlan *map, const GPtrArray *names, GError **error)
{
  if (!sal_page_layout_has_regions(map->layout))
    return TRUE;
  if (map->options->regions == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "layout",
                                "expected " SAL_OPTION("regions") " FILE with %s, got none",
                                map->options->layout);
  for (guint i = 0; names != NULL && i < names->len; i++) {
    g_autofree char *quoted = sal_error_quote(names->pdata[i]);
    if (strstr(names->pdata[i], "{region}") != NULL)
      return sal_error_set_option(
          error, SAL_ERROR_USAGE, "output",
          "expected no {region} with " SAL_OPTION("layout") " %s, whose maps show all regions, got '%s'",
          map->options->layout, quoted);
  }
  return TRUE;
}

/* What goes to stdout is of the whole run. */
static gboolean
check_shard(const SalShard *shard, const GPtrArray *names, GError **error)
{
  for (guint i = 0; sal_shard_is_part(shard) && names != NULL && i < names->len; i++)
    if (g_str_equal(names->pdata[i], "-"))
      return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                  "expected names of files with " SAL_OPTION("shard") ", got '-'");
  return TRUE;
}

static gboolean
resolve_map(SalMapPlan *map, const GPtrArray *names, GError **error)
{
  const char *layout = map->options->layout;
  return check_names(names, error) && sal_look_resolve(map->options, &map->look, error) &&
         (layout == NULL || sal_page_layout_parse(layout, &map->layout, error) ||
          sal_error_blame(error, "layout")) &&
         check_layout(map, names, error) &&
         sal_film_check(&(SalFilmSetting){ map->options, &map->look, map->layout }, names, error);
}

/* names: the names of its pictures. */
static gboolean
add_map(SalPlan *plan, const SalientOptions *options, const GPtrArray *names, GError **error)
{
  SalMapPlan *map = g_new0(SalMapPlan, 1);
  map->options = options;
  g_ptr_array_add(plan->maps, map);
  return (check_shard(&plan->shard, names, error) &&
          (plan->settings.classes == NULL || sal_shown_check(options, plan->settings.classes, error)) &&
          resolve_map(map, names, error)) ||
         sal_options_blame(options, error);
}

static gboolean
plan_render(SalPlan *plan, GError **error)
{
  const SalientOptions *options = plan->options;
  const guint n = salient_options_get_n_maps(options);
  const gboolean is_layout = options->task == SALIENT_LAYOUT; /* draws no pictures */
  if (!sal_settings_resolve(options, &plan->settings, error) ||
      !sal_place_query_resolve(options, &plan->places, error) || !resolve_expectations(plan, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const SalientOptions *map = options->maps->pdata[i];
    if (!add_map(plan, map, is_layout ? NULL : map->outputs, error))
      return FALSE;
  }
  return (n > 0 || add_map(plan, options, is_layout ? NULL : options->outputs, error)) &&
         (!is_layout || sal_positions_check(options, error));
}

static gboolean
plan_export(SalPlan *plan, GError **error)
{
  if (!sal_settings_resolve(plan->options, &plan->settings, error))
    return FALSE;
  plan->inputs = sal_inputs_new(plan->options);
  return resolve_expectations(plan, error) && check_shard(&plan->shard, plan->options->outputs, error) &&
         sal_outputs_check_areas(plan->options, plan->inputs, error);
}

static gboolean
plan_places(SalPlan *plan, GError **error)
{
  const SalientOptions *options = plan->options;
  if (options->places == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "places",
                                "expected a file of places, with name, lon and lat, got none");
  if (!sal_settings_resolve(options, &plan->settings, error) ||
      !sal_shown_check(options, plan->settings.classes, error) || !sal_parties_check(options, error))
    return FALSE;
  plan->settings.change.numbers_only = TRUE;
  plan->inputs = sal_inputs_new(options);
  return sal_outputs_check_places(options, plan->inputs, error) &&
         sal_place_query_resolve(options, &plan->places, error);
}

/* Whether an option was set, and not by a project or preset. */
static gboolean
is_set_directly(const SalientOptions *options, const char *name)
{
  gpointer place = NULL;
  return g_hash_table_lookup_extended(options->given, name, NULL, &place) && place == NULL;
}

/* Whether options of periods are set. If a date was set directly, those of a project or preset do not count. */
static gboolean
asks_for_periods(const SalientOptions *options)
{
  static const char *const names[] = { "from", "to", "every", "boundary", "partial", "rate" };
  const gboolean values[] = { options->from != NULL,     options->to != NULL, options->every != NULL,
                              options->boundary != NULL, options->partial,    options->rate != NULL };
  const gboolean has_date = is_set_directly(options, "at");
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (values[i] && (!has_date || is_set_directly(options, names[i])))
      return TRUE;
  return FALSE;
}

/* Decides whether one date is compared, or periods, or two versions of an archive. */
static gboolean
resolve_mode(SalPlan *plan, GError **error)
{
  const SalientOptions *options = plan->options;
  plan->asks_for_periods = asks_for_periods(options);
  plan->has_periods = plan->asks_for_periods || options->revisions;
  plan->at = SAL_DAY_NONE;
  if (options->revisions && options->regions != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "revisions",
                                "expected no " SAL_OPTION("regions") " with it, got both");
  if (options->at == NULL)
    return TRUE;
  if (plan->has_periods)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "at", "expected a date alone, got %s with it",
                                plan->asks_for_periods ? "options of periods" : SAL_OPTION("revisions"));
  return sal_day_parse(options->at, &plan->at, error) || sal_error_blame(error, "at");
}

static gboolean
plan_compare(SalPlan *plan, GError **error)
{
  const SalientOptions *options = plan->options;
  g_autoptr(GPtrArray) tables = g_ptr_array_new();
  if (!resolve_mode(plan, error) || !sal_sides_resolve(options, &plan->sides, error) ||
      !load_words(plan, error))
    return FALSE;
  if (options->revisions && g_strcmp0(options->format, "sentence") == 0)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "format",
        "expected text, csv, json or markdown with " SAL_OPTION("revisions") ", got sentence");
  plan->inputs = sal_inputs_new(options);
  sal_inputs_add(plan->inputs, &plan->sides.views[0]);
  sal_inputs_add(plan->inputs, &plan->sides.views[1]);
  plan->pictures = g_ptr_array_new();
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++) {
    char *path = options->outputs->pdata[i];
    g_ptr_array_add(sal_formats_find_picture(path, NULL) ? plan->pictures : tables, path);
  }
  if (!sal_shown_find_pair(options, &plan->sides, &plan->shown_pair, error) ||
      (plan->pictures->len > 0 && !add_map(plan, options, plan->pictures, error)))
    return FALSE;
  return sal_outputs_check_tables(options, tables, plan->inputs, error);
}

static gboolean
plan_inspect(SalPlan *plan, GError **error)
{
  return sal_settings_resolve(plan->options, &plan->settings, error) &&
         sal_fronts_check(plan->options, error);
}

static gboolean
make_plan(SalPlan *plan, GError **error)
{
  switch (plan->options->task) {
  case SALIENT_INSPECT:
  case SALIENT_CHECK:
    return plan_inspect(plan, error);
  case SALIENT_MEASURE:
    return plan_measure(plan, error);
  case SALIENT_RENDER:
  case SALIENT_UPDATE:
  case SALIENT_LAYOUT:
    return plan_render(plan, error);
  case SALIENT_EXPORT:
    return plan_export(plan, error);
  case SALIENT_COMPARE:
    return plan_compare(plan, error);
  case SALIENT_PLACES:
    return plan_places(plan, error);
  case SALIENT_MERGE:
  case SALIENT_BASEMAP:
  case SALIENT_VERIFY:
  case SALIENT_STYLE:
  case SALIENT_TEMPLATE:
  case SALIENT_CACHE:
  case SALIENT_N_TASKS:
    return TRUE;
  }
  g_return_val_if_reached(FALSE);
}

static gboolean
check_root(const SalientOptions *options, GError **error)
{
  if (options->output_root == NULL || g_file_test(options->output_root, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(options->output_root);
  return sal_error_set_option(error, SAL_ERROR_IO, "output-root", "expected a folder that exists, got '%s'",
                              quoted);
}

/* Gives the cache to all that reads snapshots and places. */
static void
open_cache(SalPlan *plan)
{
  if (!plan->options->uses_cache || plan->options->no_cache)
    return;
  plan->cache = sal_cache_open();
  plan->places.cache = plan->cache;
  plan->settings.series.cache = plan->cache;
  for (guint side = 0; side < G_N_ELEMENTS(plan->sides.settings); side++)
    plan->sides.settings[side].series.cache = plan->cache;
}

SalPlan *
sal_plan_new(SalientOptions *options, GError **error)
{
  g_autoptr(SalPlan) plan = g_new0(SalPlan, 1);
  plan->options = sal_options_use(options);
  plan->maps = g_ptr_array_new_with_free_func(map_plan_free);
  if (!sal_shard_parse(options->shard, &plan->shard, error)) {
    sal_error_blame(error, "shard");
    return NULL;
  }
  if (!check_root(options, error) || !make_plan(plan, error) || !sal_manifest_check(options, error) ||
      !sal_evidence_check(options, error))
    return NULL;
  open_cache(plan);
  return g_steal_pointer(&plan);
}

gboolean
salient_options_check(const SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, FALSE);
  g_autoptr(SalPlan) plan = sal_plan_new((SalientOptions *)options, error);
  return plan != NULL || sal_options_tell(options, error);
}
