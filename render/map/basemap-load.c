#include "render/map/basemap-load.h"

#include "data/base/error.h"
#include "data/geometry/chains.h"
#include "data/osm/theatre-kept.h"
#include "data/places/borderfit.h"
#include "data/places/borders.h"
#include "data/places/countrynames.h"
#include "data/places/dated.h"
#include "data/places/homes.h"
#include "data/source/naturalearth.h"
#include "render/map/basemap-keep.h"
#include "render/map/basemap-theatre.h"

#include <string.h>

#define JOIN_MAX_DEG 120.0 /* in wider boxes the cut is a hairline that is not worth the time */

/* Takes a feature and the turn (0, 360 or -360 degrees) that brings it into the box. */
typedef void (*FeatureFunc)(SalBasemap *basemap, const SalFeature *feature, double turn);

/* Natural Earth's own downloads spell some of these in capitals. */
static const char *const LINE_FIELDS[] = { "featurecla", "FEATURECLA", NULL };
static const char *const RIVER_FIELDS[] = { "name", "NAME", "scalerank", "SCALERANK", NULL };
#define MINOR_RANK 9 /* Natural Earth's scalerank of rivers that only larger scales show */

static void
add_land(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  sal_natural_earth_append(basemap->land, feature->polygons, turn);
}

/* Debian's files were changed for the Magics plotting library, which marks what it does not draw. */
static gboolean
is_hidden(const char *text)
{
  return text != NULL && strstr(text, "ForgetMagics") != NULL;
}

static void
add_river(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  const char *rank = sal_natural_earth_get_value(feature, 1);
  const gboolean is_minor = rank != NULL && g_ascii_strtod(rank, NULL) >= MINOR_RANK;
  if (!is_hidden(sal_natural_earth_get_value(feature, 0)))
    sal_natural_earth_append(is_minor ? basemap->minor_rivers : basemap->rivers, feature->lines, turn);
}

static void
add_admin1_border(SalBasemap *basemap, const SalFeature *feature, double turn)
{
  const char *kind = sal_natural_earth_get_value(feature, 0);
  if (kind == NULL || strstr(kind, "statistical") == NULL)
    sal_natural_earth_append(basemap->admin1_borders, feature->lines, turn);
}

/* A layer of the base map, and where its features go. */
typedef struct {
  const char *name;
  const char *const *fields;
  FeatureFunc add;
  gboolean is_grown; /* it is read around the box as well, to know whose the land is */
} Layer;

typedef struct {
  SalBasemap *basemap;
  FeatureFunc add;
} Adding;

static void
add_feature(const SalFeature *feature, double turn, gpointer data)
{
  const Adding *adding = data;
  adding->add(adding->basemap, feature, turn);
}

static const Layer LAYERS[] = { { SAL_NATURAL_EARTH_LAND, NULL, add_land, TRUE },
                                { SAL_NATURAL_EARTH_RIVERS, RIVER_FIELDS, add_river, FALSE },
                                { SAL_NATURAL_EARTH_PROVINCES, LINE_FIELDS, add_admin1_border, FALSE } };
#define N_OVERVIEW_LAYERS 1

/* "ne_10m_land": "ne_50m_land". */
static char *
make_coarse_name(const char *layer)
{
  return g_strconcat("ne_50m", layer + strlen("ne_10m"), NULL);
}

/* Where a layer is read, and what it is called there. Both are owned by the caller. */
static void
find_layer(const SalBasemap *basemap, gboolean is_overview, const char *layer, char **folder, char **name)
{
  *folder = is_overview ? sal_natural_earth_find_coarse(basemap->folder) : NULL;
  *name = *folder != NULL ? make_coarse_name(layer) : g_strdup(layer);
  if (*folder == NULL)
    *folder = g_strdup(basemap->folder);
}

