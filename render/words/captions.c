#include "render/words/captions.h"

#include "data/base/error.h"
#include "data/change/missing.h"
#include "render/words/credit.h"
#include "render/words/figures.h"
#include "render/words/phrases.h"
#include "render/words/reset-note.h"
#include "render/words/sentence.h"
#include "render/words/since-when.h"
#include "render/words/template.h"
#include "render/words/wording.h"

#include <math.h>
#include <string.h>

#define DUST_M2 1.0 /* a change smaller than this is an error of arithmetic */

typedef enum {
  FIELD_PERIOD,
  FIELD_FROM,
  FIELD_TO,
  FIELD_CLASS,
  FIELD_GAINED,
  FIELD_LOST,
  FIELD_NET,
  FIELD_REGION,
  FIELD_SOURCE,
  FIELD_MEAN,
  FIELD_MEAN_MONTH,
  FIELD_N,
  FIELD_NET_VALUE,
  FIELD_PERIOD_LONG,
  FIELD_SINCE,
  FIELD_HOLDER,
  FIELD_HEADLINE,
  FIELD_SENTENCE,
  FIELD_ALT,
  N_FIELDS
} Field;

static const char *const PLACEHOLDERS[N_FIELDS + 1] = { "period",    "from",        "to",         "class",
                                                        "gained",    "lost",        "net",        "region",
                                                        "source",    "mean",        "mean_month", "n",
                                                        "net_value", "period_long", "since",      "holder",
                                                        "headline",  "sentence",    "alt",        NULL };

static char *
get_source_name(const SalChange *change)
{
  return change->to != NULL && change->to->path != NULL ? g_path_get_basename(change->to->path) : NULL;
}

/* The sentences, and their parts. */
static void
add_sentences(char **values, const SalCaptionOptions *options, const SalCaptionSubject *subject)
{
  const SalWords *words = options->words;
  const SalChange *change = subject->change;
  const double net_km2 = sal_figures_compute(words, change).net_km2;
  values[FIELD_NET_VALUE] = sal_figures_format_area(words, fabs(net_km2), FALSE);
  values[FIELD_PERIOD_LONG] = sal_phrase_make_when(words, &change->period);
  values[FIELD_SINCE] = sal_since_when_date_record(words, change);
  values[FIELD_HOLDER] = g_strdup(words != NULL ? sal_words_read_holder(words, SAL_FORM_NOM) : NULL);
  values[FIELD_HEADLINE] = sal_sentence_make_headline(words, change);
  values[FIELD_SENTENCE] = sal_sentence_make(words, change, subject->run);
  values[FIELD_ALT] = sal_sentence_make_alt(options, subject, 0);
}

/* The values of the placeholders, in their order; of the run NULL where there is none. */
static char **
make_values(const SalCaptionOptions *options, const SalCaptionSubject *subject)
{
  const SalWords *words = options->words;
  const SalChange *change = subject->change;
  const SalRun *run = subject->run;
  const SalFigures figures = sal_figures_compute(words, change);
  char **values = g_new0(char *, N_FIELDS);
  values[FIELD_PERIOD] = sal_wording_describe_period(words, &change->period);
  values[FIELD_FROM] = sal_wording_describe_end(words, &change->period, change->period.from);
  values[FIELD_TO] = sal_wording_describe_end(words, &change->period, change->period.to);
  values[FIELD_CLASS] = g_strdup(change->class_name);
  values[FIELD_GAINED] = sal_figures_format_km2(words, figures.gained_km2, FALSE);
  values[FIELD_LOST] = sal_figures_format_km2(words, figures.lost_km2, FALSE);
  values[FIELD_NET] = sal_figures_format_km2(words, figures.net_km2, TRUE);
  values[FIELD_REGION] = g_strdup(change->region);
  values[FIELD_SOURCE] = get_source_name(change);
  if (run != NULL && run->n_counted > 0)
    values[FIELD_MEAN] = sal_figures_format_km2(words, run->mean_net_m2 / 1e6, TRUE);
  if (run != NULL && run->n_counted > 0)
    values[FIELD_MEAN_MONTH] = sal_figures_format_km2(words, run->mean_net_m2_per_month / 1e6, TRUE);
  if (run != NULL)
    values[FIELD_N] = g_strdup_printf("%u", run->changes->len);
  add_sentences(values, options, subject);
  return values;
}

char *
sal_captions_expand(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                    const char *template_text, const char *what, GError **error)
{
  if (!sal_template_check(template_text, PLACEHOLDERS, SAL_ERROR_RENDER, error)) {
    g_prefix_error(error, "%s: ", what);
    return NULL;
  }
  char **values = make_values(options, subject);
  g_autofree char *broken = sal_template_break_lines(template_text);
  char *text = sal_words_unnest_areas(options->words,
                                      sal_template_fill(broken, PLACEHOLDERS, (const char *const *)values));
  for (guint i = 0; i < N_FIELDS; i++)
    g_free(values[i]);
  g_free(values);
  return text;
}

