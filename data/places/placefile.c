/* Reads rows of tables and features of OGR through the same columns. */
#include "data/places/placefile.h"

#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/geometry/points.h"
#include "data/places/place.h"
#include "data/places/placenames.h"
#include "data/places/tables-resource.h"
#include "data/source/bounds.h"
#include "data/source/source.h"

#include <math.h>
#include <string.h>

#define NAME_MAX_BYTES 400
#define GEONAMES_COLUMNS 19
#define RANK_OF_THE_UNKNOWN 6 /* somebody put it into a file of few: it matters */

typedef enum {
  COLUMN_OTHER,
  COLUMN_NAME,
  COLUMN_LON,
  COLUMN_LAT,
  COLUMN_POPULATION,
  COLUMN_CLASS,
  COLUMN_KIND,
  COLUMN_FORCE,
  COLUMN_LANG,
  COLUMN_LIST,
} ColumnKind;

typedef struct {
  ColumnKind kind;
  const char *lang;      /* of names; interned */
  const char *separator; /* of a list */
  char *title;
} Column;

/* One table being read. */
typedef struct {
  SalBox box;
  GArray *places;
  GArray *columns; /* Column; empty before the first row */
  gboolean is_geonames;
} Table;

static const char *const KINDS[] = { "settlement", "river", "water", "area", NULL };

static const struct {
  const char *title;
  ColumnKind kind;
  const char *lang;
} TITLES[] = {
  { "name", COLUMN_NAME, NULL },
  { "lon", COLUMN_LON, NULL },
  { "longitude", COLUMN_LON, NULL },
  { "lng", COLUMN_LON, NULL },
  { "x", COLUMN_LON, NULL },
  { "lat", COLUMN_LAT, NULL },
  { "latitude", COLUMN_LAT, NULL },
  { "y", COLUMN_LAT, NULL },
  { "population", COLUMN_POPULATION, NULL },
  { "pop", COLUMN_POPULATION, NULL },
  { "pop_max", COLUMN_POPULATION, NULL },
  { "class", COLUMN_CLASS, NULL },
  { "kind", COLUMN_KIND, NULL },
  { "force", COLUMN_FORCE, NULL },
  { "former", COLUMN_LIST, "former" },
  { "old_name", COLUMN_LIST, "former" },
  { "other", COLUMN_LIST, "" },
  { "alt_name", COLUMN_LIST, "" },
};

/* About the middle of a class: 6 is a million and more, 1 fewer than 3,000. */
static double
get_class_population(guint class)
{
  static const double populations[] = { 0, 1000, 8000, 40000, 150000, 500000, 1500000 };
  return populations[class];
}

static Column
make_column(const char *title)
{
  g_autofree char *lower = g_utf8_strdown(title, -1);
  Column column = { .separator = ";", .title = g_strdup(title) };
  for (guint i = 0; i < G_N_ELEMENTS(TITLES); i++)
    if (g_str_equal(lower, TITLES[i].title)) {
      column.kind = TITLES[i].kind;
      column.lang = TITLES[i].lang;
    }
  if (column.kind == COLUMN_OTHER && (g_str_has_prefix(lower, "name_") || g_str_has_prefix(lower, "name:")) &&
      sal_place_lang_check(lower + 5, NULL)) {
    column.kind = COLUMN_LANG;
    column.lang = g_intern_string(lower + 5);
  }
  return column;
}

static gboolean
has_column(const GArray *columns, ColumnKind kind)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_array_index(columns, Column, i).kind == kind)
      return TRUE;
  return FALSE;
}

static gboolean
read_header(Table *table, const SalCsvRow *row, GError **error)
{
  for (guint i = 0; i < row->n_cells; i++) {
    const Column column = make_column(row->cells[i]);
    g_array_append_val(table->columns, column);
  }
  if (has_column(table->columns, COLUMN_NAME) && has_column(table->columns, COLUMN_LON) &&
      has_column(table->columns, COLUMN_LAT))
    return TRUE;
  g_autofree char *joined = g_strjoinv(", ", row->cells);
  g_autofree char *quoted = sal_error_quote(joined);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a header with name, lon and lat, or the 19 columns of GeoNames, got '%s'",
                       quoted);
}

