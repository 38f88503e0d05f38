/* Makes a base map of OpenStreetMap's data: the public function of SALIENT_BASEMAP. */
#include "library/extent-record.h"
#include "library/inputs.h"
#include "library/options.h"
#include "library/values.h"

#include "data/base/error.h"
#include "data/base/output.h"
#include "data/osm/theatre-write.h"
#include "data/source/names.h"

#include <math.h>
#include <string.h>

#define STEPS 100 /* of progress, for each source */
#define CREDIT "© OpenStreetMap contributors"
#define BYTES_PER_MB 1e6

/* A run. */
typedef struct {
  SalientOptions *options;
  SalTheatreMade *made;
  GPtrArray *remarks;       /* utf8 */
  GString *sources, *dates; /* lines */
  guint source;             /* which one is read */
  gboolean is_osm;          /* some source is OpenStreetMap's */
} Making;

static void
take(const SalOsmThing *thing, gpointer data)
{
  const Making *making = data;
  sal_theatre_made_add(making->made, thing);
}

static void
tell(double share, gpointer data)
{
  const Making *making = data;
  const SalientOptions *options = making->options;
  if (options->progress_func != NULL)
    options->progress_func("reading", making->source * STEPS + (guint)floor(share * STEPS),
                           options->sources->len * STEPS, options->progress_data);
}

static gboolean
parse_number(const char *word, double *number)
{
  char *end = NULL;
  *number = g_ascii_strtod(word, &end);
  return end != word && *end == '\0' && isfinite(*number);
}

/* The frame that the option `extent` says; that of the whole earth without it. */
static gboolean
find_frame(const SalientOptions *options, SalBox *box, GError **error)
{
  *box = (SalBox){ -180, -90, 180, 90 };
  if (options->extent == NULL)
    return TRUE;
  g_auto(GStrv) words = g_strsplit(options->extent, ",", -1);
  double n[4] = { 0 };
  gboolean ok = g_strv_length(words) == 4;
  for (guint i = 0; ok && i < 4; i++)
    ok = parse_number(words[i], &n[i]);
  *box = (SalBox){ n[0], n[1], n[2], n[3] };
  if (ok && n[0] < n[2] && n[1] < n[3] && sal_extent_is_on_earth(*box))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(options->extent);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "extent",
                              "expected WEST,SOUTH,EAST,NORTH in degrees, west less than east, got '%s'",
                              quoted);
}

/* The one output. */
static const char *
find_output(const SalientOptions *options, GError **error)
{
  const char *path =
      options->outputs != NULL && options->outputs->len == 1 ? options->outputs->pdata[0] : NULL;
  g_autofree char *lower = path != NULL ? g_ascii_strdown(path, -1) : NULL;
  if (lower != NULL && g_str_has_suffix(lower, ".gpkg"))
    return path;
  const guint n = options->outputs != NULL ? options->outputs->len : 0;
  g_autofree char *told = path != NULL ? sal_error_quote_path(path) : NULL;
  g_autofree char *quoted =
      path != NULL ? g_strdup_printf("'%s'", told) : g_strdup(n == 0 ? "none" : "several");
  sal_error_set_option(error, SAL_ERROR_USAGE, "output", "expected one name ending in .gpkg, got %s", quoted);
  return NULL;
}

static gboolean
check_sources(const SalientOptions *options, GError **error)
{
  if (options->sources == NULL || options->sources->len == 0)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected an extract of OpenStreetMap such as 'ukraine-latest.osm.pbf', got none");
  for (guint i = 0; i < options->sources->len; i++)
    if (sal_source_is_remote(options->sources->pdata[i])) {
      g_autofree char *told = sal_error_quote_path(options->sources->pdata[i]);
      return sal_error_set(error, SAL_ERROR_USAGE, "%s: expected a file of this machine, got an address",
                           told);
    }
  return TRUE;
}

static gboolean
check_output(const SalientOptions *options, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  return sal_inputs_check(inputs, path, error) && sal_output_check(path, &rules, error);
}

static gboolean
read_source(Making *making, const char *path, SalBox box, GError **error)
{
  const SalOsmSink sink = { take, tell, making };
  SalOsmSourceKind kind = SAL_OSM_SOURCE_EXTRACT;
  guint64 n_bad = 0;
  if (!sal_osm_source_read(path, box, &sink, &kind, &n_bad, error))
    return FALSE;
  g_autofree char *base = g_path_get_basename(path), *name = sal_error_quote(base);
  g_string_append_printf(making->sources, "%s%s", making->sources->len > 0 ? "\n" : "", name);
  making->is_osm = making->is_osm || kind != SAL_OSM_SOURCE_LAND;
  if (n_bad > 0)
    g_ptr_array_add(making->remarks,
                    g_strdup_printf("%s: %" G_GUINT64_FORMAT " things are left out: a vertex is no position",
                                    name, n_bad));
  return TRUE;
}

