#include "data/osm/osm-source.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/source/listing.h"
#include "data/source/shape.h"
#include "data/source/vsi.h"

#include <string.h>

#define NODES_MB "100" /* of positions of nodes in memory; more go to a file */
#define TELL_EVERY 4096

/* The driver's settings: which ways are areas (a closed coast is a line, whose direction says where land is), and which keys are fields. All other keys come in one field. GDAL 3.6 does not
 * find keys that are shorter than the first one, so that comes first which is shortest. */
static const char CONFIGURATION[] =
    "closed_ways_are_polygons=water,natural=water,natural=wood,landuse,boundary,waterway=riverbank\n"
    "attribute_name_laundering=no\n"
    "[points]\nosm_id=no\nosm_version=no\nosm_timestamp=no\nosm_uid=no\nosm_user=no\nosm_changeset=no\n"
    "attributes=name,place,population\nunsignificant=created_by,source\nother_tags=yes\n"
    "[lines]\nosm_id=no\n"
    "attributes=name,highway,railway,service,waterway,natural,boundary,admin_level\nother_tags=yes\n"
    "[multipolygons]\nosm_id=no\n"
    "attributes=name,type,landuse,natural,waterway,boundary,admin_level\nother_tags=yes\n"
    "[multilinestrings]\nosm_id=no\nattributes=name,type\nother_tags=no\n"
    "[other_relations]\nosm_id=no\nattributes=name,type\nother_tags=no\n";

/* What is asked for of each layer of an extract, so that the driver builds no geometry of anything else. */
static const struct {
  const char *layer, *filter;
} FILTERS[] = {
  { "points", "place IN ('city','town','village','hamlet')" },
  { "lines", "highway IN ('motorway','trunk','primary','secondary') OR railway = 'rail' OR waterway IN "
             "('river','canal') OR boundary = 'administrative' OR natural = 'coastline'" },
  { "multipolygons",
    "landuse IN ('residential','industrial','commercial','retail','forest','reservoir','basin') "
    "OR natural IN ('water','wood') OR waterway = 'riverbank' OR (boundary = 'administrative' "
    "AND admin_level IN ('2','3','4','5','6'))" },
};

/* Geofabrik's layers, and the key that the value of `fclass` belongs to. */
static const struct {
  const char *stem;
  SalOsmKey key;
} LAYERS[] = {
  { "roads", SAL_OSM_HIGHWAY },   { "railways", SAL_OSM_RAILWAY },  { "waterways", SAL_OSM_WATERWAY },
  { "water_a", SAL_OSM_NATURAL }, { "landuse_a", SAL_OSM_LANDUSE }, { "places", SAL_OSM_PLACE },
};
#define LAYER_PREFIX "gis_osm_"
#define NO_KEY SAL_OSM_N_KEYS

/* A dataset while it is read. */
typedef struct {
  const SalOsmSink *sink;
  SalBox box;
  GString *message; /* what GDAL reports */
  SalOsmKey key;    /* of Geofabrik's layer; NO_KEY: it is none */
  gboolean is_land; /* polygons of land */
  guint64 n_read, n_bad;
} Reading;

static const char *
get_text(OGRFeatureH feature, const char *field)
{
  const int index = OGR_F_GetFieldIndex(feature, field);
  return index >= 0 && OGR_F_IsFieldSetAndNotNull(feature, index) ? OGR_F_GetFieldAsString(feature, index)
                                                                  : NULL;
}

/* GDAL's texts of fields are lent until the feature's next one is asked for. */
static char *
dup_text(OGRFeatureH feature, const char *field)
{
  return g_strdup(get_text(feature, field));
}

static char *
dup_fclass(OGRFeatureH feature, SalOsmKey key)
{
  static const char *const waters[] = { "water", "reservoir", "river", "riverbank", "dock", NULL };
  const char *value = get_text(feature, "fclass");
  if (value != NULL && key == SAL_OSM_NATURAL)
    return g_strdup(g_strv_contains(waters, value) ? "water" : "");
  if (value != NULL && key == SAL_OSM_PLACE && g_str_equal(value, "national_capital"))
    return g_strdup("city");
  return g_strdup(value);
}

static void
add_names(GString *names, OGRFeatureH feature)
{
  static const char *const fields[] = { "name", "name:en", "name:uk", "name:ru" };
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    sal_osm_names_add(names, fields[i], get_text(feature, fields[i]));
  sal_osm_names_add_hstore(names, get_text(feature, "other_tags"));
}

static SalOsmForm
find_form(const SalFeature *feature)
{
  return feature->polygons != NULL ? SAL_OSM_AREA : feature->lines != NULL ? SAL_OSM_LINE : SAL_OSM_POINT;
}