/* Region and class follow what a title says of its period, where they are not the usual ones. Takes start. */
static char *
name_subject(const SalWords *words, char *start, const SalChange *change)
{
  g_autofree char *owned = start;
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  GString *title = g_string_new(start);
  if (change->region != NULL && *change->region != '\0')
    g_string_append_printf(title, "%s%s", separator, change->region);
  if (change->class_name != NULL && !g_str_equal(change->class_name, "control"))
    g_string_append_printf(title, "%s%s", separator, sal_wording_get_class(words, change->class_name));
  return g_string_free(title, FALSE);
}

static char *
make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject, SalWord pattern,
           GError **error)
{
  const SalWords *words = options->words;
  const SalChange *change = subject->change;
  if (options->title != NULL)
    return sal_captions_expand(options, subject, options->title, "title", error);
  g_autofree char *period = sal_wording_describe_period(words, &change->period);
  g_autofree char *from = sal_wording_describe_end(words, &change->period, change->period.from);
  g_autofree char *to = sal_wording_describe_end(words, &change->period, change->period.to);
  return name_subject(words, sal_words_fill(words, pattern, "period", period, "from", from, "to", to, NULL),
                      change);
}

char *
sal_captions_make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject, gboolean is_short,
                        GError **error)
{
  return make_title(options, subject, is_short ? SAL_WORD_TITLE_SHORT : SAL_WORD_TITLE, error);
}

char *
sal_captions_make_cumulative_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                   gboolean is_short, GError **error)
{
  return make_title(options, subject, is_short ? SAL_WORD_TITLE_SHORT : SAL_WORD_TITLE_CUMULATIVE, error);
}

char *
sal_captions_make_regions_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                gboolean is_short, GError **error)
{
  return make_title(options, subject, is_short ? SAL_WORD_TITLE_SHORT : SAL_WORD_TITLE_REGIONS, error);
}

char *
sal_captions_make_shares_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                               gboolean is_short, GError **error)
{
  return make_title(options, subject, SAL_WORD_TITLE_SHARES, error);
}

char *
sal_captions_make_turnover_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                 gboolean is_short, GError **error)
{
  return make_title(options, subject, is_short ? SAL_WORD_TITLE_TURNOVER_SHORT : SAL_WORD_TITLE_TURNOVER,
                    error);
}

char *
sal_captions_make_fronts_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                               gboolean is_short, GError **error)
{
  return make_title(options, subject, SAL_WORD_TITLE_FRONTS, error);
}

/* One snapshot stands for both ends of the period. */
static gboolean
is_unknown(const SalChange *change)
{
  return change->from_snapshot == change->to_snapshot;
}

/* "no snapshot of 1 Jan 2025: change unknown". */
static char *
describe_missing(const SalWords *words, const SalChange *change)
{
  const SalPeriod *period = &change->period;
  const SalDay missing = change->to_snapshot != period->to ? period->to : period->from;
  g_autofree char *day = sal_wording_describe_day(words, missing);
  return sal_words_fill(words, SAL_WORD_NO_SNAPSHOT, "date", day, NULL);
}

/* There is no number to print, but there may be some change. */
static char *
describe_nothing(const SalWords *words, const SalChange *change)
{
  if (MAX(change->gained_m2, change->lost_m2) < DUST_M2)
    return g_strdup(sal_words_get(words, SAL_WORD_NO_CHANGE));
  g_autofree char *least = sal_figures_format_first(words, sal_figures_get_least_km2(words), FALSE);
  return sal_words_fill(words, SAL_WORD_LESS_THAN, "area", least, NULL);
}

static char *
describe_numbers(const SalWords *words, const SalChange *change, SalWord pattern)
{
  const SalFigures figures = sal_figures_compute(words, change);
  if (is_unknown(change))
    return describe_missing(words, change);
  if (figures.gained_km2 == 0 && figures.lost_km2 == 0)
    return describe_nothing(words, change);
  g_autofree char *gained = sal_figures_format_km2(words, figures.gained_km2, FALSE);
  g_autofree char *lost = sal_figures_format_km2(words, figures.lost_km2, FALSE);
  g_autofree char *net = sal_figures_format_km2(words, figures.net_km2, TRUE);
  return sal_words_fill(words, pattern, "gained", gained, "lost", lost, "net", net, NULL);
}

/* The change on whose snapshots all others of a run rest. */
static const SalChange *
get_last(const SalRun *run)
{
  return run->changes->pdata[run->changes->len - 1];
}