static void
set_geonames_columns(Table *table)
{
  static const struct {
    guint index;
    ColumnKind kind;
    const char *title;
  } known[] = {
    { 1, COLUMN_NAME, "name" },     { 3, COLUMN_LIST, "alternatenames" },    { 4, COLUMN_LAT, "latitude" },
    { 5, COLUMN_LON, "longitude" }, { 14, COLUMN_POPULATION, "population" },
  };
  table->is_geonames = TRUE;
  g_array_set_size(table->columns, GEONAMES_COLUMNS);
  for (guint i = 0; i < G_N_ELEMENTS(known); i++)
    g_array_index(table->columns, Column, known[i].index) =
        (Column){ known[i].kind, "", ",", g_strdup(known[i].title) };
}

static gboolean
blame_cell(const Column *column, guint index, const char *expected, const char *text, GError **error)
{
  g_autofree char *title = sal_error_quote(column->title);
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_FORMAT, "column %u ('%s'): expected %s, got '%s'", index + 1, title,
                       expected, quoted);
}

static gboolean
parse_number(const char *text, double min, double max, double *number)
{
  char *end;
  *number = g_ascii_strtod(text, &end);
  return end != text && *end == '\0' && *number >= min && *number <= max;
}

/* Whether text can be a name of the column; lists are for finding, and may be long. */
static gboolean
check_name(const Column *column, const char *text)
{
  return column->kind == COLUMN_LIST ||
         (strlen(text) <= NAME_MAX_BYTES && (column->kind != COLUMN_NAME || *text != '\0'));
}

static void
add_name(SalPlace *place, const Column *column, const char *text)
{
  if (column->kind == COLUMN_LIST)
    sal_place_add_names(place, column->lang, text, column->separator);
  else if (column->kind == COLUMN_NAME || column->kind == COLUMN_LANG)
    sal_place_add_name(place, column->kind == COLUMN_NAME ? "name" : column->lang, text);
}

static gboolean
read_kind(SalPlace *place, const char *text)
{
  for (guint i = 0; KINDS[i] != NULL; i++)
    if (g_str_equal(text, KINDS[i])) {
      place->kind = (SalPlaceKind)i;
      return TRUE;
    }
  return *text == '\0';
}

static gboolean
read_force(SalPlace *place, const char *text)
{
  static const char *const yes[] = { "1", "true", "yes", NULL }, *const no[] = { "", "0", "false", "no",
                                                                                 NULL };
  place->is_forced = g_strv_contains(yes, text);
  return place->is_forced || g_strv_contains(no, text);
}

/* What a cell of the column must be, or NULL: it is, and place has it unless it is a name. */
static const char *
read_cell(SalPlace *place, const Column *column, const char *text)
{
  double number = 0;
  switch (column->kind) {
  case COLUMN_LON:
    return parse_number(text, -180, 180, &place->lon) ? NULL : "a longitude from -180 to 180 degrees";
  case COLUMN_LAT:
    return parse_number(text, -90, 90, &place->lat) ? NULL : "a latitude from -90 to 90 degrees";
  case COLUMN_POPULATION:
    return *text == '\0' || parse_number(text, 0, 1e9, &place->population) ? NULL : "a number of people";
  case COLUMN_CLASS:
    if (!parse_number(text, 1, 6, &number) || number != floor(number))
      return "a class from 1 to 6";
    place->population = get_class_population((guint)number);
    return NULL;
  case COLUMN_KIND:
    return read_kind(place, text) ? NULL : "settlement, river, water or area";
  case COLUMN_FORCE:
    return read_force(place, text) ? NULL : "1, true or yes, or 0, false or no";
  case COLUMN_NAME:
  case COLUMN_LANG:
  case COLUMN_LIST:
    return check_name(column, text) ? NULL : "a name of 1 to 400 bytes";
  case COLUMN_OTHER:
    return NULL;
  }
  g_return_val_if_reached(NULL);
}

