#include "data/change/borderland.h"

#include "data/geometry/geometry-pack.h"
#include "data/geometry/segments.h"
#include "data/places/borderfit.h"
#include "data/places/borders.h"
#include "data/places/countrynames.h"
#include "data/source/naturalearth.h"

#include <string.h>

#define LARGEST_SHARE 0.5 /* of a period's change */

/* What was gained or lost in a period. */
typedef struct {
  const SalGeometry *polygons;
  GArray *marks;     /* guint8: 1 for those in the borderland */
  SalGeometry *rest; /* NULL: all polygons */
  double m2, all_m2;
} Half;

struct _SalBorderland {
  SalBorderlandQuery query;
  GArray *countries;   /* SalCountry; NULL: none were looked for */
  GPtrArray *outlines; /* SalSegments: of each country */
  const SalCountry *country;
  SalBorder *border;
  GArray *halves; /* Half: gained and lost of each change in turn */
};

static void
half_clear(gpointer data)
{
  Half *half = data;
  g_clear_pointer(&half->marks, g_array_unref);
  g_clear_pointer(&half->rest, sal_geometry_free);
}

/* The country in which a polygon has a point inside; NULL: none of these. */
static const SalCountry *
find_around(const SalBorderland *borderland, const SalGeometry *one)
{
  const SalPoint inside = sal_geometry_get_inner_point(one, 0);
  for (guint i = 0; i < borderland->countries->len; i++)
    if (sal_segments_contain(borderland->outlines->pdata[i], inside))
      return &g_array_index(borderland->countries, SalCountry, i);
  return NULL;
}

/* Adds the areas of polygons to the countries in which they lie. */
static void
add_votes(const SalBorderland *borderland, const SalGeometry *polygons, double *votes)
{
  const SalCountry *first = (const SalCountry *)(const void *)borderland->countries->data;
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    const SalCountry *country = find_around(borderland, one);
    if (country != NULL)
      votes[country - first] += sal_area_measure(borderland->query.area_model, one);
  }
}

static const SalCountry *
find_country(const SalBorderland *borderland)
{
  const GPtrArray *changes = borderland->query.changes;
  g_autofree double *votes = g_new0(double, borderland->countries->len + 1);
  const SalCountry *found = NULL;
  double most = 0;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    add_votes(borderland, change->gained, votes);
    add_votes(borderland, change->lost, votes);
  }
  for (guint i = 0; i < borderland->countries->len; i++)
    if (votes[i] > most) {
      most = votes[i];
      found = &g_array_index(borderland->countries, SalCountry, i);
    }
  return found;
}

static gboolean
lies_in_borderland(const SalBorderland *borderland, const SalGeometry *one, const SalSegments *held,
                   gboolean is_lost)
{
  const SalCountry *country = find_around(borderland, one);
  if (country != NULL && country != borderland->country)
    return TRUE;
  return held != NULL && sal_border_is_redrawn(borderland->border, one, held, is_lost);
}

static Half
make_half(const SalBorderland *borderland, const SalGeometry *polygons, const SalSegments *held,
          gboolean is_lost)
{
  Half half = { polygons, g_array_new(FALSE, TRUE, sizeof(guint8)), sal_geometry_new(SAL_POLYGONS), 0, 0 };
  for (guint i = 0; polygons != NULL && i < sal_geometry_get_n_polygons(polygons); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, i);
    const guint8 mark = lies_in_borderland(borderland, one, held, is_lost) ? 1 : 0;
    const double m2 = sal_area_measure(borderland->query.area_model, one);
    g_array_append_val(half.marks, mark);
    half.all_m2 += m2;
    half.m2 += mark ? m2 : 0;
    if (!mark)
      sal_geometry_append(half.rest, one);
  }
  return half;
}

/* Takes all polygons out of the borderland. */
static void
clear_marks(Half *half)
{
  half->m2 = 0;
  g_array_set_size(half->marks, 0);
  g_clear_pointer(&half->rest, sal_geometry_free);
}