static gboolean
read_layers(SalBasemap *basemap, const SalBasemapQuery *query, SalBox box, GError **error)
{
  const guint n = query->is_overview ? N_OVERVIEW_LAYERS : G_N_ELEMENTS(LAYERS);
  for (guint i = 0; i < n; i++) {
    g_autofree char *folder = NULL, *name = NULL;
    find_layer(basemap, query->is_overview, LAYERS[i].name, &folder, &name);
    const SalNaturalEarthQuery layer = { folder, name, LAYERS[i].is_grown ? box : query->box,
                                         LAYERS[i].fields };
    Adding adding = { basemap, LAYERS[i].add };
    if (!sal_natural_earth_read(&layer, add_feature, &adding, error))
      return FALSE;
  }
  return TRUE;
}

static void
fit_lines(SalGeometry **lines, const SalGeometry *areas)
{
  g_autoptr(SalGeometry) stretches = sal_border_fit_find(areas, *lines);
  SalGeometry *fitted = sal_border_fit(*lines, stretches);
  sal_geometry_free(*lines);
  *lines = fitted;
}

static void
fit_borders(SalBorders *borders, const SalGeometry *areas)
{
  if (areas == NULL)
    return;
  fit_lines(&borders->agreed, areas);
  fit_lines(&borders->disputed, areas);
}

/* Reads Natural Earth's borders, or what the user draws instead. */
static gboolean
read_borders(SalBasemap *basemap, const SalBasemapQuery *query, SalBox box, GError **error)
{
  g_autofree char *folder = NULL, *name = NULL;
  if (basemap->folder != NULL)
    find_layer(basemap, query->is_overview, SAL_NATURAL_EARTH_BORDERS, &folder, &name);
  const SalBordersQuery wanted = { folder, name, box, query->borders };
  g_autoptr(SalBorders) borders = sal_borders_load(&wanted, error);
  if (borders == NULL)
    return FALSE;
  fit_borders(borders, query->areas);
  sal_geometry_append(basemap->borders, borders->agreed);
  sal_geometry_append(basemap->disputed_borders, borders->disputed);
  return TRUE;
}

static void
add_area_place(GArray *places, SalPlaceKind kind, const char *english, const char *name, const char *lang)
{
  SalPlace place = { .name = sal_country_name_capitalize(name, lang), .kind = kind };
  sal_place_add_name(&place, "en", english);
  g_array_append_val(places, place);
}

/* The names of countries, then of provinces. */
static void
name_areas(SalBasemap *basemap, const char *lang)
{
  for (guint i = 0; i < basemap->countries->len; i++) {
    const SalCountry *country = &g_array_index(basemap->countries, SalCountry, i);
    g_autofree char *name = sal_country_name_get(country->code, lang);
    add_area_place(basemap->area_places, SAL_PLACE_COUNTRY, country->name,
                   name != NULL ? name : country->name, lang);
  }
  for (guint i = 0; i < basemap->provinces->len; i++) {
    const SalProvince *province = &g_array_index(basemap->provinces, SalProvince, i);
    add_area_place(basemap->area_places, SAL_PLACE_PROVINCE, province->english, province->name, lang);
  }
}

/* Takes list, unless it is NULL. */
static gboolean
replace_list(GArray **list, GArray *by)
{
  if (by == NULL)
    return FALSE;
  g_array_unref(*list);
  *list = by;
  return TRUE;
}

static gboolean
find_countries(SalBasemap *basemap, const SalBasemapQuery *query, const GArray *homes, GError **error)
{
  g_autoptr(SalGeometry) lines = sal_geometry_copy(basemap->borders);
  sal_geometry_append(lines, basemap->disputed_borders);
  const SalCountryQuery wanted = { basemap->folder, query->box, query->borders, basemap->land,
                                   lines,           homes,      query->cache };
  return replace_list(&basemap->countries, sal_countries_load(&wanted, error));
}

static gboolean
find_provinces(SalBasemap *basemap, const SalBasemapQuery *query, const GArray *homes, GError **error)
{
  g_autoptr(SalGeometry) land = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < basemap->countries->len; i++)
    sal_geometry_append(land, g_array_index(basemap->countries, SalCountry, i).area);
  const SalProvinceQuery wanted = {
    query->box, homes, land, basemap->admin1_borders, sal_basemap_query_get_lang(query), query->cache
  };
  return replace_list(&basemap->provinces, sal_provinces_load(&wanted, error));
}

