/* Two tables of GDAL's configuration options: those that are fixed, and those that only have another default.
 *
 * An option of the thread wins over one of the process, which wins over the environment. What is not in the
 * first table is left to the user. */
#include "data/source/settings.h"

#include "data/source/gdal.h"

typedef struct {
  const char *name, *value;
} Setting;

/* Fixed. Where nothing else is said, the value is GDAL's own default, or leaves it to each driver. */
static const Setting fixed[] = {
  /* Where a file could make GDAL open, fetch or run something else. */
  { "SPATIALITE_LOAD", "NO" }, /* its VirtualText reads any file of the machine; not GDAL's default */
  { "OGR_SQLITE_LOAD_EXTENSIONS", "" },
  { "OGR_SQLITE_STATIC_VIRTUAL_OGR", "NO" }, /* not GDAL's default */
  { "LIBKML_EXTERNAL_STYLE", "NO" },         /* not GDAL's default */
  { "GML_SKIP_RESOLVE_ELEMS", "ALL" },       /* links; not GDAL's default */
  { "GML_DOWNLOAD_SCHEMA", "NO" },           /* not GDAL's default */
  { "GML_GFS_TEMPLATE", "" },
  { "OGR_SQLITE_PRAGMA", "" },
  /* Where GDAL could write beside a source. */
  { "CPL_VSIL_GZIP_WRITE_PROPERTIES", "NO" }, /* not GDAL's default */
  { "CPL_VSIL_GZIP_SAVE_INFO", "NO" },
  { "GDAL_PAM_ENABLED", "NO" }, /* not GDAL's default */
  { "SHAPE_RESTORE_SHX", "NO" },
  /* How shapes and values are read. */
  { "OGR_ORGANIZE_POLYGONS", "" }, /* each driver's own way, which is fast where rings have a direction */
  { "OGR_DEBUG_ORGANIZE_POLYGONS", "NO" },
  { "OGR_GEOMETRY_ACCEPT_UNCLOSED_RING", "YES" },
  { "OGR_ARC_STEPSIZE", "4" }, /* degrees */
  { "OGR_ARC_MAX_GAP", "0" },
  { "OGR_STROKE_CURVE", "NO" },
  { "OGR_WKT_PRECISION", "15" },
  { "OGR_SHAPE_ALLOW_NON_FINITE_COORDINATES", "NO" },
  { "OGR_INTERLEAVED_READING", "NO" },
  { "OGR_GEOJSON_MAX_OBJ_SIZE", "0" }, /* any size: data/source/bounds.h has the say; not GDAL's default */
  { "OGR_GEOJSON_MAX_BYTES_FIRST_PASS", "0" },
  { "OGR_GEOJSON_MAX_FEATURES_FIRST_PASS", "0" },
  { "OGR_GEOJSON_ARRAY_AS_STRING", "NO" },
  { "OGR_GEOJSON_DATE_AS_STRING", "NO" },
  { "GEOMETRY_AS_COLLECTION", "NO" },
  { "ATTRIBUTES_SKIP", "NO" },
  { "LIBKML_RESOLVE_STYLE", "YES" }, /* @fill and @line know shared styles; not GDAL's default */
  { "LIBKML_READ_GROUND_OVERLAY", "YES" },
  { "GML_INVERT_AXIS_ORDER_IF_LAT_LONG", "YES" },
  { "GML_CONSIDER_EPSG_AS_URN", "AUTO" },
  { "GML_SWAP_COORDINATES", "AUTO" },
  { "GML_FACE_HOLE_NEGATIVE", "NO" },
  { "GML_FETCH_ALL_GEOMETRIES", "NO" },
  { "GML_GET_SECONDARY_GEOM", "NO" },
  { "GML_SKIP_CORRUPTED_FEATURES", "NO" },
  { "GML_ATTRIBUTES_TO_OGR_FIELDS", "NO" },
  { "GML_REPORT_COMPD_CS", "NO" },
  { "OGR_GML_NESTING_LEVEL", "32" },
  { "OPENFILEGDB_REPORT_DELETED_FEATURES", "NO" },
  { "OPENFILEGDB_IGNORE_GDBTABLX", "NO" },
  /* How a CRS is understood. */
  { "OSR_DEFAULT_AXIS_MAPPING_STRATEGY", "AUTHORITY_COMPLIANT" },
  { "OSR_ADD_TOWGS84_ON_IMPORT_FROM_EPSG", "NO" },
  { "OSR_USE_APPROX_TMERC", "NO" },
  { "OSR_USE_NON_DEPRECATED", "YES" },
  { "OSR_STRIP_TOWGS84", "YES" },
  /* Salient has threads of its own. */
  { "GDAL_NUM_THREADS", "1" },
  /* Blocks of rasters that are kept: each is read once, whatever the machine's memory. */
  { "GDAL_CACHEMAX", "64" }, /* MB; not GDAL's default */
};

/* How patient GDAL is with servers and how it asks them, unless the user has said so: docs/sources.md. */
static const Setting defaults[] = {
  /* An object is asked for by its name. GDAL would list all that lies beside it first, which is a request for each thousand. */
  { "GDAL_DISABLE_READDIR_ON_OPEN", "TRUE" },
  { "CPL_VSIL_CURL_CHUNK_SIZE", "1048576" }, /* bytes a request at least, not 16 KiB */
  { "GDAL_HTTP_CONNECTTIMEOUT", "10" },
  { "GDAL_HTTP_LOW_SPEED_LIMIT", "100" },
  { "GDAL_HTTP_LOW_SPEED_TIME", "30" },
  { "GDAL_HTTP_TIMEOUT", "600" },
};

/* The list that GDAL takes, "NAME=VALUE". */
static char **
make_list(void)
{
  char **list = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
    list = CSLSetNameValue(list, fixed[i].name, fixed[i].value);
  for (guint i = 0; i < G_N_ELEMENTS(defaults); i++)
    if (CPLGetConfigOption(defaults[i].name, NULL) == NULL)
      list = CSLSetNameValue(list, defaults[i].name, defaults[i].value);
  return list;
}

static gpointer
make_list_once(gpointer unused)
{
  return make_list();
}

void
sal_settings_begin(SalSettings *before)
{
  static GOnce once = G_ONCE_INIT;
  char **list = g_once(&once, make_list_once, NULL);
  before->options = CPLGetThreadLocalConfigOptions();
  if (before->options == NULL) {
    CPLSetThreadLocalConfigOptions((const char *const *)list);
    return;
  }
  char **merged = CSLMerge(CSLDuplicate(before->options), list);
  CPLSetThreadLocalConfigOptions((const char *const *)merged);
  CSLDestroy(merged);
}

void
sal_settings_end(SalSettings *before)
{
  CPLSetThreadLocalConfigOptions((const char *const *)before->options);
  CSLDestroy(before->options);
}