static void
add_change(SalBorderland *borderland, const SalChange *change)
{
  const SalGeometry *before =
      change->from != NULL ? sal_snapshot_get_polygons(change->from, change->class_name) : NULL;
  g_autoptr(SalSegments) held = before != NULL ? sal_segments_new(before) : NULL;
  Half halves[] = { make_half(borderland, change->gained, held, FALSE),
                    make_half(borderland, change->lost, held, TRUE) };
  const double m2 = halves[0].m2 + halves[1].m2, all_m2 = halves[0].all_m2 + halves[1].all_m2;
  for (guint i = 0; i < G_N_ELEMENTS(halves); i++) {
    if (halves[i].m2 <= 0 || m2 > LARGEST_SHARE * all_m2)
      clear_marks(&halves[i]);
    g_array_append_val(borderland->halves, halves[i]);
  }
}

static SalBox
find_box(const GPtrArray *changes)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    box = change->gained != NULL ? sal_box_union(box, sal_geometry_get_box(change->gained)) : box;
    box = change->lost != NULL ? sal_box_union(box, sal_geometry_get_box(change->lost)) : box;
  }
  return box;
}

/* The borders around a box, with the data's own edges where these run along them. */
static SalGeometry *
load_borders(const SalBorderlandQuery *query, SalBox box, GError **error)
{
  const SalBordersQuery wanted = { query->folder, NULL, sal_countries_grow_box(box), query->borders };
  g_autoptr(SalBorders) borders = sal_borders_load(&wanted, error);
  if (borders == NULL)
    return NULL;
  sal_geometry_append(borders->agreed, borders->disputed);
  if (query->held == NULL)
    return g_steal_pointer(&borders->agreed);
  g_autoptr(SalGeometry) stretches = sal_border_fit_find(query->held, borders->agreed);
  return sal_border_fit(borders->agreed, stretches);
}

/* Of all that borders and countries around a box follow from; NULL: they are not kept. Owned by the caller. */
static GByteArray *
make_key(const SalBorderlandQuery *query, SalBox box)
{
  const char *borders = query->borders != NULL ? query->borders : "defacto";
  if (query->cache == NULL || (!g_str_equal(borders, "defacto") && !g_str_equal(borders, "none")))
    return NULL;
  GByteArray *key = sal_natural_earth_make_key("borderland", query->folder);
  if (key == NULL)
    return NULL;
  sal_country_names_pack_version(key);
  sal_pack_items(key, &box, 1, sizeof box);
  sal_pack_text(key, borders);
  sal_pack_number(key, query->held != NULL);
  if (query->held != NULL)
    sal_geometry_pack(query->held, key);
  return key;
}

/* Takes borders and countries that an earlier run kept. */
static gboolean
find_kept(SalBorderland *borderland, const GByteArray *key, SalGeometry **lines)
{
  g_autoptr(GBytes) bytes = sal_cache_find(borderland->query.cache, key);
  if (bytes == NULL)
    return FALSE;
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  g_autoptr(SalGeometry) found = sal_geometry_unpack(&unpack, SAL_LINES);
  g_autoptr(GArray) countries = sal_countries_unpack(&unpack);
  if (!sal_unpack_is_done(&unpack))
    return FALSE;
  *lines = g_steal_pointer(&found);
  borderland->countries = g_steal_pointer(&countries);
  return TRUE;
}

/* Keeps what was read, unless the files were written to meanwhile. */
static void
keep(const SalBorderland *borderland, const GByteArray *key, SalBox box, const SalGeometry *lines)
{
  g_autoptr(GByteArray) now = make_key(&borderland->query, box), bytes = g_byte_array_new();
  if (now == NULL || now->len != key->len || memcmp(now->data, key->data, key->len) != 0)
    return;
  sal_geometry_pack(lines, bytes);
  sal_countries_pack(borderland->countries, bytes);
  sal_cache_keep(borderland->query.cache, key, bytes);
}

/* Reads the borders, which it returns (owned by the caller), and the countries. */
static SalGeometry *
read_countries(SalBorderland *borderland, SalBox box, GError **error)
{
  const SalBorderlandQuery *query = &borderland->query;
  g_autoptr(SalGeometry) lines = load_borders(query, box, error);
  if (lines == NULL)
    return NULL;
  const SalCountryQuery wanted = { query->folder, box, query->borders, NULL, lines, NULL, query->cache };
  borderland->countries = sal_countries_load(&wanted, error);
  return borderland->countries != NULL ? g_steal_pointer(&lines) : NULL;
}

