#include "library/report-texts.h"

#include "render/page/told.h"
#include "render/words/figures.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

gboolean
sal_report_has_sums(const SalReport *report)
{
  return report->shown->len > 1;
}

const SalChange *
sal_report_get_subject(const SalReport *report)
{
  return sal_report_has_sums(report) ? &sal_page_get_run(report->page)->total : report->shown->pdata[0];
}

/* The periods that the table has: of a map of the whole run all of them. */
static GPtrArray *
list_periods(const SalReport *report)
{
  const SalRun *run = sal_page_get_run(report->page);
  const gboolean is_of_run = report->shown->pdata[0] == &run->total;
  const GPtrArray *shown = is_of_run ? run->changes : report->shown;
  GPtrArray *periods = g_ptr_array_new();
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add(periods, shown->pdata[i]);
  return periods;
}

GArray *
sal_report_make_rows(const SalReport *report)
{
  const SalRun *run = sal_page_get_run(report->page);
  g_autoptr(GPtrArray) shown = list_periods(report);
  if (shown->len > 1)
    g_ptr_array_add(shown, (gpointer)&run->total);
  const SalChanges changes = { .changes = shown };
  return sal_rows_compute(&changes, report->changes->series->plan->settings.area_model);
}

char *
sal_report_make_note(const SalReport *report, const SalChange *change)
{
  if (change == &sal_page_get_run(report->page)->total)
    return g_strdup("");
  if (change->from_snapshot == change->to_snapshot)
    return g_strdup(sal_words_get(report->words, SAL_WORD_CHANGE_UNKNOWN));
  char *note = sal_reset_note_make(report->words, change, FALSE);
  return note != NULL ? note : g_strdup("");
}

gboolean
sal_report_has_notes(const SalReport *report, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *note = sal_report_make_note(report, g_array_index(rows, SalRow, i).change);
    if (*note != '\0')
      return TRUE;
  }
  return FALSE;
}

char *
sal_report_name_row(const SalReport *report, const SalChange *change)
{
  if (change == &sal_page_get_run(report->page)->total)
    return g_strdup(sal_words_get(report->words, SAL_WORD_REPORT_TOTAL));
  return sal_wording_describe_period(report->words, &change->period);
}

GPtrArray *
sal_report_list_headings(const SalReport *report)
{
  static const SalWord words[] = { SAL_WORD_REPORT_PERIOD, SAL_WORD_GAINED,       SAL_WORD_LOST,
                                   SAL_WORD_REPORT_NET,    SAL_WORD_REPORT_START, SAL_WORD_REPORT_END,
                                   SAL_WORD_REPORT_NOTE };
  GPtrArray *headings = g_ptr_array_new_null_terminated(8, NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    g_ptr_array_add(headings, (gpointer)sal_words_get(report->map->look.words, words[i]));
  return headings;
}

char *
sal_report_make_table_heading(const SalReport *report)
{
  return g_strdup_printf("%s, %s", sal_words_get(report->words, SAL_WORD_REPORT_TABLE),
                         sal_figures_get_unit_name(report->words));
}

static void
add_sentence(GPtrArray *sentences, const SalReport *report, const char *text)
{
  g_autoptr(GString) sentence = g_string_new(NULL);
  sal_wording_add_sentence(sentence, report->words, g_strdup(text));
  g_ptr_array_add(sentences, g_strdup(sentence->str));
}

GPtrArray *
sal_report_list_meanings(const SalReport *report)
{
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
  if (report->definition != NULL)
    add_sentence(sentences, report, report->definition);
  for (guint i = 0; i < sal_words_get_n_texts(SAL_WORD_REPORT_MEANINGS); i++)
    add_sentence(sentences, report, sal_words_get_item(report->words, SAL_WORD_REPORT_MEANINGS, i));
  return sentences;
}

/* Whether a change is of one of the periods. */
static gboolean
is_in(const SalChange *change, const GPtrArray *periods)
{
  for (guint i = 0; i < periods->len; i++) {
    const SalPeriod *period = &((const SalChange *)periods->pdata[i])->period;
    if (period->from == change->period.from && period->to == change->period.to)
      return TRUE;
  }
  return FALSE;
}

char *
sal_report_make_csv(const SalReport *report, GError **error)
{
  const GPtrArray *all = report->changes->changes->changes;
  g_autoptr(GPtrArray) periods = list_periods(report), shown = g_ptr_array_new();
  for (guint i = 0; i < all->len; i++)
    if (is_in(all->pdata[i], periods))
      g_ptr_array_add(shown, all->pdata[i]);
  return sal_changes_format_table(report->changes, shown, SAL_TABLE_CSV, error);
}
