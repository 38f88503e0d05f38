/* Dates, periods and runs in the words of a catalogue. */
#pragma once

#include "data/change/rate.h"
#include "data/change/run.h"
#include "render/words/words.h"

/* "1914"; the year -499 is "500 BC" in the words of before_christ, which is SAL_WORD_BC or
 * SAL_WORD_YEAR_BC. Owned by the caller. */
char *sal_wording_describe_year(const SalWords *words, int year, SalWord before_christ);

/* "1 Aug 2024". Owned by the caller. */
char *sal_wording_describe_day(const SalWords *words, SalDay day);

/* A day in one of the words that are patterns of dates. Owned by the caller. */
char *sal_wording_format_day(const SalWords *words, SalDay day, SalWord pattern);

/* "1 to 16 Aug 2024", "1 Aug to 1 Sep 2024", "1 Dec 2024 to 1 Jan 2025". Owned by the caller. */
char *sal_wording_describe_days(const SalWords *words, SalDay from, SalDay to);

/* The same from the start of a period to its end: "1966 to 1998" where only years are known. Owned by the caller. */
char *sal_wording_describe_ends(const SalWords *words, const SalPeriod *period);
/* One end of a period: "1 Aug 2024", or "1966". Owned by the caller. */
char *sal_wording_describe_end(const SalWords *words, const SalPeriod *period, SalDay end);

/* "2024-08": "August 2024"; weeks, quarters, years and days likewise. An incomplete period adds "to DATE".
 * Owned by the caller. */
char *sal_wording_describe_period(const SalWords *words, const SalPeriod *period);

/* "2024-08": "Aug 2024"; periods other than months are as in sal_wording_describe_period(). Owned by the
 * caller. */
char *sal_wording_make_short_period(const SalWords *words, const SalPeriod *period);

/* Several periods in a row: "Jan to Jun 2024", "Nov 2024 to Feb 2025". Owned by the caller. */
char *sal_wording_make_short_span(const SalWords *words, const SalPeriod *first, const SalPeriod *last);

/* "Jan 2024, Mar 2024, May 2024…" of periods (GArray of SalPeriod), the first three of them; NULL if there is
 * none. Owned by the caller. */
char *sal_wording_list_periods(const SalWords *words, const GArray *periods);

/* How long a period is. */
SalWordUnit sal_wording_get_unit(const SalPeriod *period);
/* How long the periods of a run are; PERIOD if it has none. */
SalWordUnit sal_wording_find_unit(const SalRun *run);

/* "counted month by month": how gross figures of a run of several periods were summed; lent. NULL: there is no run, it has one
 * period, or periods of several days. */
const char *sal_wording_get_counted(const SalWords *words, const SalRun *run);

/* "mean net +168.7 km² a month". Owned by the caller. */
char *sal_wording_describe_mean(const SalWords *words, const SalRun *run);

/* "mean net +12.3 km² a month", of what changed in so many days; NULL: no rate is wanted, or no day passed. Owned
 * by the caller. */
char *sal_wording_describe_rate(const SalWords *words, double net_m2, int days, SalRate rate);
/* The same of a run: what changed in it by all the days that its changes took. */
char *sal_wording_describe_rate_of_run(const SalWords *words, const SalRun *run, SalRate rate);

/* "Net change per month, km²": by the rate, or by the run's periods. Owned by the caller. */
char *sal_wording_make_chart_title(const SalWords *words, const SalRun *run, SalRate rate);

/* What the catalogue calls a class, or else its name. Lent. */
const char *sal_wording_get_class(const SalWords *words, const char *class_name);

/* Appends a sentence, and the stop that it lacks. Takes it; NULL: nothing. */
void sal_wording_add_sentence(GString *text, const SalWords *words, char *sentence);

/* "side of the front uncertain since 1 Sep 1950"; NULL: it is not. Owned by the caller. */
char *sal_wording_describe_doubtful_side(const SalWords *words, const SalChange *change);
