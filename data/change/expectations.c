#include "data/change/expectations.h"

#include "data/base/csv.h"
#include "data/base/error.h"

#define MAX_ROWS 1000000u
#define NONE (-1)

/* The data of the reader: which column is which. */
typedef struct {
  SalExpectations *expectations;
  gboolean has_header;
  int place, lon, lat, date, holder; /* NONE: there is none */
} Reader;

static void
check_clear(gpointer data)
{
  SalExpectation *check = data;
  g_free(check->place);
  g_free(check->holder);
}

void
sal_expectations_free(SalExpectations *expectations)
{
  if (expectations == NULL)
    return;
  g_array_unref(expectations->checks);
  g_free(expectations->path);
  g_free(expectations);
}

/* Reading */

static int
find_column(const SalCsvRow *row, const char *name)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (g_ascii_strcasecmp(row->cells[i], name) == 0)
      return (int)i;
  return NONE;
}

static gboolean
read_header(Reader *reader, const SalCsvRow *row, GError **error)
{
  g_autofree char *joined = g_strjoinv(", ", row->cells), *known = sal_error_quote(joined);
  reader->has_header = TRUE;
  reader->place = find_column(row, "place");
  reader->lon = find_column(row, "lon");
  reader->lat = find_column(row, "lat");
  reader->date = find_column(row, "date");
  reader->holder = find_column(row, "holder");
  if (reader->place == NONE && (reader->lon == NONE || reader->lat == NONE))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a column 'place', or 'lon' and 'lat', got '%s'",
                         known);
  if (reader->date == NONE || reader->holder == NONE)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a column '%s', got '%s'",
                         reader->date == NONE ? "date" : "holder", known);
  return TRUE;
}

static const char *
get_cell(const SalCsvRow *row, int column)
{
  return column >= 0 && (guint)column < row->n_cells ? row->cells[column] : "";
}

static gboolean
blame_cell(const char *expected, const char *text, GError **error)
{
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected %s, got '%s'", expected, quoted);
}

static gboolean
parse_degrees(const char *text, double limit, double *degrees)
{
  char *end;
  *degrees = g_ascii_strtod(text, &end);
  return end != text && *end == '\0' && *degrees >= -limit && *degrees <= limit;
}

/* Reads the point if the row has one. */
static gboolean
read_point(const Reader *reader, const SalCsvRow *row, SalExpectation *check, GError **error)
{
  const char *lon = get_cell(row, reader->lon), *lat = get_cell(row, reader->lat);
  if (*lon == '\0' && *lat == '\0')
    return *check->place != '\0' || blame_cell("a place, or lon and lat", check->place, error);
  check->has_point = TRUE;
  if (!parse_degrees(lon, 180, &check->point.x))
    return blame_cell("a longitude from -180 to 180 degrees", lon, error);
  return parse_degrees(lat, 90, &check->point.y) ||
         blame_cell("a latitude from -90 to 90 degrees", lat, error);
}

static gboolean
read_row(const SalCsvRow *row, gpointer data, GError **error)
{
  Reader *reader = data;
  GArray *checks = reader->expectations->checks;
  if (!reader->has_header)
    return read_header(reader, row, error);
  if (checks->len >= MAX_ROWS)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected at most %u checks, got more", MAX_ROWS);
  const char *date = get_cell(row, reader->date), *holder = get_cell(row, reader->holder);
  SalExpectation check = { .line = row->line,
                           .place = g_strdup(get_cell(row, reader->place)),
                           .holder = g_strdup(holder),
                           .snapshot = SAL_DAY_NONE,
                           .found = SAL_EXPECTATION_NOBODY };
  g_array_append_val(checks, check);
  SalExpectation *added = &g_array_index(checks, SalExpectation, checks->len - 1);
  if (!sal_day_parse(date, &added->day, NULL))
    return blame_cell("a date such as 2024-08-01", date, error);
  return (*holder != '\0' || blame_cell("a holder", holder, error)) && read_point(reader, row, added, error);
}

SalExpectations *
sal_expectations_read(const char *path, GError **error)
{
  g_autoptr(SalExpectations) expectations = g_new0(SalExpectations, 1);
  g_autofree char *quoted = sal_error_quote_path(path);
  Reader reader = { .expectations = expectations };
  expectations->path = g_strdup(path);
  expectations->checks = g_array_new(FALSE, FALSE, sizeof(SalExpectation));
  g_array_set_clear_func(expectations->checks, check_clear);
  if (!sal_csv_read_file(path, read_row, &reader, error)) {
    g_prefix_error(error, "%s: ", quoted);
    return NULL;
  }
  if (expectations->checks->len > 0)
    return g_steal_pointer(&expectations);
  sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected %s, got none", quoted,
                reader.has_header ? "checks" : "a header");
  return NULL;
}

