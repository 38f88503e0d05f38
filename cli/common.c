#include "common.h"

#include "console.h"
#include "data/series/series-kinds.h"

gboolean
blame_option(GError **error, const char *option)
{
  g_prefix_error(error, "%s: ", option);
  return FALSE;
}

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
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "--time-zone: expected an IANA zone such as Europe/Kyiv, got '%s'", quoted);
}

/* The pattern's groups are the calendar's business; that it is a pattern at all is checked here, before any
 * file. */
static gboolean
check_pattern(const char *pattern, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autoptr(GRegex) regex = pattern != NULL ? g_regex_new(pattern, 0, 0, &fault) : NULL;
  if (fault == NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(pattern);
  return sal_error_set(error, SAL_ERROR_USAGE, "--date-pattern: expected a regular expression, got '%s'",
                       quoted);
}

static gboolean
resolve_territory(const Arguments *arguments, Settings *settings, GError **error)
{
  if (arguments->side != NULL && arguments->territory == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "--side: expected --territory with it, got none");
  if (arguments->territory != NULL && arguments->side == NULL)
    return sal_error_set(
        error, SAL_ERROR_USAGE,
        "--territory: expected --side LON,LAT or left or right, or previous:SIDE, with it, got none");
  if (arguments->snap >= 0 && arguments->territory == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "--snap: expected --territory with it, got none");
  if (arguments->side == NULL)
    return TRUE;
  settings->series.snap_m = arguments->snap >= 0 ? arguments->snap : SAL_FRONT_SNAP_M;
  settings->series.territory = arguments->territory;
  settings->series.side = &settings->side;
  return sal_side_parse(arguments->side, &settings->side, error);
}

static gboolean
check_regions(const Arguments *arguments, GError **error)
{
  if (arguments->regions != NULL && arguments->region_field == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "--regions: expected --region-field FIELD with it, got none");
  if (arguments->regions == NULL && arguments->region_field != NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "--region-field: expected --regions FILE with it, got none");
  return TRUE;
}

static gboolean
resolve_classes(const Arguments *arguments, Settings *settings, GError **error)
{
  settings->classes = sal_classes_new((const char *const *)get_strings(arguments->classes), error);
  if (settings->classes == NULL)
    return blame_option(error, "--class");
  settings->series.classes = settings->classes;
  settings->series.exclusive = arguments->exclusive;
  if (!arguments->exclusive || sal_classes_get_n(settings->classes) > 1)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_USAGE, "--exclusive: expected --class twice or more with it, got %s",
                       arguments->classes != NULL ? "it once" : "none");
}

static gboolean
resolve_series(const Arguments *arguments, Settings *settings, GError **error)
{
  if (arguments->operands->len == 0)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected a SOURCE (file, folder, glob or archive), got none");
  if (g_ptr_array_find_with_equal_func(arguments->operands, "", g_str_equal, NULL))
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a SOURCE (file, folder, glob or archive), got ''");
  settings->series = (SalSeriesOptions){
    .sources = (char **)arguments->operands->pdata,
    .layers = get_strings(arguments->layers),
    .where = arguments->where,
    .source_crs = arguments->source_crs,
    .date_field = arguments->date_field,
    .date_pattern = arguments->date_pattern,
    .time_zone = arguments->time_zone,
    .date_shift_days = arguments->date_shift,
    .valid_from = arguments->valid_from,
    .valid_to = arguments->valid_to,
    .valid_to_included = arguments->valid_to_included,
    .max_bytes = (guint64)(arguments->max_size * (1 << 20)),
    .aoi = arguments->aoi,
    .strict = arguments->strict,
    .allow_empty = arguments->allow_empty,
  };
  if (arguments->source_crs != NULL && !sal_crs_check(arguments->source_crs, error))
    return blame_option(error, "--source-crs");
  return check_time_zone(arguments->time_zone, error) && check_pattern(arguments->date_pattern, error) &&
         resolve_classes(arguments, settings, error) && resolve_territory(arguments, settings, error) &&
         check_regions(arguments, error);
}

