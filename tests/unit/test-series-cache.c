/* Snapshots from the cache on disk are those that reading the file gives, whatever happens to either. */
#include "data/base/cache.h"
#include "data/series/series.h"

#include <glib/gstdio.h>
#include <string.h>

#define HEAD_BYTES 48 /* of an entry: its mark, its length, the digests of its key and its content */
#define LIMIT (64 << 20)

/* A bow-tie, which is repaired, and squares of two kinds. */
#define SQUARE(x, status)                                                                                    \
  "{\"type\":\"Feature\",\"properties\":{\"status\":\"" status "\"},\"geometry\":{\"type\":\"Polygon\","     \
  "\"coordinates\":[[[" x ",0],[" x ".5,0],[" x ".5,1],[" x ",1],[" x ",0]]]}}"
#define BOW_TIE                                                                                              \
  "{\"type\":\"Feature\",\"properties\":{\"status\":\"held\"},\"geometry\":{\"type\":\"Polygon\","           \
  "\"coordinates\":[[[7,0],[8,1],[8,0],[7,1],[7,0]]]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define DATA COLLECTION(SQUARE("1", "held") "," SQUARE("3", "freed") "," SQUARE("5", "held") "," BOW_TIE)

typedef struct {
  char *folder, *data, *kept;
} Place;

static Place
place_new(const char *text)
{
  Place place = { g_dir_make_tmp("salient-series-XXXXXX", NULL), NULL, NULL };
  place.data = g_build_filename(place.folder, "2024-01-01.geojson", NULL);
  place.kept = g_build_filename(place.folder, "kept", NULL);
  g_assert_true(g_file_set_contents(place.data, text, -1, NULL));
  return place;
}

static void
place_clear(Place *place)
{
  g_autoptr(GDir) dir = g_dir_open(place->kept, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL;
       name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(place->kept, name, NULL);
    g_unlink(path);
  }
  g_rmdir(place->kept);
  g_unlink(place->data);
  g_assert_cmpint(g_rmdir(place->folder), ==, 0);
  g_free(place->folder);
  g_free(place->data);
  g_free(place->kept);
}

static void
append_values(GString *text, const SalFieldValues *values)
{
  for (guint i = 0; values != NULL && i < values->values->len; i++) {
    g_autofree char *line = sal_field_values_format(values, i);
    g_string_append_printf(text, "%u: %s\n", values->n_features, line);
  }
}

static void
append_geometry(GString *text, const SalGeometry *polygons)
{
  for (guint i = 0; i < polygons->points->len; i++) {
    const SalPoint point = g_array_index(polygons->points, SalPoint, i);
    g_string_append_printf(text, " %a,%a", point.x, point.y);
  }
  for (guint i = 0; i < polygons->part_ends->len; i++)
    g_string_append_printf(text, " %u", g_array_index(polygons->part_ends, guint, i));
  for (guint i = 0; i < polygons->polygon_ends->len; i++)
    g_string_append_printf(text, "/%u", g_array_index(polygons->polygon_ends, guint, i));
}

/* All that a series knows of its first snapshot, as text. */
static char *
describe(const SalSeries *series, const SalSnapshot *snapshot)
{
  GString *text = g_string_new(NULL);
  const SalKinds *kinds = sal_series_get_kinds(series);
  g_string_append_printf(text, "%d %s %u %u %u %u %u %u %u %u\n", snapshot->day, snapshot->path,
                         snapshot->n_features, snapshot->n_polygons, snapshot->n_points, snapshot->n_null,
                         snapshot->n_unclassed, snapshot->n_other, snapshot->n_repaired, snapshot->decimals);
  for (guint i = 0; i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    g_string_append_printf(text, "%s %u %d", area->name, area->n_features, area->is_composed);
    append_geometry(text, area->polygons);
    g_string_append_c(text, '\n');
  }
  for (guint i = 0; i < snapshot->remarks->len; i++)
    g_string_append_printf(text, "%s\n", (const char *)snapshot->remarks->pdata[i]);
  for (char **name = snapshot->field_names; *name != NULL; name++)
    g_string_append_printf(text, "field %s %d\n", *name,
                           snapshot->has_field != NULL && snapshot->has_field[0]);
  for (guint i = 0; kinds != NULL && i < kinds->values->len; i++)
    g_string_append_printf(text, "%s: %s\n", kinds->field, (const char *)kinds->values->pdata[i]);
  append_values(text, snapshot->values);
  append_values(text, snapshot->unclassed);
  return g_string_free(text, FALSE);
}

/* What the only snapshot of a place is, or the error; read with the cache or without. */
static char *
load(const Place *place, const char *const *definitions, gboolean cached)
{
  char *sources[] = { place->data, NULL };
  g_autoptr(SalCache) cache = cached ? sal_cache_open_at(place->kept, LIMIT) : NULL;
  g_autoptr(SalClasses) classes = definitions != NULL ? sal_classes_new(definitions, NULL) : NULL;
  const SalSeriesOptions options = { .sources = sources, .classes = classes, .cache = cache };
  g_autoptr(GError) error = NULL;
  g_assert_true(!cached || cache != NULL);
  g_autoptr(SalSeries) series = sal_series_open(&options, &error);
  g_assert_no_error(error);
  g_autoptr(SalSnapshot) snapshot = sal_series_load(series, 0, &error);
  return snapshot != NULL ? describe(series, snapshot) : g_strdup(error->message);
}