/* Finds whose the land is. It has been read in a larger box than the map's, like the borders. */
static gboolean
find_areas(SalBasemap *basemap, const SalBasemapQuery *query, GError **error)
{
  g_autoptr(GArray) homes = sal_homes_load(basemap->folder, sal_countries_grow_box(query->box), error);
  return homes != NULL && find_countries(basemap, query, homes, error) &&
         (!query->has_provinces || basemap->countries->len == 0 ||
          find_provinces(basemap, query, homes, error));
}

/* The gazetteer and the user's files need no base map; without one a map has no names but theirs. */
static gboolean
read_places(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  SalPlaceQuery places = query->places != NULL ? *query->places : (SalPlaceQuery){ 0 };
  places.folder = basemap->folder;
  places.theatre = basemap->theatre;
  places.cache = query->cache;
  places.box = query->box;
  places.gazetteer = basemap->folder != NULL || basemap->theatre != NULL;
  GArray *loaded = sal_places_load(&places, remarks, error);
  if (loaded == NULL)
    return FALSE;
  g_array_unref(basemap->places);
  basemap->places = loaded;
  return TRUE;
}

static void
keep_inside(SalGeometry **geometry, SalBox box)
{
  SalGeometry *inside = sal_geometry_clip(*geometry, box);
  sal_geometry_free(*geometry);
  *geometry = inside;
}

static void
join_lines(SalGeometry **lines)
{
  SalGeometry *joined = sal_lines_join(*lines);
  sal_geometry_free(*lines);
  *lines = joined;
}

static void
clear_lines(SalGeometry **lines)
{
  sal_geometry_free(*lines);
  *lines = sal_geometry_new(SAL_LINES);
}

/* Makes the map one of its date, as far as is known. Adds to remarks (utf8). */
static void
turn_back(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks)
{
  if (query->map_date == NULL || basemap->folder == NULL ||
      !sal_dated_has_other_borders(basemap->countries, *query->map_date))
    return;
  g_array_set_size(basemap->countries, 0);
  g_array_set_size(basemap->provinces, 0);
  const char *told = "as in the file";
  if (query->borders == NULL || g_str_equal(query->borders, "defacto")) {
    told = "today's";
    basemap->has_other_borders = TRUE;
    sal_geometry_append(basemap->disputed_borders, basemap->borders);
    clear_lines(&basemap->borders);
    clear_lines(&basemap->admin1_borders);
  } else if (g_str_equal(query->borders, "none"))
    told = "none";
  g_autofree char *day = sal_day_format(*query->map_date);
  g_ptr_array_add(remarks, g_strdup_printf("map of %s: its borders are not known: they are %s, and countries "
                                           "and regions are not named (" SAL_OPTION("map-date") ")",
                                           day, told));
}

/* Fills the waters that were not there on the map's date. */
static void
fill_waters(SalBasemap *basemap, const SalBasemapQuery *query)
{
  if (query->map_date == NULL)
    return;
  SalGeometry *land = sal_dated_fill_waters(basemap->land, *query->map_date);
  sal_geometry_free(basemap->land);
  basemap->land = land;
}

/* Natural Earth cuts land at the antimeridian: joined again, so that no coast runs along the cut. */
static void
join_land(SalBasemap *basemap)
{
  SalGeometry *joined = sal_geometry_dissolve(basemap->land, NULL);
  if (joined == NULL)
    return;
  sal_geometry_free(basemap->land);
  basemap->land = joined;
}

/* Reads all but the places. These are read before areas are looked for, whose errors come second. */
static gboolean
read_earth(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *place_remarks, GPtrArray *remarks,
           GError **error)
{
  const SalBox box = query->is_overview ? query->box : sal_countries_grow_box(query->box);
  if (basemap->folder != NULL && !read_layers(basemap, query, box, error))
    return FALSE;
  if (!sal_basemap_add_theatre(basemap, query, error))
    return FALSE;
  fill_waters(basemap, query);
  if (!read_borders(basemap, query, box, error) ||
      (!query->is_overview && !read_places(basemap, query, place_remarks, error)) ||
      (!query->is_overview && basemap->folder != NULL && !find_areas(basemap, query, error)))
    return FALSE;
  turn_back(basemap, query, remarks);
  SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES];
  sal_basemap_list_geometries(basemap, all);
  for (guint i = 0; i < SAL_BASEMAP_N_GEOMETRIES; i++) {
    keep_inside(all[i], query->box);
    if ((*all[i])->type == SAL_LINES)
      join_lines(all[i]);
  }
  if (query->box.xmax > 180 && query->box.xmax - query->box.xmin < JOIN_MAX_DEG)
    join_land(basemap);
  return TRUE;
}

