/* Looks at what a file is and says of its CRS, then has GDAL open it with the drivers that this allows, then
 * tries a JSON that wraps its features. Nothing that a file refers to is fetched or opened. */
#include "data/source/open.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/geometry/crs.h"
#include "data/source/bounds.h"
#include "data/source/crs-said.h"
#include "data/source/envelope.h"
#include "data/source/fetch.h"
#include "data/source/gdal.h"
#include "data/source/names.h"

#include <string.h>

static const char *const database_drivers[] = { "PostgreSQL", NULL };

/* What a text that needs work by hand is; NULL if it is nothing of the kind. */
static const char *
describe_text(const char *path, const char *head)
{
  g_autofree char *lower = g_ascii_strdown(head, -1), *name = g_ascii_strdown(path, -1);
  if (strstr(lower, "<!doctype html") != NULL || strstr(lower, "<html") != NULL)
    return "an HTML page";
  if (g_str_has_prefix(head, "\xff\xfe") || g_str_has_prefix(head, "\xfe\xff"))
    return "a text in UTF-16 (convert it to UTF-8)";
  if (g_str_has_suffix(name, ".csv") || g_str_has_suffix(name, ".tsv"))
    return "a table of text (join it to areas)";
  return NULL;
}

/* What a file that no driver reads looks like, in a few words. Owned by the caller. */
static char *
describe_content(const char *path, const char *gdal_message)
{
  char head[512] = "";
  if (g_file_test(path, G_FILE_TEST_IS_DIR))
    return g_strdup("a folder");
  VSILFILE *file = VSIFOpenL(path, "rb");
  const gsize n = file != NULL ? VSIFReadL(head, 1, sizeof head - 1, file) : 0;
  if (file != NULL)
    VSIFCloseL(file);
  if (n == 0)
    return g_strdup("an empty file");
  const char *text = describe_text(path, head);
  if (text != NULL)
    return g_strdup(text);
  if (gdal_message[0] != '\0') {
    g_autofree char *quoted = sal_error_quote(gdal_message);
    return g_strdup_printf("'%s'", quoted);
  }
  g_autofree char *start = g_strndup(g_strchug(head), 24);
  g_autofree char *quoted = sal_error_quote(start);
  return g_strdup_printf("something that starts with '%s'", quoted);
}

/* Whether libpq says that the server cannot be reached or is busy, and not that it refuses. */
static gboolean
is_passing(const char *message)
{
  static const char *const passing[] = { "starting up",
                                         "shutting down",
                                         "too many clients",
                                         "could not translate host name",
                                         "remaining connection slots",
                                         NULL };
  for (const char *const *text = passing; *text != NULL; text++)
    if (strstr(message, *text) != NULL)
      return TRUE;
  return strstr(message, "connection to server") != NULL && strstr(message, "FATAL") == NULL;
}

/* With no result at all GDAL would fetch it after all. */
static CPLHTTPResult *
refuse_link(const char *url, CSLConstList options, GDALProgressFunc progress, void *progress_data,
            CPLHTTPFetchWriteFunc write, void *write_data, void *data)
{
  CPLError(CE_Failure, CPLE_OpenFailed, "a CRS at a URL, which is not fetched");
  CPLHTTPResult *result = CPLCalloc(1, sizeof *result);
  result->nStatus = 1;
  result->pszErrBuf = CPLStrdup("not fetched");
  return result;
}

/* A GeoJSON's CRS may be a link, which GDAL would follow. */
static void
go_offline(SalOpenSource *source)
{
  source->is_offline = CPLHTTPPushFetchCallback(refuse_link, NULL);
}

static void
go_online(SalOpenSource *source)
{
  if (source->is_offline)
    CPLHTTPPopFetchCallback();
  source->is_offline = FALSE;
}

