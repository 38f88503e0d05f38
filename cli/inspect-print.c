#include "console.h"

#include "inspect.h"
#include <math.h>

#define PAGE_COLUMNS 79
#define LABEL_COLUMNS 15
static const char *const plain_headings[] = { "date",   "found as", "in",       "features", "polygons",
                                              "points", "area km²", "repaired", "null",     "other" };
#define AREA_COLUMN 6

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

static void
add_cell(GPtrArray *cells, char *cell)
{
  g_ptr_array_add(cells, cell);
}

/* Columns of the classes' areas instead of the one area, if the user defined classes. */
static GPtrArray *
list_headings(const SalClasses *classes)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(plain_headings); i++) {
    const gboolean split = i == AREA_COLUMN && sal_classes_are_defined(classes);
    for (guint c = 0; split && c < sal_classes_get_n(classes); c++) {
      g_autofree char *name = sal_error_quote(sal_classes_get_names(classes)[c]);
      add_cell(cells, g_strdup_printf("%s km²", name));
    }
    if (!split)
      add_cell(cells, g_strdup(plain_headings[i]));
  }
  if (sal_classes_are_defined(classes))
    add_cell(cells, g_strdup("in no class"));
  return cells;
}

/* The same, and how many more files make up the snapshot. */
static char *
describe_carrier(const SalEntry *entry)
{
  char *name = sal_error_quote(entry->found_in);
  if (entry->others == NULL)
    return name;
  char *text = g_strdup_printf("%s and %u more", name, g_strv_length(entry->others));
  g_free(name);
  return text;
}

static GPtrArray *
format_cells(const Finding *finding, const SalClasses *classes)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  add_cell(cells, sal_day_format(finding->entry->day));
  add_cell(cells, describe_reading(finding->entry));
  add_cell(cells, describe_carrier(finding->entry));
  add_cell(cells, format_count(finding->n_features));
  add_cell(cells, format_count(finding->n_polygons));
  add_cell(cells, format_count(finding->n_points));
  for (guint c = 0; c < finding->classes->len; c++)
    add_cell(cells, format_km2(g_array_index(finding->classes, ClassFinding, c).area_m2, "%.3f"));
  add_cell(cells, format_count(finding->n_repaired));
  add_cell(cells, format_count(finding->n_null));
  add_cell(cells, format_count(finding->n_other));
  if (sal_classes_are_defined(classes))
    add_cell(cells, format_count(finding->n_unclassed));
  return cells;
}

static void
append_row(GString *text, const GPtrArray *cells, const GArray *widths)
{
  for (guint i = 0; i < cells->len; i++) {
    const char *cell = cells->pdata[i];
    const glong padding = g_array_index(widths, glong, i) - g_utf8_strlen(cell, -1);
    if (is_text_column(i))
      g_string_append_printf(text, "%s%*s  ", cell, (int)padding, "");
    else
      g_string_append_printf(text, "%*s%s%s", (int)padding, "", cell, i + 1 < cells->len ? "  " : "\n");
  }
}

/* rows: GPtrArray of GPtrArray of utf8. Returns a GArray of glong, in characters. */
static GArray *
measure_columns(const GPtrArray *rows)
{
  GArray *widths = g_array_new(FALSE, TRUE, sizeof(glong));
  for (guint i = 0; i < rows->len; i++) {
    const GPtrArray *cells = rows->pdata[i];
    g_array_set_size(widths, cells->len);
    for (guint j = 0; j < cells->len; j++) {
      glong *width = &g_array_index(widths, glong, j);
      *width = MAX(*width, g_utf8_strlen(cells->pdata[j], -1));
    }
  }
  return widths;
}

