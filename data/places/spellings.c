/* Finds the rows about a place by the hashes of the place's names. */
#include "data/places/spellings.h"

#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/places/place.h"
#include "data/places/placenames.h"

#include <math.h>
#include <string.h>

#define NEAR_DEG 0.3
#define NAMED_MAX 5 /* rows that a remark names */
#define NAME_MAX_BYTES 400

typedef enum { COLUMN_FROM, COLUMN_TO, COLUMN_LON, COLUMN_LAT, N_COLUMNS } ColumnKind;
static const char *const TITLES[] = { "from", "to", "lon", "lat", NULL };

typedef struct {
  char *from, *to;
  guint64 hash; /* of from */
  gboolean has_position;
  double lon, lat;
  gboolean is_used;
} Spelling;

typedef struct {
  GArray *spellings;      /* Spelling */
  int indices[N_COLUMNS]; /* of the columns, -1: none */
  gboolean has_header;
} Table;

static void
clear_spelling(gpointer data)
{
  Spelling *spelling = data;
  g_free(spelling->from);
  g_free(spelling->to);
}

static gboolean
read_header(Table *table, const SalCsvRow *row, GError **error)
{
  for (guint kind = 0; kind < N_COLUMNS; kind++) {
    table->indices[kind] = -1;
    for (guint i = 0; i < row->n_cells; i++)
      if (g_ascii_strcasecmp(row->cells[i], TITLES[kind]) == 0)
        table->indices[kind] = (int)i;
  }
  table->has_header = TRUE;
  if (table->indices[COLUMN_FROM] >= 0 && table->indices[COLUMN_TO] >= 0 &&
      (table->indices[COLUMN_LON] < 0) == (table->indices[COLUMN_LAT] < 0))
    return TRUE;
  g_autofree char *joined = g_strjoinv(", ", row->cells);
  g_autofree char *quoted = sal_error_quote(joined);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a header with from and to, and lon and lat if wanted, got '%s'", quoted);
}

static const char *
get_cell(const Table *table, const SalCsvRow *row, ColumnKind kind)
{
  const int index = table->indices[kind];
  return index >= 0 && index < (int)row->n_cells ? row->cells[index] : "";
}

static gboolean
blame_cell(const Table *table, ColumnKind kind, const char *expected, const char *text, GError **error)
{
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_FORMAT, "column %d ('%s'): expected %s, got '%s'",
                       table->indices[kind] + 1, TITLES[kind], expected, quoted);
}

static gboolean
read_name(const Table *table, const SalCsvRow *row, ColumnKind kind, char **name, GError **error)
{
  const char *text = get_cell(table, row, kind);
  if (*text == '\0' || strlen(text) > NAME_MAX_BYTES)
    return blame_cell(table, kind, "a name of 1 to 400 bytes", text, error);
  *name = g_utf8_normalize(text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return TRUE;
}

static gboolean
read_degrees(const Table *table, const SalCsvRow *row, ColumnKind kind, double *degrees, GError **error)
{
  const char *text = get_cell(table, row, kind);
  const double most = kind == COLUMN_LON ? 180 : 90;
  char *end;
  *degrees = g_ascii_strtod(text, &end);
  if (end != text && *end == '\0' && fabs(*degrees) <= most)
    return TRUE;
  return blame_cell(table, kind,
                    kind == COLUMN_LON ? "a longitude from -180 to 180 degrees"
                                       : "a latitude from -90 to 90 degrees",
                    text, error);
}

static gboolean
read_spelling(const Table *table, const SalCsvRow *row, Spelling *spelling, GError **error)
{
  spelling->has_position =
      *get_cell(table, row, COLUMN_LON) != '\0' || *get_cell(table, row, COLUMN_LAT) != '\0';
  return read_name(table, row, COLUMN_FROM, &spelling->from, error) &&
         read_name(table, row, COLUMN_TO, &spelling->to, error) &&
         (!spelling->has_position || (read_degrees(table, row, COLUMN_LON, &spelling->lon, error) &&
                                      read_degrees(table, row, COLUMN_LAT, &spelling->lat, error)));
}

static gboolean
add_row(const SalCsvRow *row, gpointer data, GError **error)
{
  Table *table = data;
  if (!table->has_header)
    return read_header(table, row, error);
  Spelling spelling = { 0 };
  if (!read_spelling(table, row, &spelling, error)) {
    clear_spelling(&spelling);
    return FALSE;
  }
  spelling.hash = sal_place_name_hash(spelling.from);
  g_array_append_val(table->spellings, spelling);
  return TRUE;
}

static gboolean
is_about(const Spelling *spelling, const SalPlace *place)
{
  return !spelling->has_position || (fabs(remainder(place->lon - spelling->lon, 360)) < NEAR_DEG &&
                                     fabs(place->lat - spelling->lat) < NEAR_DEG);
}

/* Spellings by hash, each the indices of those of one hash in the file's order. */
static GHashTable *
index_spellings(GArray *spellings)
{
  GHashTable *index = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_array_unref);
  for (guint i = 0; i < spellings->len; i++) {
    Spelling *spelling = &g_array_index(spellings, Spelling, i);
    GArray *indices = g_hash_table_lookup(index, &spelling->hash);
    if (indices == NULL) {
      indices = g_array_new(FALSE, FALSE, sizeof(guint));
      g_hash_table_insert(index, &spelling->hash, indices);
    }
    g_array_append_val(indices, i);
  }
  return index;
}

