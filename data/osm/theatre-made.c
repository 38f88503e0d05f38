#include "data/osm/theatre-made.h"

#include "data/geometry/chains.h"
#include "data/osm/coast-pieces.h"
#include "data/osm/lines.h"

#include <string.h>

#define READ_TOLERANCE_M 4.0 /* what no level needs */

struct _SalTheatreMade {
  SalBox box, data_box;
  GHashTable *groups;                    /* "CLASS NAMES" to SalTheatreGroup, which groups_sorted owns */
  GPtrArray *sorted;                     /* SalTheatreGroup */
  GPtrArray *places;                     /* SalTheatrePlace */
  SalGeometry *rings[SAL_OSM_N_CLASSES]; /* of regions and land, as lines; NULL: none */
  SalGeometry *coast;                    /* lines within the box, with land on their left */
  SalOsmCoastFault coast_fault;
  SalTheatreLand land;
};

static void
group_free(gpointer data)
{
  SalTheatreGroup *group = data;
  sal_geometry_free(group->geometry);
  g_free(group->names);
  g_free(group);
}

static void
place_free(gpointer data)
{
  SalTheatrePlace *place = data;
  g_free(place->names);
  g_free(place->kind);
  g_free(place);
}

SalTheatreMade *
sal_theatre_made_new(SalBox box)
{
  SalTheatreMade *made = g_new0(SalTheatreMade, 1);
  made->box = box;
  made->coast = sal_geometry_new(SAL_LINES);
  made->data_box = sal_box_empty();
  made->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  made->sorted = g_ptr_array_new_with_free_func(group_free);
  made->places = g_ptr_array_new_with_free_func(place_free);
  return made;
}

void
sal_theatre_made_free(SalTheatreMade *made)
{
  if (made == NULL)
    return;
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    sal_geometry_free(made->rings[i]);
  sal_geometry_free(made->coast);
  g_hash_table_unref(made->groups);
  g_ptr_array_unref(made->sorted);
  g_ptr_array_unref(made->places);
  g_free(made);
}

/* Whether the names of a class are on maps. */
static gboolean
has_names(SalOsmClass class)
{
  return class == SAL_OSM_RIVERS || class == SAL_OSM_LAKES || class == SAL_OSM_WOODS;
}

static SalTheatreGroup *
find_group(SalTheatreMade *made, SalOsmClass class, const char *names)
{
  const char *own = has_names(class) ? names : "";
  g_autofree char *key = g_strdup_printf("%u %s", class, own);
  SalTheatreGroup *group = g_hash_table_lookup(made->groups, key);
  if (group != NULL)
    return group;
  group = g_new0(SalTheatreGroup, 1);
  *group = (SalTheatreGroup){ class, g_strdup(own),
                              sal_geometry_new(sal_osm_class_is_area(class) ? SAL_POLYGONS : SAL_LINES) };
  g_hash_table_insert(made->groups, g_steal_pointer(&key), group);
  g_ptr_array_add(made->sorted, group);
  return group;
}

static void
add_place(SalTheatreMade *made, const SalOsmThing *thing, const char *kind, SalPoint at)
{
  if (at.x < made->box.xmin || at.x > made->box.xmax || at.y < made->box.ymin || at.y > made->box.ymax)
    return;
  SalTheatrePlace *place = g_new0(SalTheatrePlace, 1);
  *place = (SalTheatrePlace){ g_strdup(thing->tags->names->str), g_strdup(kind), at.x, at.y,
                              sal_osm_population_parse(thing->tags->values[SAL_OSM_POPULATION]) };
  g_ptr_array_add(made->places, place);
}

/* Borders keep all of their points, because those of neighbours are compared. */
static gboolean
is_border(SalOsmClass class)
{
  return class >= SAL_OSM_COUNTRY_BORDERS && class <= SAL_OSM_DISTRICT_BORDERS;
}