static void
append_table(GString *text, const Inspection *inspection)
{
  const SalClasses *classes = inspection->settings->classes;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_add(rows, list_headings(classes));
  for (guint i = 0; i < inspection->findings->len; i++)
    g_ptr_array_add(rows, format_cells(&g_array_index(inspection->findings, Finding, i), classes));
  g_autoptr(GArray) widths = measure_columns(rows);
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

/* Whether an earlier snapshot has the same form of date, for the same reason. */
static gboolean
is_told(const GArray *findings, guint index)
{
  const SalDate *date = &g_array_index(findings, Finding, index).entry->found;
  for (guint i = 0; i < index; i++) {
    const SalDate *other = &g_array_index(findings, Finding, i).entry->found;
    if (g_strcmp0(date->reading, other->reading) == 0 && g_strcmp0(date->reason, other->reason) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Why dates were read as they were, where names admit more than one reading. */
static void
append_reasons(GString *text, const GArray *findings)
{
  gboolean labelled = FALSE;
  for (guint i = 0; i < findings->len; i++) {
    const SalDate *date = &g_array_index(findings, Finding, i).entry->found;
    if (date->reason == NULL || is_told(findings, i))
      continue;
    append_label(text, labelled ? "" : "dates");
    g_string_append_printf(text, "%s: %s\n", date->reading, date->reason);
    labelled = TRUE;
  }
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
append_jumps(GString *text, const Inspection *inspection)
{
  for (guint i = 0; i < inspection->jumps->len; i++) {
    const Step *jump = &g_array_index(inspection->jumps, Step, i);
    g_autofree char *class_name = inspection_name_class(inspection, jump->class_index);
    const int days = jump->to - jump->from;
    g_autofree char *from = sal_day_format(jump->from);
    g_autofree char *to = sal_day_format(jump->to);
    g_autofree char *net = format_km2(jump->net_m2, "%+.3f");
    append_label(text, i == 0 ? "largest steps" : "");
    g_string_append_printf(text, "%s%s to %s  %12s km²", class_name, from, to, net);
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
append_resets(GString *text, const Inspection *inspection)
{
  for (guint i = 0; i < inspection->resets->len; i++) {
    const Step *reset = &g_array_index(inspection->resets, Step, i);
    g_autofree char *class_name = inspection_name_class(inspection, reset->class_index);
    g_autofree char *from = sal_day_format(reset->from);
    g_autofree char *to = sal_day_format(reset->to);
    append_label(text, reset->accepted ? "reset" : "reset?");
    g_string_append_printf(text, "%s%s to %s  %s%s\n", class_name, from, to, reset->evidence,
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
  if (findings->len < 2 || first->n_features < 2 || sal_classes_are_defined(inspection->settings->classes) ||
      sal_series_get_territory(inspection->series) != NULL)
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
                                             "see one side move, choose it with --class, --where or -l",
                                             n_together));
  for (guint i = 0; i < inspection->findings->len; i++) {
    const Finding *finding = &g_array_index(inspection->findings, Finding, i);
    g_autofree char *masked = sal_source_mask(finding->entry->path);
    const char *name = sal_source_get_base_name(masked);
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

/* What the fields became, where they changed within the series. */
static void
append_new_fields(GString *text, const GArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = &g_array_index(findings, Finding, i);
    if (finding->field_names == NULL)
      continue;
    g_autofree char *day = sal_day_format(finding->entry->day);
    g_autofree char *list = g_strjoinv(", ", finding->field_names);
    g_autofree char *quoted = sal_error_quote(list);
    append_label(text, "");
    g_string_append_printf(text, "from %s: %s\n", day, quoted[0] != '\0' ? quoted : "none");
  }
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
  append_new_fields(text, inspection->findings);
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
  append_table(text, inspection);
  append_span(text, inspection);
  append_reasons(text, inspection->findings);
  append_gaps(text, inspection->gaps);
  append_jumps(text, inspection);
  append_redrawn(text, inspection);
  append_resets(text, inspection);
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
add_fields(SalJson *json, char *const *names)
{
  sal_json_open(json, "fields", '[');
  for (char *const *name = names; name != NULL && *name != NULL; name++)
    sal_json_add_string(json, NULL, *name);
  sal_json_close(json, ']');
}

static void
add_classes(SalJson *json, const Finding *finding, const SalClasses *classes)
{
  sal_json_open(json, "classes", '[');
  for (guint c = 0; c < finding->classes->len; c++) {
    const ClassFinding *found = &g_array_index(finding->classes, ClassFinding, c);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "class", sal_classes_get_names(classes)[c]);
    sal_json_add_integer(json, "features", found->n_features);
    sal_json_add_integer(json, "polygons", found->n_polygons);
    sal_json_add_decimal(json, "area_km2", found->area_m2 / 1e6, 6);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_add_integer(json, "in_no_class", finding->n_unclassed);
}

static void
add_finding(SalJson *json, const Finding *finding, const SalClasses *classes)
{
  g_autofree char *reading = describe_reading(finding->entry);
  sal_json_open(json, NULL, '{');
  add_day(json, "date", finding->entry->day);
  add_day(json, "date_found", finding->entry->found.day);
  sal_json_add_string(json, "found_as", reading);
  sal_json_add_string(json, "found_in", finding->entry->found_in);
  if (finding->entry->found.reason != NULL)
    sal_json_add_string(json, "found_because", finding->entry->found.reason);
  g_autofree char *masked = sal_source_mask(finding->entry->path);
  sal_json_add_string(json, "path", masked);
  if (finding->entry->others != NULL) {
    sal_json_open(json, "other_paths", '[');
    for (char **other = finding->entry->others; *other != NULL; other++)
      sal_json_add_string(json, NULL, *other);
    sal_json_close(json, ']');
  }
  sal_json_add_integer(json, "features", finding->n_features);
  sal_json_add_integer(json, "polygons", finding->n_polygons);
  sal_json_add_integer(json, "points", finding->n_points);
  sal_json_add_decimal(json, "area_km2", finding->area_m2 / 1e6, 6);
  sal_json_add_decimal(json, "noise_floor_km2", finding->noise_m2 / 1e6, 6);
  sal_json_add_integer(json, "noise_parts", finding->n_noise_parts);
  sal_json_add_integer(json, "repaired", finding->n_repaired);
  sal_json_add_integer(json, "null", finding->n_null);
  sal_json_add_integer(json, "other", finding->n_other);
  add_classes(json, finding, classes);
  if (finding->field_names != NULL)
    add_fields(json, finding->field_names);
  add_strings(json, "remarks", finding->remarks);
  sal_json_close(json, '}');
}

static void
add_steps(SalJson *json, const char *key, const GArray *steps, const Inspection *inspection)
{
  const SalClasses *classes = inspection->settings->classes;
  const gboolean of_class = steps != inspection->gaps; /* a gap is one of the whole series */
  sal_json_open(json, key, '[');
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index(steps, Step, i);
    sal_json_open(json, NULL, '{');
    if (of_class)
      sal_json_add_string(json, "class", sal_classes_get_names(classes)[step->class_index]);
    add_day(json, "from", step->from);
    add_day(json, "to", step->to);
    sal_json_add_integer(json, "days", step->to - step->from);
    if (of_class || sal_classes_get_n(classes) == 1)
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
  add_fields(json, inspection->field_names);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(inspection->settings->area_model));
  if (inspection->settings->series.aoi != NULL)
    sal_json_add_string(json, "aoi", inspection->settings->series.aoi);
  sal_json_add_integer(json, "date_shift_days", inspection->settings->series.date_shift_days);
  sal_json_add_integer(json, "usual_days", inspection->usual_days);
}

char *
inspection_format_json(const Inspection *inspection)
{
  const SalClasses *classes = inspection->settings->classes;
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_schema(&json, inspection);
  sal_json_open(&json, "snapshots", '[');
  for (guint i = 0; i < inspection->findings->len; i++)
    add_finding(&json, &g_array_index(inspection->findings, Finding, i), classes);
  sal_json_close(&json, ']');
  add_steps(&json, "gaps", inspection->gaps, inspection);
  add_steps(&json, "largest_steps", inspection->jumps, inspection);
  add_steps(&json, "resets", inspection->resets, inspection);
  add_strings(&json, "remarks", sal_series_get_remarks(inspection->series));
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
