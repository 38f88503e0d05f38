/* The forms in which dates are written, and the places of a text that can be read in them.
 *
 * For dates.c, date-pattern.c and date-field.c alone; what the rest of the library needs is in calendar.h. */
#pragma once

#include "data/dates/calendar.h"

/* How specific a form is, the most specific first. Where two readings of a text overlap, the better one
 * counts. */
typedef enum {
  SAL_DATE_FULL,    /* a day, with a year of four digits */
  SAL_DATE_NAMED,   /* a day, with a month's name and a year of two digits */
  SAL_DATE_SHORT,   /* a day in three numbers of two digits */
  SAL_DATE_MONTH,   /* a month: its first day is meant */
  SAL_DATE_YEAR,    /* a year: its first day is meant */
  SAL_DATE_YEARLESS /* a day and a month: no date */
} SalDateGrade;

/* There are fewer forms than this. */
#define SAL_DATE_FORMS_MAX 32

/* A place of a text that can be read in a form. */
typedef struct {
  SalDay day;
  int second;          /* of the day, or -1 */
  gboolean is_moment;  /* an offset from UTC follows the clock time */
  int offset;          /* then: in seconds */
  const char *reading; /* the form's name; static */
  SalDateGrade grade;
  guint form;       /* below SAL_DATE_FORMS_MAX */
  gsize begin, end; /* bytes in the text, the clock time included */
} SalDateMatch;

/* Appends all matches in a text (elements SalDateMatch) in the order of their places, at most max_turns of
 * each form. Takes time proportional to the length of the text. */
void sal_date_forms_match(const char *text, guint max_turns, GArray *matches);

/* Whether a text contains a day and a month's name without a year, such as APR13. */
gboolean sal_date_forms_has_yearless(const char *text);

/* Whether a text contains a number beside the letters BC. */
gboolean sal_date_forms_has_before_christ(const char *text);

/* The day that three texts name: a year of two to four digits, a month in digits or by its English name, and
 * a day of the month. SAL_DAY_NONE if it does not exist. */
SalDay sal_date_forms_read_day(const char *year, const char *month, const char *day);

/* The first day of a year of one to five digits. It is counted as people do, without a year 0: 500 before
 * Christ is -499 in the calendar. SAL_DAY_NONE if there is no such year. */
SalDay sal_date_forms_read_year(const char *year, gboolean is_before_christ);

/* The second of the day that three texts name. -1 if hour is NULL or empty; -2 if they name none. */
int sal_date_forms_read_clock(const char *hour, const char *minute, const char *second);

/* Reads, in one form, the date at the start of a field's text and the clock time after it. form is below
 * SAL_DATE_FORMS_MAX. A form whose parts can be mistaken for each other is read in its own order only. Returns
 * the text after both; NULL: the form does not fit, or is not one of fields. */
const char *sal_date_forms_match_field(guint form, SalDateOrder order, const char *text, SalDate *date);
