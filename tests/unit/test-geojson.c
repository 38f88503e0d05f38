/* The reader of plain GeoJSON: what it takes, what it leaves to GDAL, and that both make the same of it. How it fares
 * with random texts is for tests/oracle/geojson-oracle.c. */
#include "../oracle/geojson-compare.h"
#include "fixture.h"

#include "data/source/decimal.h"

#include <math.h>
#include <unistd.h>

static SalDecimal
read_decimal(const char *text)
{
  SalDecimal decimal = { 0 };
  g_assert_true(sal_decimal_read(text, text + strlen(text), &decimal) == text + strlen(text));
  return decimal;
}

static void
assert_no_decimal(const char *text)
{
  SalDecimal decimal;
  g_assert_null(sal_decimal_read(text, text + strlen(text), &decimal));
}

static void
assert_as_strtod(const char *text)
{
  const double value = read_decimal(text).value, expected = g_ascii_strtod(text, NULL);
  if (value != expected || signbit(value) != signbit(expected))
    g_error("%s: expected %.17g, got %.17g", text, expected, value);
}

static void
reads_numbers_as_strtod_does(void)
{
  static const char *const numbers[] = { "0.0",
                                         "-0.0",
                                         "0.1",
                                         "0.1e-5",
                                         "1e22",
                                         "1e23",
                                         "8.5e-22",
                                         "1e-400",
                                         "5e-324",
                                         "2.2250738585072011e-308",
                                         "1.7976931348623157e308",
                                         "9007199254740993.0",
                                         "9007199254740992.5",
                                         "0.30000000000000004",
                                         "37.800000000000004",
                                         "18446744073709551615.0",
                                         "9999999999999999999.0",
                                         "99999999999999999999.0",
                                         "1.7976931348623157e-300",
                                         "37.80000000000000071054273576010018587",
                                         "0.00000000000000000000000000000000001e35",
                                         "4503599627370497.5",
                                         "0.5000000000000000277",
                                         "0.50000000000000005551",
                                         "1152921504606846976.5" };
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    assert_as_strtod(numbers[i]);
  for (guint i = 0; i < 50000; i++) {
    char text[64];
    const int digits = g_test_rand_int_range(0, 20);
    if (i % 2 == 0)
      g_ascii_formatd(text, sizeof text, "%.17g", g_test_rand_double_range(-180, 180));
    else
      g_snprintf(text, sizeof text, "%d.%0*" G_GINT64_MODIFIER "u", g_test_rand_int_range(-180, 180), digits,
                 (guint64)(guint32)g_test_rand_int() << 31 | (guint32)g_test_rand_int());
    if (strpbrk(text, ".e") != NULL)
      assert_as_strtod(text);
  }
}

/* Halves between two doubles, and their next neighbours, in 16 to 19 digits. */
static void
rounds_halves_to_even(void)
{
  for (guint i = 0; i < 5000; i++) {
    char text[64];
    const guint64 mantissa = (G_GUINT64_CONSTANT(1) << 52) + (guint64)g_test_rand_int_range(0, G_MAXINT32);
    for (int tenth = 4; tenth <= 6; tenth++) {
      g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT ".%d", mantissa, tenth);
      assert_as_strtod(text);
    }
  }
}

static void
tells_integers_from_reals(void)
{
  const SalDecimal zero = read_decimal("-0");
  g_assert_true(zero.is_integer && zero.integer == 0 && !signbit(zero.value));
  g_assert_true(signbit(read_decimal("-0.0").value));
  g_assert_true(read_decimal("-123456789012345678").integer == G_GINT64_CONSTANT(-123456789012345678));
  g_assert_false(read_decimal("1e2").is_integer);
}

static void
takes_no_odd_numbers(void)
{
  static const char *const odd[] = { "",      "-",      "+1",       ".5",  "1.",
                                     "01",    "-01",    "1e",       "1e+", "1e1000",
                                     "1e400", "-1e309", "Infinity", "NaN", "1234567890123456789",
                                     "x" };
  for (guint i = 0; i < G_N_ELEMENTS(odd); i++)
    assert_no_decimal(odd[i]);
  g_autofree char *digits = g_strnfill(400, '1'), *fraction = g_strconcat("0.", digits, NULL);
  assert_no_decimal(digits);
  assert_no_decimal(fraction);
}

