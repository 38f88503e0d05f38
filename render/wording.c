#include "render/wording.h"

#include "data/error.h"

#include <stdio.h>
#include <string.h>

#define NBSP "\xc2\xa0"
#define DOT " \xc2\xb7 "
#define DUST_M2 1.0 /* a change smaller than this is an error of arithmetic */

static const char *const PLACEHOLDERS[] = { "period", "from", "to",     "class",  "gained",
                                            "lost",   "net",  "region", "source", NULL };

static const char *const MONTHS[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };

static char *
format_day(SalDay day, gboolean with_month, gboolean with_year)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%d", month_day);
  if (with_month)
    g_string_append_printf(text, " %.3s", MONTHS[month - 1]);
  if (with_year)
    g_string_append_printf(text, " %d", year);
  return g_string_free(text, FALSE);
}

char *
sal_wording_describe_days(SalDay from, SalDay to)
{
  int from_year, from_month, to_year, to_month, day;
  sal_day_to_civil(from, &from_year, &from_month, &day);
  sal_day_to_civil(to, &to_year, &to_month, &day);
  const gboolean same_year = from_year == to_year;
  g_autofree char *first = format_day(from, !same_year || from_month != to_month, !same_year);
  g_autofree char *last = format_day(to, TRUE, TRUE);
  return g_strdup_printf("%s to %s", first, last);
}

/* The name of a whole period in words: "2024-08", "2024-W45", "2024-Q4", "2024", "2024-11-03". */
static char *
describe_name(const SalPeriod *period)
{
  int year, number, day;
  char end;
  if (sscanf(period->name, "%d-W%d%c", &year, &number, &end) == 2)
    return g_strdup_printf("week %d of %d", number, year);
  if (sscanf(period->name, "%d-Q%d%c", &year, &number, &end) == 2)
    return g_strdup_printf("Q%d %d", number, year);
  if (sscanf(period->name, "%d-%d-%d%c", &year, &number, &day, &end) == 3)
    return period->to - period->from == 1 ? format_day(period->from, TRUE, TRUE)
                                          : sal_wording_describe_days(period->from, period->to);
  if (sscanf(period->name, "%d-%d%c", &year, &number, &end) == 2 && number >= 1 && number <= 12)
    return g_strdup_printf("%s %d", MONTHS[number - 1], year);
  return g_strdup(period->name);
}

/* "2024-08--2025-05": "August 2024 to May 2025". */
static char *
describe_span(const SalPeriod *span)
{
  const char *dashes = strstr(span->name, "--");
  SalPeriod first = *span, last = *span;
  first.name[dashes - span->name] = '\0';
  g_strlcpy(last.name, dashes + 2, sizeof last.name);
  g_autofree char *from = describe_name(&first), *to = describe_name(&last);
  return g_strdup_printf("%s to %s", from, to);
}

char *
sal_wording_make_short_period(const SalPeriod *period)
{
  int year, month;
  char end;
  if (sscanf(period->name, "%d-%d%c", &year, &month, &end) == 2 && month >= 1 && month <= 12)
    return g_strdup_printf("%.3s %d", MONTHS[month - 1], year);
  return describe_name(period);
}

char *
sal_page_describe_period(const SalPeriod *period)
{
  g_autofree char *name = strstr(period->name, "--") != NULL ? describe_span(period) : describe_name(period);
  if (!period->partial)
    return g_steal_pointer(&name);
  g_autofree char *days = sal_wording_describe_days(period->from, period->to);
  return g_str_equal(days, name) ? g_steal_pointer(&name) : g_strdup_printf("%s (%s)", name, days);
}

static char *
get_source_name(const SalChange *change)
{
  return change->to != NULL && change->to->path != NULL ? g_path_get_basename(change->to->path)
                                                        : g_strdup("");
}

/* The value of placeholder number index. */
static char *
make_value(guint index, const SalChange *change)
{
  const SalFigures figures = sal_figures_compute(change);
  switch (index) {
  case 0:
    return sal_page_describe_period(&change->period);
  case 1:
    return format_day(change->period.from, TRUE, TRUE);
  case 2:
    return format_day(change->period.to, TRUE, TRUE);
  case 3:
    return g_strdup(change->class_name);
  case 4:
    return sal_figures_format_km2(figures.gained_km2, figures.decimals, FALSE);
  case 5:
    return sal_figures_format_km2(figures.lost_km2, figures.decimals, FALSE);
  case 6:
    return sal_figures_format_km2(figures.net_km2, figures.decimals, TRUE);
  case 7:
    return g_strdup(change->region);
  default:
    return get_source_name(change);
  }
}

