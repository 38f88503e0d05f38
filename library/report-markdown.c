#include "library/report-markdown.h"

#include "library/report-names.h"
#include "library/report-texts.h"

#include "data/base/markdown.h"
#include "render/page/told.h"
#include "render/words/figures.h"
#include "render/words/wording.h"

#include <string.h>

#define MAX_CHARS 4000

static void
append(GString *text, const char *words)
{
  g_autofree char *escaped = sal_markdown_escape(words, MAX_CHARS);
  g_string_append(text, escaped);
}

static void
append_block(GString *text, const char *start, const char *words)
{
  g_string_append(text, start);
  append(text, words);
  g_string_append(text, "\n\n");
}

/* A link to a file beside the report, whose names any system takes. */
static void
append_target(GString *text, char *path)
{
  g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
  g_autofree char *parent = g_path_get_basename(folder);
  g_autofree char *relative = g_strconcat(parent, "/", name, NULL);
  g_autofree char *link = g_uri_escape_string(relative, "/", FALSE);
  g_string_append_printf(text, "(%s)\n\n", link);
  g_free(path);
}

static void
append_map(GString *text, const SalReport *report, const SalChange *change)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, report->page, change, (guint)report->map->options->text_limit);
  if (sal_report_has_sums(report)) {
    append_block(text, "## ", told.headline);
    append_block(text, "", told.sentence);
  }
  g_string_append(text, "![");
  append(text, told.alt);
  g_string_append(text, "]");
  append_target(text, sal_report_make_map_name(report->path, change->period.name));
}

static void
append_chart(GString *text, const SalReport *report)
{
  const SalRun *run = sal_page_get_run(report->page);
  if (run->changes->len < 2)
    return;
  g_autofree char *heading = sal_wording_make_chart_title(report->words, run, report->rate);
  append_block(text, "## ", heading);
  g_string_append(text, "![");
  append(text, heading);
  g_string_append(text, "]");
  append_target(text, sal_report_make_chart_name(report->path));
}

static void
append_number(GString *text, const SalReport *report, gint64 area, gboolean with_sign)
{
  g_autofree char *number = sal_figures_format_cell(report->words, (double)area / 1e6, with_sign);
  g_string_append_printf(text, " %s |", number);
}

static void
append_row(GString *text, const SalReport *report, const SalRow *row, gboolean has_notes)
{
  g_autofree char *name = sal_report_name_row(report, row->change);
  g_autofree char *note = sal_report_make_note(report, row->change);
  g_string_append(text, "| ");
  append(text, name);
  g_string_append(text, " |");
  append_number(text, report, row->gained, FALSE);
  append_number(text, report, row->lost, FALSE);
  append_number(text, report, row->net, TRUE);
  append_number(text, report, row->area_from, FALSE);
  append_number(text, report, row->area_to, FALSE);
  if (has_notes) {
    g_string_append_c(text, ' ');
    append(text, note);
    g_string_append(text, " |");
  }
  g_string_append_c(text, '\n');
}

static void
append_table(GString *text, const SalReport *report)
{
  g_autofree char *heading = sal_report_make_table_heading(report);
  g_autoptr(GPtrArray) headings = sal_report_list_headings(report);
  g_autoptr(GArray) rows = sal_report_make_rows(report);
  const gboolean has_notes = sal_report_has_notes(report, rows);
  append_block(text, "## ", heading);
  g_string_append_c(text, '|');
  for (guint i = 0; i < headings->len - (has_notes ? 0 : 1); i++) {
    g_string_append_c(text, ' ');
    append(text, headings->pdata[i]);
    g_string_append(text, " |");
  }
  g_string_append_printf(text, "\n|---|--:|--:|--:|--:|--:|%s\n", has_notes ? "---|" : "");
  for (guint i = 0; i < rows->len; i++)
    append_row(text, report, &g_array_index(rows, SalRow, i), has_notes);
  g_string_append_c(text, '\n');
  g_string_append(text, "[");
  append(text, sal_words_get(report->words, SAL_WORD_REPORT_DOWNLOAD));
  g_string_append(text, "]");
  append_target(text, sal_report_make_table_name(report->path));
}

static void
append_meanings(GString *text, const SalReport *report)
{
  g_autoptr(GPtrArray) sentences = sal_report_list_meanings(report);
  append_block(text, "## ", sal_words_get(report->words, SAL_WORD_REPORT_MEANING));
  for (guint i = 0; i < sentences->len; i++) {
    g_string_append(text, "- ");
    append(text, sentences->pdata[i]);
    g_string_append_c(text, '\n');
  }
  g_string_append_c(text, '\n');
}

char *
sal_report_markdown_make(const SalReport *report, GError **error)
{
  g_autofree char *credit = sal_page_make_sources(report->page, sal_report_get_subject(report), error);
  g_auto(SalPageTold) told = { NULL };
  if (credit == NULL)
    return NULL;
  GString *text = g_string_new(NULL);
  sal_page_told_make(&told, report->page, sal_report_get_subject(report), 0);
  append_block(text, "# ", told.headline);
  append_block(text, "", told.sentence);
  for (guint i = 0; i < report->shown->len; i++)
    append_map(text, report, report->shown->pdata[i]);
  append_chart(text, report);
  append_table(text, report);
  append_meanings(text, report);
  append_block(text, "## ", sal_words_get(report->words, SAL_WORD_REPORT_SOURCES));
  append(text, credit);
  g_string_append_c(text, '\n');
  return g_string_free(text, FALSE);
}
