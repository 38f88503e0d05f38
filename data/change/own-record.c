#include "data/change/own-record.h"

#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/dates/calendar.h"

#include <math.h>
#include <string.h>

#define MOST_M2 1e15 /* more than the earth has */
#define FINAL "final"
#define PROVISIONAL "provisional"

/* The columns, in their order. kind: 't' text, 'd' a day as text, 'a' area, 's' status. */
static const struct {
  const char *name;
  char kind;
  gsize offset;
} columns[] = {
  { "published", 'd', G_STRUCT_OFFSET(SalPublication, published) },
  { "period", 't', G_STRUCT_OFFSET(SalPublication, period) },
  { "class", 't', G_STRUCT_OFFSET(SalPublication, class_name) },
  { "from_snapshot", 'd', G_STRUCT_OFFSET(SalPublication, from_snapshot) },
  { "to_snapshot", 'd', G_STRUCT_OFFSET(SalPublication, to_snapshot) },
  { "gained_km2", 'a', G_STRUCT_OFFSET(SalPublication, gained_m2) },
  { "lost_km2", 'a', G_STRUCT_OFFSET(SalPublication, lost_m2) },
  { "net_km2", 'a', G_STRUCT_OFFSET(SalPublication, net_m2) },
  { "status", 's', G_STRUCT_OFFSET(SalPublication, is_provisional) },
  { "why", 't', G_STRUCT_OFFSET(SalPublication, why) },
  { "from_sha256", 't', G_STRUCT_OFFSET(SalPublication, from_digest) },
  { "to_sha256", 't', G_STRUCT_OFFSET(SalPublication, to_digest) },
  { "resets", 't', G_STRUCT_OFFSET(SalPublication, resets) },
  { "options", 't', G_STRUCT_OFFSET(SalPublication, options) },
  { "version", 't', G_STRUCT_OFFSET(SalPublication, version) },
};

static gboolean
is_text(guint column)
{
  return columns[column].kind == 't' || columns[column].kind == 'd';
}

static char **
get_text(const SalPublication *line, guint column)
{
  return &G_STRUCT_MEMBER(char *, line, columns[column].offset);
}

void
sal_publication_clear(gpointer publication)
{
  for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
    if (is_text(i))
      g_free(*get_text(publication, i));
}

void
sal_own_record_free(SalOwnRecord *record)
{
  if (record == NULL)
    return;
  g_array_unref(record->lines);
  g_hash_table_unref(record->known);
  g_free(record->path);
  g_free(record);
}

/* The lines of a period and class. */
typedef struct {
  guint first, last, n;
} Known;

/* Owned by the caller. */
static char *
make_key(const SalPublication *line)
{
  g_autofree char *class_name = sal_csv_defuse(line->class_name);
  return g_strdup_printf("%s %s", line->period, class_name);
}

/* Notes the last line of the record. */
static void
note_line(SalOwnRecord *record)
{
  const guint number = record->lines->len - 1;
  g_autofree char *key = make_key(&g_array_index(record->lines, SalPublication, number));
  Known *known = g_hash_table_lookup(record->known, key);
  if (known == NULL) {
    const Known first = { number, number, 0 };
    known = g_memdup2(&first, sizeof first);
    g_hash_table_insert(record->known, g_steal_pointer(&key), known);
  }
  known->last = number;
  known->n++;
}

/* Reading */

typedef struct {
  SalOwnRecord *record;
  gboolean has_header;
} Reader;

static gboolean
read_header(const SalCsvRow *row, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
    if (i >= row->n_cells || !g_str_equal(row->cells[i], columns[i].name)) {
      g_autofree char *quoted = sal_error_quote(i < row->n_cells ? row->cells[i] : "");
      return sal_error_set(error, SAL_ERROR_FORMAT,
                           "expected a record that this program began, with the column '%s', got '%s'",
                           columns[i].name, quoted);
    }
  return TRUE;
}

static gboolean
read_cell(SalPublication *line, guint column, const char *cell, GError **error)
{
  g_autofree char *quoted = sal_error_quote(cell);
  if (is_text(column)) {
    SalDay day;
    if (columns[column].kind == 'd' && !sal_day_parse(cell, &day, NULL))
      return sal_error_set(error, SAL_ERROR_FORMAT, "expected a day such as 2024-12-02 in %s, got '%s'",
                           columns[column].name, quoted);
    *get_text(line, column) = g_strdup(cell);
    return TRUE;
  }
  if (columns[column].kind == 's') {
    line->is_provisional = g_str_equal(cell, PROVISIONAL);
    return line->is_provisional || g_str_equal(cell, FINAL) ||
           sal_error_set(error, SAL_ERROR_FORMAT, "expected " FINAL " or " PROVISIONAL ", got '%s'", quoted);
  }
  char *end;
  const double m2 = g_ascii_strtod(cell, &end) * 1e6;
  if (end == cell || *end != '\0' || !(fabs(m2) <= MOST_M2))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected an area in km2 in %s, got '%s'",
                         columns[column].name, quoted);
  G_STRUCT_MEMBER(gint64, line, columns[column].offset) = llround(m2);
  return TRUE;
}

