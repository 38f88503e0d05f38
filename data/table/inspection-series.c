/* The lines of an inspection's text that say what the series is: its snapshots, dates, coordinates, fields. */
#include "data/base/error.h"
#include "data/table/inspection-lines.h"
#include "data/table/inspection-phrases.h"
#include "data/table/inspection-private.h"

#include <string.h>

/* Appends "1 day apart" if all are, "usually 1 day apart" if most are, and otherwise "4 to 24 days apart". */
static void
append_distances(GString *text, const GArray *findings, int usual)
{
  int least = G_MAXINT, most = 0;
  guint n_usual = 0;
  for (guint i = 1; i < findings->len; i++) {
    const int apart =
        g_array_index(findings, SalFinding, i).day - g_array_index(findings, SalFinding, i - 1).day;
    n_usual += apart == usual;
    least = MIN(least, apart);
    most = MAX(most, apart);
  }
  if (least == most || 2 * n_usual >= findings->len)
    g_string_append_printf(text, "%s%d %s apart", least == most ? "" : "usually ", usual,
                           sal_phrase_days_word(usual));
  else
    g_string_append_printf(text, "%d to %d days apart", least, most);
}

static void
append_span(GString *text, const SalInspection *inspection)
{
  const GArray *findings = inspection->findings;
  g_autofree char *first = sal_day_format(g_array_index(findings, SalFinding, 0).day);
  g_autofree char *last = sal_day_format(g_array_index(findings, SalFinding, findings->len - 1).day);
  const int shift = inspection->date_shift_days;
  sal_lines_append_label(text, "snapshots");
  if (findings->len == 1) {
    g_string_append_printf(text, "1, of %s", first);
  } else {
    g_string_append_printf(text, "%u, from %s to %s, ", findings->len, first, last);
    append_distances(text, findings, inspection->usual_days);
  }
  if (shift != 0)
    g_string_append_printf(text, "; dates shifted by %+d %s", shift, sal_phrase_days_word(shift));
  g_string_append_c(text, '\n');
}

/* The days between two neighbours, on which there is no snapshot. Owned by the caller. */
static char *
describe_gap(const SalStep *gap)
{
  return gap->to - gap->from == 2 ? sal_day_format(gap->from + 1)
                                  : sal_phrase_span(gap->from + 1, gap->to - 1);
}

static void
append_gaps(GString *text, const GArray *gaps)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < gaps->len; i++)
    g_ptr_array_add(words, describe_gap(&g_array_index(gaps, SalStep, i)));
  if (gaps->len > 0)
    sal_lines_append_list(text, "no snapshot", words);
}

/* A word, and how often it occurs. */
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

/* Appends words, the commonest first, each with how often it occurs: "6 (14), 7 (2)". A single word has no
 * number. */
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
  for (guint i = 0; i < findings->len; i++)
    if (!g_array_index(findings, SalFinding, i).is_found_in_name)
      return FALSE;
  return TRUE;
}

static void
append_readings(GString *text, const SalInspection *inspection)
{
  g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Counted));
  for (guint i = 0; i < inspection->findings->len; i++)
    count_word(counts, g_array_index(inspection->findings, SalFinding, i).found.reading);
  sal_lines_append_label(text, "dates");
  append_counts(text, counts);
  if (inspection->date_field != NULL) {
    g_autofree char *field = sal_error_quote(inspection->date_field);
    g_string_append_printf(text, ", in field '%s'\n", field);
  } else {
    g_string_append(text, are_dates_in_names(inspection->findings) ? ", in file names\n" : "\n");
  }
}

/* Whether an earlier snapshot has the same form of date for the same reason. */
static gboolean
is_told(const GArray *findings, guint index)
{
  const SalDate *date = &g_array_index(findings, SalFinding, index).found;
  for (guint i = 0; i < index; i++) {
    const SalDate *other = &g_array_index(findings, SalFinding, i).found;
    if (g_strcmp0(date->reading, other->reading) == 0 && g_strcmp0(date->reason, other->reason) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Appends why dates were read as they were, if names can be read in more than one way. */
static void
append_reasons(GString *text, const GArray *findings)
{
  gboolean labelled = FALSE;
  for (guint i = 0; i < findings->len; i++) {
    const SalDate *date = &g_array_index(findings, SalFinding, i).found;
    if (date->reason == NULL || is_told(findings, i))
      continue;
    sal_lines_append_label(text, labelled ? "" : "read so");
    g_string_append_printf(text, "%s: %s\n", date->reading, date->reason);
    labelled = TRUE;
  }
}

/* Appends what the reference system is, and who says so. */
static void
append_crs(GString *text, const SalInspection *inspection)
{
  const char *given = inspection->source_crs, *stated = inspection->crs_name;
  g_autofree char *crs = sal_error_quote(given != NULL ? given : stated != NULL ? stated : "not stated");
  g_string_append(text, crs);
  if (given != NULL)
    g_string_append(text, ", as " SAL_OPTION("source-crs") " says");
  else if (inspection->crs_assumed)
    g_string_append(text, ", read as longitude and latitude");
}

static void
append_coordinates(GString *text, const SalInspection *inspection)
{
  g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Counted));
  for (guint i = 0; i < inspection->findings->len; i++) {
    const guint n = g_array_index(inspection->findings, SalFinding, i).decimals;
    g_autofree char *decimals = g_strdup_printf("%u", n);
    count_word(counts, g_intern_string(decimals));
  }
  sal_lines_append_label(text, "coordinates");
  append_crs(text, inspection);
  g_string_append(text, "; decimals ");
  append_counts(text, counts);
  g_string_append_c(text, '\n');
}

static void
append_fields(GString *text, char *const *names)
{
  g_autoptr(GPtrArray) fields = g_ptr_array_new_with_free_func(g_free);
  for (char *const *name = names; name != NULL && *name != NULL; name++)
    g_ptr_array_add(fields, sal_error_quote(*name));
  if (fields->len == 0)
    g_ptr_array_add(fields, g_strdup("none"));
  sal_lines_append_list(text, "fields", fields);
}

static void
append_areas(GString *text, const SalInspection *inspection)
{
  sal_lines_append_label(text, "areas");
  g_string_append_printf(text, "%s\n", inspection->area_definition);
  if (inspection->aoi == NULL)
    return;
  g_autofree char *quoted = sal_error_quote_path(inspection->aoi);
  sal_lines_append_label(text, "inside");
  g_string_append_printf(text, "%s; nothing outside is counted\n", quoted);
}

void
sal_inspection_append_series(GString *text, const SalInspection *inspection)
{
  append_span(text, inspection);
  append_gaps(text, inspection->gaps);
  append_readings(text, inspection);
  append_reasons(text, inspection->findings);
  append_coordinates(text, inspection);
  append_fields(text, inspection->field_names);
  append_areas(text, inspection);
}
