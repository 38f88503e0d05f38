#include "data/places/homes.h"

#include "data/base/csv.h"
#include "data/places/places.h"
#include "data/places/tables-resource.h"
#include "data/source/naturalearth.h"

#include <math.h>
#include <string.h>

#define REGIONS_PATH "/salient/tables/regions.csv"
#define SAME_DEG 0.06
#define GAZETTEER_PATH "/salient/tables/gazetteer.csv"

/* A row of the table of regions. */
typedef struct {
  const char *code; /* interned */
  char *name, *name_uk, *name_ru;
  char **earth; /* Natural Earth's names */
} Region;

static gboolean
add_region(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  if (row->n_cells < 5 || g_str_equal(row->cells[0], "code"))
    return TRUE;
  const Region region = { g_intern_string(row->cells[0]), g_strdup(row->cells[1]), g_strdup(row->cells[2]),
                          g_strdup(row->cells[3]), g_strsplit(row->cells[4], ";", -1) };
  g_array_append_val((GArray *)data, region);
  return TRUE;
}

/* Reads one of the program's own tables. */
static void
read_table(const char *path, SalCsvFunc func, gpointer data)
{
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_tables_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (text == NULL || !sal_csv_read(text, func, data, NULL))
    g_error("%s: the program's own table cannot be read", path);
}

/* Region, read once and kept. */
static const GArray *
get_regions(void)
{
  static GArray *regions = NULL;
  if (g_once_init_enter(&regions)) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Region));
    read_table(REGIONS_PATH, add_region, all);
    g_once_init_leave(&regions, all);
  }
  return regions;
}

static const Region *
find_by_code(const char *code)
{
  for (guint i = 0; i < get_regions()->len; i++) {
    const Region *region = &g_array_index(get_regions(), Region, i);
    if (g_str_equal(region->code, code))
      return region;
  }
  return NULL;
}

/* What a region of Natural Earth is known by: its code, or country and name where the table lacks it. */
static const char *
find_key(const char *country, const char *name)
{
  for (guint i = 0; i < get_regions()->len; i++) {
    const Region *region = &g_array_index(get_regions(), Region, i);
    if (strncmp(region->code, country, 2) == 0 && region->code[2] == '-' &&
        g_strv_contains((const char *const *)region->earth, name))
      return region->code;
  }
  g_autofree char *key = g_strdup_printf("%s:%s", country, name);
  return g_intern_string(key);
}

typedef struct {
  GArray *homes;
  const GArray *known; /* SalHome: those of the gazetteer */
  SalBox box;
} Collecting;

/* Natural Earth has Kherson in Crimea: what the gazetteer knows, it knows better. */
static gboolean
is_known(const GArray *homes, SalPoint at)
{
  for (guint i = 0; i < homes->len; i++) {
    const SalPoint known = g_array_index(homes, SalHome, i).at;
    if (fabs(known.x - at.x) < SAME_DEG && fabs(known.y - at.y) < SAME_DEG)
      return TRUE;
  }
  return FALSE;
}

static void
add_home(const SalFeature *feature, double turn, gpointer data)
{
  const Collecting *collecting = data;
  const char *name = sal_natural_earth_get_value(feature, 0), *code = sal_natural_earth_get_value(feature, 1),
             *region = sal_natural_earth_get_value(feature, 2),
             *people = sal_natural_earth_get_value(feature, 3);
  if (feature->points == NULL || sal_geometry_get_n_points(feature->points) == 0 || name == NULL ||
      *name == '\0')
    return;
  const gboolean has_code = code != NULL && strlen(code) == 2 && g_ascii_isupper(code[0]);
  const char *country = g_intern_string(has_code ? code : name);
  SalHome home = { g_array_index(feature->points->points, SalPoint, 0),
                   1 + (people != NULL ? MAX(0, g_ascii_strtod(people, NULL)) : 0), country,
                   region != NULL && *region != '\0' ? find_key(country, region) : NULL };
  home.at.x += turn;
  if (is_known(collecting->known, home.at))
    return;
  g_array_append_val(collecting->homes, home);
}

/* The gazetteer's settlements know their regions: name,...,kind,class,lon,lat,region. */
static gboolean
add_known(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  static const double people[] = { 0, 1e3, 8e3, 4e4, 1.5e5, 5e5, 1.5e6 };
  const Collecting *collecting = data;
  if (row->n_cells < 10 || !g_str_equal(row->cells[5], "settlement"))
    return TRUE;
  const SalPoint at = { g_ascii_strtod(row->cells[7], NULL), g_ascii_strtod(row->cells[8], NULL) };
  const SalBox box = collecting->box;
  if (at.x < box.xmin || at.x > box.xmax || at.y < box.ymin || at.y > box.ymax)
    return TRUE;
  const guint class = (guint)CLAMP(g_ascii_strtod(row->cells[6], NULL), 1, 6);
  g_autofree char *country = g_strndup(row->cells[9], 2);
  const SalHome home = { at, people[class], g_intern_string(country), g_intern_string(row->cells[9]) };
  g_array_append_val(collecting->homes, home);
  return TRUE;
}

GArray *
sal_homes_load(const char *folder, SalBox box, GError **error)
{
  static const char *const fields[] = { "adm0name", "ADM0NAME", "iso_a2",  "ISO_A2", "adm1name",
                                        "ADM1NAME", "pop_max",  "POP_MAX", NULL };
  const char *layer = sal_natural_earth_has(folder, SAL_NATURAL_EARTH_ALL_PLACES)
                          ? SAL_NATURAL_EARTH_ALL_PLACES
                          : SAL_NATURAL_EARTH_PLACES;
  g_autoptr(GArray) homes = g_array_new(FALSE, FALSE, sizeof(SalHome));
  g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(SalHome));
  Collecting gazetteer = { known, NULL, box }, collecting = { homes, known, box };
  const SalNaturalEarthQuery query = { folder, layer, box, fields };
  read_table(GAZETTEER_PATH, add_known, &gazetteer);
  g_array_append_vals(homes, known->data, known->len);
  return sal_natural_earth_read(&query, add_home, &collecting, error) ? g_steal_pointer(&homes) : NULL;
}

const char *
sal_home_region_get_name(const char *region, const char *lang)
{
  const Region *known = find_by_code(region);
  const char *colon = strchr(region, ':');
  if (known == NULL)
    return colon != NULL ? colon + 1 : region;
  return g_strcmp0(lang, "uk") == 0   ? known->name_uk
         : g_strcmp0(lang, "ru") == 0 ? known->name_ru
                                      : known->name;
}

const char *
sal_home_region_get_code(const char *region)
{
  return strchr(region, ':') == NULL ? region : "";
}
