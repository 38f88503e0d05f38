#include "inspect.h"

#include "data/base/cells.h"
#include "data/base/remarks.h"

#include <math.h>
#include <string.h>

#define PAGE_COLUMNS 79
#define LABEL_COLUMNS 15
#define MAX_LINES 12 /* of one kind; JSON has all */

char *
entry_describe_reading(const SalEntry *entry)
{
  const int second = entry->found.second;
  if (second < 0)
    return g_strdup(entry->found.reading);
  return g_strdup_printf("%s %02d:%02d", entry->found.reading, second / 3600, second / 60 % 60);
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

/* "1 day apart" where all are, "usually 1 day apart" where most are, else "4 to 24 days apart". */
static void
append_distances(GString *text, const GArray *findings, int usual)
{
  int least = G_MAXINT, most = 0;
  guint n_usual = 0;
  for (guint i = 1; i < findings->len; i++) {
    const int apart =
        g_array_index(findings, Finding, i).entry->day - g_array_index(findings, Finding, i - 1).entry->day;
    n_usual += apart == usual;
    least = MIN(least, apart);
    most = MAX(most, apart);
  }
  if (least == most || 2 * n_usual >= findings->len)
    g_string_append_printf(text, "%s%d %s apart", least == most ? "" : "usually ", usual,
                           get_days_word(usual));
  else
    g_string_append_printf(text, "%d to %d days apart", least, most);
}

static void
append_span(GString *text, const Inspection *inspection)
{
  const GArray *findings = inspection->findings;
  g_autofree char *first = sal_day_format(g_array_index(findings, Finding, 0).entry->day);
  g_autofree char *last = sal_day_format(g_array_index(findings, Finding, findings->len - 1).entry->day);
  const int shift = inspection->settings->series.date_shift_days;
  append_label(text, "snapshots");
  if (findings->len == 1) {
    g_string_append_printf(text, "1, of %s", first);
  } else {
    g_string_append_printf(text, "%u, from %s to %s, ", findings->len, first, last);
    append_distances(text, findings, inspection->usual_days);
  }
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
    append_label(text, labelled ? "" : "read so");
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
    g_autofree char *net = sal_cells_format_km2(jump->net_m2 / 1e6, TRUE);
    append_label(text, i == 0 ? "largest steps" : "");
    g_string_append_printf(text, "%s%s to %s  ", class_name, from, to);
    sal_cells_append_padded(text, net, 12, TRUE);
    g_string_append(text, " km²");
    g_string_append_printf(text, days > 1 ? " in %d days\n" : "\n", days);
  }
}

/* Lines of one kind: a label before the first, and how many more there are after the last that is shown. */
static void
append_lines(GString *text, const char *label, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len && i < MAX_LINES; i++) {
    append_label(text, i == 0 ? label : "");
    g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
  }
  if (lines->len > MAX_LINES)
    g_string_append_printf(text, "%*sand %u more, which --format json lists\n", LABEL_COLUMNS, "",
                           lines->len - MAX_LINES);
}

static double
get_percent(guint part, guint whole)
{
  return whole > 0 ? 100.0 * part / whole : 0;
}

/* "7 decimals became 6", or how many there are. Owned by the caller. */
static char *
describe_decimals(const Finding *before, const Finding *finding)
{
  if (before->decimals == finding->decimals)
    return g_strdup_printf("%u decimals as before", finding->decimals);
  return g_strdup_printf("%u decimals became %u", before->decimals, finding->decimals);
}

static const char *
get_direction(const SalDrift *drift)
{
  static const char *const names[] = { "east", "north-east", "north", "north-west",
                                       "west", "south-west", "south", "south-east" };
  const double eighths = atan2(drift->shift_north, drift->shift_east) / (G_PI / 4);
  return names[((int)round(eighths) + 8) % 8];
}