/* Joins two notes, either of which may be NULL. Takes both. */
static char *
join_notes(const SalWords *words, char *first, char *second)
{
  g_autofree char *start = first, *end = second;
  if (start == NULL || end == NULL)
    return start != NULL ? g_steal_pointer(&start) : g_steal_pointer(&end);
  return g_strconcat(start, sal_words_get(words, SAL_WORD_SEPARATOR), end, NULL);
}

/* "without Jan 2024, Feb 2024": what the sums of a run lack; NULL: nothing. The map of a cumulative page, which
 * is not marked, has what changed in them. */
static char *
describe_missing_periods(const SalWords *words, const SalRun *run, gboolean is_marked)
{
  const SalWord pattern = is_marked ? SAL_WORD_MISSING : SAL_WORD_MISSING_CUMULATIVE;
  g_autoptr(GArray) missing = sal_missing_find(run->changes);
  g_autofree char *names = sal_wording_list_periods(words, missing);
  return names != NULL ? sal_words_fill(words, pattern, "periods", names, NULL) : NULL;
}

static char *
make_note_of_run(const SalWords *words, const SalRun *run, gboolean is_short, gboolean is_marked)
{
  char *resets = sal_reset_note_make_of_run(words, run, is_short, is_marked);
  char *note = join_notes(words, resets, describe_missing_periods(words, run, is_marked));
  return join_notes(words, note, sal_wording_describe_doubtful_side(words, get_last(run)));
}

/* The note stands behind the user's subtitle, too, so that no reset passes for movement. Takes subtitle; note
 * may be NULL. */
static char *
append_note(const SalWords *words, char *subtitle, const char *note)
{
  g_autofree char *start = subtitle;
  if (start == NULL || note == NULL)
    return g_steal_pointer(&start);
  return g_strconcat(start, *start != '\0' ? sal_words_get(words, SAL_WORD_SEPARATOR) : "", note, NULL);
}

/* What the legend does not say: the net where both gained and lost stand there, nothing where one of them is
 * all there is, and all numbers where one of them is not drawn. NULL: nothing. */
static char *
describe_rest(const SalWords *words, const SalChange *change)
{
  const SalFigures figures = sal_figures_compute(words, change);
  const gboolean has_gained = figures.gained_km2 != 0, has_lost = figures.lost_km2 != 0;
  if (is_unknown(change) || (!has_gained && !has_lost) || has_gained != figures.draws_gained ||
      has_lost != figures.draws_lost)
    return describe_numbers(words, change, SAL_WORD_CHANGE);
  return has_gained && has_lost ? describe_numbers(words, change, SAL_WORD_NET) : NULL;
}

/* The numbers of an accepted reset stand in the legend alone. has_legend: so do gained and lost. */
static char *
make_usual_subtitle(const SalCaptionOptions *options, const SalChange *change, gboolean is_short,
                    gboolean has_legend)
{
  const SalWords *words = options->words;
  char *days = sal_wording_describe_ends(words, &change->period);
  if (change->accepted || (is_short && !is_unknown(change)))
    return days;
  if (is_short)
    return join_notes(words, days, g_strdup(sal_words_get(words, SAL_WORD_CHANGE_UNKNOWN)));
  char *subtitle = join_notes(words, days,
                              has_legend ? describe_rest(words, change)
                                         : describe_numbers(words, change, SAL_WORD_CHANGE));
  return join_notes(words, subtitle,
                    sal_wording_describe_rate(words, sal_change_get_net_m2(change),
                                              sal_change_get_days(change), options->rate));
}

static char *
make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject, gboolean is_short,
              gboolean has_legend, GError **error)
{
  const SalWords *words = options->words;
  const SalChange *change = subject->change;
  g_autofree char *note = join_notes(words, sal_reset_note_make(words, change, is_short),
                                     sal_wording_describe_doubtful_side(words, change));
  /* The days of a small page stand in its credit too. */
  if (options->subtitle == NULL && is_short && note != NULL)
    return g_steal_pointer(&note);
  char *subtitle = options->subtitle != NULL
                       ? sal_captions_expand(options, subject, options->subtitle, "subtitle", error)
                       : make_usual_subtitle(options, change, is_short, has_legend);
  return append_note(words, subtitle, note);
}

char *
sal_captions_make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                           gboolean is_short, GError **error)
{
  return make_subtitle(options, subject, is_short, TRUE, error);
}

char *
sal_captions_make_regions_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                   gboolean is_short, GError **error)
{
  return make_subtitle(options, subject, is_short, FALSE, error);
}

/* Where nothing but a reset tells the run's end from its start, 'no change' would be untrue of what lies
 * between. */
