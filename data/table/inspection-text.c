/* The report for people: its lines in their order, then its tables. */
#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/base/plain.h"
#include "data/base/remarks.h"
#include "data/source/source.h"
#include "data/table/inspection-lines.h"
#include "data/table/inspection-phrases.h"
#include "data/table/inspection-private.h"

/* Appends how many features of a kind there are in how many snapshots, unless there are none. */
static void
append_total(GString *text, const char *label, guint n_features, guint n_snapshots)
{
  if (n_features == 0)
    return;
  g_autofree char *features = sal_phrase_count(n_features, "feature");
  g_autofree char *snapshots = sal_phrase_count(n_snapshots, "snapshot");
  sal_lines_append_label(text, label);
  g_string_append_printf(text, "%s in %s\n", features, snapshots);
}

static void
append_totals(GString *text, const GArray *findings)
{
  guint n_repaired = 0, n_null = 0, n_other = 0, with_repaired = 0, with_null = 0, with_other = 0;
  for (guint i = 0; i < findings->len; i++) {
    const SalFinding *finding = &g_array_index(findings, SalFinding, i);
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

/* The beginning of a snapshot's remarks: its file, or its day if it has several files, because then the
 * remarks name the file themselves. Owned by the caller. */
static char *
describe_place(const SalFinding *finding)
{
  return finding->others != NULL ? sal_day_format(finding->day)
                                 : g_strdup(sal_source_get_base_name(finding->path));
}

/* The remarks of the series and of all its snapshots. */
static GPtrArray *
list_remarks(const SalInspection *inspection)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < inspection->remarks->len; i++)
    g_ptr_array_add(remarks, g_strdup(inspection->remarks->pdata[i]));
  if (inspection->n_sides > 0)
    g_ptr_array_add(remarks, g_strdup_printf("%u features together cover the same area on every date: to "
                                             "see one side move, choose it with " SAL_OPTION(
                                                 "class") ", " SAL_OPTION("where") " or " SAL_OPTION("layer"),
                                             inspection->n_sides));
  for (guint i = 0; i < inspection->findings->len; i++) {
    const SalFinding *finding = &g_array_index(inspection->findings, SalFinding, i);
    g_autofree char *place = describe_place(finding);
    for (guint j = 0; j < finding->remarks->len; j++)
      g_ptr_array_add(remarks, g_strdup_printf("%s: %s", place, (char *)finding->remarks->pdata[j]));
  }
  return remarks;
}

/* Appends every file that cannot be used. */
static void
append_faults(GString *text, const GPtrArray *faults)
{
  for (guint i = 0; faults != NULL && i < faults->len; i++) {
    g_autofree char *fault = sal_fault_describe(faults->pdata[i]);
    sal_lines_append_label(text, i == 0 ? "bad files" : "");
    g_string_append_printf(text, "%s\n", fault);
  }
}

static void
append_remarks(GString *text, const SalInspection *inspection, const char *before_option)
{
  g_autoptr(GPtrArray) remarks = list_remarks(inspection);
  g_autoptr(GPtrArray) lines = sal_remarks_summarise(remarks, before_option);
  for (guint i = 0; i < lines->len; i++) {
    sal_lines_append_label(text, i == 0 ? "remarks" : "");
    g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
  }
}

char *
sal_inspection_format_text(const SalInspection *inspection, const char *before_option)
{
  g_autoptr(GString) text = g_string_new(NULL);
  sal_inspection_append_series(text, inspection);
  sal_inspection_append_changes(text, inspection);
  append_totals(text, inspection->findings);
  append_faults(text, inspection->faults);
  append_remarks(text, inspection, before_option);
  g_string_append_c(text, '\n');
  sal_inspection_append_snapshots(text, inspection);
  sal_inspection_append_groups(text, inspection);
  g_autofree char *spelled = sal_error_spell(text->str, before_option);
  return sal_plain_show_lines(spelled);
}
