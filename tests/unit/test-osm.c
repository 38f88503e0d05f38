#include "data/base/error.h"
#include "data/osm/cells.h"
#include "data/osm/lines.h"
#include "data/osm/osm-source.h"
#include "data/osm/theatre-kept.h"
#include "data/osm/theatre-pack.h"
#include "data/osm/theatre-write.h"

#include "fixture.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static const SalBox BOX = { 37, 47, 39, 49 };

static void
tags_say_what_a_thing_is(void)
{
  g_autoptr(GString) names = g_string_new(NULL);
  SalOsmTags road = { .names = names }, wood = { .names = names }, border = { .names = names },
             yard = { .names = names }, town = { .names = names };
  road.values[SAL_OSM_HIGHWAY] = "trunk";
  wood.values[SAL_OSM_LANDUSE] = "forest";
  yard.values[SAL_OSM_RAILWAY] = "rail", yard.values[SAL_OSM_SERVICE] = "yard";
  border.values[SAL_OSM_BOUNDARY] = "administrative", border.values[SAL_OSM_ADMIN_LEVEL] = "4";
  town.values[SAL_OSM_PLACE] = "town";
  g_assert_cmpint(sal_osm_tags_classify(&road, SAL_OSM_LINE), ==, SAL_OSM_TRUNKS);
  g_assert_cmpint(sal_osm_tags_classify(&road, SAL_OSM_AREA), ==, SAL_OSM_NOTHING);
  g_assert_cmpint(sal_osm_tags_classify(&wood, SAL_OSM_AREA), ==, SAL_OSM_WOODS);
  g_assert_cmpint(sal_osm_tags_classify(&yard, SAL_OSM_LINE), ==, SAL_OSM_NOTHING);
  g_assert_cmpint(sal_osm_tags_classify(&border, SAL_OSM_AREA), ==, SAL_OSM_REGION_BORDERS);
  g_assert_cmpint(sal_osm_tags_classify(&town, SAL_OSM_POINT), ==, SAL_OSM_NOTHING); /* it has no name */
  border.values[SAL_OSM_ADMIN_LEVEL] = "10";
  g_assert_cmpint(sal_osm_tags_classify(&border, SAL_OSM_LINE), ==, SAL_OSM_NOTHING);
}

static void
populations_are_read_as_they_are_written(void)
{
  g_assert_cmpfloat(sal_osm_population_parse("12345"), ==, 12345);
  g_assert_cmpfloat(sal_osm_population_parse("12 345"), ==, 12345);
  g_assert_cmpfloat(sal_osm_population_parse("500 (2019)"), ==, 500);
  g_assert_cmpfloat(sal_osm_population_parse("many"), ==, 0);
  g_assert_cmpfloat(sal_osm_population_parse(NULL), ==, 0);
  g_assert_cmpfloat(sal_osm_population_parse("99999999999999999999"), ==, 1e9);
}

static void
names_come_in_all_languages_and_without_control_characters(void)
{
  g_autoptr(GString) names = g_string_new(NULL);
  sal_osm_names_add(names, "name", "До\x1fнецьк\n");
  sal_osm_names_add_hstore(
      names, "\"name:en\"=>\"Do \\\"n\\\" \\\\\",\"wikidata\"=>\"Q2012\",\"name:uk\"=>\"Донецьк\","
             "\"name:xyzw\"=>\"no\",\"name:etymology\"=>\"no\",\"name:ru\"=>");
  g_autofree char *local = sal_osm_names_find(names->str, ""),
                  *english = sal_osm_names_find(names->str, "en"),
                  *ukrainian = sal_osm_names_find(names->str, "uk"),
                  *russian = sal_osm_names_find(names->str, "ru");
  g_assert_cmpstr(local, ==, "До нецьк");
  g_assert_cmpstr(english, ==, "Do \"n\" \\");
  g_assert_cmpstr(ukrainian, ==, "Донецьк");
  g_assert_null(russian);
  g_autofree char *endless = g_strnfill(100000, 'x');
  g_string_truncate(names, 0);
  sal_osm_names_add(names, "name", endless);
  g_assert_cmpuint(names->len, <, 300);
}

static SalGeometry *
make_road(const SalPoint *points, guint n)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(line, points[i].x, points[i].y);
  sal_geometry_end_part(line);
  return line;
}

