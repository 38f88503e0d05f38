#include "data/dates/date-forms.h"

#include "data/dates/moment.h"

#include <string.h>

typedef struct {
  const char *reading;
  const char *pattern;    /* its letters are explained below */
  const char *separators; /* between its parts */
  SalDateGrade grade;
  int year_min, year_max; /* in names; 0: 1000 and 2999 */
  gboolean in_fields;     /* read in fields too, since its parts cannot be mistaken for each other */
  SalDateOrder order;     /* read in fields too, if it is known that days and months come in this order */
} Form;

#define NUMBER_SEPARATORS "-_. /"
#define NAME_SEPARATORS "-_., /"

/* The letters of a pattern:
 *   Y y Z I  a year: of four digits; of two; of five, one of them typed twice; with a minus as in ISO 8601
 *   m n N    a month: of two digits; of one or two; its English name
 *   d e r    a day: of two digits; of one or two; of one or two, the first of a range
 *   - ~ =    a separator, the same each time; up to three separators; the dash of a range
 * With dots, the day comes first or last but never second. */
static const Form forms[] = {
  { "YYYYMMDD", "Ymd", "", SAL_DATE_FULL, .in_fields = TRUE },
  { "YYYY-MM-DD", "Y-n-e", NUMBER_SEPARATORS, SAL_DATE_FULL, .in_fields = TRUE },
  { "-YYYY-MM-DD", "I-n-e", "-/", SAL_DATE_FULL, .in_fields = TRUE },
  { "DD.MM.YYYY", "e-n-Y", ".", SAL_DATE_FULL, .in_fields = TRUE },
  { "DD-MM-YYYY", "e-n-Y", "-_ /", SAL_DATE_FULL, .order = SAL_DATE_DAY_FIRST },
  { "MM-DD-YYYY", "n-e-Y", "-_ /", SAL_DATE_FULL, .order = SAL_DATE_MONTH_FIRST },
  /* A year from 1300 on cannot be a month and a day, so eight digits contain one year at most. */
  { "DDMMYYYY", "dmY", "", SAL_DATE_FULL, .year_min = 1300 },
  { "MMDDYYYY", "mdY", "", SAL_DATE_FULL, .year_min = 1300 },
  { "MON DD-DD, YYYY (last day)", "N~r=e~Y", NAME_SEPARATORS, SAL_DATE_FULL },
  { "DD-DD MON YYYY (last day)", "r=e~N~Y", NAME_SEPARATORS, SAL_DATE_FULL },
  { "DDMONYYYY", "e~N~Y", NAME_SEPARATORS, SAL_DATE_FULL, .in_fields = TRUE },
  { "MONDDYYYY", "N~e~Y", NAME_SEPARATORS, SAL_DATE_FULL, .in_fields = TRUE },
  { "YYYYMONDD", "Y~N~e", NAME_SEPARATORS, SAL_DATE_FULL },
  { "DDMONYY", "e~N~y", NAME_SEPARATORS, SAL_DATE_NAMED },
  /* A digit typed twice: 02FEB22024. */
  { "DDMONYYYY (a digit twice)", "e~N~Z", NAME_SEPARATORS, SAL_DATE_NAMED, .year_min = 1900,
    .year_max = 2099 },
  { "MONDDYYYY (a digit twice)", "N~e~Z", NAME_SEPARATORS, SAL_DATE_NAMED, .year_min = 1900,
    .year_max = 2099 },
  { "YYMMDD", "ymd", "", SAL_DATE_SHORT },
  { "DDMMYY", "dmy", "", SAL_DATE_SHORT },
  { "MMDDYY", "mdy", "", SAL_DATE_SHORT },
  { "YY_MM_DD", "y-m-d", NUMBER_SEPARATORS, SAL_DATE_SHORT },
  { "DD_MM_YY", "d-m-y", NUMBER_SEPARATORS, SAL_DATE_SHORT },
  { "MM_DD_YY", "m-d-y", "-_ /", SAL_DATE_SHORT },
  { "YYYY-MM", "Y-m", NUMBER_SEPARATORS, SAL_DATE_MONTH },
  { "YYYYMM", "Ym", "", SAL_DATE_MONTH, .year_min = 1900, .year_max = 2099 },
  { "MONYYYY", "N~Y", NAME_SEPARATORS, SAL_DATE_MONTH },
  { "YYYYMON", "Y~N", NAME_SEPARATORS, SAL_DATE_MONTH },
  { "YYYY", "Y", "", SAL_DATE_YEAR },
  { "DDMON", "e~N", NAME_SEPARATORS, SAL_DATE_YEARLESS },
  { "MONDD", "N~e", NAME_SEPARATORS, SAL_DATE_YEARLESS },
};

