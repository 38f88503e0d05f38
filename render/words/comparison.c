#include "render/words/comparison.h"

#include "data/base/error.h"
#include "data/change/comparison.h"
#include "render/words/credit.h"
#include "render/words/figures.h"
#include "render/words/sentence.h"
#include "render/words/template.h"
#include "render/words/wording.h"

#include <string.h>

enum {
  FIELD_A,
  FIELD_B,
  FIELD_DATE,
  FIELD_PERIOD,
  FIELD_CLASS,
  FIELD_SHARE,
  FIELD_AGREED,
  FIELD_ONLY_A,
  FIELD_ONLY_B,
  FIELD_HEADLINE,
  FIELD_SENTENCE,
  FIELD_ALT,
  N_FIELDS
};

static const char *const PLACEHOLDERS[N_FIELDS + 1] = { "a",        "b",      "date",   "period", "class",
                                                        "share",    "agreed", "only_a", "only_b", "headline",
                                                        "sentence", "alt",    NULL };

double
sal_comparison_measure_agreed_m2(const SalChange *state)
{
  const SalComparison comparison = { .state = (SalChange *)state };
  return sal_comparison_get_agreed_m2(&comparison);
}

double
sal_comparison_measure_share(const SalChange *state)
{
  const double agreed = sal_comparison_measure_agreed_m2(state), rest = state->gained_m2 + state->lost_m2;
  return agreed + rest > 0 ? 100 * agreed / (agreed + rest) : 100;
}

/* "98.4%": what both hold of all that either does. Only what is all the same is 100%. */
static char *
format_share(const SalWords *words, const SalChange *state)
{
  const double percent = sal_comparison_measure_share(state), rest = state->gained_m2 + state->lost_m2;
  const double told = rest > 0 ? MIN(percent, 99.9) : percent;
  g_autofree char *number = sal_figures_format_number(words, told, told < 100 ? 1 : 0, FALSE);
  return sal_words_fill(words, SAL_WORD_PERCENT, "number", number, NULL);
}

/* In the order of PLACEHOLDERS. */
static char **
make_values(const SalCaptionOptions *options, const SalChange *state)
{
  const SalWords *words = options->words;
  char **values = g_new0(char *, N_FIELDS + 1);
  values[FIELD_A] = g_strdup(options->compared[0]);
  values[FIELD_B] = g_strdup(options->compared[1]);
  values[FIELD_DATE] = sal_wording_describe_day(words, state->period.to);
  values[FIELD_PERIOD] = state->period.from == state->period.to
                             ? g_strdup(values[FIELD_DATE])
                             : sal_wording_describe_period(words, &state->period);
  values[FIELD_CLASS] = g_strdup(state->class_name);
  values[FIELD_SHARE] = format_share(words, state);
  values[FIELD_AGREED] = sal_figures_format_km2(words, sal_comparison_measure_agreed_m2(state) / 1e6, FALSE);
  values[FIELD_ONLY_A] = sal_figures_format_km2(words, state->lost_m2 / 1e6, FALSE);
  values[FIELD_ONLY_B] = sal_figures_format_km2(words, state->gained_m2 / 1e6, FALSE);
  return values;
}

/* "on 1 June 2025". */
static char *
make_when(const SalWords *words, const SalChange *state)
{
  g_autofree char *date = sal_wording_format_day(words, state->period.to, SAL_WORD_DATE_FULL);
  return sal_words_fill(words, SAL_WORD_ON_DAY, "date", date, NULL);
}

char *
sal_comparison_make_headline(const SalCaptionOptions *options, const SalChange *state)
{
  const SalWords *words = options->words;
  g_autofree char *when = make_when(words, state), *share = format_share(words, state);
  return sal_sentence_name_subject(words, state,
                                   sal_words_fill(words, SAL_WORD_HEADLINE_COMPARISON, "a",
                                                  options->compared[0], "b", options->compared[1], "share",
                                                  share, "when", when, NULL),
                                   TRUE);
}