/* Checking */

/* The checks of one snapshot. */
typedef struct {
  guint entry;
  GPtrArray *checks; /* SalExpectation, lent */
} Group;

typedef struct {
  const SalExpectationQuery *query;
  guint n_classes;
  GArray *groups; /* Group, by entry */
} Run;

static void
group_clear(gpointer data)
{
  g_ptr_array_unref(((Group *)data)->checks);
}

static int
compare_groups(gconstpointer a, gconstpointer b)
{
  const Group *x = a, *y = b;
  return x->entry < y->entry ? -1 : x->entry > y->entry;
}

static void
add_to_group(GArray *groups, GHashTable *numbers, guint entry, SalExpectation *check)
{
  const guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, GUINT_TO_POINTER(entry + 1)));
  if (number > 0) {
    g_ptr_array_add(g_array_index(groups, Group, number - 1).checks, check);
    return;
  }
  const Group group = { entry, g_ptr_array_new() };
  g_ptr_array_add(group.checks, check);
  g_array_append_val(groups, group);
  g_hash_table_insert(numbers, GUINT_TO_POINTER(entry + 1), GUINT_TO_POINTER(groups->len));
}

/* Deals the checks out to the snapshots that stand for their days. */
static GArray *
make_groups(const SalExpectations *expectations, const SalExpectationQuery *query)
{
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(Group));
  g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
  g_array_set_clear_func(groups, group_clear);
  for (guint i = 0; i < expectations->checks->len; i++) {
    SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    const int entry = sal_series_find(query->series, check->day, query->sample, query->max_gap_days);
    check->verdict = SAL_EXPECTATION_NO_SNAPSHOT;
    if (entry < 0)
      continue;
    check->snapshot = sal_series_get_entry(query->series, (guint)entry)->day;
    add_to_group(groups, numbers, (guint)entry, check);
  }
  g_array_sort(groups, compare_groups);
  return groups;
}

static gboolean
is_met(const SalExpectation *check, gboolean is_held_by_class)
{
  switch (check->rule) {
  case SAL_EXPECTS_CLASS:
    return is_held_by_class;
  case SAL_EXPECTS_OTHER:
    return !is_held_by_class;
  case SAL_EXPECTS_NOBODY:
  default:
    return check->found == SAL_EXPECTATION_NOBODY;
  }
}

/* Marks the points that lie where nothing is known. */
static void
mark_outside(const Group *group, const SalPointSet *set, const SalGeometry *limit, SalWhere *where)
{
  if (limit == NULL)
    return;
  sal_point_set_locate(set, limit, where);
  for (guint i = 0; i < group->checks->len; i++)
    if (where[i] == SAL_WHERE_OUTSIDE)
      ((SalExpectation *)group->checks->pdata[i])->verdict = SAL_EXPECTATION_OUTSIDE;
}

static void
judge(const Run *run, const Group *group, const SalSnapshot *snapshot)
{
  const guint n = group->checks->len;
  g_autofree SalPoint *points = g_new(SalPoint, n);
  g_autofree SalWhere *where = g_new(SalWhere, n);
  g_autofree gboolean *has_class = g_new0(gboolean, n);
  for (guint i = 0; i < n; i++)
    points[i] = ((const SalExpectation *)group->checks->pdata[i])->point;
  g_autoptr(SalPointSet) set = sal_point_set_new(points, n);
  for (guint c = 0; c < run->n_classes; c++) {
    sal_point_set_locate(set, g_array_index(snapshot->areas, SalControlArea, c).polygons, where);
    for (guint i = 0; i < n; i++) {
      SalExpectation *check = group->checks->pdata[i];
      if (where[i] == SAL_WHERE_OUTSIDE)
        continue;
      check->found = check->found == SAL_EXPECTATION_NOBODY ? (int)c : check->found;
      has_class[i] |= check->class_index == c;
    }
  }
  for (guint i = 0; i < n; i++) {
    SalExpectation *check = group->checks->pdata[i];
    check->verdict = is_met(check, has_class[i]) ? SAL_EXPECTATION_HOLDS : SAL_EXPECTATION_FAILS;
  }
  mark_outside(group, set, sal_series_get_aoi(run->query->series), where);
  mark_outside(group, set, sal_series_get_territory(run->query->series), where);
}

