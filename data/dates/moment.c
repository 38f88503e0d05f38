#include "data/dates/moment.h"

#include "data/base/error.h"

#include <string.h>

#define DAY_SECONDS 86400

GTimeZone *
sal_time_zone_new(const char *name, GError **error)
{
  GTimeZone *zone = name == NULL    ? g_time_zone_new_utc()
                    : *name != '\0' ? g_time_zone_new_identifier(name)
                                    : NULL;
  if (zone != NULL)
    return zone;
  g_autofree char *quoted = sal_error_quote(name);
  sal_error_set(error, SAL_ERROR_USAGE, "expected a time zone such as Europe/Kyiv, got '%s'", quoted);
  return NULL;
}

void
sal_date_set_moment(SalDate *date, gint64 moment, GTimeZone *zone)
{
  const int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, moment);
  const gint64 local = moment + g_time_zone_get_offset(zone, interval);
  const gint64 second = (local % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS;
  date->day = (SalDay)((local - second) / DAY_SECONDS);
  date->second = (int)second;
  date->moment = moment;
}

void
sal_date_find_moment(SalDate *date, GTimeZone *zone)
{
  if (date->second < 0)
    return;
  gint64 local = (gint64)date->day * DAY_SECONDS + date->second;
  const int interval = g_time_zone_adjust_time(zone, G_TIME_TYPE_STANDARD, &local);
  date->moment = local - g_time_zone_get_offset(zone, interval);
}

static gboolean
take_pair(const char **p, int *value)
{
  if (!g_ascii_isdigit((*p)[0]) || !g_ascii_isdigit((*p)[1]))
    return FALSE;
  *value = 10 * g_ascii_digit_value((*p)[0]) + g_ascii_digit_value((*p)[1]);
  *p += 2;
  return TRUE;
}

static const char *
match_number(const char *p, int *seconds)
{
  int hours, minutes = 0;
  if (*p != '+' && *p != '-')
    return NULL;
  const int sign = *p++ == '-' ? -1 : 1;
  if (!take_pair(&p, &hours))
    return NULL;
  const gboolean colon = *p == ':';
  p += colon;
  if ((colon || g_ascii_isdigit(*p)) && !take_pair(&p, &minutes))
    return NULL;
  *seconds = sign * (3600 * hours + 60 * minutes);
  return hours <= 23 && minutes <= 59 ? p : NULL;
}

const char *
sal_moment_match_offset(const char *text, int *seconds)
{
  static const char *const words[] = { "UTC", "GMT", "Z" };
  const char *end = match_number(text, seconds);
  for (guint i = 0; i < G_N_ELEMENTS(words) && end == NULL; i++) {
    const gsize length = strlen(words[i]);
    if (g_ascii_strncasecmp(text, words[i], length) != 0 || g_ascii_isalnum(text[length]))
      continue;
    *seconds = 0;
    end = text + length;
  }
  return end;
}