static gboolean
read_row(const SalCsvRow *row, gpointer data, GError **error)
{
  Reader *reader = data;
  if (!reader->has_header) {
    reader->has_header = TRUE;
    return read_header(row, error);
  }
  if (row->n_cells != G_N_ELEMENTS(columns))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected %u cells, got %u", (guint)G_N_ELEMENTS(columns),
                         row->n_cells);
  const SalPublication empty = { 0 };
  g_array_append_val(reader->record->lines, empty);
  SalPublication *line =
      &g_array_index(reader->record->lines, SalPublication, reader->record->lines->len - 1);
  for (guint i = 0; i < row->n_cells; i++)
    if (!read_cell(line, i, row->cells[i], error))
      return FALSE;
  note_line(reader->record);
  return TRUE;
}

SalOwnRecord *
sal_own_record_parse(const char *path, const char *text, GError **error)
{
  g_autoptr(SalOwnRecord) record = g_new0(SalOwnRecord, 1);
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autofree char *quoted = sal_error_quote_path(path);
  Reader reader = { record, FALSE };
  record->path = g_strdup(path);
  record->lines = g_array_new(FALSE, FALSE, sizeof(SalPublication));
  g_array_set_clear_func(record->lines, sal_publication_clear);
  record->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  if (sal_csv_read(bytes, read_row, &reader, error))
    return g_steal_pointer(&record);
  g_prefix_error(error, "%s: ", quoted);
  return NULL;
}

/* Comparing */

static const Known *
find_known(const SalOwnRecord *record, const SalPublication *like)
{
  g_autofree char *key = make_key(like);
  return g_hash_table_lookup(record->known, key);
}

const SalPublication *
sal_own_record_find(const SalOwnRecord *record, const SalPublication *like, gboolean last)
{
  const Known *known = find_known(record, like);
  return known == NULL ? NULL
                       : &g_array_index(record->lines, SalPublication, last ? known->last : known->first);
}

guint
sal_own_record_count(const SalOwnRecord *record, const SalPublication *like)
{
  const Known *known = find_known(record, like);
  return known != NULL ? known->n : 0;
}

gboolean
sal_publication_has_same_figures(const SalPublication *a, const SalPublication *b)
{
  return a->gained_m2 == b->gained_m2 && a->lost_m2 == b->lost_m2 && a->net_m2 == b->net_m2;
}

/* The files of a snapshot differ although its day is the same: the source was revised, unless other options chose others. */
static void
add_revised(GPtrArray *reasons, const char *const days[2], const char *const digests[2],
            gboolean has_same_options)
{
  if (g_str_equal(days[0], days[1]) && !g_str_equal(digests[0], digests[1]))
    g_ptr_array_add(reasons,
                    g_strdup_printf("%s (%s)", has_same_options ? "source revised" : "other files", days[1]));
}

static void
add_other_snapshot(GPtrArray *reasons, const char *const days[2])
{
  if (!g_str_equal(days[0], days[1]))
    g_ptr_array_add(reasons, g_strdup_printf("snapshot of %s in place of %s", days[1], days[0]));
}

static gboolean
has_text(char *const *texts, const char *text)
{
  return g_strv_contains((const char *const *)texts, text);
}

static int
compare_names(gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp(a, b);
}

/* The names in "name=value; name=value" whose values differ, in the order of their names. */
static void
add_options(GPtrArray *reasons, const char *old, const char *new)
{
  g_auto(GStrv) before = g_strsplit(old, "; ", -1), after = g_strsplit(new, "; ", -1);
  g_autoptr(GTree) names = g_tree_new_full(compare_names, NULL, g_free, NULL);
  char *const *const sides[2] = { before, after };
  for (guint side = 0; side < 2; side++)
    for (char *const *text = sides[side]; *text != NULL; text++)
      if (**text != '\0' && !has_text(sides[1 - side], *text))
        g_tree_insert(names, g_strndup(*text, strcspn(*text, "=")), GINT_TO_POINTER(TRUE));
  for (GTreeNode *node = g_tree_node_first(names); node != NULL; node = g_tree_node_next(node))
    g_ptr_array_add(reasons, g_strdup_printf("option %s", (const char *)g_tree_node_key(node)));
}