/* The names of a thing, lent: of woods only those that are large enough to hold them on some map, for each name costs a feature. */
static const char *
get_names(const SalOsmThing *thing)
{
  if (thing->class != SAL_OSM_WOODS || thing->tags->names->len == 0)
    return thing->tags->names->str;
  g_autoptr(SalGeometry) large = sal_osm_simplify(thing->feature->polygons, sal_osm_level_get_tolerance_m(1),
                                                  sal_osm_level_get_least_m2(1, SAL_OSM_WOODS));
  return sal_geometry_is_empty(large) ? "" : thing->tags->names->str;
}

/* Adds what is inside of the frame to the group, without what no level shows. */
static void
add_shape(SalTheatreMade *made, SalOsmClass class, const SalGeometry *shape, const char *names)
{
  const gboolean is_area = shape->type == SAL_POLYGONS;
  const double line_m = is_border(class) ? 0 : READ_TOLERANCE_M;
  g_autoptr(SalGeometry) inside = sal_geometry_clip(shape, made->box);
  g_autoptr(SalGeometry) simple =
      sal_osm_simplify(inside, is_area ? sal_osm_level_get_tolerance_m(0) : line_m,
                       is_area ? sal_osm_level_get_least_m2(0, class) : 0);
  if (!sal_geometry_is_empty(simple))
    sal_geometry_append(find_group(made, class, names)->geometry, simple);
}

static void
add_rings(SalTheatreMade *made, SalOsmClass class, const SalGeometry *polygons)
{
  g_autoptr(SalGeometry) rings = sal_osm_lines_make_rings(polygons);
  g_autoptr(SalGeometry) inside = sal_geometry_clip(rings, made->box);
  if (made->rings[class] == NULL)
    made->rings[class] = sal_geometry_new(SAL_LINES);
  sal_geometry_append(made->rings[class], inside);
}

/* Names a region inside the largest of its parts in the frame. */
static void
name_region(SalTheatreMade *made, const SalOsmThing *thing)
{
  g_autoptr(SalGeometry) inside = sal_geometry_clip(thing->feature->polygons, made->box);
  guint most = 0, best = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(inside); i++) {
    guint n_parts, n;
    sal_geometry_get_part(inside, sal_geometry_get_polygon(inside, i, &n_parts), &n);
    if (n > most)
      most = n, best = i;
  }
  if (most > 0 && thing->tags->names->len > 0 && thing->class != SAL_OSM_COUNTRY_BORDERS)
    add_place(made, thing, thing->class == SAL_OSM_REGION_BORDERS ? "region" : "district",
              sal_geometry_get_inner_point(inside, best));
}

static void
add_area(SalTheatreMade *made, const SalOsmThing *thing)
{
  const SalGeometry *polygons = thing->feature->polygons;
  if (!sal_osm_class_is_area(thing->class)) {
    add_rings(made, thing->class, polygons);
    name_region(made, thing);
    return;
  }
  if (thing->class == SAL_OSM_LAND)
    add_rings(made, SAL_OSM_LAND, polygons);
  add_shape(made, thing->class, polygons, get_names(thing));
}

static void
add_coast(SalTheatreMade *made, const SalGeometry *lines)
{
  g_autoptr(SalGeometry) inside = sal_osm_coast_cut(lines, made->box);
  sal_geometry_append(made->coast, inside);
}

/* A way of the coast that is a region as well, such as an island. */
static void
add_coast_of_area(SalTheatreMade *made, const SalOsmThing *thing)
{
  if (g_strcmp0(thing->tags->values[SAL_OSM_NATURAL], "coastline") != 0)
    return;
  g_autoptr(SalGeometry) shore = sal_osm_coast_of_areas(thing->feature->polygons);
  add_coast(made, shore);
}

/* Returns the feature's own box. */
static SalBox
add_to_box(SalTheatreMade *made, const SalFeature *feature)
{
  SalBox box = sal_box_empty();
  const SalGeometry *all[] = { feature->points, feature->lines, feature->polygons };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    if (all[i] != NULL && !sal_geometry_is_empty(all[i]))
      box = sal_box_union(box, sal_geometry_get_box(all[i]));
  made->data_box = sal_box_union(made->data_box, box);
  return box;
}