static void
looks_at_no_byte_behind_the_end(void)
{
  SalDecimal decimal;
  static const char text[] = "12.75e1";
  for (gsize n = 0; n < strlen(text); n++) {
    g_autofree char *exact = g_memdup2(text, n); /* where a sanitizer sees it */
    const char *after = sal_decimal_read(exact, exact + n, &decimal);
    g_assert_true(after == NULL || after <= exact + n);
  }
}

static Compared
compare_text(const char *text, gsize length)
{
  static const char *const fields[] = { "a", "B", "date", "layer", NULL };
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_bytes(folder, "areas.geojson", text, length);
  return compare_readers(path,
                         &(SalReadOptions){ .fields = fields, .fields_optional = TRUE, .tells_kinds = TRUE });
}

static void
assert_taken(const char *text)
{
  if (compare_text(text, strlen(text)) != COMPARED_SAME)
    g_error("expected to be read, and alike: %s", text);
}

static void
assert_left(const char *text)
{
  if (compare_text(text, strlen(text)) != COMPARED_DECLINED)
    g_error("expected to be left to GDAL: %s", text);
}

#define HEAD "{\"type\":\"FeatureCollection\","
#define SHAPE "{\"type\":\"Polygon\",\"coordinates\":[[[30,50],[31,50.5],[31,51],[30,50]]]}"
#define COLLECTION(features) HEAD "\"features\":[" features "]}"
#define FEATURE(geometry, properties)                                                                        \
  "{\"type\":\"Feature\",\"properties\":" properties ",\"geometry\":" geometry "}"
#define GEOMETRY(geometry) COLLECTION(FEATURE(geometry, "{}"))
#define VALUE(value) COLLECTION(FEATURE(SHAPE, "{\"a\":" value "}"))
#define VALUES(one, other)                                                                                   \
  COLLECTION(FEATURE(SHAPE, "{\"a\":" one "}") "," FEATURE(SHAPE, "{\"a\":" other "}"))

static void
reads_shapes_like_gdal(void)
{
  static const char *const texts[] = {
    COLLECTION(""),
    GEOMETRY("null"),
    GEOMETRY(SHAPE),
    GEOMETRY("{\"coordinates\":[[[30,50],[31,50],[31,51],[30,51]]],\"type\":\"Polygon\"}"),
    GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[[[30,50,1],[31,50],[31,51,2,3],[30,50]]]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[30,50]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[]}"),
    GEOMETRY("{\"type\":\"MultiPoint\",\"coordinates\":[[30,50],[31,51]]}"),
    GEOMETRY("{\"type\":\"LineString\",\"coordinates\":[[30,50],[31,51]]}"),
    GEOMETRY("{\"type\":\"LineString\",\"coordinates\":[[30,50]]}"),
    GEOMETRY("{\"type\":\"MultiLineString\",\"coordinates\":[[[30,50],[31,51]],[[-0,-0.0],[1,2]]]}"),
    GEOMETRY("{\"type\":\"MultiPolygon\",\"coordinates\":[]}"),
    GEOMETRY("{\"type\":\"GeometryCollection\",\"geometries\":[" SHAPE
             ",{\"type\":\"Point\",\"coordinates\":[1,2]}]}"),
    "\xef\xbb\xbf" GEOMETRY(SHAPE),
    "\n " GEOMETRY(SHAPE) "\n\n",
    HEAD "\"name\":\"\\u0416 1\",\"features\":[" FEATURE(SHAPE, "{\"a\":1}") "],\"bbox\":[1,2,3,4]}",
    HEAD "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:4326\"}},\"features\":[" FEATURE(
        SHAPE, "{}") "]}",
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_taken(texts[i]);
}