/* What drifted since the snapshot before. Owned by the caller. */
static char *
describe_drift(const Finding *before, const Finding *finding, double width_m)
{
  const SalDrift *corners = &finding->drift.drift;
  g_autofree char *noise = sal_cells_format_km2(finding->drift.noise_m2 / 1e6, FALSE);
  g_autofree char *specks = g_strdup_printf("± %s km² in %u parts nowhere as wide as %g m", noise,
                                            finding->drift.n_noise_parts, width_m);
  g_autofree char *decimals = describe_decimals(before, finding);
  char distance[G_ASCII_DTOSTR_BUF_SIZE + 320];
  switch (finding->drift.kind) {
  case SAL_DRIFT_ROUNDED:
    g_ascii_formatd(distance, sizeof distance, "%.2g", corners->rounded_m);
    return g_strdup_printf("%.0f %% of %u corners by %s m or less, %s; %s",
                           get_percent(corners->n_rounded, corners->n_to), corners->n_to, distance, decimals,
                           specks);
  case SAL_DRIFT_SHIFTED:
    g_ascii_formatd(distance, sizeof distance, "%.1f", corners->shift_m);
    return g_strdup_printf("%.0f %% of %u corners by %s m to the %s",
                           get_percent(corners->n_shifted, corners->n_to), corners->n_to, distance,
                           get_direction(corners));
  case SAL_DRIFT_TRACED: {
    g_autofree char *changed = sal_cells_format_km2(finding->drift.changed_m2 / 1e6, FALSE);
    return g_strdup_printf("%.0f %% of %u corners are new, only %s km² gained or lost",
                           get_percent(corners->n_to - corners->n_kept - corners->n_rounded, corners->n_to),
                           corners->n_to, changed);
  }
  default:
    return g_steal_pointer(&specks);
  }
}

/* The days on which all was rounded, shifted or traced anew. */
static void
append_drift(GString *text, const Inspection *inspection, const char *kind, const char *label)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  const double width_m = inspection->settings->change.min_width_m;
  for (guint i = 1; i < inspection->findings->len; i++) {
    const Finding *before = &g_array_index(inspection->findings, Finding, i - 1), *finding = before + 1;
    if (g_strcmp0(drift_get_name(&finding->drift), kind) != 0)
      continue;
    g_autofree char *day = sal_day_format(finding->entry->day);
    g_autofree char *what = describe_drift(before, finding, width_m);
    g_ptr_array_add(lines, g_strdup_printf("%s  %s", day, what));
  }
  append_lines(text, label, lines);
}

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

/* Snapshots whose outline is that of the one before: nobody looked, or nothing moved. */
static void
append_same(GString *text, const Inspection *inspection)
{
  g_autoptr(GPtrArray) days = g_ptr_array_new_with_free_func(g_free);
  if (count_partition(inspection) > 0)
    return;
  for (guint i = 1; i < inspection->findings->len; i++) {
    const Finding *finding = &g_array_index(inspection->findings, Finding, i);
    if (finding->drift.kind == SAL_DRIFT_SAME)
      g_ptr_array_add(days, sal_day_format(finding->entry->day));
  }
  const guint n = days->len;
  if (n > MAX_LINES) {
    g_ptr_array_set_size(days, MAX_LINES - 1);
    g_ptr_array_add(days, g_strdup_printf("and %u more", n - MAX_LINES + 1));
  }
  if (n > 0)
    append_list(text, "as before", days);
}

static void
append_renamed(GPtrArray *words, const SalFieldDrift *fields)
{
  for (guint i = 0; i < fields->renamed_to->len; i++) {
    g_autofree char *from = sal_error_quote(fields->renamed_from->pdata[i]);
    g_autofree char *to = sal_error_quote(fields->renamed_to->pdata[i]);
    g_ptr_array_add(words, g_strdup_printf("'%s' is now '%s'?", from, to));
  }
}

static void
append_names(GPtrArray *words, const GPtrArray *names, const char *what)
{
  for (guint i = 0; i < names->len && i < MAX_LINES; i++) {
    g_autofree char *name = sal_error_quote(names->pdata[i]);
    g_ptr_array_add(words, g_strdup_printf("%s '%s'", what, name));
  }
  if (names->len > MAX_LINES)
    g_ptr_array_add(words, g_strdup_printf("%u more %s", names->len - MAX_LINES, what));
}

/* Owned by the caller. */
static char *
describe_field_drift(const SalFieldDrift *fields)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  append_renamed(words, fields);
  append_names(words, fields->lost, "lost");
  append_names(words, fields->added, "new");
  return g_strjoinv(", ", (char **)words->pdata);
}