static GPtrArray *
list_entries(const Place *place)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(place->kept, 0, NULL);
  for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
    if (g_str_has_suffix(name, ".entry"))
      g_ptr_array_add(paths, g_build_filename(place->kept, name, NULL));
  return paths;
}

static void
assert_same(const Place *place, const char *const *definitions)
{
  g_autofree char *without = load(place, definitions, FALSE), *first = load(place, definitions, TRUE),
                  *again = load(place, definitions, TRUE);
  g_assert_cmpstr(first, ==, without);
  g_assert_cmpstr(again, ==, without);
}

static void
assert_n_entries(const Place *place, guint n)
{
  g_autoptr(GPtrArray) entries = list_entries(place);
  g_assert_cmpuint(entries->len, ==, n);
}

static void
test_same(void)
{
  static const char *const classes[] = { "a=status = 'held'", "b?=other = 'x'", "c=a or b", NULL };
  static const char *const others[] = { "a=status = 'freed'", "b?=other = 'x'", "c=a or b", NULL };
  Place place = place_new(DATA);
  assert_same(&place, NULL);
  assert_n_entries(&place, 1);
  assert_same(&place, classes);
  assert_n_entries(&place, 2);
  assert_same(&place, others);
  assert_n_entries(&place, 3);
  place_clear(&place);
}

static void
test_changed(void)
{
  Place place = place_new(DATA);
  g_autofree char *before = load(&place, NULL, TRUE);
  g_assert_true(g_file_set_contents(place.data, COLLECTION(SQUARE("2", "held")), -1, NULL));
  g_autofree char *after = load(&place, NULL, TRUE), *read = load(&place, NULL, FALSE);
  g_assert_cmpstr(after, ==, read);
  g_assert_cmpstr(after, !=, before);
  place_clear(&place);
}

/* What cannot be used is read each time, with the same words. */
static void
test_faults(void)
{
  Place place = place_new(COLLECTION(""));
  assert_same(&place, NULL);
  assert_n_entries(&place, 0);
  g_assert_true(
      g_file_set_contents(place.data, "{\"type\":\"FeatureCollection\",\"features\":[{]}", -1, NULL));
  assert_same(&place, NULL);
  assert_n_entries(&place, 0);
  place_clear(&place);
}

/* Writes an entry whose digest is right, so that only the reader of the snapshot stands between it and the result. */
static void
forge(const Place *place, const char *path, const char *good, gsize n)
{
  g_autofree char *seed = NULL, *seed_path = g_build_filename(place->kept, "seed", NULL),
                  *bad = g_memdup2(good, n);
  SalSiphash key, digest;
  const gsize n_bad = g_test_rand_int() % 4 == 0 ? (gsize)g_test_rand_int_range(HEAD_BYTES, (int)n) : n;
  const guint64 length = n_bad - HEAD_BYTES;
  g_assert_true(g_file_get_contents(seed_path, &seed, NULL, NULL));
  memcpy(key.bytes, seed, sizeof key.bytes);
  for (int i = g_test_rand_int_range(1, 4); i > 0; i--)
    bad[g_test_rand_int_range(HEAD_BYTES, (int)n)] = (char)g_test_rand_int_range(0, 256);
  memcpy(bad + 8, &length, sizeof length);
  digest = sal_siphash(&key, bad + HEAD_BYTES, length);
  memcpy(bad + 32, digest.bytes, sizeof digest.bytes);
  g_assert_true(g_file_set_contents(path, bad, (gssize)n_bad, NULL));
}

/* Nobody but the user can do this; even so it reads nothing that is not there. */
static void
test_forged(void)
{
  static const char *const classes[] = { "a=status = 'held'", "b?=other = 'x'", "c=a or b", NULL };
  Place place = place_new(DATA);
  g_free(load(&place, classes, TRUE));
  g_autoptr(GPtrArray) entries = list_entries(&place);
  g_autofree char *good = NULL;
  gsize n;
  g_assert_cmpuint(entries->len, ==, 1);
  g_assert_true(g_file_get_contents(entries->pdata[0], &good, &n, NULL));
  for (guint i = 0; i < 300; i++) {
    forge(&place, entries->pdata[0], good, n);
    g_autofree char *loaded = load(&place, classes, TRUE);
    g_assert_nonnull(loaded);
  }
  place_clear(&place);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/series-cache/gives-what-reading-gives", test_same);
  g_test_add_func("/series-cache/sees-that-a-file-changed", test_changed);
  g_test_add_func("/series-cache/keeps-no-faults", test_faults);
  g_test_add_func("/series-cache/reads-forged-entries-safely", test_forged);
  return g_test_run();
}