static void
reads_properties_like_gdal(void)
{
  static const char *const texts[] = {
    VALUE("\"2024-08-01\""),
    VALUE("\"2024/8/1\""),
    VALUE("\"2024-13-01\""),
    VALUE("\"a-b\""),
    VALUE("\"\""),
    VALUE("\"\\ud83d\\ude00\\n\\/\""),
    VALUE("\"\xff\""),
    VALUE("true"),
    VALUE("1.5"),
    VALUE("-0"),
    VALUE("2147483648"),
    VALUES("null", "\"2024-08-01\""),
    VALUES("\"2024-08-01\"", "\"x\""),
    VALUES("\"2024-08-01\"", "7"),
    VALUES("true", "7"),
    VALUES("7", "true"),
    VALUES("7", "1.5"),
    VALUES("7", "2147483648"),
    VALUES("2147483648", "0.1"),
    VALUES("7", "\"x\""),
    VALUES("true", "\"x\""),
    VALUES("\"x\"", "false"),
    VALUES("\"x\"", "2147483648"),
    COLLECTION(FEATURE(SHAPE, "{\"a\":1,\"b\":2}") "," FEATURE(SHAPE, "{\"c\":1,\"b\":2}")),
    COLLECTION(FEATURE(SHAPE, "{\"z\":1}") "," FEATURE(SHAPE, "{\"b\":1,\"z\":2,\"a\":3}")),
    COLLECTION(FEATURE(SHAPE, "{\"a\":1,\"b\":2}") "," FEATURE(SHAPE, "{\"b\":1,\"a\":2}")),
    COLLECTION("{\"type\":\"Feature\",\"id\":7,\"properties\":{\"layer\":\"x\"},\"geometry\":" SHAPE "}"),
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_taken(texts[i]);
}

static void
leaves_to_gdal_what_is_not_plain(void)
{
  static const char *const texts[] = {
    "",
    "{",
    SHAPE,
    FEATURE(SHAPE, "{}"),
    "[]",
    GEOMETRY(SHAPE) "{}",
    GEOMETRY(SHAPE) "x",
    VALUE("[1]"),
    VALUE("{}"),
    VALUE("\"12:30\""),
    VALUE("\"2024-08-01T00:00:00Z\""),
    VALUE("\"\\ud83d\""),
    VALUE("\"\\u0000\""),
    VALUE("\"\\q\""),
    VALUE("\"a\nb\""),
    VALUE("nul"),
    VALUES("\"x\"", "1.5"),
    VALUE("1,\"a\":2"),
    VALUE("1,\"_id\":2"),
    VALUE("1,\"OGR_STYLE\":2"),
    VALUE("1,\"\\u0061\":2"),
    VALUE("1,"),
    COLLECTION(FEATURE(SHAPE, "null")),
    COLLECTION("{\"type\":\"Feature\",\"geometry\":" SHAPE "}"),
    COLLECTION("{\"type\":\"Feature\",\"id\":\"x\",\"properties\":{},\"geometry\":" SHAPE "}"),
    COLLECTION("{\"type\":\"Feature\",\"id\":1,\"properties\":{\"id\":1},\"geometry\":" SHAPE "}"),
    GEOMETRY("{\"type\":\"polygon\",\"coordinates\":[[[30,50],[31,50],[31,51],[30,50]]]}"),
    GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[[]]}"),
    GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":[null]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[30]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[30,95]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[30,1e400]}"),
    GEOMETRY("{\"type\":\"Point\",\"coordinates\":[30,50,null]}"),
    HEAD "\"features\":[],\"features\":[]}",
    HEAD "\"features\":[],\"exceededTransferLimit\":true}",
    HEAD "\"features\":[],\"properties\":{\"exceededTransferLimit\":true}}",
    HEAD "\"features\":[],\"CRS\":null}",
    HEAD "\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}}}",
    HEAD "\"features\":[],\"name\":\"\"}",
    HEAD "\"features\":{}}",
    HEAD "\"features\":[,]}",
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    assert_left(texts[i]);
  static const char zero[] = HEAD "\"features\":[]}\0";
  g_assert_cmpint(compare_text(zero, sizeof zero), ==, COMPARED_DECLINED);
}

/* Every beginning of a text is broken. */
static void
leaves_to_gdal_what_is_cut_short(void)
{
  static const char text[] =
      HEAD "\"name\":\"\\u0416\",\"features\":[" FEATURE(SHAPE, "{\"a\":-1.5e1,\"b\":true}") "]}";
  for (gsize n = 0; n < strlen(text); n++)
    g_assert_cmpint(compare_text(text, n), ==, COMPARED_DECLINED);
  assert_taken(text);
}

static void
leaves_to_gdal_what_is_nested_deeply(void)
{
  for (guint depth = 4; depth < 100000; depth *= 8) {
    g_autofree char *open = g_strnfill(depth, '['), *text = g_strdup_printf(HEAD "\"x\":%s", open);
    assert_left(text);
  }
  g_autoptr(GString) shape = g_string_new(SHAPE);
  for (guint i = 0; i < 20; i++) {
    g_string_prepend(shape, "{\"type\":\"GeometryCollection\",\"geometries\":[");
    g_string_append(shape, "]}");
  }
  g_autofree char *text = g_strdup_printf(GEOMETRY("%s"), shape->str);
  assert_left(text);
}

