#include "data/places/places.h"

#include "data/geometry/ground.h"
#include "data/osm/theatre-kept.h"
#include "data/places/placefile.h"
#include "data/places/placemerge.h"
#include "data/places/placenames.h"
#include "data/places/spellings.h"
#include "data/source/naturalearth.h"

#include <math.h>
#include <string.h>

#define FILE_NEAR_M 1000.0  /* a user's village next to a town is a place of its own */
#define EARTH_NEAR_M 3000.0 /* how well a scale of 1:10,000,000 knows where a town is */

/* A layer of Natural Earth being read. */
typedef struct {
  GArray *places;
  SalBox box;
  const char *lang;
  GArray *lengths; /* double: of the line that each river of places was found on */
} Earth;

static guint
parse_rank(const char *text)
{
  return text != NULL ? (guint)CLAMP(g_ascii_strtod(text, NULL), 0, 20) : 10;
}

/* The names of a feature whose pairs of fields begin with name and name_LANG. */
static void
add_names(SalPlace *place, const SalFeature *feature, const Earth *earth)
{
  const char *name = sal_natural_earth_get_value(feature, 0);
  const char *today = sal_place_name_update(name, place->lon, place->lat);
  const char *translated = sal_natural_earth_get_value(feature, 1);
  sal_place_add_name(place, "en", today);
  if (today != name)
    sal_place_add_name(place, "", name);
  sal_place_add_name(place, g_str_equal(earth->lang, "en") ? "" : earth->lang, translated);
}

static void
add_settlement(const SalFeature *feature, double turn, gpointer data)
{
  const Earth *earth = data;
  const char *name = sal_natural_earth_get_value(feature, 0),
             *population = sal_natural_earth_get_value(feature, 3);
  if (feature->points == NULL || sal_geometry_get_n_points(feature->points) == 0 || name == NULL ||
      *name == '\0')
    return;
  const SalPoint point = g_array_index(feature->points->points, SalPoint, 0);
  SalPlace place = {
    .lon = point.x,
    .lat = point.y,
    .population = population != NULL ? MAX(0, g_ascii_strtod(population, NULL)) : 0,
    .rank = parse_rank(sal_natural_earth_get_value(feature, 2)),
  };
  add_names(&place, feature, earth);
  place.lon += turn;
  g_array_append_val(earth->places, place);
}

/* The vertex half way along the longest part of lines within a box, and how long that is; FALSE: there is
 * none. */
static gboolean
find_middle(const SalGeometry *lines, SalBox box, SalPoint *middle, double *length_deg)
{
  g_autoptr(SalGeometry) inside = sal_geometry_clip(lines, box);
  *length_deg = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(inside); part++) {
    guint n = 0;
    const SalPoint *points = sal_geometry_get_part(inside, part, &n);
    double length = 0;
    for (guint i = 1; i < n; i++)
      length += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    if (n == 0 || length <= *length_deg)
      continue;
    *length_deg = length;
    double passed = 0;
    guint i = 1;
    while (i + 1 < n &&
           (passed += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y)) < length / 2)
      i++;
    *middle = points[i];
  }
  return *length_deg > 0;
}

/* By which lines of one river are told. */
static const char *
get_first_name(const SalPlace *place)
{
  const char *name = sal_place_get_name(place, "en");
  return name != NULL ? name : g_array_index(place->names, SalPlaceName, 0).text;
}

/* A river comes in several lines: the longest is where its name is. */
static void
keep_longest(Earth *earth, SalPlace *place, double length_deg)
{
  const char *name = get_first_name(place);
  for (guint i = 0; i < earth->places->len; i++) {
    SalPlace *known = &g_array_index(earth->places, SalPlace, i);
    double *known_deg = &g_array_index(earth->lengths, double, i);
    if (!g_str_equal(get_first_name(known), name))
      continue;
    if (length_deg > *known_deg) {
      const SalPlace replaced = *known;
      *known = *place;
      *place = replaced;
      *known_deg = length_deg;
    }
    sal_place_clear(place);
    return;
  }
  g_array_append_val(earth->places, *place);
  g_array_append_val(earth->lengths, length_deg);
}

static void
add_river(const SalFeature *feature, double turn, gpointer data)
{
  Earth *earth = data;
  const char *name = sal_natural_earth_get_value(feature, 0);
  SalBox box = earth->box;
  box.xmin -= turn, box.xmax -= turn;
  SalPoint middle = { 0 };
  double length_deg;
  if (feature->lines == NULL || name == NULL || *name == '\0' || strstr(name, "ForgetMagics") != NULL ||
      !find_middle(feature->lines, box, &middle, &length_deg))
    return;
  SalPlace place = { .lon = middle.x,
                     .lat = middle.y,
                     .rank = parse_rank(sal_natural_earth_get_value(feature, 2)),
                     .kind = SAL_PLACE_RIVER };
  add_names(&place, feature, earth);
  place.lon += turn;
  keep_longest(earth, &place, length_deg);
}