char *
sal_publication_explain(const SalPublication *old, const SalPublication *new)
{
  g_autoptr(GPtrArray) reasons = g_ptr_array_new_with_free_func(g_free);
  const char *const from_days[2] = { old->from_snapshot, new->from_snapshot };
  const char *const to_days[2] = { old->to_snapshot, new->to_snapshot };
  const char *const from_digests[2] = { old->from_digest, new->from_digest };
  const char *const to_digests[2] = { old->to_digest, new->to_digest };
  const gboolean has_same_options = g_str_equal(old->options, new->options);
  add_other_snapshot(reasons, from_days);
  add_other_snapshot(reasons, to_days);
  add_revised(reasons, from_days, from_digests, has_same_options);
  add_revised(reasons, to_days, to_digests, has_same_options);
  if (!g_str_equal(old->resets, new->resets))
    g_ptr_array_add(reasons, g_strdup(*new->resets != '\0' ? "reset accepted" : "reset no longer accepted"));
  add_options(reasons, old->options, new->options);
  if (!g_str_equal(old->version, new->version))
    g_ptr_array_add(reasons, g_strdup_printf("version %s in place of %s", new->version, old->version));
  if (reasons->len == 0)
    g_ptr_array_add(reasons, g_strdup("not known: what it rests on is the same"));
  g_ptr_array_add(reasons, NULL);
  return g_strjoinv("; ", (char **)reasons->pdata);
}

/* Adding */

static SalPublication
copy(const SalPublication *line)
{
  SalPublication copied = *line;
  for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
    if (is_text(i))
      *get_text(&copied, i) = sal_csv_defuse(*get_text(line, i));
  return copied;
}

static char *
find_why(const SalPublication *last, const SalPublication *now)
{
  if (last == NULL)
    return g_strdup("");
  if (!sal_publication_has_same_figures(last, now))
    return sal_publication_explain(last, now);
  return g_strdup(now->is_provisional ? "provisional again" : "final now");
}

const SalPublication *
sal_own_record_add(SalOwnRecord *record, const SalPublication *now)
{
  SalPublication line = copy(now);
  const SalPublication *last = sal_own_record_find(record, &line, TRUE);
  if (last != NULL && sal_publication_has_same_figures(last, &line) &&
      last->is_provisional == line.is_provisional) {
    sal_publication_clear(&line);
    return NULL;
  }
  g_free(line.why);
  line.why = find_why(last, &line);
  g_array_append_val(record->lines, line);
  note_line(record);
  return &g_array_index(record->lines, SalPublication, record->lines->len - 1);
}

static void
append_line(GString *text, const SalPublication *line)
{
  for (guint i = 0; i < G_N_ELEMENTS(columns); i++) {
    g_string_append(text, i > 0 ? "," : "");
    if (is_text(i))
      sal_csv_append_field(text, *get_text(line, i));
    else if (columns[i].kind == 's')
      g_string_append(text, line->is_provisional ? PROVISIONAL : FINAL);
    else
      sal_csv_append_km2(text, G_STRUCT_MEMBER(gint64, line, columns[i].offset));
  }
  g_string_append_c(text, '\n');
}

char *
sal_own_record_format(const SalOwnRecord *record, guint first, gboolean has_header)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; has_header && i < G_N_ELEMENTS(columns); i++)
    g_string_append_printf(text, "%s%s", columns[i].name, i + 1 < G_N_ELEMENTS(columns) ? "," : "\n");
  for (guint i = first; i < record->lines->len; i++)
    append_line(text, &g_array_index(record->lines, SalPublication, i));
  return g_string_free(text, FALSE);
}

/* A run */

SalOwnRun *
sal_own_run_new(SalOwnRecord *record, const char *today, GArray *now, GPtrArray *changes)
{
  SalOwnRun *run = g_new0(SalOwnRun, 1);
  run->record = record;
  run->n_before = record->lines->len;
  run->today = g_strdup(today);
  run->now = now;
  run->changes = changes;
  run->numbers = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < now->len; i++) {
    sal_own_record_add(record, &g_array_index(now, SalPublication, i));
    g_hash_table_insert(run->numbers, changes->pdata[i], GUINT_TO_POINTER(i + 1));
  }
  return run;
}

void
sal_own_run_free(SalOwnRun *run)
{
  if (run == NULL)
    return;
  sal_own_record_free(run->record);
  g_array_unref(run->now);
  g_ptr_array_unref(run->changes);
  g_hash_table_unref(run->numbers);
  g_free(run->today);
  g_free(run);
}

gboolean
sal_own_run_find(const SalOwnRun *run, gconstpointer change, const SalPublication **first,
                 const SalPublication **now)
{
  const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(run->numbers, change));
  if (number == 0)
    return FALSE;
  const SalPublication *line = &g_array_index(run->now, SalPublication, number - 1);
  *first = sal_own_record_find(run->record, line, FALSE);
  *now = sal_own_record_find(run->record, line, TRUE);
  return TRUE;
}

const char *
sal_own_run_get_mark(const SalOwnRun *run, gconstpointer change)
{
  const SalPublication *first, *now;
  if (run == NULL || !sal_own_run_find(run, change, &first, &now))
    return "";
  const gboolean is_revised = !sal_publication_has_same_figures(first, now);
  if (is_revised)
    return now->is_provisional ? " (p, r)" : " (r)";
  return now->is_provisional ? " (p)" : "";
}
