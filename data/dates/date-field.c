/* The dates in fields of files: one in each text, with or without an offset from UTC. */
#include "data/base/error.h"
#include "data/dates/date-forms.h"
#include "data/dates/dates.h"
#include "data/dates/moment.h"

#include <string.h>

#define DAY_SECONDS 86400
#define DIGITS "0123456789"

static const char *
skip_blanks(const char *p)
{
  while (g_ascii_isspace(*p))
    p++;
  return p;
}

/* Skips a weekday before a date, such as "Thu, ". */
static const char *
skip_weekday(const char *p)
{
  static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };
  for (guint i = 0; i < G_N_ELEMENTS(weekdays); i++) {
    if (g_ascii_strncasecmp(p, weekdays[i], 3) != 0)
      continue;
    while (g_ascii_isalpha(*p))
      p++;
    return skip_blanks(*p == ',' ? p + 1 : p);
  }
  return p;
}

/* Skips a fraction after the seconds, such as .123. */
static const char *
skip_fraction(const char *p)
{
  if ((*p == '.' || *p == ',') && g_ascii_isdigit(p[1]))
    for (p++; g_ascii_isdigit(*p); p++)
      ;
  return p;
}

/* Reads the offset from UTC after a date. Returns the end, or p if there is none. */
static const char *
match_zone(const char *p, gboolean *is_moment, int *offset)
{
  const char *end = sal_moment_match_offset(skip_blanks(p), offset);
  *is_moment = end != NULL;
  return end != NULL ? end : p;
}

/* What a field says. */
typedef struct {
  SalDate date;
  gboolean is_moment; /* the field names a moment; its day and second are not those of the time zone yet */
  gint64 moment;      /* seconds since 1970 */
} Field;

static gboolean
read_unix_time(const char *p, Field *field)
{
  const gsize n = strspn(p, DIGITS);
  if ((n != 10 && n != 13) || *skip_blanks(p + n) != '\0')
    return FALSE;
  gint64 moment = 0;
  for (gsize i = 0; i < 10; i++)
    moment = 10 * moment + g_ascii_digit_value(p[i]);
  *field = (Field){ .is_moment = TRUE, .moment = moment };
  field->date.reading = n == 10 ? "Unix seconds" : "Unix milliseconds";
  return TRUE;
}

/* A day with an offset but no clock time, as XML writes it, stays that day. */
static gboolean
read_field_form(guint form, SalDateOrder order, const char *text, Field *field)
{
  int offset = 0;
  *field = (Field){ 0 };
  const char *p = sal_date_forms_match_field(form, order, text, &field->date);
  if (p == NULL)
    return FALSE;
  const int second = field->date.second;
  p = match_zone(second >= 0 ? skip_fraction(p) : p, &field->is_moment, &offset);
  field->is_moment = field->is_moment && second >= 0;
  field->moment = (gint64)field->date.day * DAY_SECONDS + second - offset;
  return *skip_blanks(p) == '\0';
}

static gboolean
read_field(const char *text, SalDateOrder order, Field *field)
{
  const char *p = skip_weekday(skip_blanks(text));
  if (read_unix_time(p, field))
    return TRUE;
  for (guint i = 0; i < SAL_DATE_FORMS_MAX; i++)
    if (read_field_form(i, order, p, field))
      return TRUE;
  return FALSE;
}

gboolean
sal_date_parse_year(const char *text, SalDate *date)
{
  const char *begin = skip_blanks(text);
  const gboolean is_negative = *begin == '-';
  const char *digits = begin + is_negative, *end = digits + strspn(digits, DIGITS), *era = skip_blanks(end);
  const gboolean is_bce = g_ascii_strncasecmp(era, "bce", 3) == 0;
  const gboolean is_bc = is_bce || g_ascii_strncasecmp(era, "bc", 2) == 0;
  if ((is_negative && (is_bc || *digits == '0')) || *skip_blanks(era + (is_bce ? 3 : is_bc ? 2 : 0)) != '\0')
    return FALSE;
  g_autofree char *number = g_strndup(digits, (gsize)(end - digits));
  const SalDay day = sal_date_forms_read_year(number, is_negative || is_bc);
  if (day == SAL_DAY_NONE)
    return FALSE;
  *date = (SalDate){ .day = day, .second = -1, .is_year = TRUE, .reading = "year" };
  return TRUE;
}

gboolean
sal_date_needs_order(const char *text)
{
  Field field;
  return !read_field(text, SAL_DATE_ORDER_NONE, &field) &&
         (read_field(text, SAL_DATE_DAY_FIRST, &field) || read_field(text, SAL_DATE_MONTH_FIRST, &field));
}

SalDateOrder
sal_date_order_find(const char *const *texts, guint n, const char **witness)
{
  const char *not_day_first = NULL, *not_month_first = NULL;
  Field field;
  for (guint i = 0; i < n; i++) {
    if (!sal_date_needs_order(texts[i]))
      continue;
    if (!read_field(texts[i], SAL_DATE_DAY_FIRST, &field))
      not_day_first = texts[i];
    else if (!read_field(texts[i], SAL_DATE_MONTH_FIRST, &field))
      not_month_first = texts[i];
  }
  *witness = not_day_first != NULL ? not_day_first : not_month_first;
  if ((not_day_first != NULL) == (not_month_first != NULL))
    return SAL_DATE_ORDER_NONE;
  return not_day_first != NULL ? SAL_DATE_MONTH_FIRST : SAL_DATE_DAY_FIRST;
}

gboolean
sal_date_parse(const char *text, const char *time_zone, SalDate *date, GError **error)
{
  return sal_date_parse_in_order(text, SAL_DATE_ORDER_NONE, time_zone, date, error);
}

gboolean
sal_date_parse_in_order(const char *text, SalDateOrder order, const char *time_zone, SalDate *date,
                        GError **error)
{
  Field field;
  if (!read_field(text, order, &field)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a date such as 2024-08-01, got '%s'", quoted);
  }
  g_autoptr(GTimeZone) zone = sal_time_zone_new(time_zone, error);
  if (zone == NULL)
    return FALSE;
  *date = field.date;
  if (field.is_moment)
    sal_date_set_moment(date, field.moment, zone);
  else
    sal_date_find_moment(date, zone);
  return TRUE;
}