static SalGeometry *
make_area(double x, double y, double size)
{
  const double xs[] = { x, x + size, x + size, x }, ys[] = { y, y, y + size, y + size };
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(square, xs[i], ys[i]);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return square;
}

static void
simple_lines_pass_what_they_leave_out_within_the_tolerance(void)
{
  SalPoint points[400];
  for (guint i = 0; i < G_N_ELEMENTS(points); i++)
    points[i] = (SalPoint){ 37 + i * 0.001, 48 + 0.002 * sin(i / 7.0) };
  g_autoptr(SalGeometry) line = make_road(points, G_N_ELEMENTS(points));
  g_autoptr(SalGeometry) simple = sal_osm_simplify(line, 60, 0);
  guint n;
  const SalPoint *kept = sal_geometry_get_part(simple, 0, &n);
  g_assert_cmpuint(n, <, 150);
  g_assert_cmpfloat(kept[0].x, ==, points[0].x);
  g_assert_cmpfloat(kept[n - 1].x, ==, points[G_N_ELEMENTS(points) - 1].x);
  for (guint i = 0; i < G_N_ELEMENTS(points); i++)
    g_assert_cmpfloat(sal_geometry_measure_to_part(simple, 0, points[i], 1), <, 60 / 70000.0);
}

static void
small_areas_and_holes_go(void)
{
  g_autoptr(SalGeometry) squares = make_area(37, 48, 0.1), small = make_area(38, 48, 0.001);
  sal_geometry_append(squares, small);
  g_autoptr(SalGeometry) simple = sal_osm_simplify(squares, 15, 1e5);
  g_assert_cmpuint(sal_geometry_get_n_polygons(simple), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_points(simple), ==, 5);
}

static void
what_is_near_each_other_is_in_one_cell(void)
{
  g_autoptr(SalGeometry) areas = make_area(37.1, 48.1, 0.1), east = make_area(37.6, 48.1, 0.1),
                         near = make_area(37.3, 48.3, 0.3), south = make_area(-0.2, -0.2, 0.1);
  sal_geometry_append(areas, east);
  sal_geometry_append(areas, near);
  sal_geometry_append(areas, south);
  g_autoptr(GPtrArray) cells = sal_osm_cells_split(areas, 0.5);
  g_assert_cmpuint(cells->len, ==, 3);
  g_assert_cmpfloat(sal_geometry_get_box(cells->pdata[0]).xmax, <, 0);
  g_assert_cmpuint(sal_geometry_get_n_polygons(cells->pdata[1]), ==, 2);
  g_assert_cmpfloat(sal_geometry_get_box(cells->pdata[2]).xmin, ==, 37.6);
  const SalPoint points[] = { { 37.1, 48.1 }, { 39.8, 48.2 } };
  g_autoptr(SalGeometry) road = make_road(points, 2), none = sal_geometry_new(SAL_LINES);
  g_autoptr(GPtrArray) roads = sal_osm_cells_split(road, 0.5), empty = sal_osm_cells_split(none, 0.5);
  g_assert_cmpuint(sal_geometry_get_n_points(roads->pdata[0]), ==, 2); /* it is not cut */
  g_assert_cmpuint(empty->len, ==, 0);
}

static void
an_edge_that_two_regions_share_is_one_border(void)
{
  g_autoptr(SalGeometry) west = make_area(37, 48, 1), east = make_area(38, 48, 1);
  sal_geometry_append(west, east);
  g_autoptr(SalGeometry) rings = sal_osm_lines_make_rings(west);
  g_autoptr(SalGeometry) shared = sal_osm_lines_find_shared(rings);
  g_assert_cmpuint(sal_geometry_get_n_parts(shared), ==, 1);
  g_assert_cmpuint(sal_geometry_get_n_points(shared), ==, 2);
  g_autoptr(SalOsmLines) seen = sal_osm_lines_new();
  g_autoptr(SalGeometry) all = sal_osm_lines_take_new(seen, rings),
                         none = sal_osm_lines_take_new(seen, rings);
  g_assert_cmpuint(sal_geometry_get_n_parts(all), ==, 2);
  g_assert_true(sal_geometry_is_empty(none));
}

