#include "data/change/rate.h"

#include "data/base/error.h"

static const struct {
  const char *name, *unit;
  double days;
} rates[] = {
  [SAL_RATE_NONE] = { NULL, NULL, 1 },
  [SAL_RATE_DAY] = { "per-day", "day", 1 },
  [SAL_RATE_MONTH] = { "per-month", "month", SAL_DAYS_PER_MONTH },
};

gboolean
sal_rate_parse(const char *text, SalRate *rate, GError **error)
{
  static const char *const names[] = { "per-month", "per-day", NULL };
  for (guint i = SAL_RATE_DAY; i < G_N_ELEMENTS(rates); i++) {
    if (g_str_equal(text, rates[i].name)) {
      *rate = (SalRate)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *suggestion = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected per-month or per-day, got '%s'%s", quoted,
                       suggestion);
}

const char *
sal_rate_get_name(SalRate rate)
{
  return rates[rate].name;
}

const char *
sal_rate_get_unit(SalRate rate)
{
  return rates[rate].unit;
}

double
sal_rate_count(SalRate rate, int days)
{
  return days / rates[rate].days;
}
