/* Finds namesakes by hashes of names and neighbours by latitude, both in sorted lists. */
#include "data/places/placemerge.h"

#include "data/geometry/ground.h"
#include "data/places/place.h"
#include "data/places/placenames.h"

#include <math.h>

#define MUCH_SMALLER 20.0

/* What places are sorted by to be found: the hash of a name, or millionths of a degree of latitude. */
typedef struct {
  guint64 key;
  guint place;
} Entry;

typedef struct {
  GArray *places;
  GArray *by_name, *by_latitude; /* Entry */
} Index;

static void
clear_index(Index *index)
{
  g_array_unref(index->by_name);
  g_array_unref(index->by_latitude);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Index, clear_index)

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;
  if (first->key != second->key)
    return first->key < second->key ? -1 : 1;
  return (first->place > second->place) - (first->place < second->place);
}

static guint64
latitude_key(double lat)
{
  return (guint64)((CLAMP(lat, -90, 90) + 91) * 1e6);
}

static void
add_name(Index *index, guint i, const char *name)
{
  const Entry named = { sal_place_name_hash(name), i };
  g_array_append_val(index->by_name, named);
}

/* A place that has an outdated or misspelt name is also found by the one of today. */
static void
add_entries(Index *index, guint i)
{
  const SalPlace *place = &g_array_index(index->places, SalPlace, i);
  const Entry entry = { latitude_key(place->lat), i };
  g_array_append_val(index->by_latitude, entry);
  for (guint j = 0; place->names != NULL && j < place->names->len; j++) {
    const char *name = g_array_index(place->names, SalPlaceName, j).text;
    const char *today = sal_place_name_update(name, place->lon, place->lat);
    add_name(index, i, name);
    if (today != name)
      add_name(index, i, today);
  }
}

static Index
make_index(GArray *places)
{
  Index index = { places, g_array_new(FALSE, FALSE, sizeof(Entry)),
                  g_array_new(FALSE, FALSE, sizeof(Entry)) };
  for (guint i = 0; i < places->len; i++)
    add_entries(&index, i);
  g_array_sort(index.by_name, compare_entries);
  g_array_sort(index.by_latitude, compare_entries);
  return index;
}

/* The first entry of at least a key. */
static guint
find_first(const GArray *entries, guint64 key)
{
  guint low = 0, high = entries->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (g_array_index(entries, Entry, middle).key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* How far apart two points of one name are of one place. */
static double
get_reach_deg(SalPlaceKind kind)
{
  static const double reach[] = {
    [SAL_PLACE_SETTLEMENT] = 0.3, [SAL_PLACE_RIVER] = 5, [SAL_PLACE_WATER] = 2, [SAL_PLACE_AREA] = 2
  };
  return reach[kind];
}

static gboolean
is_near(const SalPlace *a, const SalPlace *b, double reach_deg)
{
  return fabs(remainder(a->lon - b->lon, 360)) < reach_deg && fabs(a->lat - b->lat) < reach_deg;
}

static double
measure_m(const SalPlace *a, const SalPlace *b)
{
  return sal_ground_measure_m((SalPoint){ a->lon, a->lat }, (SalPoint){ b->lon, b->lat });
}

/* The nearest so far, and how far it is. */
typedef struct {
  SalPlace *place;
  double distance_m;
} Nearest;

static void
keep_nearer(Nearest *nearest, SalPlace *place, const SalPlace *other)
{
  const double m = measure_m(place, other);
  if (nearest->place == NULL || m < nearest->distance_m)
    *nearest = (Nearest){ place, m };
}

static SalPlace *
find_namesake(const Index *index, const SalPlace *other)
{
  Nearest nearest = { 0 };
  for (guint i = 0; other->names != NULL && i < other->names->len; i++) {
    const guint64 hash = sal_place_name_hash(g_array_index(other->names, SalPlaceName, i).text);
    for (guint j = find_first(index->by_name, hash); j < index->by_name->len; j++) {
      const Entry *entry = &g_array_index(index->by_name, Entry, j);
      if (entry->key != hash)
        break;
      SalPlace *place = &g_array_index(index->places, SalPlace, entry->place);
      if (place->kind == other->kind && is_near(place, other, get_reach_deg(other->kind)))
        keep_nearer(&nearest, place, other);
    }
  }
  return nearest.place;
}

static gboolean
may_be(const SalPlace *place, const SalPlace *other)
{
  return place->kind == SAL_PLACE_SETTLEMENT &&
         (place->population == 0 || place->population * MUCH_SMALLER > other->population);
}

static SalPlace *
find_neighbour(const Index *index, const SalPlace *other, double near_m)
{
  const double near_deg = near_m / sal_ground_get_scale(0).y;
  Nearest nearest = { 0 };
  if (other->kind != SAL_PLACE_SETTLEMENT)
    return NULL;
  for (guint i = find_first(index->by_latitude, latitude_key(other->lat - near_deg));
       i < index->by_latitude->len; i++) {
    const Entry *entry = &g_array_index(index->by_latitude, Entry, i);
    if (entry->key > latitude_key(other->lat + near_deg))
      break;
    SalPlace *place = &g_array_index(index->places, SalPlace, entry->place);
    if (may_be(place, other) && measure_m(place, other) < near_m)
      keep_nearer(&nearest, place, other);
  }
  return nearest.place;
}

/* A lake whose middle is known all but is given its shore, so that its name stands in it. */
static void
absorb_body(SalPlace *place, SalPlace *other)
{
  if (!other->is_body || place->polygons != NULL ||
      !sal_geometry_contains(other->polygons, place->lon, place->lat))
    return;
  place->polygons = g_steal_pointer(&other->polygons);
  place->is_body = TRUE;
}

static void
absorb(SalPlace *place, SalPlace *other)
{
  absorb_body(place, other);
  sal_place_take_names(place, other);
  if (place->population == 0)
    place->population = other->population;
  place->rank = MIN(place->rank, other->rank);
  place->is_forced |= other->is_forced;
}

static gboolean
move_place(const Index *index, SalPlace *other, GArray *strangers, double near_m)
{
  SalPlace *place = find_namesake(index, other);
  if (place == NULL)
    place = find_neighbour(index, other, near_m);
  if (place != NULL)
    absorb(place, other);
  else
    g_array_append_val(strangers, *other);
  return place == NULL;
}

void
sal_places_merge(GArray *places, GArray *others, double near_m)
{
  g_auto(Index) index = make_index(places);
  g_autoptr(GArray) strangers = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  for (guint i = 0; i < others->len; i++) {
    SalPlace *other = &g_array_index(others, SalPlace, i);
    if (move_place(&index, other, strangers, near_m))
      *other = (SalPlace){ 0 };
  }
  g_array_append_vals(places, strangers->data, strangers->len);
  g_array_set_size(others, 0);
}
