#include "console.h"

#include "inspect.h"
#include <math.h>

#define PAGE_COLUMNS 79
#define LABEL_COLUMNS 15
#define N_COLUMNS 10

static const char *const headings[N_COLUMNS] = { "date",   "found as", "in",       "features", "polygons",
                                                 "points", "area km²", "repaired", "null",     "other" };

/* Texts are aligned left, numbers right. */
static gboolean
is_text_column(guint column)
{
  return column < 3;
}

static char *
format_count(guint count)
{
  return g_strdup_printf("%u", count);
}

static char *
format_km2(double m2, const char *format)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE + 320];
  return g_strdup(g_ascii_formatd(number, sizeof number, format, m2 / 1e6));
}

/* How a date was found, with the clock time where there is one. */
static char *
describe_reading(const SalEntry *entry)
{
  const int second = entry->found.second;
  if (second < 0)
    return g_strdup(entry->found.reading);
  return g_strdup_printf("%s %02d:%02d", entry->found.reading, second / 3600, second / 60 % 60);
}

/* What the date was found in: the field's text or the file's name. */
static const char *
get_carrier(const SalEntry *entry)
{
  return entry->value != NULL ? entry->value : sal_source_get_base_name(entry->path);
}

static char **
format_cells(const Finding *finding)
{
  char **cells = g_new0(char *, N_COLUMNS + 1);
  cells[0] = sal_day_format(finding->entry->day);
  cells[1] = describe_reading(finding->entry);
  cells[2] = sal_error_quote(get_carrier(finding->entry));
  cells[3] = format_count(finding->n_features);
  cells[4] = format_count(finding->n_polygons);
  cells[5] = format_count(finding->n_points);
  cells[6] = format_km2(finding->area_m2, "%.3f");
  cells[7] = format_count(finding->n_repaired);
  cells[8] = format_count(finding->n_null);
  cells[9] = format_count(finding->n_other);
  return cells;
}

static void
append_row(GString *text, const char *const *cells, const glong *widths)
{
  for (guint i = 0; i < N_COLUMNS; i++) {
    const glong padding = widths[i] - g_utf8_strlen(cells[i], -1);
    if (is_text_column(i))
      g_string_append_printf(text, "%s%*s  ", cells[i], (int)padding, "");
    else
      g_string_append_printf(text, "%*s%s%s", (int)padding, "", cells[i], i + 1 < N_COLUMNS ? "  " : "\n");
  }
}

static void
append_table(GString *text, const GArray *findings)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  glong widths[N_COLUMNS];
  for (guint i = 0; i < N_COLUMNS; i++)
    widths[i] = g_utf8_strlen(headings[i], -1);
  for (guint i = 0; i < findings->len; i++) {
    char **cells = format_cells(&g_array_index(findings, Finding, i));
    g_ptr_array_add(rows, cells);
    for (guint j = 0; j < N_COLUMNS; j++)
      widths[j] = MAX(widths[j], g_utf8_strlen(cells[j], -1));
  }
  append_row(text, headings, widths);
  for (guint i = 0; i < rows->len; i++)
    append_row(text, rows->pdata[i], widths);
  g_string_append_c(text, '\n');
}

static void
append_label(GString *text, const char *label)
{
  g_string_append_printf(text, "%-*s", LABEL_COLUMNS, label);
}

/* A label, and words (utf8) separated by commas, broken into lines. */
static void
append_list(GString *text, const char *label, const GPtrArray *words)
{
  glong column = LABEL_COLUMNS;
  append_label(text, label);
  for (guint i = 0; i < words->len; i++) {
    const glong width = g_utf8_strlen(words->pdata[i], -1) + (i + 1 < words->len);
    if (column > LABEL_COLUMNS && column + 1 + width > PAGE_COLUMNS) {
      g_string_append_printf(text, "\n%*s", LABEL_COLUMNS, "");
      column = LABEL_COLUMNS;
    }
    g_string_append_printf(text, "%s%s%s", column > LABEL_COLUMNS ? " " : "", (char *)words->pdata[i],
                           i + 1 < words->len ? "," : "");
    column += width + (column > LABEL_COLUMNS);
  }
  g_string_append_c(text, '\n');
}

static const char *
get_days_word(int days)
{
  return ABS(days) == 1 ? "day" : "days";
}

static void
append_span(GString *text, const Inspection *inspection)
{
  const GArray *findings = inspection->findings;
  g_autofree char *first = sal_day_format(g_array_index(findings, Finding, 0).entry->day);
  g_autofree char *last = sal_day_format(g_array_index(findings, Finding, findings->len - 1).entry->day);
  const int shift = inspection->settings->series.date_shift_days;
  append_label(text, "snapshots");
  if (findings->len == 1)
    g_string_append_printf(text, "1, of %s", first);
  else
    g_string_append_printf(text, "%u, from %s to %s, usually %d %s apart", findings->len, first, last,
                           inspection->usual_days, get_days_word(inspection->usual_days));
  if (shift != 0)
    g_string_append_printf(text, "; dates shifted by %+d %s", shift, get_days_word(shift));
  g_string_append_c(text, '\n');
}