static gboolean
is_same_at_end(const SalRun *run)
{
  return MAX(run->total.gained_m2, run->total.lost_m2) < DUST_M2;
}

/* What is gained and lost depends on how it is counted. */
static char *
describe_numbers_of_run(const SalWords *words, const SalRun *run)
{
  const SalFigures figures = sal_figures_compute(words, &run->total);
  const gboolean is_gross = !is_unknown(&run->total) && figures.gained_km2 > 0 && figures.lost_km2 > 0;
  return join_notes(words, describe_numbers(words, &run->total, SAL_WORD_CHANGE),
                    is_gross ? g_strdup(sal_wording_get_counted(words, run)) : NULL);
}

/* On a small page the mean makes way for a note on resets, which it may count. */
static char *
make_usual_grid_subtitle(const SalCaptionOptions *options, const SalRun *run, gboolean is_short,
                         gboolean has_note)
{
  const SalWords *words = options->words;
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  g_autofree char *days = sal_wording_describe_ends(words, &run->total.period);
  if (has_note && (is_short || is_same_at_end(run)))
    return g_steal_pointer(&days);
  g_autofree char *numbers = describe_numbers_of_run(words, run);
  g_autofree char *rate = sal_wording_describe_rate_of_run(words, run, options->rate);
  if (run->n_counted == 0 && rate == NULL)
    return g_strconcat(days, separator, numbers, NULL);
  g_autofree char *mean = rate != NULL ? g_steal_pointer(&rate) : sal_wording_describe_mean(words, run);
  return is_short ? g_strconcat(days, separator, mean, NULL)
                  : g_strconcat(days, separator, numbers, separator, mean, NULL);
}

/* What the colours stand for instead of the mean. */
static char *
make_usual_cumulative_subtitle(const SalCaptionOptions *options, const SalRun *run, gboolean is_short,
                               gboolean has_note)
{
  const SalWords *words = options->words;
  const char *separator = sal_words_get(words, SAL_WORD_SEPARATOR);
  g_autofree char *days = sal_wording_describe_ends(words, &run->total.period);
  if (has_note && (is_short || is_same_at_end(run)))
    return g_steal_pointer(&days);
  g_autofree char *numbers = describe_numbers(words, &run->total, SAL_WORD_CHANGE_CUMULATIVE);
  g_autofree char *rate = is_short ? NULL : sal_wording_describe_rate_of_run(words, run, options->rate);
  return g_strconcat(days, separator, numbers, rate != NULL ? separator : NULL, rate, NULL);
}

static char *
expand_of_run(const SalCaptionOptions *options, const SalRun *run, GError **error)
{
  const SalCaptionSubject subject = { .change = &run->total, .run = run };
  return sal_captions_expand(options, &subject, options->subtitle, "subtitle", error);
}

char *
sal_captions_make_grid_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                gboolean is_short, GError **error)
{
  const SalWords *words = options->words;
  const SalRun *run = subject->run;
  g_autofree char *note = make_note_of_run(words, run, is_short, TRUE);
  char *subtitle = options->subtitle != NULL ? expand_of_run(options, run, error)
                                             : make_usual_grid_subtitle(options, run, is_short, note != NULL);
  return append_note(words, subtitle, note);
}

char *
sal_captions_make_cumulative_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                      gboolean is_short, GError **error)
{
  const SalWords *words = options->words;
  const SalRun *run = subject->run;
  g_autofree char *note = make_note_of_run(words, run, is_short, FALSE);
  char *subtitle = options->subtitle != NULL
                       ? expand_of_run(options, run, error)
                       : make_usual_cumulative_subtitle(options, run, is_short, note != NULL);
  return append_note(words, subtitle, note);
}

char *
sal_captions_make_turnover_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                    gboolean is_short, GError **error)
{
  const SalWords *words = options->words;
  const SalRun *run = subject->run;
  g_autofree char *note = make_note_of_run(words, run, is_short, FALSE);
  char *days = sal_wording_describe_ends(words, &run->total.period);
  char *counted = g_strdup(sal_words_get_item(words, SAL_WORD_COUNTED, options->step_unit));
  g_autofree char *usual = join_notes(words, days, counted);
  char *subtitle = options->subtitle != NULL ? expand_of_run(options, run, error) : g_steal_pointer(&usual);
  return append_note(words, subtitle, note);
}

char *
sal_captions_make_credit(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                         SalCreditDetail detail, GError **error)
{
  const SalChange *change = subject->change;
  g_autofree char *credit = NULL;
  if (options->credit != NULL && *options->credit != '\0') {
    credit = sal_captions_expand(options, subject, options->credit, "credit", error);
    if (credit == NULL)
      return NULL;
  }
  return sal_credit_complete(options, credit, subject, change->period.from, detail);
}
