#include "data/osm/theatre-write.h"

#include "data/base/error.h"
#include "data/osm/cells.h"
#include "data/source/gdal.h"
#include "data/source/vsi.h"

#include <string.h>

#define MOMENT "1970-01-01T00:00:00.000Z" /* the same content gives the same bytes, whenever it is written */

static const struct {
  const char *layer, *word;
} CLASSES[SAL_OSM_N_CLASSES] = {
  [SAL_OSM_LAND] = { "land", "land" },
  [SAL_OSM_LAKES] = { "water", "water" },
  [SAL_OSM_WOODS] = { "woods", "woods" },
  [SAL_OSM_BUILT_UP] = { "built_up", "built-up" },
  [SAL_OSM_MOTORWAYS] = { "roads", "motorway" },
  [SAL_OSM_TRUNKS] = { "roads", "trunk" },
  [SAL_OSM_PRIMARIES] = { "roads", "primary" },
  [SAL_OSM_SECONDARIES] = { "roads", "secondary" },
  [SAL_OSM_RAILWAYS] = { "railways", "railway" },
  [SAL_OSM_RIVERS] = { "rivers", "river" },
  [SAL_OSM_CANALS] = { "rivers", "canal" },
  [SAL_OSM_COUNTRY_BORDERS] = { "borders", "country" },
  [SAL_OSM_REGION_BORDERS] = { "borders", "region" },
  [SAL_OSM_DISTRICT_BORDERS] = { "borders", "district" },
};

const char *
sal_theatre_get_layer(SalOsmClass class)
{
  return CLASSES[class].layer;
}

const char *
sal_theatre_get_word(SalOsmClass class)
{
  return CLASSES[class].word;
}

guint
sal_theatre_get_place_level(const char *kind, double population)
{
  if (g_str_equal(kind, "city") || g_str_equal(kind, "region") || population >= 50000)
    return 2;
  return g_str_equal(kind, "town") || g_str_equal(kind, "district") || population >= 3000 ? 1 : 0;
}

/* The dataset while it is written in memory. */
typedef struct {
  GString *message;
  GDALDatasetH dataset;
  OGRSpatialReferenceH srs;
  GPtrArray *languages; /* utf8, sorted, without "" */
} Writing;

/* Languages */

static void
note_language(const char *lang, const char *name, gpointer data)
{
  (void)name;
  if (*lang != '\0')
    g_hash_table_add(data, g_strdup(lang));
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
list_languages(const SalTheatreMade *made)
{
  g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *places = sal_theatre_made_get_places(made), *groups = sal_theatre_made_get_groups(made);
  for (guint i = 0; i < places->len; i++)
    sal_osm_names_foreach(((const SalTheatrePlace *)places->pdata[i])->names, note_language, all);
  for (guint i = 0; i < groups->len; i++)
    sal_osm_names_foreach(((const SalTheatreGroup *)groups->pdata[i])->names, note_language, all);
  GPtrArray *languages = g_ptr_array_new_with_free_func(g_free);
  GHashTableIter iter;
  gpointer lang;
  g_hash_table_iter_init(&iter, all);
  while (g_hash_table_iter_next(&iter, &lang, NULL))
    g_ptr_array_add(languages, g_strdup(lang));
  g_ptr_array_sort(languages, compare_texts);
  return languages;
}

/* Geometry */

static OGRGeometryH
make_run(OGRwkbGeometryType type, const SalPoint *points, guint n)
{
  OGRGeometryH run = OGR_G_CreateGeometry(type);
  if (type != wkbPoint)
    OGR_G_SetPointCount(run, (int)n);
  for (guint i = 0; i < n; i++)
    OGR_G_SetPoint_2D(run, (int)i, points[i].x, points[i].y);
  return run;
}

static OGRGeometryH
make_polygon(const SalGeometry *polygons, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
  OGRGeometryH geometry = OGR_G_CreateGeometry(wkbPolygon);
  for (guint i = 0; i < n_parts; i++) {
    const SalPoint *points = sal_geometry_get_part(polygons, first + i, &n);
    OGR_G_AddGeometryDirectly(geometry, make_run(wkbLinearRing, points, n));
  }
  return geometry;
}

/* All of a geometry in one. */
static OGRGeometryH
make_shape(const SalGeometry *geometry)
{
  const gboolean is_area = geometry->type == SAL_POLYGONS;
  const guint n = is_area ? sal_geometry_get_n_polygons(geometry) : sal_geometry_get_n_parts(geometry);
  OGRGeometryH shape = OGR_G_CreateGeometry(is_area ? wkbMultiPolygon : wkbMultiLineString);
  for (guint i = 0; i < n; i++) {
    guint n_points;
    const SalPoint *points = is_area ? NULL : sal_geometry_get_part(geometry, i, &n_points);
    OGR_G_AddGeometryDirectly(shape, is_area ? make_polygon(geometry, i)
                                             : make_run(wkbLineString, points, n_points));
  }
  return shape;
}

/* Layers */

static gboolean
add_field(OGRLayerH layer, const char *name, OGRFieldType type)
{
  OGRFieldDefnH field = OGR_Fld_Create(name, type);
  const gboolean ok = OGR_L_CreateField(layer, field, FALSE) == OGRERR_NONE;
  OGR_Fld_Destroy(field);
  return ok;
}

static gboolean
add_name_fields(const Writing *writing, OGRLayerH layer)
{
  gboolean ok = add_field(layer, "name", OFTString);
  for (guint i = 0; ok && i < writing->languages->len; i++) {
    g_autofree char *name = g_strconcat("name:", (char *)writing->languages->pdata[i], NULL);
    ok = add_field(layer, name, OFTString);
  }
  return ok;
}

static OGRLayerH
make_layer(const Writing *writing, const char *name, OGRwkbGeometryType type)
{
  return GDALDatasetCreateLayer(writing->dataset, name, writing->srs, type, NULL);
}

static void
set_name(const char *lang, const char *name, gpointer data)
{
  g_autofree char *field = *lang != '\0' ? g_strconcat("name:", lang, NULL) : g_strdup("name");
  const int index = OGR_F_GetFieldIndex(data, field);
  if (index >= 0)
    OGR_F_SetFieldString(data, index, name);
}

static void
set_text(OGRFeatureH feature, const char *field, const char *text)
{
  OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, field), text);
}

