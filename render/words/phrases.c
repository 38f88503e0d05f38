#include "render/words/phrases.h"

#include "render/words/wording.h"

#include <string.h>

static int
get_month_day(SalDay day)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  return month_day;
}

/* Months, quarters and years from a first to a first, or from a last to a last, are those of the calendar. */
static gboolean
is_of_calendar(const SalPeriod *period)
{
  return period->unit.every == SAL_EVERY_WEEK || get_month_day(period->from) == 1 ||
         get_month_day(period->from + 1) == 1;
}

/* The first of two dates leaves to the second what both have. */
static SalWord
choose_pattern(SalDay from, SalDay to)
{
  int year, month, day, to_year, to_month, to_day;
  sal_day_to_civil(from, &year, &month, &day);
  sal_day_to_civil(to, &to_year, &to_month, &to_day);
  if (year != to_year)
    return SAL_WORD_DATE_FULL;
  return month == to_month ? SAL_WORD_DATE_IN_MONTH : SAL_WORD_DATE_FULL_IN_YEAR;
}

static char *
describe_days(const SalWords *words, const SalPeriod *period)
{
  g_autofree char *from =
      sal_wording_format_day(words, period->from, choose_pattern(period->from, period->to));
  g_autofree char *to = sal_wording_format_day(words, period->to, SAL_WORD_DATE_FULL);
  return sal_words_fill(words, SAL_WORD_IN_DAYS, "from", from, "to", to, NULL);
}

static char *
describe_years(const SalWords *words, const SalPeriod *period)
{
  int from, to, month, day;
  sal_day_to_civil(period->from, &from, &month, &day);
  sal_day_to_civil(period->to, &to, &month, &day);
  g_autofree char *first = sal_wording_describe_year(words, from, SAL_WORD_BC);
  g_autofree char *last = sal_wording_describe_year(words, to, SAL_WORD_BC);
  return sal_words_fill(words, SAL_WORD_IN_YEARS, "from", first, "to", last, NULL);
}

/* A whole week, month, quarter or year. */
static char *
describe_unit(const SalWords *words, const SalPeriodUnit *unit)
{
  g_autofree char *number = g_strdup_printf("%d", unit->number);
  g_autofree char *year = sal_wording_describe_year(words, unit->year, SAL_WORD_BC);
  const guint index = (guint)MAX(unit->number, 1) - 1;
  switch (unit->every) {
  case SAL_EVERY_WEEK:
    return sal_words_fill(words, SAL_WORD_IN_WEEK, "week", number, "year", year, NULL);
  case SAL_EVERY_MONTH:
    return sal_words_fill_item(words, SAL_WORD_IN_MONTHS, index, "year", year, NULL);
  case SAL_EVERY_QUARTER:
    return sal_words_fill_item(words, SAL_WORD_IN_QUARTERS, index, "year", year, NULL);
  default:
    return sal_words_fill(words, SAL_WORD_IN_YEAR, "year", year, NULL);
  }
}

gboolean
sal_phrase_is_year(const SalPeriod *period)
{
  const SalPeriodUnit *first = &period->unit, *last = &period->last;
  return period->is_joined && !period->partial && is_of_calendar(period) && first->year == last->year &&
         first->number == 1 &&
         ((first->every == SAL_EVERY_MONTH && last->number == 12) ||
          (first->every == SAL_EVERY_QUARTER && last->number == 4));
}

char *
sal_phrase_make_when(const SalWords *words, const SalPeriod *period)
{
  if (period->is_of_years)
    return describe_years(words, period);
  if (sal_phrase_is_year(period)) {
    const SalPeriodUnit year = { .every = SAL_EVERY_YEAR, .year = period->unit.year };
    return describe_unit(words, &year);
  }
  if (!period->partial && !period->is_joined && period->unit.every >= SAL_EVERY_WEEK &&
      is_of_calendar(period))
    return describe_unit(words, &period->unit);
  if (period->to - period->from > 1 || period->partial)
    return describe_days(words, period);
  g_autofree char *day = sal_wording_format_day(words, period->from, SAL_WORD_DATE_FULL);
  return sal_words_fill(words, SAL_WORD_ON_DAY, "date", day, NULL);
}