static void
add(SalTheatreMade *made, SalOsmTags *tags, SalGeometry *geometry)
{
  SalFeature *feature = g_new0(SalFeature, 1);
  SalGeometry **slots[] = { &feature->points, &feature->lines, &feature->polygons };
  *slots[geometry->type] = geometry;
  const SalOsmForm form = geometry->type == SAL_POINTS  ? SAL_OSM_POINT
                          : geometry->type == SAL_LINES ? SAL_OSM_LINE
                                                        : SAL_OSM_AREA;
  const SalOsmThing thing = { sal_osm_tags_classify(tags, form), tags, feature };
  sal_theatre_made_add(made, &thing);
  sal_feature_free(feature);
}

/* A road in two pieces, a wood, and a town, in an order or in the opposite one. */
static GBytes *
make_theatre(gboolean is_reversed)
{
  const SalPoint points[] = { { 36.5, 48 }, { 37.5, 48.2 }, { 38, 48.1 } };
  g_autoptr(GString) names = g_string_new(NULL), none = g_string_new(NULL);
  sal_osm_names_add(names, "name", "Місто");
  sal_osm_names_add(names, "name:en", "Town");
  SalOsmTags road = { .names = none }, wood = { .names = none }, town = { .names = names };
  road.values[SAL_OSM_HIGHWAY] = "primary";
  wood.values[SAL_OSM_NATURAL] = "wood";
  town.values[SAL_OSM_PLACE] = "town", town.values[SAL_OSM_POPULATION] = "7000";
  g_autoptr(SalTheatreMade) made = sal_theatre_made_new(BOX);
  for (guint i = 0; i < 4; i++) {
    const guint which = is_reversed ? 3 - i : i;
    SalGeometry *point = sal_geometry_new(SAL_POINTS);
    sal_geometry_add_point(point, 38, 48.1);
    sal_geometry_end_part(point);
    if (which < 2)
      add(made, &road, make_road(points + which, 2));
    else if (which == 2)
      add(made, &wood, make_area(38.9, 48, 0.2));
    else
      add(made, &town, sal_geometry_copy(point));
    sal_geometry_free(point);
  }
  sal_theatre_made_finish(made);
  const SalTheatreAbout about = { "a.osm.pbf", "", "© OpenStreetMap contributors" };
  GError *error = NULL;
  GBytes *bytes = sal_theatre_write(made, &about, &error);
  g_assert_no_error(error);
  return bytes;
}

typedef struct {
  guint n_roads, n_woods, n_towns;
  SalBox box;
} Seen;

static void
see(const SalTheatreItem *item, gpointer data)
{
  Seen *seen = data;
  seen->n_roads += item->class == SAL_OSM_PRIMARIES;
  seen->n_woods += item->class == SAL_OSM_WOODS;
  seen->n_towns += item->class == SAL_OSM_SETTLEMENT;
  seen->box = sal_box_union(seen->box, sal_geometry_get_box(item->geometry));
  if (item->class == SAL_OSM_SETTLEMENT) {
    g_autofree char *english = sal_osm_names_find(item->names, "en");
    g_assert_cmpstr(english, ==, "Town");
    g_assert_cmpstr(item->kind, ==, "town");
    g_assert_cmpfloat(item->population, ==, 7000);
  }
}

static gboolean
read_part(const char *path, SalBox box, SalTheatrePart part, Seen *seen)
{
  const SalTheatreQuery query = { path, box, part };
  GError *error = NULL;
  const gboolean is_read = sal_theatre_find_items(&query, NULL, see, seen, &error);
  g_assert_no_error(error);
  return is_read;
}