static gboolean
load_countries(SalBorderland *borderland, GError **error)
{
  const SalBorderlandQuery *query = &borderland->query;
  const SalBox box = find_box(query->changes);
  if (query->is_stated || query->folder == NULL || query->area_model == NULL || sal_box_is_empty(box))
    return TRUE;
  g_autoptr(GByteArray) key = make_key(query, box);
  g_autoptr(SalGeometry) lines = NULL;
  if (key == NULL || !find_kept(borderland, key, &lines)) {
    lines = read_countries(borderland, box, error);
    if (lines == NULL)
      return FALSE;
    if (key != NULL)
      keep(borderland, key, box, lines);
  }
  for (guint i = 0; i < borderland->countries->len; i++)
    g_ptr_array_add(borderland->outlines,
                    sal_segments_new(g_array_index(borderland->countries, SalCountry, i).area));
  borderland->country = find_country(borderland);
  borderland->border = sal_border_new(lines, SAL_BORDER_NEAR_M, NULL);
  return TRUE;
}

SalBorderland *
sal_borderland_load(const SalBorderlandQuery *query, GError **error)
{
  g_autoptr(SalBorderland) borderland = g_new0(SalBorderland, 1);
  borderland->query = *query;
  borderland->halves = g_array_new(FALSE, FALSE, sizeof(Half));
  g_array_set_clear_func(borderland->halves, half_clear);
  borderland->outlines = g_ptr_array_new_with_free_func((GDestroyNotify)sal_segments_free);
  if (!load_countries(borderland, error))
    return NULL;
  for (guint i = 0; borderland->country != NULL && i < query->changes->len; i++)
    add_change(borderland, query->changes->pdata[i]);
  return g_steal_pointer(&borderland);
}

void
sal_borderland_free(SalBorderland *borderland)
{
  if (borderland == NULL)
    return;
  g_clear_pointer(&borderland->border, sal_border_free);
  g_clear_pointer(&borderland->countries, g_array_unref);
  g_ptr_array_unref(borderland->outlines);
  g_array_unref(borderland->halves);
  g_free(borderland);
}

const SalCountry *
sal_borderland_get_country(const SalBorderland *borderland)
{
  return borderland->country;
}

gboolean
sal_borderland_is_stated(const SalBorderland *borderland)
{
  return borderland->query.is_stated;
}

static double
get_stated_m2(const SalChange *change, gboolean is_lost)
{
  return is_lost ? change->border_lost_m2 : change->border_gained_m2;
}

static const Half *
find_half(const SalBorderland *borderland, const SalGeometry *polygons)
{
  for (guint i = 0; polygons != NULL && i < borderland->halves->len; i++) {
    const Half *half = &g_array_index(borderland->halves, Half, i);
    if (half->polygons == polygons)
      return half;
  }
  return NULL;
}

double
sal_borderland_get_m2(const SalBorderland *borderland, const SalChange *change, gboolean is_lost)
{
  const Half *half = find_half(borderland, is_lost ? change->lost : change->gained);
  if (borderland->query.is_stated)
    return get_stated_m2(change, is_lost);
  return half != NULL ? half->m2 : 0;
}

double
sal_borderland_get_run_m2(const SalBorderland *borderland, gboolean is_lost)
{
  const GPtrArray *changes = borderland->query.changes;
  double m2 = 0;
  for (guint i = 0; borderland->query.is_stated && i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    m2 += change->accepted ? 0 : get_stated_m2(change, is_lost);
  }
  for (guint i = is_lost; i < borderland->halves->len; i += 2)
    m2 += g_array_index(borderland->halves, Half, i).m2;
  return m2;
}

gboolean
sal_borderland_has(const SalBorderland *borderland, const SalChange *change, gboolean is_lost, guint polygon)
{
  const Half *half = find_half(borderland, is_lost ? change->lost : change->gained);
  return half != NULL && polygon < half->marks->len && g_array_index(half->marks, guint8, polygon);
}

const SalGeometry *
sal_borderland_find_rest(const SalBorderland *borderland, const SalGeometry *polygons)
{
  const Half *half = find_half(borderland, polygons);
  return half != NULL ? half->rest : NULL;
}