/* What is shown under a plain name is English unless the file says what is. */
static void
settle_names(SalPlace *place)
{
  const gboolean has_english = sal_place_get_name(place, "en") != NULL;
  for (guint i = 0; i < place->names->len; i++) {
    SalPlaceName *name = &g_array_index(place->names, SalPlaceName, i);
    if (g_str_equal(name->lang, "name"))
      name->lang = g_intern_string(has_english ? "" : "en");
  }
}

/* The turn that brings a longitude into the box, or NAN: none does. */
static double
find_turn(SalBox box, double lon, double lat)
{
  for (int turn = -360; turn <= 360 && lat >= box.ymin && lat <= box.ymax; turn += 360)
    if (lon + turn >= box.xmin && lon + turn <= box.xmax)
      return turn;
  return NAN;
}

/* One that is forced is missed where it is not on the map. */
static gboolean
is_wanted(const SalPlace *place, SalBox box)
{
  return place->is_forced || !isnan(find_turn(box, place->lon, place->lat));
}

/* Takes the place into the table, or frees what it has. */
static void
keep_place(SalPlace *place, SalBox box, gboolean is_dump, GArray *places)
{
  const double turn = find_turn(box, place->lon, place->lat);
  if (!is_wanted(place, box)) {
    sal_place_clear(place);
    return;
  }
  place->lon += isnan(turn) ? 0 : turn;
  place->rank =
      place->population == 0 && !is_dump ? RANK_OF_THE_UNKNOWN : sal_place_find_rank(place->population);
  if (place->kind != SAL_PLACE_SETTLEMENT)
    place->population = 0;
  settle_names(place);
  g_array_append_val(places, *place);
}

static gboolean
has_word(const char *const *words, const char *word)
{
  return g_strv_contains(words, word);
}

/* Whether a row of GeoNames is a place for a map, and of which kind. */
static gboolean
find_geonames_kind(const char *feature_class, const char *code, SalPlaceKind *kind)
{
  static const char *const rivers[] = { "STM", "STMI", "STMS", "CNL", NULL };
  static const char *const waters[] = {
    "BAY", "BAYS", "GULF", "LGN", "LK", "LKS", "RSV", "SEA", "STRT", NULL
  };
  static const char *const unfit[] = { "PPLX", "PPLH", "PPLQ", "PPLW", "PPLCH", NULL };
  if (g_str_equal(feature_class, "P")) {
    *kind = SAL_PLACE_SETTLEMENT;
    return !has_word(unfit, code);
  }
  *kind = has_word(rivers, code) ? SAL_PLACE_RIVER : SAL_PLACE_WATER;
  return g_str_equal(feature_class, "H") && (has_word(rivers, code) || has_word(waters, code));
}

/* Names are copied only where they are wanted: most rows of a dump lie elsewhere. */
static gboolean
read_row(Table *table, const SalCsvRow *row, SalPlace *place, GError **error)
{
  const guint n = table->columns->len;
  for (guint i = 0; i < n; i++) {
    const Column *column = &g_array_index(table->columns, Column, i);
    const char *text = i < row->n_cells ? row->cells[i] : "";
    const char *expected = read_cell(place, column, text);
    if (expected != NULL)
      return blame_cell(column, i, expected, text, error);
  }
  for (guint i = 0; i < MIN(n, row->n_cells) && is_wanted(place, table->box); i++)
    add_name(place, &g_array_index(table->columns, Column, i), row->cells[i]);
  return TRUE;
}

static gboolean
begin(Table *table, const SalCsvRow *row, GError **error)
{
  double id;
  if (row->separator != '\t' || row->n_cells != GEONAMES_COLUMNS ||
      !parse_number(row->cells[0], 0, 1e12, &id))
    return read_header(table, row, error);
  set_geonames_columns(table);
  return TRUE;
}