void
sal_theatre_made_add(SalTheatreMade *made, const SalOsmThing *thing)
{
  const SalFeature *feature = thing->feature;
  if (!sal_box_intersects(add_to_box(made, feature), made->box))
    return;
  if (feature->polygons != NULL)
    add_coast_of_area(made, thing);
  if (thing->class == SAL_OSM_COAST && feature->lines != NULL)
    add_coast(made, feature->lines);
  else if (thing->class == SAL_OSM_SETTLEMENT && feature->points != NULL)
    add_place(made, thing, thing->tags->values[SAL_OSM_PLACE],
              g_array_index(feature->points->points, SalPoint, 0));
  else if (thing->class < SAL_OSM_N_CLASSES && feature->polygons != NULL)
    add_area(made, thing);
  else if (thing->class < SAL_OSM_N_CLASSES && feature->lines != NULL)
    add_shape(made, thing->class, feature->lines, thing->tags->names->str);
}

/* Borders: what ways say first, then the edges of regions, and where both say the same, the higher level. */
static void
make_borders(SalTheatreMade *made)
{
  g_autoptr(SalOsmLines) seen = sal_osm_lines_new();
  const SalGeometry *rings = made->rings[SAL_OSM_LAND];
  for (guint class = SAL_OSM_COUNTRY_BORDERS; class <= SAL_OSM_DISTRICT_BORDERS; class ++) {
    SalTheatreGroup *group = find_group(made, (SalOsmClass) class, "");
    SalGeometry *ways = sal_osm_lines_take_new(seen, group->geometry);
    if (made->rings[class] != NULL) {
      g_autoptr(SalGeometry) edges = sal_osm_lines_take_new(seen, made->rings[class]);
      sal_geometry_append(ways, edges);
    }
    if (class == SAL_OSM_COUNTRY_BORDERS && rings != NULL && sal_geometry_is_empty(ways)) {
      g_autoptr(SalGeometry) shared = sal_osm_lines_find_shared(rings);
      sal_geometry_append(ways, shared);
    }
    sal_geometry_free(group->geometry);
    group->geometry = ways;
  }
}

static gint
compare_points(SalPoint a, SalPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return a.y != b.y ? (a.y < b.y ? -1 : 1) : 0;
}

static gint
compare_parts(gconstpointer a, gconstpointer b, gpointer data)
{
  guint n[2];
  const SalPoint *first = sal_geometry_get_part(data, *(const guint *)a, &n[0]),
                 *second = sal_geometry_get_part(data, *(const guint *)b, &n[1]);
  gint order = 0;
  for (guint i = 0; order == 0 && i < MIN(n[0], n[1]); i++)
    order = compare_points(first[i], second[i]);
  return order != 0 ? order : (n[0] > n[1]) - (n[0] < n[1]);
}

/* Puts parts of lines, or polygons by their shells, into an order of their own. */
static SalGeometry *
sort_geometry(const SalGeometry *geometry)
{
  const gboolean is_area = geometry->type == SAL_POLYGONS;
  const guint n = is_area ? sal_geometry_get_n_polygons(geometry) : sal_geometry_get_n_parts(geometry);
  g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autoptr(GHashTable) polygons = g_hash_table_new(g_direct_hash, g_direct_equal);
  SalGeometry *sorted = sal_geometry_new(geometry->type);
  for (guint i = 0; i < n; i++) {
    guint n_parts;
    const guint part = is_area ? sal_geometry_get_polygon(geometry, i, &n_parts) : i;
    g_array_append_val(order, part);
    g_hash_table_insert(polygons, GUINT_TO_POINTER(part), GUINT_TO_POINTER(i));
  }
  g_array_sort_with_data(order, compare_parts, (gpointer)geometry);
  for (guint i = 0; i < n; i++) {
    const guint part = g_array_index(order, guint, i);
    guint n_points;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n_points);
    if (is_area)
      sal_geometry_append_polygon(sorted, geometry,
                                  GPOINTER_TO_UINT(g_hash_table_lookup(polygons, GUINT_TO_POINTER(part))));
    for (guint j = 0; !is_area && j < n_points; j++)
      sal_geometry_add_point(sorted, points[j].x, points[j].y);
    if (!is_area)
      sal_geometry_end_part(sorted);
  }
  return sorted;
}

