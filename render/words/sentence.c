#include "render/words/sentence.h"

#include "data/change/mean.h"
#include "data/change/missing.h"
#include "render/words/credit.h"
#include "render/words/figures.h"
#include "render/words/phrases.h"
#include "render/words/reset-note.h"
#include "render/words/since-when.h"
#include "render/words/template.h"
#include "render/words/wording.h"

#include <math.h>
#include <string.h>

#define DUST_M2 1.0         /* a change smaller than this is an error of arithmetic */
#define LARGEST_SHARE 0.05  /* an area with less of the change is not worth a clause */
#define MIN_MEAN_PERIODS 2u /* the mean of one is its own figure */
#define MIN_MEAN_DAYS 56    /* of less than two months, a mean per month says nothing */

/* The values of the placeholders of a sentence: first its own, then the forms of the holder's name. */
typedef enum {
  VALUE_PERIOD,
  VALUE_GAINED,
  VALUE_LOST,
  VALUE_NET,
  VALUE_SIZE,
  VALUE_LEAST,
  VALUE_MEAN,
  VALUE_FORMS,
  N_VALUES = VALUE_FORMS + SAL_N_FORMS
} Value;

static const char *const NAMES[N_VALUES + 1] = { "period", "gained", "lost", "net", "size", "least", "mean",
                                                 "nom",    "gen",    "dat",  "acc", "ins",  "loc",   NULL };

typedef struct {
  char *texts[N_VALUES];
} Values;