static gboolean
add_row(const SalCsvRow *row, gpointer data, GError **error)
{
  Table *table = data;
  SalPlace place = { 0 };
  if (table->columns->len == 0) {
    if (!begin(table, row, error))
      return FALSE;
    if (!table->is_geonames)
      return TRUE;
  }
  if (table->is_geonames && row->n_cells != GEONAMES_COLUMNS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected the %d columns of GeoNames, got %u",
                         GEONAMES_COLUMNS, row->n_cells);
  if (table->is_geonames && !find_geonames_kind(row->cells[6], row->cells[7], &place.kind))
    return TRUE;
  if (!read_row(table, row, &place, error))
    return FALSE;
  keep_place(&place, table->box, table->is_geonames, table->places);
  return TRUE;
}

static void
clear_column(gpointer data)
{
  g_free(((Column *)data)->title);
}

/* Reads the file, or the text where path is NULL. */
static gboolean
read_table(const char *path, GBytes *text, SalBox box, GArray *places, GError **error)
{
  g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(Column));
  g_array_set_clear_func(columns, clear_column);
  Table table = { box, places, columns, FALSE };
  if (!(path != NULL ? sal_csv_read_file(path, add_row, &table, error)
                     : sal_csv_read(text, add_row, &table, error)))
    return FALSE;
  return columns->len > 0 || sal_error_set(error, SAL_ERROR_FORMAT, "expected a header, got no line");
}

/* The fields that a file of OGR may have: what the titles of a table are, in small letters and capitals. */
static GPtrArray *
list_fields(const char *lang)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(TITLES); i++) {
    if (TITLES[i].kind == COLUMN_LON || TITLES[i].kind == COLUMN_LAT)
      continue;
    g_ptr_array_add(fields, g_strdup(TITLES[i].title));
    g_ptr_array_add(fields, g_ascii_strup(TITLES[i].title, -1));
  }
  for (guint i = 0; i < 2; i++) {
    const char *code = i == 0 || g_str_equal(lang, "en") ? "en" : lang;
    g_autofree char *field = g_strconcat("name_", code, NULL);
    g_ptr_array_add(fields, g_strdup(field));
    g_ptr_array_add(fields, g_ascii_strup(field, -1));
    g_ptr_array_add(fields, g_strconcat("name:", code, NULL));
  }
  g_ptr_array_add(fields, NULL);
  return fields;
}

static gboolean
read_values(const SalFeature *feature, const GArray *columns, SalPlace *place, GError **error)
{
  for (guint i = 0; i < feature->n_values; i++) {
    const Column *column = &g_array_index(columns, Column, i);
    const char *expected = feature->values[i] != NULL ? read_cell(place, column, feature->values[i]) : NULL;
    if (expected != NULL) {
      blame_cell(column, i, expected, feature->values[i], error);
      g_prefix_error(error, "feature %u: ", feature->number);
      return FALSE;
    }
    if (feature->values[i] != NULL)
      add_name(place, column, feature->values[i]);
  }
  return TRUE;
}

/* Puts a point into the largest polygon, by the degrees that it covers. */
static SalPoint
find_middle(const SalGeometry *polygons)
{
  guint largest = 0, n_parts, n;
  double most = -1;
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    const SalPoint *shell =
        sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, i, &n_parts), &n);
    const double size = fabs(sal_points_get_winding(shell, n));
    if (size > most)
      most = size, largest = i;
  }
  return sal_geometry_get_inner_point(polygons, largest);
}

/* Gives a place the polygons of a feature, repaired and dissolved. */
static gboolean
read_polygons(const SalFeature *feature, SalPlace *place, GError **error)
{
  g_autoptr(SalGeometry) valid = NULL;
  if (sal_bound_check_crossings(feature->polygons, 0, error))
    valid = sal_geometry_is_valid(feature->polygons, NULL, NULL)
                ? sal_geometry_copy(feature->polygons)
                : sal_geometry_repair(feature->polygons, error);
  if (valid != NULL)
    place->polygons = sal_geometry_dissolve(valid, error);
  if (place->polygons == NULL) {
    g_prefix_error(error, "feature %u: ", feature->number);
    return FALSE;
  }
  if (sal_geometry_is_empty(place->polygons)) {
    g_clear_pointer(&place->polygons, sal_geometry_free);
    return TRUE;
  }
  const SalPoint middle = find_middle(place->polygons);
  place->lon = middle.x, place->lat = middle.y;
  return TRUE;
}