#define N_FORMS G_N_ELEMENTS(forms)
G_STATIC_ASSERT(N_FORMS < SAL_DATE_FORMS_MAX);

typedef struct {
  int year, month, day;
  int range_day; /* the first day of a range, or 0 */
} Parts;

/* FALSE for the end of the text, which strchr() finds in every set. */
static gboolean
is_one_of(char c, const char *set)
{
  return c != '\0' && strchr(set, c) != NULL;
}

static gboolean
take_digits(const char **p, int min, int max, int *value)
{
  int n = 0, number = 0;
  for (; n < max && g_ascii_isdigit((*p)[n]); n++)
    number = 10 * number + g_ascii_digit_value((*p)[n]);
  if (n < min)
    return FALSE;
  *p += n;
  *value = number;
  return TRUE;
}

/* Two digits mean the years from 1970 to 2069. */
static int
expand_year(int year)
{
  return year < 70 ? 2000 + year : 1900 + year;
}

static gboolean
take_short_year(const char **p, int *year)
{
  if (!take_digits(p, 2, 2, year))
    return FALSE;
  *year = expand_year(*year);
  return TRUE;
}

/* A year of which one digit was typed twice: 22024. Not 20022, which could be two different years. */
static gboolean
take_slipped_year(const char **p, int *year)
{
  static const int powers[] = { 1, 10, 100, 1000, 10000 };
  int number;
  *year = 0;
  if (!take_digits(p, 5, 5, &number))
    return FALSE;
  for (guint i = 0; i < 4; i++) {
    const int low = number / powers[i] % 10, high = number / powers[i] / 10 % 10;
    const int without = number / powers[i] / 10 * powers[i] + number % powers[i];
    if (low == high && *year != 0 && *year != without)
      return FALSE;
    if (low == high)
      *year = without;
  }
  return *year != 0;
}

/* The year of a date before the year 0, which is 1 BC. */
static gboolean
take_negative_year(const char **p, int *year)
{
  const char *digits = *p + 1;
  if (**p != '-' || !take_digits(&digits, 1, 4, year))
    return FALSE;
  *p = digits;
  *year = -*year;
  return TRUE;
}

static gboolean
take_month_name(const char **p, int *month)
{
  static const char *const names[] = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"
  };
  for (int i = 0; i < 12; i++) {
    gsize length = strlen(names[i]);
    if (g_ascii_strncasecmp(*p, names[i], 3) != 0)
      continue;
    if (g_ascii_strncasecmp(*p, names[i], length) != 0)
      length = g_ascii_strncasecmp(*p, "sept", 4) == 0 ? 4 : 3;
    *p += length;
    *month = i + 1;
    return TRUE;
  }
  return FALSE;
}

static gboolean
take_separator(const char **p, const char *separators, char *first)
{
  const char c = **p;
  if (!is_one_of(c, separators) || (*first != '\0' && c != *first))
    return FALSE;
  *first = c;
  (*p)++;
  return TRUE;
}

static gboolean
skip_separators(const char **p, const char *separators)
{
  for (int i = 0; i < 3 && is_one_of(**p, separators); i++)
    (*p)++;
  return TRUE;
}

static gboolean
take_dash(const char **p)
{
  const char *dash = **p == ' ' ? *p + 1 : *p;
  if (*dash != '-')
    return FALSE;
  *p = dash[1] == ' ' ? dash + 2 : dash + 1;
  return TRUE;
}

static gboolean
match_part(char part, const char *separators, const char **p, Parts *parts, char *separator)
{
  switch (part) {
  case 'Y':
    return take_digits(p, 4, 4, &parts->year);
  case 'y':
    return take_short_year(p, &parts->year);
  case 'Z':
    return take_slipped_year(p, &parts->year);
  case 'I':
    return take_negative_year(p, &parts->year);
  case 'm':
    return take_digits(p, 2, 2, &parts->month);
  case 'n':
    return take_digits(p, 1, 2, &parts->month);
  case 'N':
    return take_month_name(p, &parts->month);
  case 'd':
    return take_digits(p, 2, 2, &parts->day);
  case 'e':
    return take_digits(p, 1, 2, &parts->day);
  case 'r':
    return take_digits(p, 1, 2, &parts->range_day) && parts->range_day > 0;
  case '-':
    return take_separator(p, separators, separator);
  case '~':
    return skip_separators(p, separators);
  default:
    return take_dash(p);
  }
}