char *
sal_comparison_make_sentence(const SalCaptionOptions *options, const SalChange *state)
{
  const SalWords *words = options->words;
  const SalFigures figures = sal_figures_compute(words, state);
  const guint kind = (figures.lost_km2 > 0 ? 0 : 2) + (figures.gained_km2 > 0 ? 0 : 1);
  g_autofree char *when = make_when(words, state), *share = format_share(words, state);
  g_autofree char *agreed =
      sal_figures_format_km2(words, sal_comparison_measure_agreed_m2(state) / 1e6, FALSE);
  g_autofree char *only_a = sal_figures_format_km2(words, figures.lost_km2, FALSE);
  g_autofree char *only_b = sal_figures_format_km2(words, figures.gained_km2, FALSE);
  return sal_sentence_name_subject(words, state,
                                   sal_words_fill_item(words, SAL_WORD_SENTENCE_COMPARISON, kind, "when",
                                                       when, "a", options->compared[0], "b",
                                                       options->compared[1], "share", share, "agreed", agreed,
                                                       "only_a", only_a, "only_b", only_b, NULL),
                                   TRUE);
}

char *
sal_comparison_make_alt(const SalCaptionOptions *options, const SalCaptionSubject *subject)
{
  const SalWords *words = options->words;
  const SalChange *state = subject->change;
  g_autofree char *date = sal_wording_describe_day(words, state->period.to);
  g_autofree char *title = sal_words_fill(words, SAL_WORD_TITLE_COMPARISON, "a", options->compared[0], "b",
                                          options->compared[1], "date", date, NULL);
  g_autoptr(GString) text = g_string_new(NULL);
  SalCaptionOptions credit = *options;
  credit.date_shift_days[0] = credit.date_shift_days[1] = 0;
  credit.credit_left_out = ~(guint)(SAL_CREDIT_SITUATION | SAL_CREDIT_DEFINITION);
  sal_wording_add_sentence(text, words, sal_comparison_make_sentence(options, state));
  sal_wording_add_sentence(text, words,
                           sal_credit_complete(&credit, NULL, subject, state->period.to, SAL_CREDIT_FULL));
  return sal_words_fill(words, SAL_WORD_ALT, "title", title, "text", text->str, NULL);
}

char *
sal_comparison_expand(const SalCaptionOptions *options, const SalChange *state, const char *text,
                      const char *what, GError **error)
{
  if (!sal_template_check(text, PLACEHOLDERS, SAL_ERROR_RENDER, error)) {
    g_prefix_error(error, "%s: ", what);
    return NULL;
  }
  const SalCaptionSubject subject = { .change = state };
  g_auto(GStrv) values = make_values(options, state);
  values[FIELD_HEADLINE] = sal_comparison_make_headline(options, state);
  values[FIELD_SENTENCE] = sal_comparison_make_sentence(options, state);
  values[FIELD_ALT] = sal_comparison_make_alt(options, &subject);
  g_autofree char *broken = sal_template_break_lines(text);
  return sal_words_unnest_areas(options->words,
                                sal_template_fill(broken, PLACEHOLDERS, (const char *const *)values));
}

char *
sal_comparison_make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                          gboolean is_short, GError **error)
{
  const SalChange *state = subject->change;
  if (options->title != NULL)
    return sal_comparison_expand(options, state, options->title, "title", error);
  const SalWords *words = options->words;
  g_auto(GStrv) values = make_values(options, state);
  g_autofree char *title = sal_words_fill(words, SAL_WORD_TITLE_COMPARISON, "a", values[FIELD_A], "b",
                                          values[FIELD_B], "date", values[FIELD_DATE], NULL);
  if (g_str_equal(state->class_name, "control") || state->is_of_two_classes)
    return g_steal_pointer(&title);
  return g_strconcat(title, sal_words_get(words, SAL_WORD_SEPARATOR),
                     sal_wording_get_class(words, state->class_name), NULL);
}

char *
sal_comparison_make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                             gboolean is_short, GError **error)
{
  const SalChange *state = subject->change;
  if (options->subtitle != NULL)
    return sal_comparison_expand(options, state, options->subtitle, "subtitle", error);
  g_auto(GStrv) values = make_values(options, state);
  return sal_words_fill(options->words, SAL_WORD_COMPARISON, "share", values[FIELD_SHARE], "agreed",
                        values[FIELD_AGREED], "a", values[FIELD_A], "only_a", values[FIELD_ONLY_A], "b",
                        values[FIELD_B], "only_b", values[FIELD_ONLY_B], NULL);
}

char *
sal_comparison_make_credit(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                           SalCreditDetail detail, GError **error)
{
  const SalChange *state = subject->change;
  g_autofree char *credit = NULL;
  if (options->credit != NULL && *options->credit != '\0') {
    credit = sal_comparison_expand(options, state, options->credit, "credit", error);
    if (credit == NULL)
      return NULL;
  }
  return sal_credit_complete(options, credit, subject, state->period.to, detail);
}