static gboolean
load_all(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  g_autoptr(GByteArray) key = sal_basemap_make_key(basemap, query);
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);
  if (key != NULL && sal_basemap_find_kept(basemap, query->cache, key, told)) {
    if (!query->is_overview && !read_places(basemap, query, remarks, error))
      return FALSE;
  } else {
    if (!read_earth(basemap, query, remarks, told, error))
      return FALSE;
    if (key != NULL)
      sal_basemap_keep(basemap, query, key, told);
  }
  name_areas(basemap, sal_basemap_query_get_lang(query));
  if (!sal_basemap_name_regions(basemap, query, sal_basemap_query_get_lang(query), error))
    return FALSE;
  if (remarks != NULL)
    g_ptr_array_extend_and_steal(remarks, g_steal_pointer(&told));
  return TRUE;
}

/* A base map of the user's lies on Natural Earth, if that is there. */
static gboolean
find_theatre(SalBasemap *basemap, const char *path, SalCache *cache, GError **error)
{
  g_autoptr(SalTheatreHead) head = sal_theatre_find_head(path, cache, error);
  if (head == NULL)
    return FALSE;
  basemap->theatre = g_strdup(path);
  basemap->folder = sal_basemap_find_folder("auto");
  return TRUE;
}

static gboolean
find_named(SalBasemap *basemap, const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  const char *name = query->name;
  if (sal_theatre_is_named(name))
    return find_theatre(basemap, name, query->cache, error);
  if (name == NULL || g_str_equal(name, "auto")) {
    if (!sal_natural_earth_check(error))
      return FALSE;
    basemap->folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
    if (basemap->folder == NULL && remarks != NULL)
      g_ptr_array_add(remarks,
                      g_strdup("no base map found: expected Natural Earth in share/magics/10m (Debian: "
                               "libmagics++-data) or in SALIENT_BASEMAP"));
    return TRUE;
  }
  if (!sal_natural_earth_has(name, SAL_NATURAL_EARTH_LAND)) {
    g_autofree char *quoted = sal_error_quote(name);
    return sal_error_set(
        error, SAL_ERROR_IO,
        "base map '%s': expected a folder with %s.shp, or a .gpkg that 'salient basemap' wrote, got none",
        quoted, SAL_NATURAL_EARTH_LAND);
  }
  basemap->folder = g_strdup(name);
  return TRUE;
}

char *
sal_basemap_find_folder(const char *name)
{
  if (name == NULL || g_str_equal(name, "auto") || sal_theatre_is_named(name))
    return sal_natural_earth_check(NULL) ? sal_natural_earth_find(SAL_NATURAL_EARTH_LAND) : NULL;
  return sal_natural_earth_has(name, SAL_NATURAL_EARTH_LAND) ? g_strdup(name) : NULL;
}

char *
sal_basemap_find_source(const char *name, SalCache *cache)
{
  g_autoptr(SalTheatreHead) head =
      sal_theatre_is_named(name) ? sal_theatre_find_head(name, cache, NULL) : NULL;
  if (head == NULL || *head->credit == '\0')
    return NULL;
  g_autofree char *folder = sal_basemap_find_folder("auto");
  return g_strconcat(head->credit, folder != NULL ? ", Natural Earth" : "", NULL);
}

SalBasemap *
sal_basemap_load(const SalBasemapQuery *query, GPtrArray *remarks, GError **error)
{
  g_autoptr(SalBasemap) basemap = sal_basemap_new();
  if (g_strcmp0(query->name, "none") != 0 && !find_named(basemap, query, remarks, error))
    return NULL;
  return load_all(basemap, query, remarks, error) ? g_steal_pointer(&basemap) : NULL;
}