/* Reads a form at p. Returns the end of what it takes; NULL: it does not fit. A month or day that the form
 * lacks is 1. */
static const char *
match_form(const Form *form, const char *p, Parts *parts)
{
  char separator = '\0';
  *parts = (Parts){ .year = 0, .month = 1, .day = 1 };
  for (const char *part = form->pattern; *part != '\0'; part++)
    if (!match_part(*part, form->separators, &p, parts, &separator))
      return NULL;
  return p;
}

static SalDay
day_of_parts(const Parts *parts)
{
  if (parts->range_day >= parts->day)
    return SAL_DAY_NONE;
  return sal_day_from_civil(parts->year, parts->month, parts->day);
}

/* Reads HHMM, HHMMSS, HH:MM or HH:MM:SS, also with - or _ for the colons. HH alone could be any number.
 * Returns the end, or NULL. */
static const char *
match_time(const char *p, int *second)
{
  int hour, minute, rest = 0;
  if (!take_digits(&p, 2, 2, &hour))
    return NULL;
  const char colon = is_one_of(*p, ":-_") ? *p++ : '\0';
  if (!take_digits(&p, 2, 2, &minute))
    return NULL;
  const char *after = p;
  const gboolean more = colon == '\0' || *after++ == colon;
  if (more && take_digits(&after, 2, 2, &rest))
    p = after;
  if (g_ascii_isdigit(*p) || hour > 23 || minute > 59 || rest > 59)
    return NULL;
  *second = 3600 * hour + 60 * minute + rest;
  return p;
}

/* Reads an hour, which is a time of its own after a T. Returns the end, or NULL. */
static const char *
match_hour(const char *p, int *second)
{
  int hour;
  if (!take_digits(&p, 2, 2, &hour) || hour > 23 || (g_ascii_isalnum(*p) && !is_one_of(*p, "Zz")))
    return NULL;
  *second = 3600 * hour;
  return p;
}

/* Reads the clock time after a date. If there is none, returns p and sets second to -1. */
static const char *
match_clock(const char *p, const char *leads, gboolean glued, int *second)
{
  const char *end = NULL;
  *second = -1;
  if (is_one_of(*p, leads)) {
    end = match_time(p + 1, second);
    if (end == NULL && g_ascii_toupper(*p) == 'T')
      end = match_hour(p + 1, second);
  } else if (glued) {
    end = match_time(p, second);
  }
  return end != NULL ? end : p;
}

/* Reads the offset from UTC after a clock time that begins at clock and ends at p: right after it, or UTC and
 * GMT after a separator. A minus may also be a separator (20240801_0900-1200), unless a T said that the text is
 * as in ISO 8601. Returns the end; if there is none, p. */
static const char *
match_offset(const char *clock, const char *p, SalDateMatch *match)
{
  const gboolean is_word = is_one_of(*p, "_ -") && (g_ascii_strncasecmp(p + 1, "UTC", 3) == 0 ||
                                                    g_ascii_strncasecmp(p + 1, "GMT", 3) == 0);
  if (*p == '-' && !is_word && g_ascii_toupper(*clock) != 'T')
    return p;
  const char *end = sal_moment_match_offset(p + is_word, &match->offset);
  match->is_moment = end != NULL && !g_ascii_isalnum(*end);
  return match->is_moment ? end : p;
}

/* The start of the separators before p, at most three of them. */
static const char *
skip_separators_back(const char *text, const char *p)
{
  for (int i = 0; i < 3 && p > text && is_one_of(p[-1], NAME_SEPARATORS); i++)
    p--;
  return p;
}

/* Whether a number of one to three digits follows after separators: 2024-13, 2024_13_45 and 2024-214 are not
 * years. */
static gboolean
has_number_after(const char *p)
{
  if (!is_one_of(*p, NAME_SEPARATORS))
    return FALSE;
  skip_separators(&p, NAME_SEPARATORS);
  const gsize n = strspn(p, "0123456789");
  return n >= 1 && n <= 3 && !g_ascii_isalnum(p[n]);
}

static gboolean
has_number_before(const char *text, const char *p)
{
  const char *const end = skip_separators_back(text, p), *begin = end;
  while (begin > text && end - begin < 4 && g_ascii_isdigit(begin[-1]))
    begin--;
  return end < p && end - begin >= 1 && end - begin <= 3 && (begin == text || !g_ascii_isalnum(begin[-1]));
}

static gboolean
is_era(const char *text, const char *p)
{
  return g_ascii_strncasecmp(p, "bc", 2) == 0 && (p == text || !g_ascii_isalpha(p[-1]));
}

