/* The tables of an inspection's text: of the snapshots, and of the groups of their features. */
#include "data/base/error.h"
#include "data/table/inspection-phrases.h"
#include "data/table/inspection-private.h"

#include <string.h>

#define MAX_ROWS 40 /* most rows of groups; of more snapshots than this, only notable ones are shown */

static const char *const plain_headings[] = { "date",     "found as", "in",       "features",
                                              "polygons", "points",   "area km²", "decimals",
                                              "repaired", "null",     "other" };
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

static void
add_cell(GPtrArray *cells, char *cell)
{
  g_ptr_array_add(cells, cell);
}

/* The headings. If the user defined classes, there are columns for the area of each instead of the one area. */
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

/* The text that has the date, and how many more files make up the snapshot. Owned by the caller. */
static char *
describe_carrier(const SalFinding *finding)
{
  g_autofree char *name = sal_error_quote(finding->found_in);
  if (finding->others == NULL)
    return g_steal_pointer(&name);
  return g_strdup_printf("%s and %u more", name, g_strv_length(finding->others));
}

static GPtrArray *
format_cells(const SalFinding *finding, const SalClasses *classes)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  add_cell(cells, sal_day_format(finding->day));
  add_cell(cells, sal_phrase_reading(&finding->found));
  add_cell(cells, describe_carrier(finding));
  add_cell(cells, format_count(finding->n_features));
  add_cell(cells, format_count(finding->n_polygons));
  add_cell(cells, format_count(finding->n_points));
  for (guint c = 0; c < finding->classes->len; c++)
    add_cell(cells, sal_phrase_km2(g_array_index(finding->classes, SalClassFinding, c).area_m2));
  add_cell(cells, format_count(finding->decimals));
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

/* The widths of columns in characters (GArray of glong). rows: GPtrArray of GPtrArray of utf8. */
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

/* Whether a snapshot is the first or the last one, or differs notably from the one before. */
static gboolean
is_notable(const SalInspection *inspection, guint i)
{
  const GArray *findings = inspection->findings;
  const SalFinding *finding = &g_array_index(findings, SalFinding, i);
  if (i == 0 || i + 1 == findings->len)
    return TRUE;
  const SalFinding *before = finding - 1;
  const SalSinceLast *since = &finding->since_last;
  return (since->kind != SAL_DRIFT_NONE && since->kind != SAL_DRIFT_SAME) || since->has_other_fields ||
         finding->n_repaired != before->n_repaired || finding->n_null != before->n_null ||
         finding->decimals != before->decimals || strcmp(finding->found.reading, before->found.reading) != 0;
}

static gboolean
ends_step(const GArray *steps, SalDay day)
{
  for (guint i = 0; i < steps->len; i++)
    if (g_array_index(steps, SalStep, i).to == day)
      return TRUE;
  return FALSE;
}

static gboolean
is_shown(const SalInspection *inspection, guint i)
{
  const SalDay day = g_array_index(inspection->findings, SalFinding, i).day;
  return inspection->findings->len <= MAX_ROWS || is_notable(inspection, i) ||
         ends_step(inspection->largest_steps, day) || ends_step(inspection->resets, day) ||
         ends_step(inspection->gaps, day);
}

void
sal_inspection_append_snapshots(GString *text, const SalInspection *inspection)
{
  const SalClasses *classes = inspection->classes;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_add(rows, list_headings(classes));
  for (guint i = 0; i < inspection->findings->len; i++)
    if (is_shown(inspection, i))
      g_ptr_array_add(rows, format_cells(&g_array_index(inspection->findings, SalFinding, i), classes));
  g_autoptr(GArray) widths = measure_columns(rows);
  for (guint i = 0; i < rows->len; i++)
    append_row(text, rows->pdata[i], widths);
  const guint n_left_out = inspection->findings->len + 1 - rows->len;
  if (n_left_out > 0)
    g_string_append_printf(text, "%u more, like those before them; " SAL_OPTION("format") " json lists all\n",
                           n_left_out);
}

/* The interned names of all groups, in the order of their first snapshots. */
static GPtrArray *
list_group_names(const GArray *findings)
{
  GPtrArray *names = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < findings->len; i++) {
    const GArray *groups = g_array_index(findings, SalFinding, i).groups;
    for (guint j = 0; j < groups->len; j++) {
      const char *name = g_array_index(groups, SalClassFinding, j).name;
      if (g_hash_table_add(known, (gpointer)name))
        g_ptr_array_add(names, (gpointer)name);
    }
  }
  return names;
}

static gboolean
has_group(const SalFinding *finding, const char *name)
{
  for (guint i = 0; i < finding->groups->len; i++)
    if (g_array_index(finding->groups, SalClassFinding, i).name == name)
      return TRUE;
  return FALSE;
}

/* The row of a group, with its figures in its first and in its last snapshot. */
static GPtrArray *
format_group(const GArray *findings, const char *name)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  const SalFinding *first = NULL, *last = NULL;
  guint n = 0;
  for (guint i = 0; i < findings->len; i++) {
    const SalFinding *finding = &g_array_index(findings, SalFinding, i);
    if (!has_group(finding, name))
      continue;
    first = first != NULL ? first : finding;
    last = finding;
    n++;
  }
  const SalClassFinding before = sal_class_finding_get(first->groups, name),
                        after = sal_class_finding_get(last->groups, name);
  add_cell(cells, sal_phrase_quoted_class(name));
  add_cell(cells, sal_day_format(first->day));
  add_cell(cells, sal_day_format(last->day));
  add_cell(cells, format_count(n));
  add_cell(cells, format_count(before.n_features));
  add_cell(cells, format_count(after.n_features));
  add_cell(cells, sal_phrase_km2(before.area_m2));
  add_cell(cells, sal_phrase_km2(after.area_m2));
  return cells;
}

void
sal_inspection_append_groups(GString *text, const SalInspection *inspection)
{
  static const char *const headings[] = { "first", "last",      "snapshots", "features first",
                                          "last",  "km² first", "last" };
  if (inspection->group_field == NULL)
    return;
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  add_cell(cells, sal_error_quote(inspection->group_field));
  for (guint i = 0; i < G_N_ELEMENTS(headings); i++)
    add_cell(cells, g_strdup(headings[i]));
  g_ptr_array_add(rows, cells);
  g_autoptr(GPtrArray) names = list_group_names(inspection->findings);
  for (guint i = 0; i < names->len && i < MAX_ROWS; i++)
    g_ptr_array_add(rows, format_group(inspection->findings, names->pdata[i]));
  g_autoptr(GArray) widths = measure_columns(rows);
  g_string_append_c(text, '\n');
  for (guint i = 0; i < rows->len; i++)
    append_row(text, rows->pdata[i], widths);
  if (names->len > MAX_ROWS)
    g_string_append_printf(text, "%u more; " SAL_OPTION("format") " json lists all\n", names->len - MAX_ROWS);
}
