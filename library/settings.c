#include "library/settings.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "data/osm/theatre.h"
#include "data/overlay/overlay.h"
#include "data/source/naturalearth.h"

static char **
get_strings(GPtrArray *array)
{
  return array != NULL ? (char **)array->pdata : NULL;
}

static gboolean
check_time_zone(const char *name, GError **error)
{
  g_autoptr(GTimeZone) zone = name != NULL ? g_time_zone_new_identifier(name) : NULL;
  if (name == NULL || zone != NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "time-zone",
                              "expected an IANA zone such as Europe/Kyiv, got '%s'", quoted);
}

/* Checks only that the text is a regular expression, before files are read. Its groups are checked where dates
 * are read. */
static gboolean
check_pattern(const char *pattern, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GRegex) regex = pattern != NULL ? g_regex_new(pattern, 0, 0, &fault) : NULL;
  if (fault == NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(pattern);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "date-pattern",
                              "expected a regular expression, got '%s'", quoted);
}

static gboolean
resolve_territory(const SalientOptions *options, SalSettings *settings, GError **error)
{
  if (options->side != NULL && options->territory == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "side",
                                "expected " SAL_OPTION("territory") " with it, got none");
  if (options->territory != NULL && options->side == NULL)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "territory",
        "expected " SAL_OPTION("side") " LON,LAT or left or right, or previous:SIDE, with it, got none");
  if (options->snap >= 0 && options->territory == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "snap",
                                "expected " SAL_OPTION("territory") " with it, got none");
  if (options->side == NULL)
    return TRUE;
  settings->series.snap_m = options->snap >= 0 ? options->snap : SAL_FRONT_SNAP_M;
  settings->series.territory = options->territory;
  settings->series.side = &settings->side;
  return sal_side_parse(options->side, &settings->side, error);
}

static gboolean
check_clip(const SalientOptions *options, GError **error)
{
  if (options->count_within && options->clip_to == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "count-within",
                                "expected " SAL_OPTION("clip-to") " with it, got none");
  if (options->count_within && options->aoi != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "count-within",
                                "expected it or " SAL_OPTION("aoi") ", got both");
  return TRUE;
}

static gboolean
check_regions(const SalientOptions *options, GError **error)
{
  if (options->regions != NULL && options->region_field == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "regions",
                                "expected " SAL_OPTION("region-field") " FIELD with it, got none");
  if (options->regions == NULL && options->remaining)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "remaining",
                                "expected " SAL_OPTION("regions") " with it, got none");
  if (options->regions == NULL && options->region_field != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "region-field",
                                "expected " SAL_OPTION("regions") " FILE with it, got none");
  return TRUE;
}

static gboolean
check_border(const SalientOptions *options, GError **error)
{
  return options->border != NULL || options->border_width <= 0 ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "border-width",
                              "expected " SAL_OPTION("border") " with it, got none");
}

/* How many classes features make up. */
static guint
count_plain(const SalClasses *classes)
{
  guint n = 0;
  for (guint i = 0; i < sal_classes_get_n(classes); i++)
    n += sal_classes_get_composition(classes, i) == NULL;
  return n;
}

static gboolean
resolve_classes(const SalientOptions *options, SalSettings *settings, GError **error)
{
  settings->classes = sal_classes_new((const char *const *)get_strings(options->classes), error);
  if (settings->classes == NULL)
    return sal_error_blame(error, "class");
  settings->series.classes = settings->classes;
  settings->series.exclusive = options->exclusive;
  if (!options->exclusive || count_plain(settings->classes) > 1)
    return TRUE;
  return sal_error_set_option(error, SAL_ERROR_USAGE, "exclusive",
                              "expected " SAL_OPTION("class") " twice or more with it, got %s",
                              options->classes == NULL    ? "none"
                              : options->classes->len < 2 ? "it once"
                                                          : "only one that is not made of others");
}

