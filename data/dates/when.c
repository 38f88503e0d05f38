#include "data/dates/when.h"

#include "data/base/error.h"

#include <string.h>

SalWhen
sal_when_new(void)
{
  return (SalWhen){ SAL_DAY_NONE, SAL_DAY_NONE, "" };
}

static gboolean
check_order(const SalWhen *when, GError **error)
{
  if (when->first == SAL_DAY_NONE || when->last == SAL_DAY_NONE || when->first <= when->last)
    return TRUE;
  g_autofree char *first = sal_day_format(when->first), *last = sal_day_format(when->last);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected until not before from, got %s before %s", last,
                       first);
}

gboolean
sal_when_set_from(SalWhen *when, const char *text, GError **error)
{
  SalDay last;
  return sal_span_parse(text, &when->first, &last, error) && check_order(when, error);
}

gboolean
sal_when_set_until(SalWhen *when, const char *text, GError **error)
{
  SalDay first;
  return sal_span_parse(text, &first, &when->last, error) && check_order(when, error);
}

/* Whether periods are called so: as a day, month and so on, or "2024-08--2025-05" as that of a whole run is. */
static gboolean
is_name(const char *text)
{
  SalDay first, last;
  const char *joint = *text != '\0' ? strstr(text + 1, "--") : NULL;
  g_autofree char *begin = joint != NULL ? g_strndup(text, (gsize)(joint - text)) : g_strdup(text);
  return sal_span_parse(begin, &first, &last, NULL) &&
         (joint == NULL || sal_span_parse(joint + 2, &first, &last, NULL));
}

gboolean
sal_when_set_period(SalWhen *when, const char *text, GError **error)
{
  const gsize n = strlen(text);
  if (n < sizeof when->period && is_name(text)) {
    memcpy(when->period, text, n + 1);
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected the name of a period such as 2024-11, got '%s'",
                       quoted);
}

gboolean
sal_when_is_always(const SalWhen *when)
{
  return when->first == SAL_DAY_NONE && when->last == SAL_DAY_NONE && when->period[0] == '\0';
}

gboolean
sal_when_has(const SalWhen *when, const SalPeriod *period)
{
  if (period == NULL)
    return TRUE;
  return (when->period[0] == '\0' || g_str_equal(when->period, period->name)) &&
         (when->first == SAL_DAY_NONE || period->to > when->first) &&
         (when->last == SAL_DAY_NONE || period->from <= when->last);
}

gboolean
sal_when_overlaps(const SalWhen *a, const SalWhen *b)
{
  const gboolean same_names =
      a->period[0] == '\0' || b->period[0] == '\0' || g_str_equal(a->period, b->period);
  return same_names && (a->first == SAL_DAY_NONE || b->last == SAL_DAY_NONE || a->first <= b->last) &&
         (b->first == SAL_DAY_NONE || a->last == SAL_DAY_NONE || b->first <= a->last);
}
