#include "render/words/credit.h"

#include "data/base/error.h"
#include "render/words/figures.h"
#include "render/words/wording.h"

#include <string.h>

#define BASE_MAP "Natural Earth"

static const struct {
  const char *name;
  SalCreditPart part;
  gboolean is_always; /* it is there unless it is left out by name */
} PARTS[] = {
  { "situation", SAL_CREDIT_SITUATION }, { "definition", SAL_CREDIT_DEFINITION },
  { "area", SAL_CREDIT_AREA },           { "rounding", SAL_CREDIT_ROUNDING },
  { "basemap", SAL_CREDIT_BASEMAP },     { "border", SAL_CREDIT_BORDER },
  { "layers", SAL_CREDIT_LAYERS, TRUE }, { "shift", SAL_CREDIT_SHIFT, TRUE },
};

/* 0: none has that name, or one that is always there is asked for. */
static guint
find_part(const char *name, gboolean is_left_out)
{
  for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
    if (g_str_equal(PARTS[i].name, name) && (is_left_out || !PARTS[i].is_always))
      return PARTS[i].part;
  return 0;
}

static gboolean
refuse_part(const char *word, gboolean is_left_out, GError **error)
{
  const char *names[G_N_ELEMENTS(PARTS) + 1] = { NULL };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
    if (is_left_out || !PARTS[i].is_always)
      names[n++] = PARTS[i].name;
  g_autofree char *quoted = sal_error_quote(word), *list = g_strjoinv(", ", (char **)names);
  g_autofree char *hint = sal_error_suggest(word, names);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       is_left_out ? "expected one of %s behind '-', got '%s'%s"
                                   : "expected all, none or some of %s, got '%s'%s",
                       list, quoted, hint);
}

gboolean
sal_credit_parse_parts(const char *text, guint *left_out, GError **error)
{
  guint optional = 0, named = 0, removed = 0;
  gboolean is_all = TRUE, is_whole = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
    optional |= PARTS[i].is_always ? 0 : PARTS[i].part;
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  for (guint i = 0; i == 0 || words[i] != NULL; i++) {
    const char *word = words[i] != NULL ? g_strstrip(words[i]) : "";
    const gboolean is_left_out = *word == '-';
    const guint part = find_part(word + is_left_out, is_left_out);
    const gboolean is_start = i == 0 && (g_str_equal(word, "all") || g_str_equal(word, "none"));
    if (!is_start && (part == 0 || (is_whole && !is_left_out)))
      return refuse_part(word + is_left_out, is_left_out, error);
    is_whole |= is_start;
    is_all &= is_left_out || g_str_equal(word, "all");
    *(is_left_out ? &removed : &named) |= part;
  }
  *left_out = (is_all ? 0 : optional & ~named) | removed;
  return TRUE;
}

static int
get_year(SalDay day)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  return year;
}

/* How the days of snapshots are told: the first of two leaves the year that both have to the second. */
typedef struct {
  SalWord first, other;
  const SalPeriod *years; /* of which only years are known, which stand for days; NULL: days are known */
} DayPatterns;

static DayPatterns
choose_patterns(const SalChange *change, SalCreditDetail detail)
{
  const gboolean same_year = get_year(change->from_snapshot) == get_year(change->to_snapshot);
  const SalPeriod *years = change->period.is_of_years ? &change->period : NULL;
  if (detail == SAL_CREDIT_SHORT)
    return (DayPatterns){ same_year ? SAL_WORD_DATE_IN_YEAR : SAL_WORD_DATE, SAL_WORD_DATE, years };
  return (DayPatterns){ same_year ? SAL_WORD_DATE_FULL_IN_YEAR : SAL_WORD_DATE_FULL, SAL_WORD_DATE_FULL,
                        years };
}

/* "1 August 2024", or "2 January 2025 (for 1 January 2025)" where another day stands in. */
static char *
describe_snapshot(const SalWords *words, SalDay snapshot, SalDay boundary, const DayPatterns *patterns)
{
  if (patterns->years != NULL)
    return sal_wording_describe_end(words, patterns->years, snapshot);
  if (snapshot == boundary)
    return sal_wording_format_day(words, snapshot, patterns->first);
  g_autofree char *day = sal_wording_format_day(words, snapshot, patterns->other);
  g_autofree char *wanted = sal_wording_format_day(words, boundary, patterns->other);
  return sal_words_fill(words, SAL_WORD_STAND_IN, "date", day, "boundary", wanted, NULL);
}