/* Where the fields changed within the series. */
static void
append_new_fields(GString *text, const GArray *findings)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = &g_array_index(findings, Finding, i);
    if (!finding->drift.has_fields || sal_field_drift_is_empty(&finding->drift.fields))
      continue;
    g_autofree char *day = sal_day_format(finding->entry->day);
    g_autofree char *what = describe_field_drift(&finding->drift.fields);
    g_ptr_array_add(lines, g_strdup_printf("%s  %s", day, what));
  }
  append_lines(text, "fields change", lines);
}

/* A class or group as lines name it: values may be none. Owned by the caller. */
char *
inspection_quote_class(const char *name)
{
  g_autofree char *quoted = sal_error_quote(name);
  return quoted[0] != '\0' ? g_strdup_printf("'%s'", quoted) : g_strdup("no value");
}

static char *
describe_jump(const ClassJump *jump)
{
  g_autofree char *name = inspection_quote_class(jump->before.name);
  g_autofree char *from = sal_day_format(jump->from);
  g_autofree char *to = sal_day_format(jump->to);
  g_autofree char *before = sal_cells_format_km2(jump->before.area_m2 / 1e6, FALSE);
  g_autofree char *after = sal_cells_format_km2(jump->after.area_m2 / 1e6, FALSE);
  const char *words = jump->kind == JUMP_APPEARED   ? " appeared:"
                      : jump->kind == JUMP_VANISHED ? " vanished:"
                                                    : "";
  return g_strdup_printf("%s to %s  %s%s %s km² became %s km², %u feature%s became %u", from, to, name, words,
                         before, after, jump->before.n_features, jump->before.n_features == 1 ? "" : "s",
                         jump->after.n_features);
}

static void
append_class_jumps(GString *text, const Inspection *inspection, gboolean redefined)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < inspection->class_jumps->len; i++) {
    const ClassJump *jump = &g_array_index(inspection->class_jumps, ClassJump, i);
    if ((jump->kind == JUMP_REDEFINED) == redefined)
      g_ptr_array_add(lines, describe_jump(jump));
  }
  append_lines(text, redefined ? "redefined?" : "class jumps", lines);
}

/* How many features in how many snapshots; a word on a kind of which there are none would be noise. */
static void
append_total(GString *text, const char *label, guint n_features, guint n_snapshots)
{
  if (n_features == 0)
    return;
  append_label(text, label);
  g_string_append_printf(text, "%u feature%s in %u snapshot%s\n", n_features, n_features == 1 ? "" : "s",
                         n_snapshots, n_snapshots == 1 ? "" : "s");
}

static void
append_totals(GString *text, const GArray *findings)
{
  guint n_repaired = 0, n_null = 0, n_other = 0, with_repaired = 0, with_null = 0, with_other = 0;
  for (guint i = 0; i < findings->len; i++) {
    const Finding *finding = &g_array_index(findings, Finding, i);
    n_repaired += finding->n_repaired;
    with_repaired += finding->n_repaired > 0;
    n_null += finding->n_null;
    with_null += finding->n_null > 0;
    n_other += finding->n_other;
    with_other += finding->n_other > 0;
  }
  append_total(text, "repaired", n_repaired, with_repaired);
  append_total(text, "no geometry", n_null, with_null);
  append_total(text, "other kinds", n_other, with_other);
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
    const SalEntry *entry = finding->entry;
    g_autofree char *masked = sal_source_mask(entry->path);
    /* Remarks on one of several files name it themselves. */
    g_autofree char *name =
        entry->others != NULL ? sal_day_format(entry->day) : g_strdup(sal_source_get_base_name(masked));
    for (guint j = 0; j < finding->remarks->len; j++)
      g_ptr_array_add(remarks, g_strdup_printf("%s: %s", name, (char *)finding->remarks->pdata[j]));
  }
  return remarks;
}