char *
sal_phrase_make_since(const SalWords *words, const SalPeriod *period)
{
  const SalPeriodUnit *unit = &period->unit;
  g_autofree char *number = g_strdup_printf("%d", unit->number);
  g_autofree char *year = sal_wording_describe_year(words, unit->year, SAL_WORD_BC);
  const guint index = (guint)MAX(unit->number, 1) - 1;
  if (unit->every == SAL_EVERY_WEEK)
    return sal_words_fill(words, SAL_WORD_SINCE_WEEK, "week", number, "year", year, NULL);
  if (unit->every == SAL_EVERY_MONTH)
    return sal_words_fill(words, SAL_WORD_SINCE_MONTH, "month",
                          sal_words_get_item(words, SAL_WORD_MONTHS_IN_DATES, index), "year", year, NULL);
  if (unit->every == SAL_EVERY_QUARTER)
    return sal_words_fill_item(words, SAL_WORD_SINCE_QUARTERS, index, "year", year, NULL);
  if (unit->every == SAL_EVERY_YEAR || period->is_of_years)
    return sal_words_fill(words, SAL_WORD_SINCE_YEAR, "year", year, NULL);
  g_autofree char *day = sal_wording_format_day(words, period->from, SAL_WORD_DATE_FULL);
  return sal_words_fill(words, SAL_WORD_SINCE_DAY, "date", day, NULL);
}

/* Whether a name begins with one of the vowels before which some languages drop that of "of". */
static gboolean
begins_with_vowel(const char *name)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const gunichar first = g_utf8_get_char(name);
  if (g_unichar_fully_decompose(first, FALSE, parts, G_N_ELEMENTS(parts)) == 0)
    return FALSE;
  const gunichar base = g_unichar_tolower(parts[0]);
  return base != 0 && base < 128 && strchr("aeiou", (char)base) != NULL;
}

char *
sal_phrase_make_near(const SalWords *words, const SalMovedArea *area)
{
  g_autofree char *of = sal_words_fill_item(words, SAL_WORD_OF_PLACE, begins_with_vowel(area->place) ? 1 : 0,
                                            "place", area->place, NULL);
  return sal_words_fill_item(words, SAL_WORD_NEAR, area->direction, "place", area->place, "of", of, NULL);
}

char *
sal_phrase_capitalise(const char *text)
{
  char first[8] = { 0 };
  if (*text == '\0')
    return g_strdup("");
  g_unichar_to_utf8(g_unichar_totitle(g_utf8_get_char(text)), first);
  return g_strconcat(first, g_utf8_next_char(text), NULL);
}

/* Spaces that break lines stand between words, those that do not inside of numbers and before units. */
static char *
cut(const char *text, guint limit)
{
  const char *end = text;
  guint n = 0;
  for (const char *p = text; *p != '\0' && n < limit; p = g_utf8_next_char(p), n++)
    if (*p == ' ')
      end = p;
  while (end > text && strchr(" ,;:(.", end[-1]) != NULL)
    end--;
  g_autofree char *start = g_strndup(text, (gsize)(end - text));
  return g_strconcat(start, "…", NULL);
}

char *
sal_phrases_join(const GPtrArray *sentences, guint limit)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < sentences->len; i++) {
    const char *sentence = sentences->pdata[i];
    const glong length = g_utf8_strlen(text->str, -1) + g_utf8_strlen(sentence, -1) + (i > 0 ? 1 : 0);
    if (limit > 0 && length > (glong)limit) {
      if (i > 0)
        break;
      g_string_free(text, TRUE);
      return cut(sentence, limit);
    }
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", sentence);
  }
  return g_string_free(text, FALSE);
}