/* Whether a server gives what GDAL could not open, with all of its parts. */
static gboolean
check_download(SalOpenSource *source, const char *path, GError **error)
{
  static const char *const parts[] = { ".shx", ".dbf", NULL }, *const shp[] = { ".shp", NULL };
  go_online(source);
  if (!sal_fetch_check(path, error))
    return FALSE;
  for (guint i = 0; sal_source_has_suffix(path, shp) && parts[i] != NULL; i++) {
    g_autofree char *part = g_strdup_printf("%.*s%s", (int)(strlen(path) - strlen(shp[0])), path, parts[i]);
    g_autoptr(GError) why = NULL;
    if (!sal_fetch_check(part, &why) && sal_error_is_temporary(why)) {
      g_propagate_prefixed_error(error, g_steal_pointer(&why), "'%s': ", sal_source_get_base_name(part));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
set_open_error(SalOpenSource *source, const char *path, GError **error)
{
  const GString *message = source->message;
  VSIStatBufL status;
  if (sal_source_is_database(path)) {
    g_autofree char *masked = sal_secrets_mask_message(message->str, path);
    g_autofree char *quoted = sal_error_quote(masked);
    sal_error_set(error, SAL_ERROR_IO, "expected a database, got '%s'", quoted);
    return is_passing(message->str) ? sal_error_mark_temporary(error) : FALSE;
  }
  if (sal_vsi_get_url(path) != NULL && !check_download(source, path, error))
    return FALSE;
  if (VSIStatL(path, &status) != 0 && g_str_has_prefix(path, "/vsi") && !sal_fetch_check_object(path, error))
    return FALSE;
  if (VSIStatL(path, &status) != 0)
    return sal_error_set(error, SAL_ERROR_IO, "expected a file, got nothing there");
  g_autofree char *content = describe_content(path, message->str);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a file with areas or lines (GeoJSON, KML, shapefile, ...), got %s", content);
}

static GDALDatasetH
open_path(const char *path, const char *const *drivers)
{
  /* A database would be changed by reading it, and GML's driver would leave what it found of the schema beside
   * the user's file; '@': others need not know. */
  static const char *const options[] = { "@IMMUTABLE=YES", "@WRITE_GFS=NO", NULL };
  return GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
}

/* Opens the features that a service wrapped into another JSON object, copied to memory. NULL if the file is
 * no such thing. */
static GDALDatasetH
open_envelope(SalOpenSource *source, const char *path)
{
  GByte *bytes = NULL;
  vsi_l_offset length = 0;
  gsize begin, end;
  if (!VSIIngestFile(NULL, path, &bytes, &length, SAL_ENVELOPE_MAX_BYTES))
    return NULL;
  if (sal_envelope_find((const char *)bytes, (gsize)length, &begin, &end)) {
    memmove(bytes, bytes + begin, end - begin);
    g_free(source->screened.said_crs);
    length = sal_crs_said_take(SAL_CONTENT_JSON, (char *)bytes, end - begin, &source->screened.said_crs);
    return open_path(sal_screened_move(&source->screened, "envelope.json", bytes, length),
                     sal_content_get_drivers(SAL_CONTENT_JSON));
  }
  VSIFree(bytes);
  return NULL;
}

#define EDGE_BYTES 2048

/* Finds a key at the beginning or the end of a file; its value's first bytes are copied to value. */
static gboolean
find_at_edge(VSILFILE *file, gboolean at_end, const char *key, char *value, gsize size)
{
  char bytes[EDGE_BYTES + 1] = "";
  if (at_end) {
    VSIFSeekL(file, 0, SEEK_END);
    const vsi_l_offset length = VSIFTellL(file);
    VSIFSeekL(file, length > EDGE_BYTES ? length - EDGE_BYTES : 0, SEEK_SET);
  }
  const gsize n = VSIFReadL(bytes, 1, EDGE_BYTES, file);
  const char *found = g_strstr_len(bytes, (gssize)n, key);
  if (found == NULL)
    return FALSE;
  found += strlen(key);
  g_strlcpy(value, found + strspn(found, " \t\r\n:"), size);
  return TRUE;
}

static gboolean
find_at_edges(const char *path, const char *key, char *value, gsize size)
{
  VSILFILE *file = VSIFOpenL(path, "rb");
  const gboolean found = file != NULL && (find_at_edge(file, FALSE, key, value, size) ||
                                          find_at_edge(file, TRUE, key, value, size));
  if (file != NULL)
    VSIFCloseL(file);
  return found;
}

static gboolean
has_driver(const SalOpenSource *source, const char *name)
{
  return strcmp(GDALGetDescription(GDALGetDatasetDriver(source->dataset)), name) == 0;
}

/* OGR looks for an Esri JSON's number among EPSG's only, unless there is a "latestWkid" beside it. */
static char *
find_esri_crs(const SalOpenSource *source, const char *path)
{
  char value[256];
  if (!has_driver(source, "ESRIJSON") || GDALDatasetGetLayerCount(source->dataset) == 0 ||
      OGR_L_GetSpatialRef(GDALDatasetGetLayer(source->dataset, 0)) != NULL)
    return NULL;
  if (find_at_edges(path, "\"wkid\"", value, sizeof value) && g_ascii_isdigit(value[0])) {
    value[strspn(value, "0123456789")] = '\0';
    return g_strconcat("ESRI:", value, NULL);
  }
  if (!find_at_edges(path, "\"wkt\"", value, sizeof value) || value[0] != '"')
    return NULL;
  g_autofree char *plain = g_strcompress(value + 1);
  return g_utf8_make_valid(plain, (gssize)strcspn(plain, "}"));
}

static gboolean
find_file(SalOpenSource *source, const char **path, const SalReadOptions *options, GError **error)
{
  if (!sal_fetch_is_wanted(*path))
    return sal_vsi_check_file(*path, options->max_bytes, error);
  source->screened.memory_name = sal_fetch(*path, options->bodies, options->max_bytes, error);
  *path = source->screened.memory_name;
  return *path != NULL;
}

/* What is packed as a whole would have to be unpacked for it. */
static guint64
find_size(const char *path)
{
  VSIStatBufL status;
  const gboolean is_packed = g_str_has_prefix(path, "/vsigzip/") || g_str_has_prefix(path, "/vsitar/");
  return !is_packed && VSIStatL(path, &status) == 0 && VSI_ISREG(status.st_mode) ? (guint64)status.st_size
                                                                                 : 0;
}

static gboolean
open_file(SalOpenSource *source, const SalReadOptions *options, GError **error)
{
  const char *path = source->path;
  const guint64 max_bytes = options->max_bytes > 0 ? options->max_bytes : SAL_SOURCE_MAX_BYTES;
  if (!find_file(source, &path, options, error))
    return FALSE;
  const SalContent content = sal_content_find(path);
  if (!sal_screen(&source->screened, content, &path, max_bytes, error))
    return FALSE;
  g_string_truncate(source->message, 0);
  source->file_bytes = find_size(path);
  go_offline(source);
  source->dataset = open_path(path, sal_content_get_drivers(content));
  if (source->screened.geopackage != NULL)
    sal_geopackage_forget_copy(source->screened.geopackage);
  if (source->dataset == NULL && content == SAL_CONTENT_JSON)
    source->dataset = open_envelope(source, path);
  if (source->dataset == NULL)
    return (source->screened.geopackage == NULL ||
            sal_geopackage_check_steps(source->screened.geopackage, error)) &&
           set_open_error(source, path, error);
  if (source->screened.said_crs == NULL)
    source->screened.said_crs = find_esri_crs(source, path);
  g_string_truncate(source->message, 0);
  return TRUE;
}

gboolean
sal_open_source(SalOpenSource *source, const char *path, const SalReadOptions *options, GError **error)
{
  *source = (SalOpenSource){ .path = path, .message = g_string_new(NULL) };
  if (!sal_gdal_load(error))
    return FALSE;
  sal_vsi_begin(&source->vsi, source->message);
  source->begun = TRUE;
  if (!sal_source_is_database(path))
    return open_file(source, options, error);
  source->dataset = open_path(path, database_drivers);
  return source->dataset != NULL || set_open_error(source, path, error);
}

static char *
export_wkt(OGRSpatialReferenceH srs)
{
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  char *wkt = NULL;
  OSRExportToWktEx(srs, &wkt, options);
  char *copy = g_strdup(wkt);
  CPLFree(wkt);
  return copy;
}

/* Whether PROJ knows what is said as the CRS that GDAL took it for. Some it knows by other names. */
static gboolean
is_same_crs(const char *said, const char *crs)
{
  static const char init[] = "+init=epsg:";
  if (g_str_equal(said, "CRS84") || g_str_equal(said, "CRS:84"))
    return sal_crs_is_same(SAL_CRS_LONLAT, crs);
  if (g_ascii_strncasecmp(said, init, strlen(init)) != 0)
    return sal_crs_is_same(said, crs);
  g_autofree char *code = g_strconcat("EPSG:", said + strlen(init), NULL);
  return sal_crs_is_same(code, crs);
}

static gboolean
refuse_crs(const char *said, GError **error)
{
  g_autofree char *quoted = sal_error_quote(said);
  return sal_error_set(error, SAL_ERROR_CRS,
                       "CRS: expected one that PROJ knows (or " SAL_OPTION("source-crs") "), got '%s'",
                       quoted);
}

gboolean
sal_open_source_find_crs(const SalOpenSource *source, OGRLayerH layer, char **crs, GError **error)
{
  OGRSpatialReferenceH srs = OGR_L_GetSpatialRef(layer);
  const char *said = source->screened.said_crs != NULL && source->screened.said_crs[0] != '\0'
                         ? source->screened.said_crs
                         : NULL;
  *crs = srs != NULL ? export_wkt(srs) : NULL;
  if (said == NULL)
    return TRUE;
  if (srs == NULL && has_driver(source, "ESRIJSON") && sal_crs_check(said, NULL)) {
    *crs = g_strdup(said);
    return TRUE;
  }
  const gboolean is_known = srs != NULL && (!has_driver(source, "GeoJSON") || is_same_crs(said, *crs));
  if (is_known)
    return TRUE;
  g_clear_pointer(crs, g_free);
  return refuse_crs(said, error);
}

void
sal_open_source_clear(SalOpenSource *source)
{
  if (source->dataset != NULL)
    GDALClose(source->dataset);
  go_online(source);
  if (source->begun) {
    sal_screened_clear(&source->screened);
    sal_vsi_end(&source->vsi);
  }
  g_string_free(source->message, TRUE);
}

/* It stands before or behind the features. */
gboolean
sal_open_source_has_more(const SalOpenSource *source)
{
  char value[8];
  const char *path = source->screened.memory_name != NULL ? source->screened.memory_name : source->path;
  return (has_driver(source, "ESRIJSON") || has_driver(source, "GeoJSON")) &&
         find_at_edges(path, "\"exceededTransferLimit\"", value, sizeof value) &&
         g_str_has_prefix(value, "true");
}