static void
values_clear(Values *values)
{
  for (guint i = 0; i < VALUE_FORMS; i++)
    g_clear_pointer(&values->texts[i], g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Values, values_clear)

static const char *
get_form(const SalWords *words, SalForm form)
{
  return words != NULL ? sal_words_read_holder(words, form) : NULL;
}

/* The form that a text needs and the words do not have; SAL_N_FORMS: none. */
static SalForm
find_missing(const SalWords *words, const char *text)
{
  SalForm form = 0;
  for (; form < SAL_N_FORMS; form++) {
    g_autofree char *placeholder = g_strdup_printf("{%s}", sal_forms_get_names()[form]);
    if (strstr(text, placeholder) != NULL && get_form(words, form) == NULL)
      break;
  }
  return form;
}

const char *
sal_sentence_find_missing_form(const SalWords *words)
{
  static const SalWord texts[] = { SAL_WORD_SENTENCE_HOLDER, SAL_WORD_SENTENCE_MEAN_HOLDER,
                                   SAL_WORD_HEADLINE_HOLDER };
  if (get_form(words, SAL_FORM_NOM) == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    for (guint j = 0; j < sal_words_get_n_texts(texts[i]); j++) {
      const SalForm form = find_missing(words, sal_words_get_item(words, texts[i], j));
      if (form < SAL_N_FORMS)
        return sal_forms_get_names()[form];
    }
  return NULL;
}

/* Fills in a text that speaks of the holder, or that which does not. */
static char *
tell(const SalWords *words, SalWord neutral, SalWord with_holder, guint index, const Values *values)
{
  const char *text = sal_words_get_item(words, with_holder, index);
  const gboolean is_neutral =
      get_form(words, SAL_FORM_NOM) == NULL || find_missing(words, text) < SAL_N_FORMS;
  const char *all[N_VALUES];
  for (guint i = 0; i < VALUE_FORMS; i++)
    all[i] = values->texts[i];
  for (SalForm form = 0; form < SAL_N_FORMS; form++)
    all[VALUE_FORMS + form] = get_form(words, form);
  const char *told = is_neutral ? sal_words_get_item(words, neutral, index) : text;
  return sal_words_unnest_areas(words, sal_template_fill(told, NAMES, all));
}

static void
fill_values(Values *values, const SalWords *words, const SalChange *change, const SalFigures *figures)
{
  values->texts[VALUE_PERIOD] = sal_phrase_make_when(words, &change->period);
  values->texts[VALUE_GAINED] = sal_figures_format_km2(words, figures->gained_km2, FALSE);
  values->texts[VALUE_LOST] = sal_figures_format_km2(words, figures->lost_km2, FALSE);
  values->texts[VALUE_NET] = sal_figures_format_km2(words, figures->net_km2, TRUE);
  values->texts[VALUE_SIZE] = sal_figures_format_km2(words, fabs(figures->net_km2), FALSE);
  values->texts[VALUE_LEAST] = sal_figures_format_first(words, sal_figures_get_least_km2(words), FALSE);
}

static SalWordChange
choose_change(const SalChange *change, const SalFigures *figures)
{
  if (change->accepted)
    return SAL_WORD_CHANGE_REDEFINED;
  if (figures->gained_km2 > 0 && figures->lost_km2 > 0)
    return SAL_WORD_CHANGE_BOTH;
  if (figures->gained_km2 > 0 || figures->lost_km2 > 0)
    return figures->gained_km2 > 0 ? SAL_WORD_CHANGE_GAINED : SAL_WORD_CHANGE_LOST;
  return MAX(change->gained_m2, change->lost_m2) < DUST_M2 ? SAL_WORD_CHANGE_NONE : SAL_WORD_CHANGE_LITTLE;
}

static SalWordTrend
choose_trend(double km2)
{
  return km2 > 0 ? SAL_WORD_TREND_UP : km2 < 0 ? SAL_WORD_TREND_DOWN : SAL_WORD_TREND_NONE;
}

/* "what changed in January 2025 is not known: ...": one snapshot stands for both ends. */
static char *
tell_unknown(const SalWords *words, const SalChange *change)
{
  const SalPeriod *period = &change->period;
  const SalDay missing = change->to_snapshot != period->to ? period->to : period->from;
  g_autofree char *when = sal_phrase_make_when(words, period);
  g_autofree char *day = sal_wording_format_day(words, missing, SAL_WORD_DATE_FULL);
  return sal_words_fill(words, SAL_WORD_SENTENCE_UNKNOWN, "period", when, "date", day, NULL);
}

/* "16 km² a day"; NULL: it took one day, or too little changed. What is only lost has no sign. */
static char *
tell_rate(const SalWords *words, double net_m2, int days, gboolean is_lost)
{
  const double km2 = days > 1 ? sal_figures_round_km2(words, net_m2 / days / 1e6) : 0;
  if (km2 == 0)
    return NULL;
  g_autofree char *mean = sal_figures_format_km2(words, is_lost ? fabs(km2) : km2, FALSE);
  return sal_words_fill(words, SAL_WORD_PER_DAY, "mean", mean, NULL);
}

/* Puts details behind a sentence: takes all three; either detail may be NULL. */
static char *
add_details(const SalWords *words, char *text, char *first, char *second)
{
  g_autofree char *sentence = text, *a = first, *b = second;
  if (a == NULL && b == NULL)
    return g_steal_pointer(&sentence);
  g_autofree char *details =
      a != NULL && b != NULL ? g_strconcat(a, ", ", b, NULL) : g_strdup(a != NULL ? a : b);
  return sal_words_fill(words, SAL_WORD_DETAILS, "text", sentence, "details", details, NULL);
}

/* "the largest single gain, 191 km², lies east of Huliaipole"; NULL: none is worth it, or has a place. It is of the group
 * that maps call out, so that a name has one number. */
static char *
tell_largest(const SalWords *words, const SalChange *change, const SalFigures *figures)
{
  const SalMovement *movement = change->movement;
  const SalMovedArea *largest = movement != NULL ? &movement->group : NULL;
  if (largest == NULL || largest->place == NULL ||
      largest->area_m2 < LARGEST_SHARE * (change->gained_m2 + change->lost_m2))
    return NULL;
  const double km2 = sal_figures_round_km2(words, largest->area_m2 / 1e6);
  g_autofree char *near = sal_phrase_make_near(words, largest);
  g_autofree char *area = sal_figures_format_km2(words, km2, FALSE);
  g_autofree char *all = sal_figures_format_km2(words, figures->gained_km2 + figures->lost_km2, FALSE);
  const gboolean is_all = g_str_equal(area, all);
  return km2 > 0 ? sal_words_fill_item(words, SAL_WORD_LARGEST,
                                       is_all             ? 2
                                       : largest->is_lost ? 1
                                                          : 0,
                                       "area", area, "near", near, NULL)
                 : NULL;
}

/* Takes both; clause may be NULL. */
static char *
add_clause(const SalWords *words, char *text, char *clause)
{
  g_autofree char *sentence = text, *owned = clause;
  return owned == NULL ? g_steal_pointer(&sentence)
                       : sal_words_fill(words, SAL_WORD_CLAUSE, "text", sentence, "clause", owned, NULL);
}

/* Puts "the largest net gain since July 2025" behind a sentence, if it is. Takes text. */
static char *
add_since_when(const SalWords *words, char *text, const SalChange *change)
{
  g_autofree char *sentence = text, *aside = sal_since_when_tell(words, change);
  return aside == NULL ? g_steal_pointer(&sentence)
                       : sal_words_fill(words, SAL_WORD_ASIDE, "text", sentence, "aside", aside, NULL);
}

/* "net +183 km²", and of a whole run "counted month by month", because what is gained and lost depends on it. */
static char *
tell_both(const SalWords *words, const char *net, const SalRun *run)
{
  g_autofree char *told = sal_words_fill(words, SAL_WORD_NET, "net", net, NULL);
  const char *counted = sal_wording_get_counted(words, run);
  return counted != NULL ? g_strconcat(told, ", ", counted, NULL) : g_steal_pointer(&told);
}

/* change: without redrawn border. run: whose total it is of; NULL: it is one period. */
static char *
tell_change(const SalWords *words, const SalChange *change, int days, const SalRun *run)
{
  const SalFigures figures = sal_figures_compute(words, change);
  const SalWordChange kind = choose_change(change, &figures);
  g_auto(Values) values = { { NULL } };
  fill_values(&values, words, change, &figures);
  char *text = tell(words, SAL_WORD_SENTENCE, SAL_WORD_SENTENCE_HOLDER, kind, &values);
  if (kind > SAL_WORD_CHANGE_LOST)
    return text;
  char *net = kind == SAL_WORD_CHANGE_BOTH ? tell_both(words, values.texts[VALUE_NET], run) : NULL;
  char *rate = tell_rate(words, sal_change_get_net_m2(change), days, kind == SAL_WORD_CHANGE_LOST);
  text = add_since_when(words, add_details(words, text, net, rate), change);
  return add_clause(words, text, tell_largest(words, change, &figures));
}

char *
sal_sentence_name_subject(const SalWords *words, const SalChange *change, char *text, gboolean is_name)
{
  g_autofree char *owned = text;
  const gboolean has_class =
      change->class_name != NULL && !change->is_of_two_classes && !g_str_equal(change->class_name, "control");
  const char *class_name = has_class ? sal_wording_get_class(words, change->class_name) : NULL;
  const char *region = change->region != NULL && *change->region != '\0' ? change->region : class_name;
  if (region == NULL)
    return is_name ? g_steal_pointer(&owned) : sal_phrase_capitalise(owned);
  g_autofree char *names =
      region != class_name && has_class ? g_strconcat(region, ", ", class_name, NULL) : g_strdup(region);
  g_autofree char *told = sal_words_fill(words, SAL_WORD_ABOUT, "name", names, "text", owned, NULL);
  return sal_phrase_capitalise(told);
}

char *
sal_sentence_make(const SalWords *words, const SalChange *change, const SalRun *run)
{
  const gboolean is_of_run = run != NULL && change == &run->total;
  const int days = is_of_run ? sal_run_count_days(run) : sal_change_get_days(change);
  SalChange summed = *change;
  if (is_of_run && run->changes->len > 0)
    summed.gained_m2 = run->summed_gained_m2, summed.lost_m2 = run->summed_lost_m2;
  const SalChange ground = sal_change_without_border(&summed);
  return sal_sentence_name_subject(words, change,
                                   sal_change_has_same_snapshot(change)
                                       ? tell_unknown(words, change)
                                       : tell_change(words, &ground, days, is_of_run ? run : NULL),
                                   FALSE);
}

/* "net, 1 Jan 2025 to 1 Jan 2026; gained 374 km², lost 13 km²"; NULL: one of them is all there is. */
static char *
tell_parts_of_mean(const SalWords *words, const SalRun *run, const SalPeriod *period)
{
  const double gained_km2 = sal_figures_round_km2(
      words, (run->mean_gained_m2_per_month - run->mean_border_gained_m2_per_month) / 1e6);
  const double lost_km2 =
      sal_figures_round_km2(words, (run->mean_lost_m2_per_month - run->mean_border_lost_m2_per_month) / 1e6);
  if (gained_km2 == 0 || lost_km2 == 0)
    return NULL;
  g_autofree char *from = sal_wording_format_day(words, period->from, SAL_WORD_DATE_FULL);
  g_autofree char *to = sal_wording_format_day(words, period->to, SAL_WORD_DATE_FULL);
  g_autofree char *days = sal_words_fill(words, SAL_WORD_DAYS, "from", from, "to", to, NULL);
  g_autofree char *gained = sal_figures_format_km2(words, gained_km2, FALSE);
  g_autofree char *lost = sal_figures_format_km2(words, lost_km2, FALSE);
  return sal_words_fill_item(words, SAL_WORD_MEAN_DETAILS, sal_phrase_is_year(period) ? 1 : 0, "days", days,
                             "gained", gained, "lost", lost, NULL);
}

/* From the first to the last of the periods that the mean is over, which parts of periods at the ends are not. */
static SalPeriod
find_span_of_mean(const SalRun *run)
{
  g_autofree guint8 *in_mean = sal_mean_choose(run->changes);
  const SalChange *first = NULL, *last = NULL;
  for (guint i = 0; i < run->changes->len; i++)
    if (in_mean[i]) {
      last = run->changes->pdata[i];
      first = first != NULL ? first : last;
    }
  return sal_period_join(&first->period, &last->period);
}

/* "without Jan 2024": the periods between that are not there; NULL: none. */
static char *
tell_missing(const SalWords *words, const SalRun *run)
{
  g_autoptr(GArray) missing = sal_missing_find(run->changes);
  g_autofree char *names = sal_wording_list_periods(words, missing);
  return names != NULL ? sal_words_fill(words, SAL_WORD_MISSING, "periods", names, NULL) : NULL;
}

/* Whether a sentence on all of a run has just said what the mean is over, and which way it went. */
static gboolean
has_said_span(const SalWords *words, const SalRun *run, const SalPeriod *span, double mean_km2)
{
  const SalChange *total = &run->total;
  const SalChange ground = sal_change_without_border(total);
  const SalFigures figures = sal_figures_compute(words, &ground);
  return span->from == total->period.from && span->to == total->period.to && !total->accepted &&
         !sal_change_has_same_snapshot(total) && choose_trend(figures.net_km2) == choose_trend(mean_km2) &&
         choose_trend(mean_km2) != SAL_WORD_TREND_NONE;
}

/* follows: it comes after the sentence on all of the run. */
static char *
make_mean(const SalWords *words, const SalRun *run, gboolean follows)
{
  if (run->n_counted < MIN_MEAN_PERIODS)
    return NULL;
  const SalPeriod span = find_span_of_mean(run);
  if (span.to - span.from < MIN_MEAN_DAYS)
    return NULL;
  const double border_m2 = run->mean_border_gained_m2_per_month - run->mean_border_lost_m2_per_month;
  const double net_km2 = sal_figures_round_km2(words, (run->mean_net_m2_per_month - border_m2) / 1e6);
  const gboolean is_short = follows && has_said_span(words, run, &span, net_km2);
  g_auto(Values) values = { { NULL } };
  values.texts[VALUE_PERIOD] = sal_phrase_make_when(words, &span);
  values.texts[VALUE_MEAN] = sal_figures_format_km2(words, fabs(net_km2), FALSE);
  char *text = is_short ? sal_words_fill(words, SAL_WORD_THAT_IS_MEAN, "mean", values.texts[VALUE_MEAN], NULL)
                        : tell(words, SAL_WORD_SENTENCE_MEAN, SAL_WORD_SENTENCE_MEAN_HOLDER,
                               choose_trend(net_km2), &values);
  char *parts = tell_parts_of_mean(words, run, &span);
  const char *counted = parts != NULL && !is_short ? sal_wording_get_counted(words, run) : NULL;
  text = add_details(words, text, parts, g_strdup(counted));
  text = add_clause(words, text, tell_missing(words, run));
  return is_short ? text : sal_sentence_name_subject(words, &run->total, text, FALSE);
}

char *
sal_sentence_make_mean(const SalWords *words, const SalRun *run)
{
  return make_mean(words, run, FALSE);
}

/* Whether a snapshot stands for another day. */
static gboolean
has_stand_in(const SalChange *change)
{
  const SalPeriod *period = &change->period;
  return !sal_change_has_same_snapshot(change) && !period->is_of_years &&
         (change->from_snapshot != period->from || change->to_snapshot != period->to);
}

/* Adds a sentence with its stop. Takes it; NULL or empty: nothing. */
static void
add(GPtrArray *sentences, const SalWords *words, char *sentence)
{
  g_autoptr(GString) text = g_string_new(NULL);
  sal_wording_add_sentence(text, words, sentence);
  if (text->len > 0)
    g_ptr_array_add(sentences, g_strdup(text->str));
}

/* Adds a note, which pictures have in the middle of a line. Takes it; NULL: nothing. */
static void
add_note(GPtrArray *sentences, const SalWords *words, char *note)
{
  g_autofree char *owned = note;
  add(sentences, words, owned != NULL ? sal_phrase_capitalise(owned) : NULL);
}

static void
add_notes(GPtrArray *sentences, const SalWords *words, const SalCaptionSubject *subject)
{
  const SalRun *run = subject->run;
  const SalChange *change = subject->change;
  const gboolean is_of_run = run != NULL && change == &run->total && run->changes->len > 0;
  if (is_of_run)
    add_note(sentences, words, sal_reset_note_make_of_run(words, run, FALSE, FALSE));
  else if (!change->accepted)
    add_note(sentences, words, sal_reset_note_make(words, change, FALSE));
  add_note(sentences, words,
           sal_wording_describe_doubtful_side(
               words, is_of_run ? g_ptr_array_index(run->changes, run->changes->len - 1) : change));
}

/* Adds a part of the credit line. */
static void
add_credit(GPtrArray *sentences, const SalCaptionOptions *options, const SalCaptionSubject *subject,
           SalCreditPart part)
{
  SalCaptionOptions credit = *options;
  credit.credit_left_out = ~(guint)part;
  credit.date_shift_days[0] = credit.date_shift_days[1] = 0; /* of the files: no news to a reader */
  add(sentences, options->words,
      sal_credit_complete(&credit, NULL, subject, subject->change->period.from, SAL_CREDIT_FULL));
}

/* Adds how much redrawn border the sentences before leave out, and the net of all; nothing if that is too little to be
 * printed. */
static void
add_border(GPtrArray *sentences, const SalWords *words, double gained_m2, double lost_m2, double net_m2)
{
  const double gained_km2 = sal_figures_round_km2(words, gained_m2 / 1e6);
  const double lost_km2 = sal_figures_round_km2(words, lost_m2 / 1e6);
  if (gained_km2 == 0 && lost_km2 == 0)
    return;
  g_autofree char *gained = sal_figures_format_km2(words, gained_km2, FALSE);
  g_autofree char *lost = sal_figures_format_km2(words, lost_km2, FALSE);
  g_autofree char *net = sal_figures_format_km2(words, sal_figures_round_km2(words, net_m2 / 1e6), TRUE);
  add(sentences, words,
      sal_words_fill(words, SAL_WORD_SENTENCE_BORDER, "gained", gained, "lost", lost, "net", net, NULL));
}

static void
add_border_of_change(GPtrArray *sentences, const SalWords *words, const SalChange *change)
{
  if (!change->accepted && !sal_change_has_same_snapshot(change))
    add_border(sentences, words, change->border_gained_m2, change->border_lost_m2,
               sal_change_get_net_m2(change));
}

static GPtrArray *
list_sentences(const SalCaptionOptions *options, const SalCaptionSubject *subject, gboolean has_situation)
{
  const SalWords *words = options->words;
  GPtrArray *sentences = g_ptr_array_new_with_free_func(g_free);
  add(sentences, words, sal_sentence_make(words, subject->change, subject->run));
  add_border_of_change(sentences, words, subject->change);
  if (subject->run != NULL && subject->change == &subject->run->total)
    add(sentences, words, make_mean(words, subject->run, TRUE));
  add_notes(sentences, words, subject);
  if (has_situation)
    add_credit(sentences, options, subject, SAL_CREDIT_SITUATION);
  add_credit(sentences, options, subject, SAL_CREDIT_DEFINITION);
  return sentences;
}

char *
sal_sentence_make_mean_text(const SalWords *words, const SalRun *run)
{
  const SalCaptionSubject subject = { .change = &run->total, .run = run };
  char *mean = sal_sentence_make_mean(words, run);
  if (mean == NULL)
    return NULL;
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func(g_free);
  add(sentences, words, mean);
  add_border(sentences, words, run->mean_border_gained_m2_per_month, run->mean_border_lost_m2_per_month,
             run->mean_net_m2_per_month);
  add_notes(sentences, words, &subject);
  return sal_phrases_join(sentences, 0);
}

char *
sal_sentence_make_text(const SalCaptionOptions *options, const SalCaptionSubject *subject)
{
  g_autoptr(GPtrArray) sentences = list_sentences(options, subject, has_stand_in(subject->change));
  return sal_phrases_join(sentences, 0);
}

char *
sal_sentence_make_headline(const SalWords *words, const SalChange *change)
{
  const SalChange ground = sal_change_without_border(change);
  const SalFigures figures = sal_figures_compute(words, &ground);
  g_auto(Values) values = { { NULL } };
  fill_values(&values, words, change, &figures);
  const char *period = values.texts[VALUE_PERIOD];
  if (sal_change_has_same_snapshot(change))
    return sal_sentence_name_subject(
        words, change, sal_words_fill(words, SAL_WORD_HEADLINE_UNKNOWN, "period", period, NULL), FALSE);
  if (change->accepted)
    return sal_sentence_name_subject(
        words, change, sal_words_fill(words, SAL_WORD_HEADLINE_REDEFINED, "period", period, NULL), FALSE);
  return sal_sentence_name_subject(
      words, change,
      tell(words, SAL_WORD_HEADLINE, SAL_WORD_HEADLINE_HOLDER, choose_trend(figures.net_km2), &values),
      FALSE);
}

char *
sal_sentence_make_alt(const SalCaptionOptions *options, const SalCaptionSubject *subject, guint limit)
{
  const SalWords *words = options->words;
  g_autofree char *period = sal_wording_describe_period(words, &subject->change->period);
  g_autofree char *title = subject->title != NULL
                               ? g_strdup(subject->title)
                               : sal_words_fill(words, SAL_WORD_TITLE, "period", period, NULL);
  g_autoptr(GPtrArray) sentences = list_sentences(options, subject, TRUE);
  char **first = (char **)&sentences->pdata[0];
  g_autofree char *text = g_steal_pointer(first);
  *first = sal_words_fill(words, SAL_WORD_ALT, "title", title, "text", text, NULL);
  if (subject->regions != NULL)
    g_ptr_array_insert(sentences, 1, g_strdup(subject->regions));
  return sal_phrases_join(sentences, limit);
}