/* Says where the data are, if the frame is empty. */
static gboolean
check_found(const Making *making, GError **error)
{
  const SalBox box = sal_theatre_made_get_data_box(making->made);
  if (!sal_theatre_made_is_empty(making->made))
    return TRUE;
  const SalOsmCoastFault *fault = sal_theatre_made_get_coast_fault(making->made);
  if (fault->n > 0) {
    g_autofree char *told = sal_osm_coast_tell(fault);
    return sal_error_set(
        error, SAL_ERROR_FORMAT,
        "%s: expected a coast or something else that a base map shows, got a coast of which %s",
        making->sources->str, told);
  }
  if (sal_box_is_empty(box) || making->options->extent == NULL)
    return sal_error_set(
        error, SAL_ERROR_FORMAT,
        "%s: expected roads, places, waters or borders in the frame, got nothing that a base "
        "map shows",
        making->sources->str);
  if (sal_box_intersects(box, sal_theatre_made_get_frame(making->made)))
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "extent",
        "expected a frame with roads, places, waters or borders, got one where the sources, which reach from "
        "%.2f,%.2f to %.2f,%.2f, have nothing that a base map shows",
        box.xmin, box.ymin, box.xmax, box.ymax);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "extent",
      "expected a frame that the sources reach into, got none of what they have between "
      "%.2f,%.2f and %.2f,%.2f",
      box.xmin, box.ymin, box.xmax, box.ymax);
}

/* Where the land of maps is from, if that is not plain. */
static void
tell_land(const Making *making)
{
  const SalTheatreLand land = sal_theatre_made_get_land(making->made);
  const SalOsmCoastFault *fault = sal_theatre_made_get_coast_fault(making->made);
  const char *drawn = land == SAL_THEATRE_NO_LAND ? "the land of Natural Earth" : "the polygons of land";
  char *remark = NULL;
  g_autofree char *told = fault->n > 0 ? sal_osm_coast_tell(fault) : NULL;
  if (told != NULL)
    remark = g_strdup_printf(
        "coast: %s: maps draw %s%s", told, drawn,
        making->options->extent == NULL ? " (an --extent within what the sources cover may mend that)" : "");
  else if (land == SAL_THEATRE_NO_LAND)
    remark = g_strdup("land: the sources have none: maps draw that of Natural Earth");
  else if (land == SAL_THEATRE_LAND_OF_COAST && sal_theatre_made_has_land_polygons(making->made))
    remark = g_strdup("land: maps draw that of the lines of the coast, not the polygons of land");
  if (remark != NULL)
    g_ptr_array_add(making->remarks, remark);
}

static void
tell_made(const Making *making, const char *path, gsize n_bytes)
{
  g_autofree char *told = sal_error_quote_path(path);
  tell_land(making);
  g_ptr_array_add(making->remarks, g_strdup_printf("%s: %u places, %.1f MB", told,
                                                   sal_theatre_made_get_places(making->made)->len,
                                                   (double)n_bytes / BYTES_PER_MB));
}

static gboolean
make(Making *making, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(making->options);
  const SalBox box = sal_theatre_made_get_frame(making->made);
  for (guint i = 0; i < making->options->sources->len; i++) {
    making->source = i;
    if (!read_source(making, making->options->sources->pdata[i], box, error))
      return FALSE;
  }
  sal_theatre_made_finish(making->made);
  if (!check_found(making, error))
    return FALSE;
  const SalTheatreAbout about = { making->sources->str, making->dates->str, making->is_osm ? CREDIT : "" };
  g_autoptr(GBytes) bytes = sal_theatre_write(making->made, &about, error);
  if (bytes == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  tell_made(making, path, g_bytes_get_size(bytes));
  return sal_output_write(path, bytes, &rules, error);
}

static char **
run(SalientOptions *options, GError **error)
{
  SalBox box;
  const char *path = check_sources(options, error) ? find_output(options, error) : NULL;
  if (path == NULL || !find_frame(options, &box, error) || !check_output(options, path, error))
    return NULL;
  g_autoptr(SalTheatreMade) made = sal_theatre_made_new(box);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free), told = g_ptr_array_new();
  g_autoptr(GString) sources = g_string_new(NULL), dates = g_string_new(NULL);
  Making making = { options, made, remarks, sources, dates, 0, FALSE };
  if (!make(&making, path, error))
    return NULL;
  sal_options_tell_remarks(options, remarks, told);
  g_ptr_array_add(told, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&told), FALSE);
}

char **
salient_basemap_make(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL && options->task == SALIENT_BASEMAP, NULL);
  char **remarks = run(options, error);
  if (remarks == NULL)
    sal_options_tell(options, error);
  return remarks;
}