/* Whether BC stands before or after a number, with one character between them or none. */
static gboolean
is_before_christ(const char *text, const char *begin, const char *end)
{
  for (int gap = 0; gap <= 1; gap++)
    if ((begin - text >= gap + 2 && is_era(text, begin - gap - 2)) ||
        (*end != '\0' && is_era(text, end + gap)))
      return TRUE;
  return FALSE;
}

/* Whether a month's name stands beside a year. The 2024 of 32 August 2024 is part of a wrong date. */
static gboolean
has_month_beside(const char *text, const char *begin, const char *end)
{
  int month;
  const char *after = end, *const before_end = skip_separators_back(text, begin), *before = before_end;
  skip_separators(&after, NAME_SEPARATORS);
  while (before > text && before_end - before < 10 && g_ascii_isalpha(before[-1]))
    before--;
  if (take_month_name(&after, &month) && !g_ascii_isalpha(*after))
    return TRUE;
  return take_month_name(&before, &month) && before == before_end;
}

#define DIGITS "0123456789"
/* How many bytes to either side of a year are searched, so that long texts take linear time. */
#define REACH 80

/* Whether a word may be the rest of a date: a day, a month or both in digits, W32, KW32, Q4, H1 or 4Q. */
static gboolean
is_part_of_date(const char *word, gsize n)
{
  int a, b;
  const char *p = word;
  const gsize n_digits = strspn(word, DIGITS);
  if (n_digits == 4 && n == 4 && take_digits(&p, 2, 2, &a) && take_digits(&p, 2, 2, &b))
    return sal_day_from_civil(2000, a, b) != SAL_DAY_NONE || sal_day_from_civil(2000, b, a) != SAL_DAY_NONE;
  if (n_digits > 0)
    return n_digits <= 3 && (n == n_digits || (n == n_digits + 1 && is_one_of(word[n_digits], "QqHh")));
  p += is_one_of(*p, "KkCc") && is_one_of(p[1], "Ww");
  if (!is_one_of(*p, "WwQqHh"))
    return FALSE;
  const gsize number = strspn(++p, DIGITS);
  return number >= 1 && number <= 2 && p + number == word + n;
}

/* Whether a text says more than the year: in "1 août 2024", "2024-W32" and "2024-0801" the year alone would
 * be a wrong date. The number of a copy, as in "1914 (1)", says nothing. */
static gboolean
has_more_than_year(const char *text, const char *begin, const char *end)
{
  const char *p = begin - text > REACH ? begin - REACH : text;
  const gboolean may_be_day = is_part_of_date(begin, 4);
  while (*p != '\0' && p < end + REACH) {
    gsize n = 0;
    while (g_ascii_isalnum(p[n]))
      n++;
    const gboolean is_copy = p > text && p[-1] == '(' && p[n] == ')';
    const gboolean is_year = n == 4 && strspn(p, DIGITS) >= 4;
    if (p != begin && !is_copy && (is_part_of_date(p, n) || (may_be_day && is_year)))
      return TRUE;
    p += MAX(n, 1);
  }
  return FALSE;
}

/* A date ends where its digits end. The less a form says, the more it must stand alone: letters may touch
 * YYYYMMDD on both sides (map20240801final), YYMMDD only on the left, and a year on neither. */
static gboolean
is_bounded(SalDateGrade grade, const char *text, const char *begin, const char *end, gboolean has_clock)
{
  const char before = begin > text ? begin[-1] : '\0';
  if (g_ascii_isdigit(before) || g_ascii_isdigit(*end))
    return FALSE;
  if (grade >= SAL_DATE_SHORT && g_ascii_isalpha(*end) && !has_clock)
    return FALSE;
  if (grade < SAL_DATE_MONTH)
    return TRUE;
  if (g_ascii_isalpha(before) || has_number_after(end) || has_number_before(text, begin))
    return FALSE;
  if (grade < SAL_DATE_YEAR)
    return TRUE;
  return !is_before_christ(text, begin, end) && !has_month_beside(text, begin, end) &&
         !has_more_than_year(text, begin, end);
}

static gboolean
is_year_in_names(const Form *form, int year)
{
  const int min = form->year_min > 0 ? form->year_min : 1000;
  const int max = form->year_max > 0 ? form->year_max : 2999;
  return form->grade == SAL_DATE_YEARLESS || (year >= min && year <= max);
}