static void
what_is_written_is_read_again_whatever_the_order(void)
{
  g_autoptr(GBytes) first = make_theatre(FALSE), second = make_theatre(TRUE);
  g_autofree char *folder = g_dir_make_tmp("salient-osm-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "theatre.gpkg", NULL);
  gsize n;
  const char *data = g_bytes_get_data(first, &n);
  GError *error = NULL;
  g_assert_true(g_bytes_equal(first, second));
  g_assert_true(g_file_set_contents(path, data, (gssize)n, NULL));
  g_autoptr(SalTheatreHead) head = sal_theatre_head_read(path, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(head->credit, ==, "© OpenStreetMap contributors");
  g_assert_cmpfloat(head->frame.xmin, ==, BOX.xmin);
  Seen seen = { .box = sal_box_empty() };
  g_assert_true(read_part(path, BOX, SAL_THEATRE_SHAPES, &seen));
  g_assert_true(read_part(path, BOX, SAL_THEATRE_SETTLEMENTS, &seen));
  g_assert_no_error(error);
  g_assert_cmpuint(seen.n_roads, ==, 1); /* joined */
  g_assert_cmpuint(seen.n_woods, ==, 1);
  g_assert_cmpuint(seen.n_towns, ==, 1);
  g_assert_cmpfloat(seen.box.xmin, >=, BOX.xmin); /* cut to the frame */
  g_assert_cmpfloat(seen.box.xmax, <=, BOX.xmax);
  const SalBox elsewhere = { 37.1, 47.1, 37.2, 47.2 };
  const SalBox turned = { 37 + 360, 47, 39 + 360, 49 };
  Seen round = { .box = sal_box_empty() };
  g_assert_true(read_part(path, turned, SAL_THEATRE_NAMED, &round));
  g_assert_true(read_part(path, turned, SAL_THEATRE_SHAPES, &round));
  g_assert_cmpuint(round.n_roads, ==, 1);
  g_assert_cmpfloat(round.box.xmin, >=, turned.xmin);
  Seen nothing = { .box = sal_box_empty() };
  g_assert_true(read_part(path, elsewhere, SAL_THEATRE_SHAPES, &nothing));
  g_assert_cmpuint(nothing.n_roads + nothing.n_woods, ==, 0);
  g_remove(path);
  g_rmdir(folder);
}

typedef struct {
  GByteArray *bytes;
  guint n;
} Copied;

static void
copy_item(const SalTheatreItem *item, gpointer data)
{
  Copied *copied = data;
  sal_theatre_item_pack(item, copied->bytes);
  copied->n++;
}

static gboolean
copy_items(const GByteArray *bytes, guint len, Copied *copied)
{
  SalUnpack unpack = { bytes->data, bytes->data + len, FALSE };
  return sal_theatre_items_unpack(&unpack, copy_item, copied);
}

/* Items come back as they were, in their order; and no part of a damaged one. */
static void
what_is_packed_is_unpacked_as_it_was(void)
{
  g_autoptr(GByteArray) first = g_byte_array_new(), again = g_byte_array_new();
  g_autoptr(SalGeometry) town = sal_geometry_new(SAL_POINTS), river = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(town, 37.5, 48.5);
  sal_geometry_end_part(town);
  sal_geometry_add_point(river, 37, 48);
  sal_geometry_add_point(river, 38, 48);
  sal_geometry_end_part(river);
  g_autoptr(GString) names = g_string_new(NULL);
  sal_osm_names_add(names, "name:en", "Town");
  const SalTheatreItem items[] = { { SAL_OSM_SETTLEMENT, town, names->str, "town", 7000 },
                                   { SAL_OSM_RIVERS, river, "", NULL, 0 } };
  for (guint i = 0; i < G_N_ELEMENTS(items); i++)
    sal_theatre_item_pack(&items[i], first);
  Copied copied = { .bytes = again };
  g_assert_true(copy_items(first, first->len, &copied));
  g_assert_cmpuint(copied.n, ==, 2);
  g_assert_cmpmem(again->data, again->len, first->data, first->len);
  g_assert_false(copy_items(first, first->len - 1, &copied));
  g_assert_true(copy_items(first, 0, &copied));
  g_assert_cmpuint(copied.n, ==, 2);

  char *languages[] = { (char *)"de", (char *)"uk", NULL };
  const SalTheatreHead head = { BOX, (char *)"© OpenStreetMap contributors", languages, TRUE };
  g_byte_array_set_size(again, 0);
  sal_theatre_head_pack(&head, again);
  SalUnpack unpack = { again->data, again->data + again->len, FALSE };
  g_autoptr(SalTheatreHead) same = sal_theatre_head_unpack(&unpack);
  g_assert_true(sal_unpack_is_done(&unpack));
  g_assert_cmpfloat(same->frame.ymax, ==, BOX.ymax);
  g_assert_cmpstr(same->credit, ==, head.credit);
  g_assert_cmpstr(same->languages[1], ==, "uk");
  g_assert_true(same->has_land);
  unpack = (SalUnpack){ again->data, again->data + again->len - 1, FALSE };
  g_assert_null(sal_theatre_head_unpack(&unpack));
}

/* Extracts as bytes: protocol buffers in blobs that are not packed. */

static void
append_varint(GByteArray *bytes, guint64 value)
{
  for (; value > 127; value >>= 7) {
    const guint8 byte = (guint8)(value & 127) | 128;
    g_byte_array_append(bytes, &byte, 1);
  }
  const guint8 last = (guint8)value;
  g_byte_array_append(bytes, &last, 1);
}

static void
append_number(GByteArray *bytes, guint key, gint64 value, gboolean is_signed)
{
  append_varint(bytes, (guint64)key << 3);
  append_varint(bytes, is_signed ? ((guint64)value << 1) ^ (value < 0 ? ~(guint64)0 : 0) : (guint64)value);
}

static void
append_field(GByteArray *bytes, guint key, const void *data, gsize n)
{
  append_varint(bytes, (guint64)key << 3 | 2);
  append_varint(bytes, n);
  g_byte_array_append(bytes, data, (guint)n);
}

/* said: how large the blob is by its head; 0: as large as it is. */
static void
append_blob(GByteArray *file, const char *kind, const GByteArray *data, guint64 said)
{
  g_autoptr(GByteArray) blob = g_byte_array_new(), head = g_byte_array_new();
  append_field(blob, 1, data->data, data->len);
  append_field(head, 1, kind, strlen(kind));
  append_number(head, 3, (gint64)(said > 0 ? said : blob->len), FALSE);
  const guint32 n = GUINT32_TO_BE(head->len);
  g_byte_array_append(file, (const guint8 *)&n, sizeof n);
  g_byte_array_append(file, head->data, head->len);
  g_byte_array_append(file, blob->data, blob->len);
}

/* A thing of an extract: a node at a place, or a way along the nodes 1 and 2, with the value of one key and a name. */
typedef struct {
  const char *key, *value, *name; /* NULL: no tags */
  double lon, lat;
  gboolean is_way;
} Thing;

static void
append_thing(GByteArray *group, const Thing *thing)
{
  static const guint8 keys[] = { 1, 3 }, values[] = { 2, 4 }, refs[] = { 2, 2 };
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  append_number(bytes, 1, 1, !thing->is_way);
  if (thing->key != NULL)
    append_field(bytes, 2, keys, 2), append_field(bytes, 3, values, 2);
  if (thing->is_way)
    append_field(bytes, 8, refs, 2);
  else {
    append_number(bytes, 8, (gint64)(thing->lat * 1e7), TRUE);
    append_number(bytes, 9, (gint64)(thing->lon * 1e7), TRUE);
  }
  append_field(group, thing->is_way ? 3 : 1, bytes->data, bytes->len);
}

static GByteArray *
make_extract(const Thing *thing, guint64 said)
{
  g_autoptr(GByteArray) head = g_byte_array_new(), table = g_byte_array_new(), group = g_byte_array_new(),
                        block = g_byte_array_new();
  const char *const strings[] = { "", thing->key, thing->value, "name", thing->name };
  GByteArray *file = g_byte_array_new();
  append_field(head, 4, "OsmSchema-V0.6", strlen("OsmSchema-V0.6"));
  append_blob(file, "OSMHeader", head, 0);
  for (guint i = 0; thing->key != NULL && i < G_N_ELEMENTS(strings); i++)
    append_field(table, 1, strings[i], strlen(strings[i]));
  append_field(block, 1, table->data, table->len);
  append_thing(group, thing);
  append_field(block, 2, group->data, group->len);
  append_blob(file, "OSMData", block, said);
  return file;
}

typedef struct {
  guint n_things;
  char *name;
} Taken;

static void
take(const SalOsmThing *thing, gpointer data)
{
  Taken *taken = data;
  taken->n_things++;
  g_free(taken->name);
  taken->name = sal_osm_names_find(thing->tags->names->str, "");
}

/* How many things are read of the first n bytes; -1: the extract is refused. name receives that of the last, owned by the caller. */
static int
read_bytes(const GByteArray *bytes, gsize n, char **name)
{
  g_autofree char *folder = g_dir_make_tmp("salient-osm-XXXXXX", NULL),
                  *path = g_build_filename(folder, "a.osm.pbf", NULL);
  g_assert_true(g_file_set_contents(path, (const char *)bytes->data, (gssize)n, NULL));
  Taken taken = { 0 };
  const SalOsmSink sink = { take, NULL, &taken };
  SalOsmSourceKind kind;
  guint64 n_bad;
  g_autoptr(GError) error = NULL;
  const gboolean ok = sal_osm_source_read(path, BOX, &sink, &kind, &n_bad, &error);
  g_assert_true(ok || g_error_matches(error, SAL_ERROR, SAL_ERROR_FORMAT));
  g_remove(path);
  g_rmdir(folder);
  g_free(*name);
  *name = taken.name;
  return ok ? (int)taken.n_things : -1;
}

static void
hostile_extracts_are_refused_or_have_nothing(void)
{
  g_autoptr(GString) endless = g_string_new("A\x1b[31m\x1f=\n");
  for (guint i = 0; i < 5000; i++)
    g_string_append(endless, "ж");
  const Thing town = { "place", "town", endless->str, 38, 48, FALSE },
              off = { "place", "town", "Off", 200, 48, FALSE }, bare = { .lon = 38, .lat = 48 },
              lost = { "highway", "motorway", "M 1", .is_way = TRUE };
  g_autofree char *name = NULL;
  g_autoptr(GByteArray) towns = make_extract(&town, 0), offs = make_extract(&off, 0),
                        nodes = make_extract(&bare, 0), ways = make_extract(&lost, 0),
                        huge = make_extract(&town, G_MAXUINT32);
  g_assert_cmpint(read_bytes(towns, towns->len, &name), ==, 1);
  g_assert_cmpuint(strlen(name), <=, 200);
  g_assert_true(g_str_has_prefix(name, "A [31m = ж") && g_utf8_validate(name, -1, NULL));
  g_assert_cmpint(read_bytes(nodes, nodes->len, &name), ==, 0);
  g_assert_cmpint(read_bytes(ways, ways->len, &name), ==, 0);
  g_assert_cmpint(read_bytes(offs, offs->len, &name), ==, -1);
  g_assert_cmpint(read_bytes(huge, huge->len, &name), ==, -1);
  g_assert_cmpint(read_bytes(towns, towns->len / 2, &name), ==, -1); /* cut short */
}

static void
small_scales_have_less_detail(void)
{
  g_assert_cmpuint(sal_osm_level_choose((SalBox){ 37, 47.6, 38.2, 48.6 }), ==, 0);
  g_assert_cmpuint(sal_osm_level_choose((SalBox){ 29, 45, 40, 52 }), ==, 1);
  g_assert_cmpuint(sal_osm_level_choose((SalBox){ -180, -90, 180, 90 }), ==, 2);
  g_assert_false(sal_osm_level_has(2, SAL_OSM_SECONDARIES));
  g_assert_true(sal_osm_level_has(2, SAL_OSM_MOTORWAYS));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/osm/tags-say-what-a-thing-is", tags_say_what_a_thing_is);
  g_test_add_func("/osm/populations-are-read-as-they-are-written", populations_are_read_as_they_are_written);
  g_test_add_func("/osm/names-come-in-all-languages-and-without-control-characters",
                  names_come_in_all_languages_and_without_control_characters);
  g_test_add_func("/osm/simple-lines-pass-what-they-leave-out-within-the-tolerance",
                  simple_lines_pass_what_they_leave_out_within_the_tolerance);
  g_test_add_func("/osm/small-areas-and-holes-go", small_areas_and_holes_go);
  g_test_add_func("/osm/what-is-near-each-other-is-in-one-cell", what_is_near_each_other_is_in_one_cell);
  g_test_add_func("/osm/an-edge-that-two-regions-share-is-one-border",
                  an_edge_that_two_regions_share_is_one_border);
  g_test_add_func("/osm/what-is-written-is-read-again-whatever-the-order",
                  what_is_written_is_read_again_whatever_the_order);
  g_test_add_func("/osm/what-is-packed-is-unpacked-as-it-was", what_is_packed_is_unpacked_as_it_was);
  g_test_add_func("/osm/hostile-extracts-are-refused-or-have-nothing",
                  hostile_extracts_are_refused_or_have_nothing);
  g_test_add_func("/osm/small-scales-have-less-detail", small_scales_have_less_detail);
  return g_test_run();
}