static gboolean
fail_unknown(const char *name, const char *what, GError **error)
{
  g_autofree char *quoted = sal_error_quote(name), *hint = sal_error_suggest(name, PLACEHOLDERS);
  g_autofree char *known = g_strjoinv("} {", (char **)PLACEHOLDERS);
  return sal_error_set(error, SAL_ERROR_RENDER, "%s: placeholder: expected one of {%s}, got '{%s}'%s", what,
                       known, quoted, hint);
}

static gboolean
append_value(GString *text, const char *name, const char *what, const SalChange *change, GError **error)
{
  for (guint i = 0; PLACEHOLDERS[i] != NULL; i++) {
    if (g_str_equal(name, PLACEHOLDERS[i])) {
      g_autofree char *value = make_value(i, change);
      g_string_append(text, value != NULL ? value : "");
      return TRUE;
    }
  }
  return fail_unknown(name, what, error);
}

char *
sal_wording_expand(const char *template_text, const char *what, const SalChange *change, GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  const char *rest = template_text;
  for (const char *open = strchr(rest, '{'); open != NULL; open = strchr(rest, '{')) {
    const char *close = strchr(open, '}');
    if (close == NULL)
      break;
    g_string_append_len(text, rest, open - rest);
    g_autofree char *name = g_strndup(open + 1, (gsize)(close - open - 1));
    if (!append_value(text, name, what, change, error))
      return NULL;
    rest = close + 1;
  }
  g_string_append(text, rest);
  return g_strdup(text->str);
}

char *
sal_wording_make_title(const SalPageOptions *options, const SalChange *change, gboolean is_short,
                       GError **error)
{
  if (options->title != NULL)
    return sal_wording_expand(options->title, "title", change, error);
  g_autofree char *period = sal_page_describe_period(&change->period);
  GString *title = g_string_new(is_short ? "Change, " : "Territorial change, ");
  g_string_append(title, period);
  if (change->region != NULL && *change->region != '\0')
    g_string_append_printf(title, DOT "%s", change->region);
  if (change->class_name != NULL && !g_str_equal(change->class_name, "control"))
    g_string_append_printf(title, DOT "%s", change->class_name);
  return g_string_free(title, FALSE);
}

/* One snapshot stands for both ends of the period. */
static gboolean
is_unknown(const SalChange *change)
{
  return change->from_snapshot == change->to_snapshot;
}

/* "no snapshot of 1 Jan 2025: change unknown". */
static char *
describe_missing(const SalChange *change)
{
  const SalPeriod *period = &change->period;
  const SalDay missing = change->to_snapshot != period->to ? period->to : period->from;
  g_autofree char *day = format_day(missing, TRUE, TRUE);
  return g_strdup_printf("no snapshot of %s: change unknown", day);
}

static char *
describe_numbers(const SalChange *change)
{
  const SalFigures figures = sal_figures_compute(change);
  if (is_unknown(change))
    return describe_missing(change);
  if (figures.gained_km2 == 0 && figures.lost_km2 == 0)
    return g_strdup(MAX(change->gained_m2, change->lost_m2) >= DUST_M2 ? "less than 0.01" NBSP "km\xc2\xb2"
                                                                       : "no change");
  g_autofree char *gained = sal_figures_format_km2(figures.gained_km2, figures.decimals, FALSE);
  g_autofree char *lost = sal_figures_format_km2(figures.lost_km2, figures.decimals, FALSE);
  g_autofree char *net = sal_figures_format_km2(figures.net_km2, figures.decimals, TRUE);
  return g_strdup_printf("gained" NBSP "%s, lost" NBSP "%s, net" NBSP "%s", gained, lost, net);
}