static gboolean
read_layer(const SalPlaceQuery *query, const char *layer, SalNaturalEarthFunc func, Earth *earth,
           GError **error)
{
  g_autofree char *lower = g_strconcat("name_", earth->lang, NULL);
  g_autofree char *upper = g_ascii_strup(lower, -1);
  const char *const fields[] = { "name",      "NAME",    lower,     upper, "scalerank",
                                 "SCALERANK", "pop_max", "POP_MAX", NULL };
  const SalNaturalEarthQuery earth_query = { query->folder, layer, query->box, fields };
  return sal_natural_earth_read(&earth_query, func, earth, error);
}

static gboolean
read_earth(const SalPlaceQuery *query, const char *lang, GArray *places, GError **error)
{
  if (query->folder == NULL)
    return TRUE;
  Earth settlements = { .places = places, .box = query->box, .lang = lang };
  const char *layer = sal_natural_earth_has(query->folder, SAL_NATURAL_EARTH_ALL_PLACES)
                          ? SAL_NATURAL_EARTH_ALL_PLACES
                          : SAL_NATURAL_EARTH_PLACES;
  if (!read_layer(query, layer, add_settlement, &settlements, error))
    return FALSE;
  if (query->settlements_only)
    return TRUE;
  g_autoptr(GArray) rivers = sal_place_list_new();
  g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(double));
  Earth earth = { rivers, query->box, lang, lengths };
  if (!read_layer(query, SAL_NATURAL_EARTH_RIVERS, add_river, &earth, error))
    return FALSE;
  g_array_append_vals(places, rivers->data, rivers->len);
  g_array_set_clear_func(rivers, NULL);
  return TRUE;
}

static void
add_theatre_name(const char *lang, const char *name, gpointer data)
{
  sal_place_add_name(data, lang, name);
}

/* A settlement whose population nobody knows is as large as most of its kind. */
static double
guess_population(const char *kind)
{
  return g_str_equal(kind, "city")      ? 1e5
         : g_str_equal(kind, "town")    ? 1e4
         : g_str_equal(kind, "village") ? 300
                                        : 30;
}

static void
add_theatre_place(const SalTheatreItem *item, gpointer data)
{
  if (item->kind == NULL || sal_geometry_is_empty(item->geometry) || *item->names == '\0' ||
      g_str_equal(item->kind, "region") || g_str_equal(item->kind, "district"))
    return;
  const SalPoint point = g_array_index(item->geometry->points, SalPoint, 0);
  SalPlace place = { .lon = point.x, .lat = point.y };
  place.population = item->population > 0 ? item->population : guess_population(item->kind);
  place.rank = sal_place_find_rank(place.population);
  sal_osm_names_foreach(item->names, add_theatre_name, &place);
  g_array_append_val((GArray *)data, place);
}

/* The largest polygon of those that have a name in common. */
static guint
find_largest(const SalGeometry *polygons)
{
  guint largest = 0;
  double most = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const SalPoint *p = sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, i, &n_parts), &n);
    double area = 0;
    for (guint j = 1; j < n; j++)
      area += (p[j - 1].x - p[0].x) * (p[j].y - p[0].y) - (p[j].x - p[0].x) * (p[j - 1].y - p[0].y);
    if (fabs(area) > most)
      most = fabs(area), largest = i;
  }
  return largest;
}

static void
add_theatre_body(const SalTheatreItem *item, GArray *places)
{
  const SalOsmClass class = item->class;
  if (*item->names == '\0' || sal_geometry_is_empty(item->geometry))
    return;
  SalPlace place = { .rank = 9, .kind = class == SAL_OSM_LAKES ? SAL_PLACE_WATER : SAL_PLACE_AREA };
  place.is_body = TRUE;
  place.polygons = sal_geometry_extract_polygon(item->geometry, find_largest(item->geometry));
  const SalPoint middle = sal_geometry_get_inner_point(place.polygons, 0);
  place.lon = middle.x, place.lat = middle.y;
  sal_osm_names_foreach(item->names, add_theatre_name, &place);
  g_array_append_val(places, place);
}

/* What a base map's names are read into. */
typedef struct {
  Earth *rivers;
  GArray *bodies; /* lakes and woods */
} Named;

/* The longest line of each river is where its name is. */
static void
add_theatre_named(const SalTheatreItem *item, gpointer data)
{
  const Named *named = data;
  if (item->class == SAL_OSM_LAKES || item->class == SAL_OSM_WOODS) {
    add_theatre_body(item, named->bodies);
    return;
  }
  Earth *earth = named->rivers;
  SalPoint middle = { 0 };
  double length_deg;
  if (*item->names == '\0' || item->class != SAL_OSM_RIVERS ||
      !find_middle(item->geometry, earth->box, &middle, &length_deg))
    return;
  SalPlace place = { .lon = middle.x, .lat = middle.y, .rank = 9, .kind = SAL_PLACE_RIVER };
  sal_osm_names_foreach(item->names, add_theatre_name, &place);
  keep_longest(earth, &place, length_deg);
}