/* Takes geometry. */
static gboolean
add_shape(OGRLayerH layer, const SalTheatreGroup *group, guint level, OGRGeometryH geometry)
{
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  set_text(feature, "class", CLASSES[group->class].word);
  OGR_F_SetFieldInteger(feature, OGR_F_GetFieldIndex(feature, "level"), (int)level);
  sal_osm_names_foreach(group->names, set_name, feature);
  OGR_F_SetGeometryDirectly(feature, geometry);
  const gboolean ok = OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
  OGR_F_Destroy(feature);
  return ok;
}

static gboolean
add_group(OGRLayerH layer, const SalTheatreGroup *group, SalBox frame, guint level)
{
  if (!sal_osm_level_has(level, group->class))
    return TRUE;
  g_autoptr(SalGeometry) simple =
      group->class == SAL_OSM_LAND ? sal_osm_simplify_land(group->geometry, frame, level)
                                   : sal_osm_simplify(group->geometry, sal_osm_level_get_tolerance_m(level),
                                                      sal_osm_level_get_least_m2(level, group->class));
  g_autoptr(GPtrArray) cells = sal_osm_cells_split(simple, sal_osm_level_get_cell_deg(level));
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < cells->len; i++)
    ok = add_shape(layer, group, level, make_shape(cells->pdata[i]));
  return ok;
}

/* One layer with all classes that it has; none is made of what is empty. */
static gboolean
add_layer(const Writing *writing, const SalTheatreMade *made, SalOsmClass first, SalOsmClass end)
{
  const GPtrArray *groups = sal_theatre_made_get_groups(made);
  OGRLayerH layer = make_layer(writing, CLASSES[first].layer,
                               sal_osm_class_is_area(first) ? wkbMultiPolygon : wkbMultiLineString);
  gboolean ok = layer != NULL && add_field(layer, "class", OFTString) &&
                add_field(layer, "level", OFTInteger) && add_name_fields(writing, layer);
  for (guint level = 0; ok && level < SAL_OSM_N_LEVELS; level++)
    for (guint i = 0; ok && i < groups->len; i++) {
      const SalTheatreGroup *group = groups->pdata[i];
      ok = group->class < first || group->class >= end ||
           add_group(layer, group, sal_theatre_made_get_frame(made), level);
    }
  return ok;
}

static gboolean
add_layers(const Writing *writing, const SalTheatreMade *made)
{
  gboolean ok = TRUE;
  for (guint first = 0, end = 0; ok && first < SAL_OSM_N_CLASSES; first = end) {
    while (end < SAL_OSM_N_CLASSES && g_str_equal(CLASSES[end].layer, CLASSES[first].layer))
      end++;
    ok = add_layer(writing, made, (SalOsmClass)first, (SalOsmClass)end);
  }
  return ok;
}