static gboolean
resolve_series(const SalientOptions *options, SalSettings *settings, GError **error)
{
  if (options->sources == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected a SOURCE (file, folder, glob or archive), got none");
  if (g_ptr_array_find_with_equal_func(options->sources, "", g_str_equal, NULL))
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a SOURCE (file, folder, glob or archive), got ''");
  settings->series = (SalSeriesOptions){
    .sources = (char **)options->sources->pdata,
    .excludes = get_strings(options->excludes),
    .leave_out_bad = options->skip_bad || options->task == SALIENT_INSPECT || options->task == SALIENT_CHECK,
    .layers = get_strings(options->layers),
    .where = options->where,
    .source_crs = options->source_crs,
    .date_field = options->date_field,
    .date_pattern = options->date_pattern,
    .time_zone = options->time_zone,
    .date_shift_days = options->date_shift,
    .valid_from = options->valid_from,
    .valid_to = options->valid_to,
    .valid_to_included = options->valid_to_included,
    .max_bytes = (guint64)(options->max_size * (1 << 20)),
    .aoi = options->aoi,
    .clip_to = options->clip_to,
    .count_within = options->count_within,
    .increments = options->increments,
    .strict = options->strict,
    .allow_empty = options->allow_empty,
  };
  if (options->source_crs != NULL && !sal_crs_check(options->source_crs, error))
    return sal_error_blame(error, "source-crs");
  return check_time_zone(options->time_zone, error) && check_pattern(options->date_pattern, error) &&
         resolve_classes(options, settings, error) && resolve_territory(options, settings, error) &&
         check_clip(options, error) && check_regions(options, error) && check_border(options, error);
}

static gboolean
resolve_span(const SalientOptions *options, SalPeriodOptions *periods, GError **error)
{
  const int boundary = periods->cadence.every >= SAL_EVERY_MONTH ? periods->boundary : SAL_BOUNDARY_FIRST;
  SalDay other;
  const gboolean is_latest = options->task != SALIENT_COMPARE && g_strcmp0(options->from, "latest") == 0;
  periods->span_first = periods->span_last = SAL_DAY_NONE;
  periods->n_last = is_latest ? 1 : (guint)options->last;
  if (is_latest && options->last > 0)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "last",
                                "expected none with " SAL_OPTION("from") " latest, got %d", options->last);
  if (options->from != NULL && !is_latest &&
      !sal_span_parse_with_boundary(options->from, boundary, &periods->span_first, &other, error))
    return sal_error_blame(error, "from");
  if (options->to != NULL &&
      !sal_span_parse_with_boundary(options->to, boundary, &other, &periods->span_last, error))
    return sal_error_blame(error, "to");
  if (options->from == NULL || is_latest || options->to == NULL || periods->span_first <= periods->span_last)
    return TRUE;
  return sal_error_set_option(error, SAL_ERROR_USAGE, "to",
                              "expected a day not before " SAL_OPTION("from") " %s, got '%s'", options->from,
                              options->to);
}

static gboolean
resolve_periods(const SalientOptions *options, SalPeriodOptions *periods, GError **error)
{
  const char *usual = options->task == SALIENT_PLACES ? "snapshot" : "month";
  const char *every = options->every != NULL ? options->every : usual;
  const char *boundary = options->boundary != NULL ? options->boundary : "first";
  periods->partial = options->partial;
  if (!sal_cadence_parse(every, &periods->cadence, error))
    return sal_error_blame(error, "every");
  if (!sal_boundary_parse(boundary, &periods->boundary, error))
    return sal_error_blame(error, "boundary");
  if (options->boundary != NULL && periods->cadence.every < SAL_EVERY_MONTH)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "boundary",
                                "expected " SAL_OPTION("every") " month, quarter or year, got '%s'", every);
  return resolve_span(options, periods, error);
}

static gboolean
resolve_steps(const char *steps, SalSettings *settings, GError **error)
{
  settings->change.ends_only = g_strcmp0(steps, "none") == 0;
  if (steps == NULL || settings->change.ends_only || g_str_equal(steps, "all"))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(steps);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "steps", "expected all or none, got '%s'", quoted);
}

static gboolean
resolve_uncertainty(const SalientOptions *options, SalUncertaintyAsked *asked, GError **error)
{
  *asked = (SalUncertaintyAsked){ .cutoff = TRUE };
  if (options->evidence != NULL)
    asked->model = asked->is_given = TRUE;
  if (options->uncertainty != NULL && !sal_uncertainty_parse(options->uncertainty, asked, error))
    return sal_error_blame(error, "uncertainty");
  return options->position_error == NULL ||
         sal_position_parse(options->position_error, &asked->position, error) ||
         sal_error_blame(error, "position-error");
}