static void
leaves_to_gdal_what_is_asked_in_sql(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, "areas.geojson", VALUE("1"));
  const SalBox box = { 30, 50, 31, 51 };
  const char *const other[] = { "other", NULL }, *const own[] = { "areas", NULL };
  const SalReadOptions left[] = {
    { .where = "a = 1" }, { .source_crs = "EPSG:3857" }, { .lonlat_box = &box }, { .layers = other }
  };
  for (guint i = 0; i < G_N_ELEMENTS(left); i++)
    g_assert_cmpint(compare_readers(path, &left[i]), ==, COMPARED_DECLINED);
  g_assert_cmpint(compare_readers(path, &(SalReadOptions){ .layers = own }), ==, COMPARED_SAME);
}

static void
assert_layer(const char *name, const char *text, const char *layer)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *path = write_text(folder, name, text), *found = sal_geojson_find_layer(path);
  g_assert_cmpstr(found, ==, layer);
  if (layer != NULL)
    g_assert_cmpint(compare_readers(path, &(SalReadOptions){ NULL }), ==, COMPARED_SAME);
}

static void
names_the_layer(void)
{
  assert_layer("a.b.geojson", VALUE("1"), "a.b");
  assert_layer(".geojson", VALUE("1"), ".geojson");
  assert_layer("a.json", HEAD "\"name\":\"\\u0416 1\",\"features\":[]}", "\xd0\x96 1");
  assert_layer("a.json", HEAD "\"features\":[", NULL);
  assert_layer("a:b.json", VALUE("1"), NULL);
}

/* By the first 6,000 bytes GDAL decides how it reads. */
static void
leaves_to_gdal_what_it_would_not_stream(void)
{
  g_autofree char *space = g_strnfill(7000, ' ');
  g_autofree char *late = g_strdup_printf("{%s\"type\":\"FeatureCollection\",\"features\":[]}", space);
  g_autofree char *early = g_strdup_printf(HEAD "\"features\":[%s]}", space);
  assert_left(late);
  assert_taken(early);
  assert_left("{\"features\":[],\"x\":\"type\",\"type\":\"FeatureCollection\"}");
}

static void
reads_only_regular_files(void)
{
  g_autoptr(Folder) folder = folder_new();
  g_autofree char *link = g_build_filename(folder, "link.geojson", NULL);
  g_autofree char *path = write_text(folder, "areas.geojson", VALUE("1")),
                  *other = write_text(folder, "a", VALUE("1"));
  const SalReadOptions options = { NULL };
  g_assert_cmpint(symlink(path, link), ==, 0);
  g_assert_cmpint(compare_readers(link, &options), ==, COMPARED_SAME);
  g_assert_null(sal_geojson_read(folder, &options));
  g_assert_null(sal_geojson_read(other, &options));
  g_assert_null(sal_geojson_read("/nowhere.geojson", &options));
  g_assert_null(sal_geojson_read("/vsimem/x.geojson", &options));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/decimal/reads-numbers-as-strtod-does", reads_numbers_as_strtod_does);
  g_test_add_func("/decimal/rounds-halves-to-even", rounds_halves_to_even);
  g_test_add_func("/decimal/tells-integers-from-reals", tells_integers_from_reals);
  g_test_add_func("/decimal/takes-no-odd-numbers", takes_no_odd_numbers);
  g_test_add_func("/decimal/looks-at-no-byte-behind-the-end", looks_at_no_byte_behind_the_end);
  g_test_add_func("/geojson/reads-shapes-like-gdal", reads_shapes_like_gdal);
  g_test_add_func("/geojson/reads-properties-like-gdal", reads_properties_like_gdal);
  g_test_add_func("/geojson/leaves-to-gdal-what-is-not-plain", leaves_to_gdal_what_is_not_plain);
  g_test_add_func("/geojson/leaves-to-gdal-what-is-cut-short", leaves_to_gdal_what_is_cut_short);
  g_test_add_func("/geojson/leaves-to-gdal-what-is-nested-deeply", leaves_to_gdal_what_is_nested_deeply);
  g_test_add_func("/geojson/leaves-to-gdal-what-is-asked-in-sql", leaves_to_gdal_what_is_asked_in_sql);
  g_test_add_func("/geojson/leaves-to-gdal-what-it-would-not-stream",
                  leaves_to_gdal_what_it_would_not_stream);
  g_test_add_func("/geojson/names-the-layer", names_the_layer);
  g_test_add_func("/geojson/reads-only-regular-files", reads_only_regular_files);
  return g_test_run();
}