/* Appends how many days lie between the snapshots, where they are not those of the period. Two sources at one
 * date have no period. */
static void
append_length(GString *text, const SalWords *words, const SalChange *change, SalDay first)
{
  const int days = sal_change_get_days(change), own = change->period.to - first;
  if (own == 0 || days == own || sal_change_has_same_snapshot(change))
    return;
  g_autofree char *number = sal_figures_format_number(words, days, 0, FALSE);
  g_autofree char *length = sal_words_fill(words, SAL_WORD_LENGTH, "days", number, NULL);
  g_string_append_printf(text, ", %s", length);
}

/* "Situation of 1 November and 1 December 2025". */
static char *
describe_situation(const SalWords *words, const SalChange *change, SalDay first, SalCreditDetail detail)
{
  const gboolean is_one = change->from_snapshot == change->to_snapshot && first == change->period.to;
  const DayPatterns patterns = choose_patterns(change, detail),
                    whole = { patterns.other, patterns.other, patterns.years };
  g_autofree char *from = describe_snapshot(words, change->from_snapshot, first, &patterns);
  g_autofree char *to = describe_snapshot(words, change->to_snapshot, change->period.to, &whole);
  GString *text = g_string_new(NULL);
  g_autofree char *days = sal_words_fill(words, is_one ? SAL_WORD_SNAPSHOT : SAL_WORD_SNAPSHOTS, "a",
                                         is_one ? to : from, "b", to, NULL);
  g_string_append(text, days);
  append_length(text, words, change, first);
  return g_string_free(text, FALSE);
}

/* name: of the side that it is about; NULL: about all. */
static void
add_shift(GString *text, const SalWords *words, const char *name, int shift)
{
  if (shift == 0)
    return;
  g_autofree char *number = sal_figures_format_number(words, shift, 0, TRUE);
  g_autofree char *told = sal_words_fill(
      words, ABS(shift) == 1 ? SAL_WORD_FILE_DATES_ONE : SAL_WORD_FILE_DATES, "shift", number, NULL);
  sal_wording_add_sentence(text, words,
                           name != NULL ? g_strdup_printf("%s (%s)", told, name) : g_steal_pointer(&told));
}

static void
add_shifts(GString *text, const SalCaptionOptions *options)
{
  const int *shifts = options->date_shift_days;
  const gboolean are_same = shifts[0] == shifts[1];
  add_shift(text, options->words, are_same ? NULL : options->compared[0], shifts[0]);
  if (!are_same)
    add_shift(text, options->words, options->compared[1], shifts[1]);
}

static char *
describe_area_model(const SalWords *words, const SalAreaModel *model)
{
  const char *name = model != NULL ? sal_area_model_get_name(model) : "ellipsoid";
  if (g_str_has_prefix(name, "sphere:"))
    return sal_words_fill(words, SAL_WORD_SPHERE, "radius", name + strlen("sphere:"), NULL);
  if (g_str_equal(name, "ellipsoid") || g_str_equal(name, "geodesic"))
    return g_strdup(sal_words_get(words, *name == 'e' ? SAL_WORD_ELLIPSOID : SAL_WORD_GEODESIC));
  return sal_words_fill(words, SAL_WORD_AREA_MODEL, "model", name, NULL);
}

/* Whether areas (double, km2) print otherwise than their sum. */
static gboolean
are_rounded(const SalWords *words, const GArray *parts, double sum_km2)
{
  return !sal_figures_add_up(words, (const double *)(void *)parts->data, parts->len, sum_km2);
}

/* The nets above small multiples against that of the run. */
static gboolean
has_rounded_nets(const SalWords *words, const SalRun *run)
{
  g_autoptr(GArray) nets = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    const double net_km2 = change->accepted ? 0 : sal_change_get_net_m2(change) / 1e6;
    g_array_append_val(nets, net_km2);
  }
  return are_rounded(words, nets, sal_change_get_net_m2(&run->total) / 1e6);
}

/* What was gained and is still held against its parts by when it was gained. */
static gboolean
has_rounded_parts(const SalWords *words, const SalCumulative *cumulative)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < cumulative->parts->len; i++) {
    const double km2 = g_array_index(cumulative->parts, SalCumulativePart, i).m2 / 1e6;
    g_array_append_val(parts, km2);
  }
  return are_rounded(words, parts, cumulative->gained_m2 / 1e6);
}