/* The days between two neighbours, which have no snapshot. */
static char *
describe_gap(const Step *gap)
{
  g_autofree char *first = sal_day_format(gap->from + 1);
  g_autofree char *last = sal_day_format(gap->to - 1);
  return gap->to - gap->from == 2 ? g_strdup(first) : g_strdup_printf("%s to %s", first, last);
}

static void
append_gaps(GString *text, const GArray *gaps)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < gaps->len; i++)
    g_ptr_array_add(words, describe_gap(&g_array_index(gaps, Step, i)));
  if (gaps->len > 0)
    append_list(text, "no snapshot", words);
}

static void
append_jumps(GString *text, const GArray *jumps)
{
  for (guint i = 0; i < jumps->len; i++) {
    const Step *jump = &g_array_index(jumps, Step, i);
    const int days = jump->to - jump->from;
    g_autofree char *from = sal_day_format(jump->from);
    g_autofree char *to = sal_day_format(jump->to);
    g_autofree char *net = format_km2(jump->net_m2, "%+.3f");
    append_label(text, i == 0 ? "largest steps" : "");
    g_string_append_printf(text, "%s to %s  %12s km²", from, to, net);
    g_string_append_printf(text, days > 1 ? " in %d days\n" : "\n", days);
  }
}

/* A border drawn anew leaves this many parts or more that are nowhere as wide as --min-width. */
#define REDRAWN_PARTS 100

/* The days on which all was rounded or traced anew. */
static void
append_redrawn(GString *text, const Inspection *inspection)
{
  const double width_m = inspection->settings->change.min_width_m;
  gboolean labelled = FALSE;
  for (guint i = 0; i < inspection->findings->len; i++) {
    const Finding *finding = &g_array_index(inspection->findings, Finding, i);
    if (finding->n_noise_parts < REDRAWN_PARTS)
      continue;
    g_autofree char *day = sal_day_format(finding->entry->day);
    g_autofree char *noise = format_km2(finding->noise_m2, "%.3f");
    append_label(text, labelled ? "" : "drawn anew");
    g_string_append_printf(text, "%s  ± %s km² in %u parts nowhere as wide as %g m\n", day, noise,
                           finding->n_noise_parts, width_m);
    labelled = TRUE;
  }
}

static void
append_resets(GString *text, const GArray *resets)
{
  for (guint i = 0; i < resets->len; i++) {
    const Step *reset = &g_array_index(resets, Step, i);
    g_autofree char *from = sal_day_format(reset->from);
    g_autofree char *to = sal_day_format(reset->to);
    append_label(text, reset->accepted ? "reset" : "reset?");
    g_string_append_printf(text, "%s to %s  %s%s\n", from, to, reset->evidence,
                           reset->accepted ? "; accepted" : "");
  }
}

/* Of the series and of all its snapshots, these with their files. */
/* Of maps with two sides, both together cover the theatre on every date, and nothing seems to move. The
 * number of features that do so, or 0; one in a million of the area is for seams. */
static guint
count_partition(const Inspection *inspection)
{
  const GArray *findings = inspection->findings;
  const Finding *first = &g_array_index(findings, Finding, 0);
  if (findings->len < 2 || first->n_features < 2 || sal_series_get_territory(inspection->series) != NULL)
    return 0;
  for (guint i = 1; i < findings->len; i++) {
    const Finding *finding = &g_array_index(findings, Finding, i);
    if (finding->n_features != first->n_features ||
        fabs(finding->area_m2 - first->area_m2) > 1e-6 * first->area_m2)
      return 0;
  }
  return first->n_features;
}

static GPtrArray *
list_remarks(const Inspection *inspection)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);
  const GPtrArray *of_series = sal_series_get_remarks(inspection->series);
  for (guint i = 0; i < of_series->len; i++)
    g_ptr_array_add(remarks, g_strdup(of_series->pdata[i]));
  const guint n_together = count_partition(inspection);
  if (n_together > 0)
    g_ptr_array_add(remarks, g_strdup_printf("%u features together cover the same area on every date: to "
                                             "see one side move, choose it with --where or -l",
                                             n_together));
  for (guint i = 0; i < inspection->findings->len; i++) {
    const Finding *finding = &g_array_index(inspection->findings, Finding, i);
    const char *name = sal_source_get_base_name(finding->entry->path);
    for (guint j = 0; j < finding->remarks->len; j++)
      g_ptr_array_add(remarks, g_strdup_printf("%s: %s", name, (char *)finding->remarks->pdata[j]));
  }
  return remarks;
}

static void
append_remarks(GString *text, const Inspection *inspection)
{
  g_autoptr(GPtrArray) remarks = list_remarks(inspection);
  g_autoptr(GPtrArray) lines = console_summarise(remarks);
  for (guint i = 0; i < lines->len; i++) {
    append_label(text, i == 0 ? "remarks" : "");
    g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
  }
}