/* Whether all vertices are positions on the globe. */
static gboolean
is_on_earth(const SalGeometry *geometry)
{
  for (guint i = 0; geometry != NULL && i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    if (!(p.x >= -180.000001 && p.x <= 180.000001 && p.y >= -90.000001 && p.y <= 90.000001))
      return FALSE;
  }
  return TRUE;
}

static void
take(Reading *reading, SalOsmTags *tags, OGRGeometryH geometry)
{
  g_autoptr(SalFeature) shape = g_new0(SalFeature, 1);
  sal_shape_add(shape, geometry);
  const SalOsmForm form = find_form(shape);
  const SalOsmThing thing = { reading->is_land && form == SAL_OSM_AREA ? SAL_OSM_LAND
                                                                       : sal_osm_tags_classify(tags, form),
                              tags, shape };
  if (thing.class == SAL_OSM_NOTHING)
    return;
  if (!is_on_earth(shape->points) || !is_on_earth(shape->lines) || !is_on_earth(shape->polygons))
    reading->n_bad++;
  else
    reading->sink->take(&thing, reading->sink->data);
}

static void
take_feature(Reading *reading, OGRFeatureH feature)
{
  g_autoptr(GString) names = g_string_new(NULL);
  char *values[SAL_OSM_N_KEYS];
  SalOsmTags tags = { .names = names };
  OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
  if (geometry == NULL)
    return;
  for (guint i = 0; i < SAL_OSM_N_KEYS; i++)
    tags.values[i] = values[i] = reading->key == (SalOsmKey)i
                                     ? dup_fclass(feature, reading->key)
                                     : dup_text(feature, sal_osm_key_get_name((SalOsmKey)i));
  add_names(names, feature);
  take(reading, &tags, geometry);
  for (guint i = 0; i < SAL_OSM_N_KEYS; i++)
    g_free(values[i]);
}

static void
ask_for(GDALDatasetH dataset, SalBox box, gboolean is_extract)
{
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); i++) {
    OGRLayerH layer = GDALDatasetGetLayer(dataset, i);
    for (guint j = 0; is_extract && j < G_N_ELEMENTS(FILTERS); j++)
      if (g_str_equal(OGR_L_GetName(layer), FILTERS[j].layer))
        OGR_L_SetAttributeFilter(layer, FILTERS[j].filter);
    if (!is_extract) /* whose extent is to be told where nothing of it is in the frame */
      OGR_L_SetSpatialFilterRect(layer, box.xmin, box.ymin, box.xmax, box.ymax);
  }
  if (is_extract)
    GDALDatasetExecuteSQL(dataset, "SET interest_layers = points,lines,multipolygons", NULL, NULL);
}

static void
read_all(Reading *reading, GDALDatasetH dataset)
{
  double share = 0;
  OGRFeatureH feature;
  while ((feature = GDALDatasetGetNextFeature(dataset, NULL, &share, NULL, NULL)) != NULL) {
    take_feature(reading, feature);
    OGR_F_Destroy(feature);
    if (reading->sink->tell != NULL && reading->n_read++ % TELL_EVERY == 0)
      reading->sink->tell(CLAMP(share, 0, 1), reading->sink->data);
  }
}

static gboolean
fail(const Reading *reading, const char *path, const char *expected, GError **error)
{
  g_autofree char *told = sal_error_quote_path(path), *quoted = sal_error_quote(reading->message->str);
  if (reading->message->len == 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %s, got something else", told, expected);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %s, got '%s'", told, expected, quoted);
}

/* Opens a file with one driver, and reads it. */
static gboolean
read_with(Reading *reading, const char *path, const char *driver, const char *const *options, GError **error)
{
  const char *const drivers[] = { driver, NULL };
  const gboolean is_extract = g_str_equal(driver, "OSM");
  const char *expected = is_extract ? "an extract of OpenStreetMap" : "polygons or a layer of OpenStreetMap";
  GDALDatasetH dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, NULL);
  if (dataset == NULL)
    return fail(reading, path, expected, error);
  ask_for(dataset, reading->box, is_extract);
  read_all(reading, dataset);
  GDALClose(dataset);
  return reading->message->len == 0 ||
         fail(reading, path, is_extract ? "a whole extract of OpenStreetMap" : expected, error);
}

/* Nodes that have no room in memory go where the system keeps temporary files. */
static void
set_up(void)
{
  CPLSetThreadLocalConfigOption("OSM_MAX_TMPFILE_SIZE", NODES_MB);
  CPLSetThreadLocalConfigOption("CPL_TMPDIR", g_get_tmp_dir());
  CPLSetThreadLocalConfigOption("OSM_COMPRESS_NODES", "YES");
}