static gboolean
match_at(const Form *form, const char *text, const char *begin, SalDateMatch *match)
{
  Parts parts;
  const char *end = match_form(form, begin, &parts);
  if (end == NULL || !is_year_in_names(form, parts.year))
    return FALSE;
  *match = (SalDateMatch){ .day = day_of_parts(&parts),
                           .second = -1,
                           .reading = form->reading,
                           .grade = form->grade,
                           .form = (guint)(form - forms),
                           .begin = (gsize)(begin - text) };
  const gboolean glued = form->separators[0] == '\0' && form->grade == SAL_DATE_FULL;
  const char *const clock = end;
  if (form->grade < SAL_DATE_MONTH)
    end = match_clock(clock, "Tt_- ", glued, &match->second);
  if (match->second >= 0)
    end = match_offset(clock, end, match);
  match->end = (gsize)(end - text);
  return match->day != SAL_DAY_NONE && is_bounded(form->grade, text, begin, end, match->second >= 0);
}

/* Dates begin where a run of digits begins, and month names anywhere among letters (MapJUN032022). */
static gboolean
may_begin(const Form *form, const char *text, const char *p)
{
  if (form->pattern[0] == 'N')
    return g_ascii_isalpha(*p);
  return g_ascii_isdigit(*p) && (p == text || !g_ascii_isdigit(p[-1]));
}

void
sal_date_forms_match(const char *text, guint max_turns, GArray *matches)
{
  guint turns[N_FORMS] = { 0 };
  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_isalnum(*p))
      continue;
    for (guint i = 0; i < N_FORMS; i++) {
      SalDateMatch match;
      if (forms[i].grade == SAL_DATE_YEARLESS || turns[i] == max_turns || !may_begin(&forms[i], text, p))
        continue;
      if (match_at(&forms[i], text, p, &match)) {
        g_array_append_val(matches, match);
        turns[i]++;
      }
    }
  }
}

gboolean
sal_date_forms_has_yearless(const char *text)
{
  SalDateMatch match;
  for (const char *p = text; *p != '\0'; p++)
    for (guint i = 0; i < N_FORMS; i++)
      if (forms[i].grade == SAL_DATE_YEARLESS && may_begin(&forms[i], text, p) &&
          match_at(&forms[i], text, p, &match))
        return TRUE;
  return FALSE;
}

gboolean
sal_date_forms_has_before_christ(const char *text)
{
  for (const char *p = text; *p != '\0'; p += MAX(strspn(p, DIGITS), 1)) {
    const gsize n = strspn(p, DIGITS);
    if (n > 0 && is_before_christ(text, p, p + n))
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_number(const char *text, int min, int max, int *value)
{
  return take_digits(&text, min, max, value) && *text == '\0';
}

static gboolean
read_month_name(const char *text, int *month)
{
  return take_month_name(&text, month) && *text == '\0';
}

SalDay
sal_date_forms_read_day(const char *year, const char *month, const char *day)
{
  int y, m, d;
  if (!read_number(year, 2, 4, &y) || !read_number(day, 1, 2, &d))
    return SAL_DAY_NONE;
  if (!read_number(month, 1, 2, &m) && !read_month_name(month, &m))
    return SAL_DAY_NONE;
  return sal_day_from_civil(strlen(year) == 2 ? expand_year(y) : y, m, d);
}

SalDay
sal_date_forms_read_year(const char *year, gboolean is_before_christ)
{
  int number;
  if (!read_number(year, 1, 5, &number) || number == 0)
    return SAL_DAY_NONE;
  return sal_day_from_civil(is_before_christ ? 1 - number : number, 1, 1);
}

int
sal_date_forms_read_clock(const char *hour, const char *minute, const char *second)
{
  const char *const texts[] = { hour, minute, second };
  const int max[] = { 23, 59, 59 };
  int clock = 0;
  if (hour == NULL || *hour == '\0')
    return -1;
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    int value = 0;
    if (texts[i] != NULL && *texts[i] != '\0' && (!read_number(texts[i], 1, 2, &value) || value > max[i]))
      return -2;
    clock = 60 * clock + value;
  }
  return clock;
}

const char *
sal_date_forms_match_field(guint form, SalDateOrder order, const char *text, SalDate *date)
{
  Parts parts;
  if (form >= N_FORMS)
    return NULL;
  if (!forms[form].in_fields && (order == SAL_DATE_ORDER_NONE || forms[form].order != order))
    return NULL;
  const char *end = match_form(&forms[form], text, &parts);
  if (end == NULL || day_of_parts(&parts) == SAL_DAY_NONE)
    return NULL;
  *date = (SalDate){ .reading = forms[form].reading, .day = day_of_parts(&parts) };
  return match_clock(end, "Tt ", FALSE, &date->second);
}