/* Reads where a feature is: its first point, or else what it covers. FALSE without an error: nowhere. */
static gboolean
read_position(const SalFeature *feature, SalPlace *place, GError **error)
{
  if (feature->points != NULL && sal_geometry_get_n_points(feature->points) > 0) {
    const SalPoint point = g_array_index(feature->points->points, SalPoint, 0);
    place->lon = point.x, place->lat = point.y;
    return TRUE;
  }
  return feature->polygons != NULL && sal_geometry_get_n_points(feature->polygons) > 0 &&
         read_polygons(feature, place, error) && place->polygons != NULL;
}

static gboolean
add_feature(const SalFeature *feature, SalBox box, const GArray *columns, GArray *places, GError **error)
{
  SalPlace place = { 0 };
  GError *fault = NULL;
  if (!read_position(feature, &place, &fault)) {
    if (fault != NULL)
      g_propagate_error(error, fault);
    return fault == NULL;
  }
  if (!read_values(feature, columns, &place, error)) {
    sal_place_clear(&place);
    return FALSE;
  }
  if (place.names != NULL)
    keep_place(&place, box, FALSE, places);
  else
    sal_place_clear(&place);
  return TRUE;
}

static gboolean
check_fields(const SalFeatures *features, GError **error)
{
  for (guint i = 0; features->field_names != NULL && features->field_names[i] != NULL; i++)
    if (g_ascii_strncasecmp(features->field_names[i], "name", 4) == 0)
      return TRUE;
  g_autofree char *joined =
      features->field_names != NULL ? g_strjoinv(", ", features->field_names) : g_strdup("");
  g_autofree char *quoted = sal_error_quote(joined);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected a field 'name', got '%s'", quoted);
}

static gboolean
read_source(const char *path, SalBox box, const char *lang, GArray *places, GError **error)
{
  g_autoptr(GPtrArray) fields = list_fields(lang);
  const SalReadOptions options = { .fields = (const char *const *)fields->pdata, .fields_optional = TRUE };
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL || !check_fields(features, error))
    return FALSE;
  g_autoptr(GArray) columns = g_array_new(FALSE, TRUE, sizeof(Column));
  g_array_set_clear_func(columns, clear_column);
  for (guint i = 0; fields->pdata[i] != NULL; i++) {
    const Column column = make_column(fields->pdata[i]);
    g_array_append_val(columns, column);
  }
  for (guint i = 0; i < features->features->len; i++)
    if (!add_feature(features->features->pdata[i], box, columns, places, error))
      return FALSE;
  return TRUE;
}

gboolean
sal_place_file_read(const char *path, SalBox box, const char *lang, GArray *places, GError **error)
{
  static const char *const tables[] = { ".csv", ".txt", ".tsv", ".tab", NULL };
  const gboolean read = sal_source_has_suffix(path, tables) ? read_table(path, NULL, box, places, error)
                                                            : read_source(path, box, lang, places, error);
  if (!read) {
    g_autofree char *quoted = sal_error_quote_path(path);
    g_prefix_error(error, "%s: ", quoted);
  }
  return read;
}

gboolean
sal_gazetteer_read(SalBox box, GArray *places, GError **error)
{
  static const char *const paths[] = { "/salient/tables/gazetteer.csv", "/salient/tables/seas.csv" };
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(GBytes) text =
        g_resource_lookup_data(sal_tables_get_resource(), paths[i], G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    if (text == NULL || !read_table(NULL, text, box, places, error))
      return FALSE;
  }
  return TRUE;
}