static void
append_remarks(GString *text, const Inspection *inspection)
{
  g_autoptr(GPtrArray) remarks = list_remarks(inspection);
  g_autoptr(GPtrArray) lines = sal_remarks_summarise(remarks);
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

typedef struct {
  const char *word;
  guint count;
} Counted;

static int
compare_counts(gconstpointer a, gconstpointer b)
{
  const Counted *p = a, *q = b;
  if (p->count != q->count)
    return p->count < q->count ? 1 : -1;
  return strcmp(p->word, q->word);
}

static void
count_word(GArray *counts, const char *word)
{
  for (guint i = 0; i < counts->len; i++) {
    Counted *counted = &g_array_index(counts, Counted, i);
    if (strcmp(counted->word, word) == 0) {
      counted->count++;
      return;
    }
  }
  const Counted counted = { word, 1 };
  g_array_append_val(counts, counted);
}

/* "6 (14), 7": words, the commonest first, with how often each of the others comes; if there is one only,
 * without.
 */
static void
append_counts(GString *text, GArray *counts)
{
  g_array_sort(counts, compare_counts);
  for (guint i = 0; i < counts->len; i++) {
    const Counted *counted = &g_array_index(counts, Counted, i);
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", counted->word);
    if (counts->len > 1)
      g_string_append_printf(text, " (%u)", counted->count);
  }
}

static gboolean
are_dates_in_names(const GArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const SalEntry *entry = g_array_index(findings, Finding, i).entry;
    if (g_strcmp0(entry->found_in, sal_source_get_base_name(entry->path)) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
append_readings(GString *text, const Inspection *inspection)
{
  g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Counted));
  for (guint i = 0; i < inspection->findings->len; i++)
    count_word(counts, g_array_index(inspection->findings, Finding, i).entry->found.reading);
  append_label(text, "dates");
  append_counts(text, counts);
  if (inspection->settings->series.date_field != NULL) {
    g_autofree char *field = sal_error_quote(inspection->settings->series.date_field);
    g_string_append_printf(text, ", in field '%s'\n", field);
  } else {
    g_string_append(text, are_dates_in_names(inspection->findings) ? ", in file names\n" : "\n");
  }
}

static void
append_coordinates(GString *text, const Inspection *inspection)
{
  g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Counted));
  for (guint i = 0; i < inspection->findings->len; i++) {
    g_autofree char *decimals =
        g_strdup_printf("%u", g_array_index(inspection->findings, Finding, i).decimals);
    count_word(counts, g_intern_string(decimals));
  }
  const char *wanted = inspection->settings->series.source_crs;
  g_autofree char *crs = sal_error_quote(wanted != NULL                 ? wanted
                                         : inspection->crs_name != NULL ? inspection->crs_name
                                                                        : "not stated");
  append_label(text, "coordinates");
  g_string_append_printf(text, "%s%s; decimals ", crs,
                         wanted != NULL            ? ", as --source-crs says"
                         : inspection->crs_assumed ? ", read as longitude and latitude"
                                                   : "");
  append_counts(text, counts);
  g_string_append_c(text, '\n');
}

static void
append_schema(GString *text, const Inspection *inspection)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
  for (char **name = inspection->field_names; name != NULL && *name != NULL; name++)
    g_ptr_array_add(fields, sal_error_quote(*name));
  if (fields->len == 0)
    g_ptr_array_add(fields, g_strdup("none"));
  append_coordinates(text, inspection);
  append_list(text, "fields", fields);
  append_label(text, "areas");
  g_string_append_printf(text, "%s\n", sal_area_model_get_definition(inspection->settings->area_model));
  append_aoi(text, inspection->settings->series.aoi);
}

char *
inspection_format_text(const Inspection *inspection)
{
  GString *text = g_string_new(NULL);
  append_span(text, inspection);
  append_gaps(text, inspection->gaps);
  append_readings(text, inspection);
  append_reasons(text, inspection->findings);
  append_schema(text, inspection);
  append_jumps(text, inspection);
  append_drift(text, inspection, "rounded", "rounded anew");
  append_drift(text, inspection, "shifted", "shifted");
  append_drift(text, inspection, "traced", "traced anew");
  append_drift(text, inspection, "redrawn", "drawn anew");
  append_same(text, inspection);
  append_new_fields(text, inspection->findings);
  append_class_jumps(text, inspection, TRUE);
  append_class_jumps(text, inspection, FALSE);
  append_resets(text, inspection);
  append_totals(text, inspection->findings);
  append_remarks(text, inspection);
  g_string_append_c(text, '\n');
  inspection_append_snapshots(text, inspection);
  inspection_append_groups(text, inspection);
  return g_string_free(text, FALSE);
}