/* Whether a reader who adds up what the page prints gets something else than it prints. */
static gboolean
is_rounded(const SalWords *words, const SalCaptionSubject *subject)
{
  if ((!subject->shows_sums && !subject->has_rounded_regions) || subject->change->accepted ||
      sal_change_has_same_snapshot(subject->change))
    return FALSE;
  if (!sal_figures_compute(words, subject->change).adds_up || subject->has_rounded_regions)
    return TRUE;
  if (subject->cumulative != NULL)
    return has_rounded_parts(words, subject->cumulative);
  return subject->run != NULL && subject->change == &subject->run->total &&
         has_rounded_nets(words, subject->run);
}

/* How much of the change lies at or beyond the border; NULL: too little to tell. */
static char *
describe_borderland(const SalCaptionOptions *options, const SalCaptionSubject *subject)
{
  const SalBorderland *borderland = options->borderland;
  const gboolean is_of_run = subject->run != NULL && subject->change == &subject->run->total;
  double km2[2];
  for (guint is_lost = 0; is_lost < 2; is_lost++)
    km2[is_lost] = borderland == NULL ? 0
                   : is_of_run        ? sal_borderland_get_run_m2(borderland, is_lost) / 1e6
                                      : sal_borderland_get_m2(borderland, subject->change, is_lost) / 1e6;
  if (borderland == NULL || MAX(km2[0], km2[1]) < SAL_BORDERLAND_TOLD_KM2)
    return NULL;
  g_autofree char *gained = sal_figures_format_km2(options->words, km2[0], FALSE),
                  *lost = sal_figures_format_km2(options->words, km2[1], FALSE);
  if (options->country == NULL)
    return sal_words_fill(options->words, SAL_WORD_REDRAWN_BORDER, "gained", gained, "lost", lost, NULL);
  return sal_words_fill(options->words, SAL_WORD_BORDERLAND, "country", options->country, "gained", gained,
                        "lost", lost, NULL);
}

static void
add_base_map(GString *text, const SalCaptionOptions *options)
{
  const char *source = options->basemap_source != NULL ? options->basemap_source : BASE_MAP;
  sal_wording_add_sentence(text, options->words,
                           sal_words_fill(options->words, SAL_WORD_BASE_MAP, "source", source, NULL));
}

char *
sal_credit_complete(const SalCaptionOptions *options, const char *credit, const SalCaptionSubject *subject,
                    SalDay first, SalCreditDetail detail)
{
  const SalWords *words = options->words;
  const guint left_out = options->credit_left_out;
  GString *text = g_string_new(NULL);
  sal_wording_add_sentence(text, words, g_strdup(credit));
  for (guint i = 0;
       !(left_out & SAL_CREDIT_LAYERS) && options->own_credits != NULL && options->own_credits[i] != NULL;
       i++)
    sal_wording_add_sentence(text, words, g_strdup(options->own_credits[i]));
  const gsize length = text->len;
  if (!(left_out & SAL_CREDIT_SITUATION))
    sal_wording_add_sentence(text, words, describe_situation(words, subject->change, first, detail));
  if (detail >= SAL_CREDIT_FULL && !(left_out & (SAL_CREDIT_SITUATION | SAL_CREDIT_SHIFT)))
    add_shifts(text, options);
  if (detail >= SAL_CREDIT_FULL && !(left_out & SAL_CREDIT_DEFINITION))
    sal_wording_add_sentence(text, words, g_strdup(options->definition));
  if (detail >= SAL_CREDIT_FULL && !(left_out & SAL_CREDIT_AREA))
    sal_wording_add_sentence(text, words, describe_area_model(words, options->area_model));
  if (detail >= SAL_CREDIT_FULL && !(left_out & SAL_CREDIT_BORDER))
    sal_wording_add_sentence(text, words, describe_borderland(options, subject));
  if (!(left_out & SAL_CREDIT_ROUNDING) && is_rounded(words, subject))
    sal_wording_add_sentence(text, words, g_strdup(sal_words_get(words, SAL_WORD_ROUNDED)));
  if ((detail >= SAL_CREDIT_WITH_BASEMAP || options->basemap_source != NULL) &&
      !(left_out & SAL_CREDIT_BASEMAP))
    add_base_map(text, options);
  if (text->len == length && (options->own_credits == NULL || left_out & SAL_CREDIT_LAYERS))
    g_string_assign(text, credit != NULL ? credit : "");
  return g_string_free(text, FALSE);
}
