#include "data/places/countries.h"

#include "data/geometry/geometry-pack.h"
#include "data/geometry/parts.h"
#include "data/geometry/segments.h"
#include "data/places/borders.h"
#include "data/places/countrynames.h"
#include "data/places/faces.h"
#include "data/places/homes.h"
#include "data/places/places.h"
#include "data/source/naturalearth.h"

#include <string.h>

#define GROW_SHARE 0.5 /* of the box, to each side */
#define GROW_MIN_DEG 1.0
#define GROW_MAX_DEG 5.0
#define MOST_DEG 120.0 /* a wider map is one of the world, where the change lies in many countries */
#define MAJORITY 0.5
#define SUBJECT_SHARE 0.25 /* of all change */

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

static GArray *
make_votes(const GArray *homes)
{
  GArray *votes = g_array_new(FALSE, FALSE, sizeof(SalFaceVote));
  for (guint i = 0; i < homes->len; i++) {
    const SalHome *home = &g_array_index(homes, SalHome, i);
    const SalFaceVote vote = { home->at, home->people, home->country };
    g_array_append_val(votes, vote);
  }
  return votes;
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
  g_autoptr(GArray) read_homes = query->homes == NULL ? sal_homes_load(folder, box, error) : NULL;
  if (query->homes == NULL && read_homes == NULL)
    return NULL;
  g_autoptr(GArray) votes = make_votes(read_homes != NULL ? read_homes : query->homes);
  g_autoptr(SalGeometry) land = sal_geometry_clip(read != NULL ? read : query->land, box);
  g_autoptr(SalGeometry) lines =
      sal_geometry_clip(read_lines != NULL ? read_lines : query->border_lines, box);
  g_autoptr(GArray) groups = sal_faces_assign(land, lines, votes, MAJORITY, query->cache, error);
  return groups != NULL ? make_countries(groups) : NULL;
}

void
sal_countries_pack(const GArray *countries, GByteArray *bytes)
{
  sal_pack_number(bytes, countries->len);
  for (guint i = 0; i < countries->len; i++) {
    const SalCountry *country = &g_array_index(countries, SalCountry, i);
    sal_pack_text(bytes, country->code);
    sal_pack_text(bytes, country->name);
    sal_pack_real(bytes, country->change);
    sal_geometry_pack(country->area, bytes);
  }
}

GArray *
sal_countries_unpack(SalUnpack *unpack)
{
  g_autoptr(GArray) countries = list_new();
  const guint n = sal_unpack_guint(unpack, G_MAXUINT);
  for (guint i = 0; i < n && !unpack->failed; i++) {
    SalCountry country = { .code = sal_unpack_text(unpack) };
    country.name = sal_unpack_text(unpack);
    country.change = sal_unpack_real(unpack);
    country.area = sal_geometry_unpack(unpack, SAL_POLYGONS);
    if (country.code == NULL || country.name == NULL)
      sal_unpack_fail(unpack);
    g_array_append_val(countries, country);
  }
  return unpack->failed ? NULL : g_steal_pointer(&countries);
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

static void
add_part(GArray *countries, const GPtrArray *outlines, const SalPart *part)
{
  const SalPoint middle = { (part->box.xmin + part->box.xmax) / 2, (part->box.ymin + part->box.ymax) / 2 };
  for (guint i = 0; i < countries->len; i++)
    if (sal_segments_contain(outlines->pdata[i], middle)) {
      g_array_index(countries, SalCountry, i).change += part->area;
      return;
    }
}

void
sal_countries_add_change(GArray *countries, const GPtrArray *polygons)
{
  g_autoptr(GPtrArray) outlines = g_ptr_array_new_with_free_func((GDestroyNotify)sal_segments_free);
  for (guint i = 0; i < countries->len; i++)
    g_ptr_array_add(outlines, sal_segments_new(g_array_index(countries, SalCountry, i).area));
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < polygons->len; i++)
    sal_parts_add(parts, polygons->pdata[i]);
  for (guint i = 0; i < parts->len; i++)
    add_part(countries, outlines, &g_array_index(parts, SalPart, i));
}

gboolean
sal_countries_is_subject(const GArray *countries, guint index)
{
  double all = 0, most = 0;
  for (guint i = 0; i < countries->len; i++) {
    const double change = g_array_index(countries, SalCountry, i).change;
    all += change;
    most = MAX(most, change);
  }
  const double own = g_array_index(countries, SalCountry, index).change;
  return own > 0 && (own == most || own >= SUBJECT_SHARE * all);
}