char *
sal_wording_make_subtitle(const SalPageOptions *options, const SalChange *change, gboolean is_short,
                          GError **error)
{
  if (options->subtitle != NULL)
    return sal_wording_expand(options->subtitle, "subtitle", change, error);
  g_autofree char *days = sal_wording_describe_days(change->period.from, change->period.to);
  g_autofree char *numbers = describe_numbers(change);
  if (is_short && is_unknown(change))
    return g_strconcat(days, DOT, "change unknown", NULL);
  return is_short ? g_steal_pointer(&days) : g_strconcat(days, DOT, numbers, NULL);
}

/* "month" and the like, by the name of the run's periods. */
static const char *
get_unit(const SalRun *run)
{
  const SalChange *first = run->changes->pdata[0];
  const char *name = first->period.name;
  int year, number, day;
  char end;
  if (strchr(name, 'W') != NULL)
    return "week";
  if (strchr(name, 'Q') != NULL)
    return "quarter";
  if (sscanf(name, "%d-%d-%d%c", &year, &number, &day, &end) == 3)
    return first->period.to - first->period.from == 1 ? "day" : "period";
  return strchr(name, '-') != NULL ? "month" : "year";
}

char *
sal_wording_make_run_subtitle(const SalPageOptions *options, const SalRun *run, GError **error)
{
  if (options->subtitle != NULL)
    return sal_wording_expand(options->subtitle, "subtitle", &run->total, error);
  g_autofree char *days = sal_wording_describe_days(run->total.period.from, run->total.period.to);
  g_autofree char *numbers = describe_numbers(&run->total);
  if (run->n_counted == 0)
    return g_strconcat(days, DOT, numbers, NULL);
  g_autofree char *mean = sal_figures_format_km2(run->mean_net_m2 / 1e6, 1, TRUE);
  return g_strdup_printf("%s" DOT "%s" DOT "mean net %s a %s", days, numbers, mean, get_unit(run));
}

/* "2024-08-01", or "2025-01-02 (for 2025-01-01)" where another day stands in. */
static char *
describe_snapshot(SalDay snapshot, SalDay boundary)
{
  g_autofree char *day = sal_day_format(snapshot), *wanted = sal_day_format(boundary);
  return snapshot == boundary ? g_steal_pointer(&day) : g_strdup_printf("%s (for %s)", day, wanted);
}

static char *
describe_area_model(const SalAreaModel *model)
{
  const char *name = model != NULL ? sal_area_model_get_name(model) : "ellipsoid";
  if (g_str_equal(name, "ellipsoid") || g_str_equal(name, "geodesic"))
    return g_strdup_printf("Area: %s (WGS 84)", name);
  if (g_str_has_prefix(name, "sphere:"))
    return g_strdup_printf("Area: sphere (R = %s m)", name + strlen("sphere:"));
  return g_strdup_printf("Area: %s", name);
}

static void
append_details(GString *text, const SalPageOptions *options, SalCreditDetail detail)
{
  const int shift = options->date_shift_days;
  if (detail >= SAL_CREDIT_FULL && shift != 0)
    g_string_append_printf(text, ", file dates %s%d" NBSP "%s", shift < 0 ? "\xe2\x88\x92" : "+", ABS(shift),
                           ABS(shift) == 1 ? "day" : "days");
  g_autofree char *area = describe_area_model(options->area_model);
  if (detail >= SAL_CREDIT_FULL)
    g_string_append_printf(text, DOT "%s", area);
  if (detail >= SAL_CREDIT_WITH_BASEMAP)
    g_string_append(text, DOT "Base map: Natural Earth");
}

char *
sal_wording_make_credit(const SalPageOptions *options, const SalChange *change, SalCreditDetail detail,
                        GError **error)
{
  g_autoptr(GString) text = g_string_new(NULL);
  if (options->credit != NULL && *options->credit != '\0') {
    g_autofree char *credit = sal_wording_expand(options->credit, "credit", change, error);
    if (credit == NULL)
      return NULL;
    g_string_append_printf(text, "%s" DOT, credit);
  }
  g_autofree char *from = describe_snapshot(change->from_snapshot, change->period.from);
  g_autofree char *to = describe_snapshot(change->to_snapshot, change->period.to);
  g_string_append_printf(text, "Snapshots: %s and %s", from, to);
  append_details(text, options, detail);
  return g_strdup(text->str);
}