/* The first row among those of a name's hash that is about the place, or `best` if that comes before. */
static guint
find_spelling(const GArray *spellings, const GArray *indices, const SalPlace *place, guint best)
{
  for (guint i = 0; indices != NULL && i < indices->len; i++) {
    const guint row = g_array_index(indices, guint, i);
    if (row < best && is_about(&g_array_index(spellings, Spelling, row), place))
      return row;
  }
  return best;
}

static void
rename_place(SalPlace *place, GArray *spellings, GHashTable *index)
{
  guint best = G_MAXUINT;
  guint64 hash = sal_place_name_hash(place->name);
  best = find_spelling(spellings, g_hash_table_lookup(index, &hash), place, best);
  for (guint i = 0; place->names != NULL && i < place->names->len; i++) {
    hash = sal_place_name_hash(g_array_index(place->names, SalPlaceName, i).text);
    best = find_spelling(spellings, g_hash_table_lookup(index, &hash), place, best);
  }
  if (best == G_MAXUINT)
    return;
  Spelling *spelling = &g_array_index(spellings, Spelling, best);
  spelling->is_used = TRUE;
  g_free(place->name);
  place->name = g_strdup(spelling->to);
}

static void
remark_unused(const char *path, const GArray *spellings, GPtrArray *remarks)
{
  g_autoptr(GString) names = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < spellings->len; i++) {
    const Spelling *spelling = &g_array_index(spellings, Spelling, i);
    if (spelling->is_used || n++ >= NAMED_MAX)
      continue;
    g_autofree char *quoted = sal_error_quote(spelling->from);
    g_string_append_printf(names, "%s'%s'", n > 1 ? ", " : "", quoted);
  }
  if (n == 0 || remarks == NULL)
    return;
  g_autofree char *quoted = sal_error_quote_path(path);
  g_ptr_array_add(remarks, g_strdup_printf("%s: %u of %u rows are about no place of the map: %s%s", quoted, n,
                                           spellings->len, names->str, n > NAMED_MAX ? ", ..." : ""));
}

static gboolean
load(const char *path, GArray *spellings, GError **error)
{
  Table table = { .spellings = spellings };
  if (!sal_csv_read_file(path, add_row, &table, error))
    return FALSE;
  return table.has_header || sal_error_set(error, SAL_ERROR_FORMAT, "expected a header, got no line");
}

gboolean
sal_spellings_apply(const char *path, GArray *places, GPtrArray *remarks, GError **error)
{
  g_autoptr(GArray) spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
  g_array_set_clear_func(spellings, clear_spelling);
  if (!load(path, spellings, error)) {
    g_autofree char *quoted = sal_error_quote_path(path);
    g_prefix_error(error, "%s: ", quoted);
    return FALSE;
  }
  g_autoptr(GHashTable) index = index_spellings(spellings);
  for (guint i = 0; i < places->len; i++)
    rename_place(&g_array_index(places, SalPlace, i), spellings, index);
  remark_unused(path, spellings, remarks);
  return TRUE;
}