static gint
compare_groups(gconstpointer a, gconstpointer b)
{
  const SalTheatreGroup *first = *(SalTheatreGroup *const *)a, *second = *(SalTheatreGroup *const *)b;
  return first->class != second->class ? (first->class < second->class ? -1 : 1)
                                       : strcmp(first->names, second->names);
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  const SalTheatrePlace *first = *(SalTheatrePlace *const *)a, *second = *(SalTheatrePlace *const *)b;
  const gint by_kind = strcmp(first->kind, second->kind);
  if (by_kind != 0)
    return by_kind;
  if (first->population != second->population)
    return first->population > second->population ? -1 : 1;
  const gint by_names = strcmp(first->names, second->names);
  return by_names != 0
             ? by_names
             : compare_points((SalPoint){ first->lon, first->lat }, (SalPoint){ second->lon, second->lat });
}

static void
replace(SalTheatreGroup *group, SalGeometry *by)
{
  sal_geometry_free(group->geometry);
  group->geometry = by;
}

/* Land that neighbours share becomes one, so that no coast runs along a border. */
static void
unite_land(SalTheatreGroup *group)
{
  g_autoptr(SalGeometry) valid = sal_geometry_repair(group->geometry, NULL);
  SalGeometry *one = valid != NULL ? sal_geometry_dissolve(valid, NULL) : NULL;
  if (one != NULL)
    replace(group, one);
}

/* Land of the lines of the coast, if they are one, in the place of what polygons say. */
static void
make_land(SalTheatreMade *made)
{
  SalTheatreGroup *group = find_group(made, SAL_OSM_LAND, "");
  SalGeometry *land = sal_osm_coast_make_land(made->coast, made->box, &made->coast_fault);
  if (land != NULL && !sal_geometry_is_empty(land)) {
    replace(group, land);
    made->land = SAL_THEATRE_LAND_OF_COAST;
    return;
  }
  sal_geometry_free(land);
  unite_land(group);
  if (!sal_geometry_is_empty(group->geometry))
    made->land = SAL_THEATRE_LAND_OF_POLYGONS;
}

void
sal_theatre_made_finish(SalTheatreMade *made)
{
  if (made->box.xmax - made->box.xmin >= 360 && !sal_box_is_empty(made->data_box))
    made->box = made->data_box;
  make_borders(made);
  make_land(made);
  for (guint i = 0; i < made->sorted->len; i++) {
    SalTheatreGroup *group = made->sorted->pdata[i];
    replace(group, sort_geometry(group->geometry));
    if (!sal_osm_class_is_area(group->class)) {
      replace(group, sal_lines_join(group->geometry));
      replace(group, sort_geometry(group->geometry));
    }
  }
  g_ptr_array_sort(made->sorted, compare_groups);
  g_ptr_array_sort(made->places, compare_places);
}

SalBox
sal_theatre_made_get_frame(const SalTheatreMade *made)
{
  return made->box;
}

const GPtrArray *
sal_theatre_made_get_groups(const SalTheatreMade *made)
{
  return made->sorted;
}

const GPtrArray *
sal_theatre_made_get_places(const SalTheatreMade *made)
{
  return made->places;
}

SalBox
sal_theatre_made_get_data_box(const SalTheatreMade *made)
{
  return made->data_box;
}

SalTheatreLand
sal_theatre_made_get_land(const SalTheatreMade *made)
{
  return made->land;
}

gboolean
sal_theatre_made_has_land_polygons(const SalTheatreMade *made)
{
  return made->rings[SAL_OSM_LAND] != NULL;
}

const SalOsmCoastFault *
sal_theatre_made_get_coast_fault(const SalTheatreMade *made)
{
  return &made->coast_fault;
}

gboolean
sal_theatre_made_is_empty(const SalTheatreMade *made)
{
  gboolean is_empty = made->places->len == 0;
  for (guint i = 0; is_empty && i < made->sorted->len; i++)
    is_empty = sal_geometry_is_empty(((const SalTheatreGroup *)made->sorted->pdata[i])->geometry);
  return is_empty;
}