static gboolean
resolve_change(const SalientOptions *options, SalSettings *settings, GError **error)
{
  const char *sample = options->sample != NULL ? options->sample : "nearest";
  const char *model = options->area_model != NULL ? options->area_model : "ellipsoid";
  settings->change.max_gap_days = options->max_gap;
  settings->change.min_width_m = options->min_width;
  settings->change.least_share = options->place_share / 100;
  settings->change.bands_of_places = options->task == SALIENT_PLACES;
  if (options->per != NULL && (settings->per = sal_per_table_read(options->per, error)) == NULL)
    return sal_error_blame(error, "per");
  if (options->published != NULL &&
      (settings->published = sal_published_read(options->published, error)) == NULL)
    return sal_error_blame(error, "published");
  if (options->bands != NULL && !sal_band_list_parse(options->bands, &settings->change.bands, error))
    return sal_error_blame(error, "bands");
  settings->change.verdicts.accepted = (const char *const *)get_strings(options->accepted_resets);
  settings->change.verdicts.genuine = (const char *const *)get_strings(options->genuine);
  if (!resolve_uncertainty(options, &settings->uncertainty, error) ||
      !resolve_steps(options->steps, settings, error) ||
      !resolve_periods(options, &settings->change.periods, error))
    return FALSE;
  settings->change.verdicts.boundary = settings->change.periods.boundary;
  if (!sal_verdicts_check(&settings->change.verdicts, error))
    return FALSE;
  if (!sal_sample_parse(sample, &settings->change.sample, error))
    return sal_error_blame(error, "sample");
  if (options->rate != NULL && !sal_rate_parse(options->rate, &settings->rate, error))
    return sal_error_blame(error, "rate");
  if (options->overlay != NULL &&
      !sal_overlay_method_parse(options->overlay, &settings->change.overlay.method, error))
    return sal_error_blame(error, "overlay");
  settings->change.overlay.max_bytes = settings->series.max_bytes;
  settings->area_model = sal_area_model_new(model, error);
  settings->change.area_model = settings->area_model;
  return settings->area_model != NULL;
}

gboolean
sal_settings_resolve(const SalientOptions *options, SalSettings *settings, GError **error)
{
  return resolve_series(options, settings, error) && resolve_change(options, settings, error);
}

gboolean
sal_settings_load_regions(const SalientOptions *options, SalSettings *settings, GError **error)
{
  if (options->regions == NULL)
    return TRUE;
  settings->regions =
      sal_regions_load(options->regions, options->region_field, settings->series.max_bytes, error);
  settings->change.regions = settings->regions;
  return settings->regions != NULL;
}

void
sal_settings_clear(SalSettings *settings)
{
  g_clear_pointer(&settings->classes, sal_classes_unref);
  g_clear_pointer(&settings->area_model, sal_area_model_free);
  g_clear_pointer(&settings->regions, sal_regions_free);
  g_clear_pointer(&settings->per, sal_per_table_free);
  g_clear_pointer(&settings->border, sal_border_free);
  g_clear_pointer(&settings->border_remark, g_free);
  g_clear_pointer(&settings->published, sal_published_free);
}

gboolean
sal_place_query_resolve(const SalientOptions *options, SalPlaceQuery *query, GError **error)
{
  const SalPlaceQuery files = {
    .lang = options->lang,
    .files = options->places != NULL ? (const char *const *)options->places->pdata : NULL,
  };
  const SalPlaceQuery spellings = { .spellings = options->spellings };
  if (options->lang != NULL && !sal_place_lang_check(options->lang, error))
    return sal_error_blame(error, "lang");
  if (!sal_places_check(&files, error))
    return sal_error_blame(error, "places");
  if (!sal_places_check(&spellings, error))
    return sal_error_blame(error, "spellings");
  *query = files;
  query->spellings = options->spellings;
  query->gazetteer = TRUE;
  return TRUE;
}

/* Whether the base map is the one that is found by itself, possibly below one of the user's; otherwise folder receives what the option names, NULL for
 * none. Owned by the caller. */
static gboolean
is_found_by_itself(const SalientOptions *options, char **folder)
{
  const char *basemap = options->basemap;
  const gboolean is_auto = basemap == NULL || g_str_equal(basemap, "auto");
  const gboolean is_theatre = sal_theatre_is_named(basemap);
  *folder = is_auto || is_theatre || g_str_equal(basemap, "none") ? NULL : g_strdup(basemap);
  return is_auto || is_theatre;
}

char *
sal_settings_find_natural_earth(const SalientOptions *options, const char *layer)
{
  char *folder;
  return is_found_by_itself(options, &folder) ? sal_natural_earth_find(layer) : folder;
}

char *
sal_settings_find_places(const SalientOptions *options)
{
  char *folder;
  return is_found_by_itself(options, &folder) ? sal_places_find_folder() : folder;
}