static void
append_aoi(GString *text, const char *aoi)
{
  if (aoi == NULL)
    return;
  g_autofree char *quoted = sal_error_quote(aoi);
  append_label(text, "inside");
  g_string_append_printf(text, "%s; nothing outside is counted\n", quoted);
}

static void
append_schema(GString *text, const Inspection *inspection)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
  for (char **name = inspection->field_names; name != NULL && *name != NULL; name++)
    g_ptr_array_add(fields, sal_error_quote(*name));
  if (fields->len == 0)
    g_ptr_array_add(fields, g_strdup("none"));
  append_list(text, "fields", fields);
  append_label(text, "coordinates");
  g_string_append_printf(text, "%s%s\n", inspection->crs_name != NULL ? inspection->crs_name : "not stated",
                         inspection->crs_assumed ? ", read as longitude and latitude" : "");
  append_label(text, "areas");
  g_string_append_printf(text, "%s\n", sal_area_model_get_definition(inspection->settings->area_model));
  append_aoi(text, inspection->settings->series.aoi);
}

char *
inspection_format_text(const Inspection *inspection)
{
  GString *text = g_string_new(NULL);
  append_table(text, inspection->findings);
  append_span(text, inspection);
  append_gaps(text, inspection->gaps);
  append_jumps(text, inspection->jumps);
  append_redrawn(text, inspection);
  append_resets(text, inspection->resets);
  append_schema(text, inspection);
  append_remarks(text, inspection);
  return g_string_free(text, FALSE);
}

static void
add_day(SalJson *json, const char *key, SalDay day)
{
  g_autofree char *text = sal_day_format(day);
  sal_json_add_string(json, key, text);
}

static void
add_strings(SalJson *json, const char *key, const GPtrArray *strings)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < strings->len; i++)
    sal_json_add_string(json, NULL, strings->pdata[i]);
  sal_json_close(json, ']');
}

static void
add_finding(SalJson *json, const Finding *finding)
{
  g_autofree char *reading = describe_reading(finding->entry);
  sal_json_open(json, NULL, '{');
  add_day(json, "date", finding->entry->day);
  add_day(json, "date_found", finding->entry->found.day);
  sal_json_add_string(json, "found_as", reading);
  sal_json_add_string(json, "found_in", get_carrier(finding->entry));
  sal_json_add_string(json, "path", finding->entry->path);
  sal_json_add_integer(json, "features", finding->n_features);
  sal_json_add_integer(json, "polygons", finding->n_polygons);
  sal_json_add_integer(json, "points", finding->n_points);
  sal_json_add_decimal(json, "area_km2", finding->area_m2 / 1e6, 6);
  sal_json_add_decimal(json, "noise_floor_km2", finding->noise_m2 / 1e6, 6);
  sal_json_add_integer(json, "noise_parts", finding->n_noise_parts);
  sal_json_add_integer(json, "repaired", finding->n_repaired);
  sal_json_add_integer(json, "null", finding->n_null);
  sal_json_add_integer(json, "other", finding->n_other);
  add_strings(json, "remarks", finding->remarks);
  sal_json_close(json, '}');
}

static void
add_steps(SalJson *json, const char *key, const GArray *steps)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index(steps, Step, i);
    sal_json_open(json, NULL, '{');
    add_day(json, "from", step->from);
    add_day(json, "to", step->to);
    sal_json_add_integer(json, "days", step->to - step->from);
    sal_json_add_decimal(json, "net_km2", step->net_m2 / 1e6, 6);
    if (step->evidence != NULL) {
      sal_json_add_string(json, "flag", step->accepted ? NULL : "reset?");
      sal_json_add_string(json, "evidence", step->evidence);
      sal_json_add_boolean(json, "accepted_reset", step->accepted);
    }
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_schema(SalJson *json, const Inspection *inspection)
{
  sal_json_add_string(json, "crs", inspection->crs_name);
  sal_json_open(json, "fields", '[');
  for (char **name = inspection->field_names; name != NULL && *name != NULL; name++)
    sal_json_add_string(json, NULL, *name);
  sal_json_close(json, ']');
  sal_json_add_string(json, "area_model", sal_area_model_get_name(inspection->settings->area_model));
  if (inspection->settings->series.aoi != NULL)
    sal_json_add_string(json, "aoi", inspection->settings->series.aoi);
  sal_json_add_integer(json, "date_shift_days", inspection->settings->series.date_shift_days);
  sal_json_add_integer(json, "usual_days", inspection->usual_days);
}

char *
inspection_format_json(const Inspection *inspection)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_schema(&json, inspection);
  sal_json_open(&json, "snapshots", '[');
  for (guint i = 0; i < inspection->findings->len; i++)
    add_finding(&json, &g_array_index(inspection->findings, Finding, i));
  sal_json_close(&json, ']');
  add_steps(&json, "gaps", inspection->gaps);
  add_steps(&json, "largest_steps", inspection->jumps);
  add_steps(&json, "resets", inspection->resets);
  add_strings(&json, "remarks", sal_series_get_remarks(inspection->series));
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