static gboolean
read_extract(Reading *reading, const char *path, GError **error)
{
  char *name = sal_vsi_make_memory_name("osmconf.ini");
  VSILFILE *file = VSIFileFromMemBuffer(name, (GByte *)CONFIGURATION, sizeof CONFIGURATION - 1, FALSE);
  g_autofree char *option = g_strconcat("CONFIG_FILE=", name, NULL);
  const char *const options[] = { option, NULL };
  if (file != NULL)
    VSIFCloseL(file);
  set_up();
  const gboolean ok = read_with(reading, path, "OSM", options, error);
  sal_vsi_forget(name);
  return ok;
}

/* The key of one of Geofabrik's layers by the name of its file; NO_KEY: it is none that is on a base map. */
static SalOsmKey
find_key(const char *path)
{
  const char *slash = strrchr(path, '/');
  const char *stem = slash != NULL ? slash + 1 : path;
  if (!g_str_has_prefix(stem, LAYER_PREFIX))
    return NO_KEY;
  stem += strlen(LAYER_PREFIX);
  for (guint i = 0; i < G_N_ELEMENTS(LAYERS); i++) {
    const gsize n = strlen(LAYERS[i].stem);
    if (strncmp(stem, LAYERS[i].stem, n) == 0 && g_str_has_prefix(stem + n, "_free"))
      return LAYERS[i].key;
  }
  return NO_KEY;
}

static gboolean
is_layer(const char *path)
{
  const char *slash = strrchr(path, '/');
  return g_str_has_prefix(slash != NULL ? slash + 1 : path, LAYER_PREFIX);
}

static gboolean
has_suffix(const char *path, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);
  return g_str_has_suffix(lower, suffix);
}

/* One file of a source that is no extract. */
static gboolean
read_file(Reading *reading, const char *path, SalOsmSourceKind *kind, GError **error)
{
  const char *driver = has_suffix(path, ".shp")    ? "ESRI Shapefile"
                       : has_suffix(path, ".gpkg") ? NULL
                       : has_suffix(path, "json")  ? "GeoJSON"
                       : has_suffix(path, ".fgb")  ? "FlatGeobuf"
                                                   : NULL;
  reading->key = find_key(path);
  reading->is_land = !is_layer(path);
  if (is_layer(path) && reading->key == NO_KEY)
    return TRUE;
  *kind = reading->is_land ? SAL_OSM_SOURCE_LAND : SAL_OSM_SOURCE_LAYERS;
  if (driver != NULL)
    return sal_vsi_check_file(path, 0, error) && read_with(reading, path, driver, NULL, error);
  g_autofree char *told = sal_error_quote_path(path);
  if (has_suffix(path, ".mbtiles") || has_suffix(path, ".pmtiles") || has_suffix(path, ".mvt"))
    return sal_error_set(
        error, SAL_ERROR_FORMAT,
        "%s: expected an extract of OpenStreetMap, got vector tiles, whose lines and areas are "
        "cut to pieces (take the extract that they were made of)",
        told);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "%s: expected a file ending in .osm.pbf, .osm, .shp, .geojson or .fgb, or a folder or "
                       "archive of shapefiles, got another",
                       told);
}

static gboolean
read_files(Reading *reading, const char *path, SalOsmSourceKind *kind, GError **error)
{
  g_autoptr(GPtrArray) faults = sal_faults_new();
  SalListing listing = { .faults = faults };
  g_autoptr(GPtrArray) files = sal_source_expand(path, &listing, error);
  gboolean ok = files != NULL;
  for (guint i = 0; ok && i < files->len; i++)
    ok = read_file(reading, files->pdata[i], kind, error);
  return ok;
}

gboolean
sal_osm_source_read(const char *path, SalBox box, const SalOsmSink *sink, SalOsmSourceKind *kind,
                    guint64 *n_bad, GError **error)
{
  g_autoptr(GString) message = g_string_new(NULL);
  Reading reading = { .sink = sink, .box = box, .message = message, .key = NO_KEY };
  SalVsi vsi;
  if (!sal_gdal_load(error))
    return FALSE;
  const gboolean is_extract = has_suffix(path, ".pbf") || has_suffix(path, ".osm");
  if (is_extract && !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    g_autofree char *told = sal_error_quote_path(path);
    return sal_error_set(error, SAL_ERROR_IO, "%s: expected a file, got none", told);
  }
  *kind = SAL_OSM_SOURCE_EXTRACT;
  sal_vsi_begin(&vsi, message);
  const gboolean ok =
      is_extract ? read_extract(&reading, path, error) : read_files(&reading, path, kind, error);
  sal_vsi_end(&vsi);
  *n_bad = reading.n_bad;
  return ok;
}