static gboolean
read_theatre(const SalPlaceQuery *query, GArray *places, GError **error)
{
  if (query->theatre == NULL)
    return TRUE;
  SalTheatreQuery part = { query->theatre, query->box, SAL_THEATRE_SETTLEMENTS };
  if (!sal_theatre_find_items(&part, query->cache, add_theatre_place, places, error))
    return FALSE;
  if (query->settlements_only)
    return TRUE;
  g_autoptr(GArray) rivers = sal_place_list_new();
  g_autoptr(GArray) lengths = g_array_new(FALSE, FALSE, sizeof(double));
  Earth earth = { rivers, query->box, "en", lengths };
  Named named = { &earth, places };
  part.part = SAL_THEATRE_NAMED;
  if (!sal_theatre_find_items(&part, query->cache, add_theatre_named, &named, error))
    return FALSE;
  g_array_append_vals(places, rivers->data, rivers->len);
  g_array_set_clear_func(rivers, NULL);
  return TRUE;
}

/* Moves the places of one list to another. */
static void
append_all(GArray *places, GArray *others)
{
  g_array_append_vals(places, others->data, others->len);
  g_array_set_clear_func(others, NULL);
  g_array_set_size(others, 0);
}

/* Files first, then the gazetteer, a base map of the user's, and Natural Earth: each wins over what follows it. */
static gboolean
read_all(const SalPlaceQuery *query, const char *lang, GArray *places, GError **error)
{
  for (guint i = 0; query->files != NULL && query->files[i] != NULL; i++) {
    g_autoptr(GArray) file = sal_place_list_new();
    if (!sal_place_file_read(query->files[i], query->box, lang, file, error))
      return FALSE;
    if (query->keeps_all)
      append_all(places, file);
    else
      sal_places_merge(places, file, FILE_NEAR_M);
  }
  g_autoptr(GArray) gazetteer = sal_place_list_new(), theatre = sal_place_list_new(),
                    earth = sal_place_list_new();
  if (query->gazetteer && !sal_gazetteer_read(query->box, gazetteer, error))
    return FALSE;
  sal_places_merge(places, gazetteer, FILE_NEAR_M);
  if (!read_theatre(query, theatre, error))
    return FALSE;
  sal_places_merge(places, theatre, FILE_NEAR_M);
  if (!read_earth(query, lang, earth, error))
    return FALSE;
  sal_places_merge(places, earth, EARTH_NEAR_M);
  return TRUE;
}

static void
drop_other_kinds(GArray *places)
{
  for (guint i = places->len; i-- > 0;)
    if (g_array_index(places, SalPlace, i).kind != SAL_PLACE_SETTLEMENT)
      g_array_remove_index_fast(places, i);
}

static void
resolve_names(GArray *places, const char *lang, GPtrArray *remarks)
{
  guint n_without = 0;
  for (guint i = 0; i < places->len; i++) {
    SalPlace *place = &g_array_index(places, SalPlace, i);
    const char *name = sal_place_get_name(place, lang);
    n_without += name == NULL;
    if (name == NULL)
      name = sal_place_get_name(place, "en");
    place->name = g_strdup(name != NULL ? name : g_array_index(place->names, SalPlaceName, 0).text);
  }
  if (n_without > 0 && remarks != NULL && !g_str_equal(lang, "en"))
    g_ptr_array_add(remarks, g_strdup_printf("places: %u of %u have no name in '%s' and keep the English one",
                                             n_without, places->len, lang));
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  const SalPlace *first = a, *second = b;
  const double difference = sal_place_get_importance(second) - sal_place_get_importance(first);
  if (difference != 0)
    return difference > 0 ? 1 : -1;
  const int order = strcmp(first->name, second->name);
  if (order != 0)
    return order;
  const int east = (first->lon > second->lon) - (first->lon < second->lon);
  return east != 0 ? east : (first->lat > second->lat) - (first->lat < second->lat);
}

GArray *
sal_places_load(const SalPlaceQuery *query, GPtrArray *remarks, GError **error)
{
  const char *lang = query->lang != NULL ? query->lang : "en";
  g_autoptr(GArray) places = sal_place_list_new();
  if (!sal_place_lang_check(lang, error) || !read_all(query, lang, places, error))
    return NULL;
  if (query->settlements_only)
    drop_other_kinds(places);
  resolve_names(places, lang, remarks);
  if (query->spellings != NULL && !sal_spellings_apply(query->spellings, places, remarks, error))
    return NULL;
  g_array_sort(places, compare_places);
  return g_steal_pointer(&places);
}

gboolean
sal_places_check(const SalPlaceQuery *query, GError **error)
{
  SalPlaceQuery nowhere = *query;
  nowhere.box = (SalBox){ 1, 1, 0, 0 };
  nowhere.folder = NULL;
  g_autoptr(GArray) none = sal_places_load(&nowhere, NULL, error);
  return none != NULL;
}

char *
sal_places_find_folder(void)
{
  char *folder = sal_natural_earth_find(SAL_NATURAL_EARTH_PLACES);
  return folder != NULL ? folder : sal_natural_earth_find(SAL_NATURAL_EARTH_ALL_PLACES);
}

gboolean
sal_places_has(const char *folder)
{
  return sal_natural_earth_has(folder, SAL_NATURAL_EARTH_PLACES) ||
         sal_natural_earth_has(folder, SAL_NATURAL_EARTH_ALL_PLACES);
}
