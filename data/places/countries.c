#include "data/places/countries.h"

#include "data/places/borders.h"
#include "data/places/countrynames.h"
#include "data/places/faces.h"
#include "data/places/places.h"
#include "data/source/naturalearth.h"

#include <string.h>

#define GROW_SHARE 0.5 /* of the box, to each side */
#define GROW_MIN_DEG 1.0
#define GROW_MAX_DEG 5.0
#define MOST_DEG 120.0 /* a wider map is one of the world, where the change lies in many countries */
#define MAJORITY 0.5

SalBox
sal_countries_grow_box(SalBox box)
{
  const double x = CLAMP((box.xmax - box.xmin) * GROW_SHARE, GROW_MIN_DEG, GROW_MAX_DEG),
               y = CLAMP((box.ymax - box.ymin) * GROW_SHARE, GROW_MIN_DEG, GROW_MAX_DEG);
  return (SalBox){ box.xmin - x, MAX(box.ymin - y, -90), box.xmax + x, MIN(box.ymax + y, 90) };
}

static void
add_land(const SalFeature *feature, double turn, gpointer data)
{
  sal_natural_earth_append(data, feature->polygons, turn);
}

static SalGeometry *
read_land(const char *folder, SalBox box, GError **error)
{
  g_autoptr(SalGeometry) land = sal_geometry_new(SAL_POLYGONS);
  const SalNaturalEarthQuery query = { folder, SAL_NATURAL_EARTH_LAND, box, NULL };
  return sal_natural_earth_read(&query, add_land, land, error) ? g_steal_pointer(&land) : NULL;
}

static SalGeometry *
read_borders(const SalCountryQuery *query, const char *folder, SalBox box, GError **error)
{
  const SalBordersQuery wanted = { .folder = folder, .box = box, .choice = query->borders };
  g_autoptr(SalBorders) borders = sal_borders_load(&wanted, error);
  if (borders == NULL)
    return NULL;
  sal_geometry_append(borders->agreed, borders->disputed);
  return g_steal_pointer(&borders->agreed);
}

/* A place votes for its country's code, or for its name where there is no code. */
static void
add_vote(const SalFeature *feature, double turn, gpointer data)
{
  const char *name = sal_natural_earth_get_value(feature, 0), *code = sal_natural_earth_get_value(feature, 1),
             *people = sal_natural_earth_get_value(feature, 2);
  if (feature->points == NULL || sal_geometry_get_n_points(feature->points) == 0 || name == NULL)
    return;
  const gboolean has_code = code != NULL && strlen(code) == 2 && g_ascii_isupper(code[0]);
  SalFaceVote vote = { g_array_index(feature->points->points, SalPoint, 0),
                       1 + (people != NULL ? MAX(0, g_ascii_strtod(people, NULL)) : 0),
                       g_intern_string(has_code ? code : name) };
  vote.at.x += turn;
  if (*vote.key != '\0')
    g_array_append_val((GArray *)data, vote);
}

static GArray *
read_votes(const char *folder, SalBox box, GError **error)
{
  static const char *const fields[] = {
    "adm0name", "ADM0NAME", "iso_a2", "ISO_A2", "pop_max", "POP_MAX", NULL
  };
  const char *layer =
      sal_natural_earth_has(folder, SAL_PLACES_FULL_LAYER) ? SAL_PLACES_FULL_LAYER : SAL_PLACES_LAYER;
  g_autoptr(GArray) votes = g_array_new(FALSE, FALSE, sizeof(SalFaceVote));
  const SalNaturalEarthQuery query = { folder, layer, box, fields };
  return sal_natural_earth_read(&query, add_vote, votes, error) ? g_steal_pointer(&votes) : NULL;
}

static void
clear_country(gpointer data)
{
  SalCountry *country = data;
  g_free(country->code);
  g_free(country->name);
  sal_geometry_free(country->area);
}

static GArray *
list_new(void)
{
  GArray *countries = g_array_new(FALSE, FALSE, sizeof(SalCountry));
  g_array_set_clear_func(countries, clear_country);
  return countries;
}

/* Makes countries of groups, whose areas they take. */
static GArray *
make_countries(GArray *groups)
{
  GArray *countries = list_new();
  for (guint i = 0; i < groups->len; i++) {
    SalFaceGroup *group = &g_array_index(groups, SalFaceGroup, i);
    g_autofree char *name = strlen(group->key) == 2 ? sal_country_name_get(group->key, "en") : NULL;
    const SalCountry country = { g_strdup(name != NULL ? group->key : ""),
                                 name != NULL ? g_steal_pointer(&name) : g_strdup(group->key),
                                 g_steal_pointer(&group->area) };
    g_array_append_val(countries, country);
  }
  return countries;
}

GArray *
sal_countries_load(const SalCountryQuery *query, GError **error)
{
  g_autofree char *found = query->folder == NULL ? sal_places_find_folder() : NULL;
  const char *folder = query->folder != NULL ? query->folder : found;
  const SalBox box = sal_countries_grow_box(query->box);
  if (folder == NULL || box.xmax - box.xmin > MOST_DEG || g_strcmp0(query->borders, "none") == 0)
    return list_new();
  g_autoptr(SalGeometry) read = query->land == NULL ? read_land(folder, box, error) : NULL;
  if (query->land == NULL && read == NULL)
    return NULL;
  g_autoptr(SalGeometry) read_lines =
      query->border_lines == NULL ? read_borders(query, folder, box, error) : NULL;
  if (query->border_lines == NULL && read_lines == NULL)
    return NULL;
  g_autoptr(GArray) votes = read_votes(folder, box, error);
  if (votes == NULL)
    return NULL;
  g_autoptr(SalGeometry) land = sal_geometry_clip(read != NULL ? read : query->land, box);
  g_autoptr(SalGeometry) lines =
      sal_geometry_clip(read_lines != NULL ? read_lines : query->border_lines, box);
  g_autoptr(GArray) groups = sal_faces_assign(land, lines, votes, MAJORITY, error);
  return groups != NULL ? make_countries(groups) : NULL;
}

const SalCountry *
sal_countries_find(const GArray *countries, SalPoint point)
{
  for (guint i = 0; i < countries->len; i++) {
    const SalCountry *country = &g_array_index(countries, SalCountry, i);
    if (sal_geometry_contains(country->area, point.x, point.y))
      return country;
  }
  return NULL;
}
