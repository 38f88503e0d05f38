#include "data/dates/date-pattern.h"

#include "data/base/error.h"
#include "data/dates/date-forms.h"

static gboolean
has_group(const GRegex *regex, const char *name)
{
  return g_regex_get_string_number(regex, name) > 0;
}

static gboolean
has_day(const GRegex *regex)
{
  return has_group(regex, "y") && has_group(regex, "m") && has_group(regex, "d") && !has_group(regex, "bc");
}

static gboolean
has_year_alone(const GRegex *regex)
{
  return has_group(regex, "y") && !has_group(regex, "m") && !has_group(regex, "d");
}

gboolean
sal_date_pattern_has_parts(const GRegex *regex)
{
  return has_group(regex, "y");
}

GRegex *
sal_date_pattern_compile(const char *pattern, GError **error)
{
  g_autoptr(GError) fault = NULL;
  g_autofree char *quoted = sal_error_quote(pattern);
  if (!g_utf8_validate(pattern, -1, NULL)) {
    sal_error_set(error, SAL_ERROR_USAGE, "date pattern '%s': expected UTF-8, got other bytes", quoted);
    return NULL;
  }
  g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, &fault);
  if (regex == NULL) {
    /* GLib's message repeats the pattern before it says what is wrong with it. */
    const char *colon = g_strrstr(fault->message, ": ");
    sal_error_set(error, SAL_ERROR_USAGE, "date pattern '%s': expected a regular expression, got %s", quoted,
                  colon != NULL ? colon + 2 : fault->message);
    return NULL;
  }
  const int n_groups = g_regex_get_capture_count(regex);
  if (has_day(regex) || has_year_alone(regex) || (n_groups == 1 && !has_group(regex, "bc")))
    return g_steal_pointer(&regex);
  sal_error_set(error, SAL_ERROR_USAGE,
                "date pattern '%s': expected the groups (?<y>), (?<m>) and (?<d>), or (?<y>) with or without "
                "(?<bc>), or one group, got %d groups",
                quoted, n_groups);
  return NULL;
}

static gboolean
match(const GRegex *regex, const char *name, GMatchInfo **info, GError **error)
{
  g_autoptr(GError) fault = NULL;
  if (g_regex_match_full(regex, name, -1, 0, 0, info, &fault))
    return TRUE;
  g_autofree char *pattern = sal_error_quote(g_regex_get_pattern(regex));
  const char *got = fault != NULL ? "one that takes too long to compare" : "one that does not match";
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected a name that fits the date pattern '%s', got %s",
                       pattern, got);
}

/* What a group matched, or "". Owned by the caller. */
static char *
fetch(const GMatchInfo *info, const char *group)
{
  char *text = g_match_info_fetch_named(info, group);
  return text != NULL ? text : g_strdup("");
}

static SalDay
read_day(const GMatchInfo *info)
{
  g_autofree char *year = fetch(info, "y"), *month = fetch(info, "m"), *day = fetch(info, "d");
  g_autofree char *era = fetch(info, "bc");
  return has_year_alone(g_match_info_get_regex(info)) ? sal_date_forms_read_year(year, *era != '\0')
                                                      : sal_date_forms_read_day(year, month, day);
}

static int
read_clock(const GMatchInfo *info)
{
  g_autofree char *hour = fetch(info, "H"), *minute = fetch(info, "M"), *second = fetch(info, "S");
  return sal_date_forms_read_clock(hour, minute, second);
}

gboolean
sal_date_pattern_read(const GRegex *regex, const char *name, SalDate *date, GError **error)
{
  g_autoptr(GMatchInfo) info = NULL;
  if (!match(regex, name, &info, error))
    return FALSE;
  *date = (SalDate){ .day = read_day(info),
                     .second = read_clock(info),
                     .is_year = has_year_alone(regex),
                     .reading = "date pattern" };
  if (date->day != SAL_DAY_NONE && date->second >= -1)
    return TRUE;
  g_autofree char *whole = g_match_info_fetch(info, 0);
  g_autofree char *quoted = sal_error_quote(whole);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected a %s where the pattern matches, got '%s'",
                       has_year_alone(regex) ? "year from 10000 BC to 9999" : "date that exists", quoted);
}

char *
sal_date_pattern_cut(const GRegex *regex, const char *name, GError **error)
{
  g_autoptr(GMatchInfo) info = NULL;
  if (!match(regex, name, &info, error))
    return NULL;
  char *text = g_match_info_fetch(info, 1);
  return text != NULL ? text : g_strdup("");
}