static gboolean
add_place(OGRLayerH layer, const SalTheatrePlace *place)
{
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  const SalPoint point = { place->lon, place->lat };
  set_text(feature, "kind", place->kind);
  OGR_F_SetFieldInteger(feature, OGR_F_GetFieldIndex(feature, "population"), (int)place->population);
  OGR_F_SetFieldInteger(feature, OGR_F_GetFieldIndex(feature, "level"),
                        (int)sal_theatre_get_place_level(place->kind, place->population));
  sal_osm_names_foreach(place->names, set_name, feature);
  OGR_F_SetGeometryDirectly(feature, make_run(wkbPoint, &point, 1));
  const gboolean ok = OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
  OGR_F_Destroy(feature);
  return ok;
}

static gboolean
add_places(const Writing *writing, const SalTheatreMade *made)
{
  const GPtrArray *places = sal_theatre_made_get_places(made);
  OGRLayerH layer = make_layer(writing, "places", wkbPoint);
  gboolean ok = layer != NULL && add_field(layer, "kind", OFTString) &&
                add_field(layer, "population", OFTInteger) && add_field(layer, "level", OFTInteger) &&
                add_name_fields(writing, layer);
  for (guint i = 0; ok && i < places->len; i++)
    ok = add_place(layer, places->pdata[i]);
  return ok;
}

static gboolean
add_frame(const Writing *writing, const SalTheatreMade *made, const SalTheatreAbout *about)
{
  static const char *const fields[] = { "format", "sources", "dates", "credit", "languages", "land" };
  const SalBox b = sal_theatre_made_get_frame(made);
  const SalPoint corners[] = {
    { b.xmin, b.ymin }, { b.xmax, b.ymin }, { b.xmax, b.ymax }, { b.xmin, b.ymax }, { b.xmin, b.ymin }
  };
  OGRLayerH layer = make_layer(writing, "frame", wkbPolygon);
  gboolean ok = layer != NULL;
  for (guint i = 0; ok && i < G_N_ELEMENTS(fields); i++)
    ok = add_field(layer, fields[i], OFTString);
  if (!ok)
    return FALSE;
  g_ptr_array_add(writing->languages, NULL);
  g_autofree char *languages = g_strjoinv(" ", (char **)writing->languages->pdata);
  g_ptr_array_set_size(writing->languages, (gint)writing->languages->len - 1);
  const char *const values[] = {
    SAL_THEATRE_FORMAT, about->sources, about->dates,
    about->credit,      languages,      sal_theatre_made_get_land(made) != SAL_THEATRE_NO_LAND ? "yes" : ""
  };
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
  OGR_G_AddGeometryDirectly(polygon, make_run(wkbLinearRing, corners, G_N_ELEMENTS(corners)));
  for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
    set_text(feature, fields[i], values[i]);
  OGR_F_SetGeometryDirectly(feature, polygon);
  ok = OGR_L_CreateFeature(layer, feature) == OGRERR_NONE;
  OGR_F_Destroy(feature);
  return ok;
}

static gboolean
fill(Writing *writing, const char *path, const SalTheatreMade *made, const SalTheatreAbout *about)
{
  GDALDriverH driver = GDALGetDriverByName("GPKG");
  writing->dataset = driver != NULL ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
  if (writing->dataset == NULL)
    return FALSE;
  writing->srs = OSRNewSpatialReference(NULL);
  OSRImportFromEPSG(writing->srs, 4326);
  OSRSetAxisMappingStrategy(writing->srs, OAMS_TRADITIONAL_GIS_ORDER);
  GDALDatasetStartTransaction(writing->dataset, FALSE);
  const gboolean ok =
      add_frame(writing, made, about) && add_layers(writing, made) && add_places(writing, made);
  GDALDatasetCommitTransaction(writing->dataset);
  OSRRelease(writing->srs);
  GDALClose(writing->dataset);
  return ok && writing->message->len == 0;
}

GBytes *
sal_theatre_write(const SalTheatreMade *made, const SalTheatreAbout *about, GError **error)
{
  g_autoptr(GString) message = g_string_new(NULL);
  g_autoptr(GPtrArray) languages = list_languages(made);
  Writing writing = { .message = message, .languages = languages };
  if (!sal_gdal_load(error))
    return NULL;
  char *path = sal_vsi_make_memory_name("theatre.gpkg");
  SalVsi vsi;
  sal_vsi_begin(&vsi, message);
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", MOMENT);
  const gboolean ok = fill(&writing, path, made, about);
  vsi_l_offset size = 0;
  GByte *data = ok ? VSIGetMemFileBuffer(path, &size, TRUE) : NULL;
  sal_vsi_end(&vsi);
  sal_vsi_forget(path);
  if (data != NULL)
    return g_bytes_new_with_free_func(data, size, sal_gdal()->VSIFree, data);
  g_autofree char *quoted = sal_error_quote(message->str);
  sal_error_set(error, SAL_ERROR_IO, "expected a base map that GDAL's driver 'GPKG' can write, got '%s'",
                quoted);
  return NULL;
}