static gboolean
resolve_span(const Arguments *arguments, SalPeriodOptions *periods, GError **error)
{
  SalDay other;
  periods->span_first = periods->span_last = SAL_DAY_NONE;
  if (arguments->from != NULL && !sal_span_parse(arguments->from, &periods->span_first, &other, error))
    return blame_option(error, "--from");
  if (arguments->to != NULL && !sal_span_parse(arguments->to, &other, &periods->span_last, error))
    return blame_option(error, "--to");
  if (arguments->from == NULL || arguments->to == NULL || periods->span_first <= periods->span_last)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_USAGE, "--to: expected a day not before --from %s, got '%s'",
                       arguments->from, arguments->to);
}

static gboolean
resolve_periods(const Arguments *arguments, SalPeriodOptions *periods, GError **error)
{
  const char *every = arguments->every != NULL ? arguments->every : "month";
  const char *boundary = arguments->boundary != NULL ? arguments->boundary : "first";
  periods->partial = arguments->partial;
  if (!sal_cadence_parse(every, &periods->cadence, error))
    return blame_option(error, "--every");
  if (!sal_boundary_parse(boundary, &periods->boundary, error))
    return blame_option(error, "--boundary");
  if (arguments->boundary != NULL && periods->cadence.every <= SAL_EVERY_WEEK)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "--boundary: expected --every month, quarter or year, got '%s'", every);
  return resolve_span(arguments, periods, error);
}

static gboolean
check_accepted_resets(const char *const *texts, GError **error)
{
  SalDay first, last;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!sal_span_parse(texts[i], &first, &last, error))
      return blame_option(error, "--accept-reset");
  return TRUE;
}

static gboolean
resolve_change(const Arguments *arguments, Settings *settings, GError **error)
{
  const char *sample = arguments->sample != NULL ? arguments->sample : "nearest";
  const char *model = arguments->area_model != NULL ? arguments->area_model : "ellipsoid";
  settings->change.max_gap_days = arguments->max_gap;
  settings->change.min_width_m = arguments->min_width;
  settings->change.accepted_resets = (const char *const *)get_strings(arguments->accepted_resets);
  if (!check_accepted_resets(settings->change.accepted_resets, error) ||
      !resolve_periods(arguments, &settings->change.periods, error))
    return FALSE;
  if (!sal_sample_parse(sample, &settings->change.sample, error))
    return blame_option(error, "--sample");
  if (arguments->overlay != NULL &&
      !sal_overlay_method_parse(arguments->overlay, &settings->change.overlay, error))
    return blame_option(error, "--overlay");
  settings->area_model = sal_area_model_new(model, error);
  settings->change.area_model = settings->area_model;
  return settings->area_model != NULL;
}

gboolean
settings_resolve(const Arguments *arguments, Settings *settings, GError **error)
{
  return resolve_series(arguments, settings, error) && resolve_change(arguments, settings, error);
}

gboolean
settings_load_regions(const Arguments *arguments, Settings *settings, GError **error)
{
  if (arguments->regions == NULL)
    return TRUE;
  settings->regions = sal_regions_load(arguments->regions, arguments->region_field, error);
  settings->change.regions = settings->regions;
  return settings->regions != NULL;
}

void
settings_clear(Settings *settings)
{
  g_clear_pointer(&settings->classes, sal_classes_unref);
  g_clear_pointer(&settings->area_model, sal_area_model_free);
  g_clear_pointer(&settings->regions, sal_regions_free);
}

void
print_remarks(const SalSeries *series, const SalSeriesOptions *options, const SalChanges *changes)
{
  g_autofree char *kinds = sal_series_describe_kinds(series, options);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new();
  g_ptr_array_extend(remarks, (GPtrArray *)sal_series_get_remarks(series), NULL, NULL);
  g_ptr_array_extend(remarks, changes->remarks, NULL, NULL);
  if (kinds != NULL)
    g_ptr_array_add(remarks, kinds);
  console_note(remarks);
}

gboolean
place_query_resolve(const Arguments *arguments, SalPlaceQuery *query, GError **error)
{
  const SalPlaceQuery files = {
    .lang = arguments->lang,
    .files = arguments->places != NULL ? (const char *const *)arguments->places->pdata : NULL,
  };
  const SalPlaceQuery spellings = { .spellings = arguments->spellings };
  if (arguments->lang != NULL && !sal_place_lang_check(arguments->lang, error))
    return blame_option(error, "--lang");
  if (!sal_places_check(&files, error))
    return blame_option(error, "--places");
  if (!sal_places_check(&spellings, error))
    return blame_option(error, "--spellings");
  *query = files;
  query->spellings = arguments->spellings;
  query->gazetteer = TRUE;
  return TRUE;
}