static gboolean
check_group(guint index, gpointer data, GError **error)
{
  const Run *run = data;
  const Group *group = &g_array_index(run->groups, Group, index);
  g_autoptr(GError) fault = NULL;
  g_autoptr(SalSnapshot) snapshot = sal_series_load(run->query->series, group->entry, &fault);
  if (snapshot != NULL) {
    judge(run, group, snapshot);
    return TRUE;
  }
  for (guint i = 0; i < group->checks->len; i++)
    ((SalExpectation *)group->checks->pdata[i])->verdict = SAL_EXPECTATION_BAD_SNAPSHOT;
  if (run->query->leaves_out_bad)
    return TRUE;
  g_propagate_error(error, g_steal_pointer(&fault));
  return FALSE;
}

gboolean
sal_expectations_check(SalExpectations *expectations, const SalExpectationQuery *query, const SalWork *work,
                       GError **error)
{
  g_autoptr(GArray) groups = make_groups(expectations, query);
  expectations->classes = sal_series_get_classes(query->series);
  Run run = { query, g_strv_length((char **)expectations->classes), groups };
  return sal_work_run(work, groups->len, check_group, &run, error);
}

/* Telling */

gboolean
sal_expectation_is_undecided(const SalExpectation *check)
{
  return check->verdict > SAL_EXPECTATION_FAILS;
}

static guint
count(const SalExpectations *expectations, gboolean undecided)
{
  guint n = 0;
  for (guint i = 0; i < expectations->checks->len; i++) {
    const SalExpectation *check = &g_array_index(expectations->checks, SalExpectation, i);
    n += undecided ? sal_expectation_is_undecided(check) : check->verdict == SAL_EXPECTATION_HOLDS;
  }
  return n;
}

guint
sal_expectations_count_holding(const SalExpectations *expectations)
{
  return count(expectations, FALSE);
}

guint
sal_expectations_count_undecided(const SalExpectations *expectations)
{
  return count(expectations, TRUE);
}

char *
sal_expectations_describe(const SalExpectations *expectations)
{
  const guint n = expectations->checks->len, n_holding = sal_expectations_count_holding(expectations);
  const guint n_undecided = sal_expectations_count_undecided(expectations);
  const guint n_failing = n - n_holding - n_undecided;
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_append_printf(text, "%u of %u check%s", n_holding, n, n == 1 ? " holds" : "s hold");
  if (n_failing > 0)
    g_string_append_printf(text, ", %u fail%s", n_failing, n_failing == 1 ? "s" : "");
  if (n_undecided > 0)
    g_string_append_printf(text, ", %u cannot be decided", n_undecided);
  return g_strdup(text->str);
}

static char *
describe_where(const SalExpectation *check)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  if (*check->place != '\0')
    return sal_error_quote(check->place);
  g_ascii_formatd(lon, sizeof lon, "%.6g", check->point.x);
  g_ascii_formatd(lat, sizeof lat, "%.6g", check->point.y);
  return g_strdup_printf("(%s, %s)", lon, lat);
}

char *
sal_expectation_describe(const SalExpectations *expectations, const SalExpectation *check)
{
  g_autofree char *where = describe_where(check), *day = sal_day_format(check->day);
  g_autofree char *holder = sal_error_quote(check->holder);
  g_autofree char *snapshot =
      check->snapshot != SAL_DAY_NONE ? sal_day_format(check->snapshot) : g_strdup("none");
  const char *name =
      check->found >= 0 && expectations->classes != NULL ? expectations->classes[check->found] : "none";
  g_autofree char *found = sal_error_quote(name);
  switch (check->verdict) {
  case SAL_EXPECTATION_NO_SNAPSHOT:
    return g_strdup_printf("line %u: %s on %s: no snapshot is near enough", check->line, where, day);
  case SAL_EXPECTATION_OUTSIDE:
    return g_strdup_printf("line %u: %s on %s: outside of what is looked at", check->line, where, day);
  case SAL_EXPECTATION_BAD_SNAPSHOT:
    return g_strdup_printf("line %u: %s on %s: the snapshot of %s cannot be read", check->line, where, day,
                           snapshot);
  case SAL_EXPECTATION_HOLDS:
  case SAL_EXPECTATION_FAILS:
  default:
    return g_strdup_printf("line %u: %s on %s: expected %s, got %s (snapshot of %s)", check->line, where, day,
                           holder, found, snapshot);
  }
}

const char *
sal_expectation_verdict_get_name(SalExpectationVerdict verdict)
{
  static const char *const names[] = { "holds", "fails", "no_snapshot", "outside", "bad_snapshot" };
  return names[verdict];
}
