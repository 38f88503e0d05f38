/* What is kept of the base map is what reading it gives, whatever happens to the files or to the entries. */
#include "data/geometry/geometry-pack.h"
#include "data/source/naturalearth.h"
#include "render/map/basemap-load.h"
#include "render/map/map.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#define LIMIT (64 << 20)
#define TWO_HOURS 7200

typedef struct {
  char *earth; /* Natural Earth's folder; NULL: there is none */
  char *kept;
} Place;

static gboolean
place_init(Place *place)
{
  place->earth = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  place->kept = g_dir_make_tmp("salient-earth-XXXXXX", NULL);
  if (place->earth == NULL)
    g_test_skip("there is no Natural Earth on this system");
  return place->earth != NULL;
}

/* Calls func with each file in a folder and returns their number. */
static guint
for_each(const char *folder, void (*func)(const char *path))
{
  guint n = 0;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (func != NULL)
      func(path);
    n++;
  }
  return n;
}

static void
remove_file(const char *path)
{
  g_assert_cmpint(g_unlink(path), ==, 0);
}

static void
remove_folder(const char *folder)
{
  for_each(folder, remove_file);
  g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static void
place_clear(Place *place)
{
  remove_folder(place->kept);
  g_free(place->earth);
  g_free(place->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

static void
make_old(const char *path)
{
  const time_t then = time(NULL) - TWO_HOURS;
  g_assert_cmpint(utime(path, &(struct utimbuf){ then, then }), ==, 0);
}

static guint n_used;

/* An entry that is found gets the time of its use. */
static void
count_used(const char *path)
{
  struct stat found;
  g_assert_cmpint(stat(path, &found), ==, 0);
  n_used += g_str_has_suffix(path, ".entry") && found.st_mtime > time(NULL) - TWO_HOURS / 2;
}

static void
damage(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n;
  if (!g_str_has_suffix(path, ".entry"))
    return;
  g_assert_true(g_file_get_contents(path, &bytes, &n, NULL));
  bytes[n / 2] ^= 1;
  g_assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
}

/* All that a base map knows, as bytes. */
static GBytes *
describe(const SalBasemapQuery *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalBasemap) basemap = sal_basemap_load(query, remarks, &error);
  g_assert_no_error(error);
  GByteArray *bytes = g_byte_array_new();
  const SalGeometry *all[] = { basemap->land,    basemap->rivers,           basemap->minor_rivers,
                               basemap->borders, basemap->disputed_borders, basemap->admin1_borders };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    sal_geometry_pack(all[i], bytes);
  sal_countries_pack(basemap->countries, bytes);
  sal_provinces_pack(basemap->provinces, bytes);
  for (guint i = 0; i < basemap->area_places->len; i++)
    sal_pack_text(bytes, g_array_index(basemap->area_places, SalPlace, i).name);
  for (guint i = 0; i < basemap->places->len; i++)
    sal_pack_text(bytes, g_array_index(basemap->places, SalPlace, i).name);
  for (guint i = 0; i < remarks->len; i++)
    sal_pack_text(bytes, remarks->pdata[i]);
  sal_pack_number(bytes, basemap->has_other_borders);
  sal_pack_text(bytes, basemap->folder);
  return g_byte_array_free_to_bytes(bytes);
}

static void
assert_describes(const SalBasemapQuery *query, const char *kept, GBytes *expected)
{
  SalBasemapQuery cached = *query;
  g_autoptr(SalCache) cache = sal_cache_open_at(kept, LIMIT);
  cached.cache = cache;
  g_autoptr(GBytes) bytes = describe(&cached);
  g_assert_true(g_bytes_equal(bytes, expected));
}

/* Without a cache, with one that knows nothing, with one that knows it, and with one whose entries are damaged. */
static void
assert_same_base_map(const Place *place, const SalBasemapQuery *query)
{
  g_autoptr(GBytes) expected = describe(query);
  assert_describes(query, place->kept, expected);
  for_each(place->kept, make_old);
  n_used = 0;
  const guint n = for_each(place->kept, count_used);
  g_assert_cmpuint(n_used, ==, 0);
  assert_describes(query, place->kept, expected);
  g_assert_cmpuint(for_each(place->kept, count_used), ==, n);
  g_assert_cmpuint(n_used, ==, 1); /* that of the whole base map; nothing else had to be looked for */
  for_each(place->kept, damage);
  assert_describes(query, place->kept, expected);
  for_each(place->kept, remove_file);
}

static SalGeometry *
make_square(double x, double y, double side)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  const double xs[] = { x, x + side, x + side, x, x }, ys[] = { y, y, y + side, y + side, y };
  for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
    sal_geometry_add_point(square, xs[i], ys[i]);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return square;
}

static void
base_maps_are_found_again(void)
{
  g_auto(Place) place;
  if (!place_init(&place))
    return;
  g_autoptr(SalGeometry) areas = make_square(38, 49, 1);
  const SalDay long_ago = sal_day_from_civil(1950, 1, 1);
  const SalPlaceQuery ukrainian = { .lang = "uk" };
  const SalBox box = { 37, 48, 40, 50 };
  const SalBasemapQuery queries[] = {
    { .box = box, .areas = areas, .has_provinces = TRUE, .places = &ukrainian },
    { .box = box, .map_date = &long_ago },
    { .box = box, .borders = "none" },
    { .box = box, .is_overview = TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS(queries); i++)
    assert_same_base_map(&place, &queries[i]);
}

static void
base_maps_of_other_queries_are_others(void)
{
  g_auto(Place) place;
  if (!place_init(&place))
    return;
  g_autoptr(SalGeometry) areas = make_square(38, 49, 1);
  const SalDay days[] = { sal_day_from_civil(1950, 1, 1), sal_day_from_civil(2023, 6, 7) };
  const SalPlaceQuery ukrainian = { .lang = "uk" };
  const SalBox box = { 37, 48, 40, 50 };
  const SalBasemapQuery queries[] = {
    { .box = box },
    { .box = { 37, 48, 40, 50.5 } },
    { .box = box, .has_provinces = TRUE },
    { .box = box, .has_provinces = TRUE, .places = &ukrainian },
    { .box = box, .borders = "none" },
    { .box = box, .map_date = &days[0] },
    { .box = box, .map_date = &days[1] },
    { .box = box, .areas = areas },
    { .box = box, .is_overview = TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
    g_autoptr(GBytes) expected = describe(&queries[i]);
    assert_describes(&queries[i], place.kept, expected);
  }
}

/* A folder whose files are links to those of Natural Earth, so that it has old ones. */
static char *
link_all(const char *earth)
{
  char *folder = g_dir_make_tmp("salient-links-XXXXXX", NULL);
  g_autoptr(GDir) dir = g_dir_open(earth, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(earth, name, NULL), *link = g_build_filename(folder, name, NULL);
    g_assert_cmpint(symlink(path, link), ==, 0);
  }
  return folder;
}

static void
a_folder_that_changes_is_another(void)
{
  g_auto(Place) place;
  if (!place_init(&place))
    return;
  g_autofree char *folder = link_all(place.earth), *land = g_build_filename(folder, "ne_10m_land.prj", NULL),
                  *sea = g_build_filename(place.earth, "ne_10m_land.dbf", NULL);
  g_autoptr(GByteArray) before = sal_natural_earth_make_key("test", folder),
                        again = sal_natural_earth_make_key("test", folder);
  g_assert_nonnull(before);
  g_assert_cmpmem(before->data, before->len, again->data, again->len);
  /* Another file takes a name. */
  remove_file(land);
  g_assert_cmpint(symlink(sea, land), ==, 0);
  g_autoptr(GByteArray) replaced = sal_natural_earth_make_key("test", folder);
  g_assert_false(replaced->len == before->len && memcmp(replaced->data, before->data, before->len) == 0);
  /* A file is new, and may change again within what the file system tells of its time. */
  remove_file(land);
  g_assert_true(g_file_set_contents(land, "GEOGCS", -1, NULL));
  g_assert_null(sal_natural_earth_make_key("test", folder));
  /* A link leads nowhere. */
  remove_file(land);
  g_assert_cmpint(symlink("/nowhere/at/all", land), ==, 0);
  g_assert_null(sal_natural_earth_make_key("test", folder));
  remove_folder(folder);
}

static void
nothing_is_kept_of_young_files(void)
{
  g_auto(Place) place;
  if (!place_init(&place))
    return;
  g_autofree char *folder = link_all(place.earth), *young = g_build_filename(folder, "note.txt", NULL);
  g_assert_true(g_file_set_contents(young, "new", -1, NULL));
  const SalBasemapQuery query = { .box = { 37, 48, 40, 50 }, .name = folder, .is_overview = TRUE };
  g_autoptr(GBytes) expected = describe(&query);
  assert_describes(&query, place.kept, expected);
  g_assert_cmpuint(for_each(place.kept, NULL), ==, 1); /* the seed */
  remove_folder(folder);
}

/* Coast enough to be kept. */
static SalGeometry *
make_coast(double shift)
{
  SalGeometry *coast = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < 2000; i++)
    sal_geometry_add_point(coast, 37 + i * 0.001, 48.5 + 0.1 * (i % 7) + shift);
  sal_geometry_end_part(coast);
  return coast;
}

static void
assert_image(const char *kept, SalRect frame, const char *crs, double shift)
{
  g_autoptr(SalCache) cache = sal_cache_open_at(kept, LIMIT);
  g_autoptr(SalGeometry) coast = make_coast(shift);
  g_autoptr(SalMap) map = sal_map_new((SalBox){ 37, 48, 40, 50 }, crs, frame, NULL);
  g_autoptr(SalGeometry) expected = sal_map_project(map, coast);
  sal_map_set_cache(map, cache);
  g_autoptr(SalGeometry) image = sal_map_project_kept(map, coast);
  g_autoptr(GByteArray) a = g_byte_array_new(), b = g_byte_array_new();
  sal_geometry_pack(expected, a);
  sal_geometry_pack(image, b);
  g_assert_cmpuint(sal_geometry_get_n_points(image), >, 100);
  g_assert_cmpmem(a->data, a->len, b->data, b->len);
}

static void
images_are_those_of_their_map(void)
{
  g_autofree char *kept = g_dir_make_tmp("salient-images-XXXXXX", NULL);
  const SalRect frame = { 0, 0, 200, 150 };
  for (int i = 0; i < 2; i++) {
    assert_image(kept, frame, NULL, 0);
    assert_image(kept, frame, NULL, 0.1);
    assert_image(kept, (SalRect){ 5, 0, 200, 150 }, NULL, 0);
    assert_image(kept, (SalRect){ 0, 0, 100, 75 }, NULL, 0);
    g_assert_cmpuint(for_each(kept, NULL), ==, 5);
  }
  for_each(kept, damage);
  assert_image(kept, frame, NULL, 0);
  /* PROJ may need grids for a CRS of the user's, which are no part of the key. */
  assert_image(kept, frame, "EPSG:3857", 0);
  g_assert_cmpuint(for_each(kept, NULL), ==, 5);
  remove_folder(kept);
}

/* The last test, because nothing is kept any more once GDAL has read a layer. */
static void
nothing_is_kept_of_what_gdal_read(void)
{
  g_auto(Place) place;
  if (!place_init(&place))
    return;
  const SalBasemapQuery query = { .box = { 178, -19, 182, -15 } };
  g_autoptr(GByteArray) before = sal_natural_earth_make_key("test", place.earth);
  g_assert_nonnull(before);
  g_autoptr(GBytes) expected = describe(&query);
  g_assert_null(sal_natural_earth_make_key("test", place.earth));
  assert_describes(&query, place.kept, expected);
  assert_describes(&query, place.kept, expected);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/kept-earth/base-maps-are-found-again", base_maps_are_found_again);
  g_test_add_func("/kept-earth/base-maps-of-other-queries-are-others", base_maps_of_other_queries_are_others);
  g_test_add_func("/kept-earth/a-folder-that-changes-is-another", a_folder_that_changes_is_another);
  g_test_add_func("/kept-earth/nothing-is-kept-of-young-files", nothing_is_kept_of_young_files);
  g_test_add_func("/kept-earth/images-are-those-of-their-map", images_are_those_of_their_map);
  g_test_add_func("/kept-earth/nothing-is-kept-of-what-gdal-read", nothing_is_kept_of_what_gdal_read);
  return g_test_run();
}
