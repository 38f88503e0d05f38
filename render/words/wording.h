/* The words of a page: periods, dates, titles and the credit line, in the language of its catalogue. */
#pragma once

#include "data/change/run.h"
#include "render/page/page.h"
#include "render/words/figures.h"
#include "render/words/words.h"

/* "1914", or of the year -499 "500 BC" as before_christ has it, SAL_WORD_BC or SAL_WORD_YEAR_BC. Owned by the
 * caller. */
char *sal_wording_describe_year(const SalWords *words, int year, SalWord before_christ);

/* "1 Aug 2024". Owned by the caller. */
char *sal_wording_describe_day(const SalWords *words, SalDay day);

/* "1 to 16 Aug 2024", "1 Aug to 1 Sep 2024", "1 Dec 2024 to 1 Jan 2025". Owned by the caller. */
char *sal_wording_describe_days(const SalWords *words, SalDay from, SalDay to);

/* "2024-08": "Aug 2024"; others as sal_page_describe_period(). Owned by the caller. */
char *sal_wording_make_short_period(const SalWords *words, const SalPeriod *period);

/* Several periods in a row: "Jan to Jun 2024", "Nov 2024 to Feb 2025". Owned by the caller. */
char *sal_wording_make_short_span(const SalWords *words, const SalPeriod *first, const SalPeriod *last);

/* How long the periods of a run are; PERIOD if it has none. */
SalWordUnit sal_wording_find_unit(const SalRun *run);

/* "mean net +168.7 km² a month". Owned by the caller. */
char *sal_wording_describe_mean(const SalWords *words, const SalRun *run);

/* "Net change per month, km²". Owned by the caller. */
char *sal_wording_make_chart_title(const SalWords *words, const SalRun *run);

/* What a class is called: as the catalogue says, else by its name. Lent by either. */
const char *sal_wording_get_class(const SalWords *words, const char *class_name);

/* A template with its placeholders filled in for a change and its run; run may be NULL: {mean} and {n} are
 * empty then, and {mean} also where the run has no period to take it of. what ("title") names it in the
 * error. Error: RENDER, for a placeholder that does not exist or a single brace. Owned by the caller. */
char *sal_wording_expand(const SalWords *words, const char *template_text, const char *what,
                         const SalChange *change, const SalRun *run, GError **error);

/* Title and subtitle of a page, from the options' templates or the defaults; is_short shortens a default.
 * A subtitle ends with the note on a reset (render/words/reset-note.h), the user's too.
 * The default subtitle does not say 'no change' where one snapshot stands for both ends of the period.
 * Error, run: as sal_wording_expand(). Owned by the caller. */
char *sal_wording_make_title(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                             gboolean is_short, GError **error);
char *sal_wording_make_subtitle(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                                gboolean is_short, GError **error);

/* Of a page of a whole run: its days, its sums and the mean net of a period; of a cumulative map what its
 * colours are instead of the mean. Error, ownership: as above. */
char *sal_wording_make_run_subtitle(const SalPageOptions *options, const SalRun *run, gboolean is_short,
                                    GError **error);

typedef enum {
  SAL_CREDIT_SHORT, /* the user's credit and the snapshots */
  SAL_CREDIT_FULL,  /* and the area model */
  SAL_CREDIT_WITH_BASEMAP,
} SalCreditDetail;

/* The credit line. Error, run: as sal_wording_expand(). Owned by the caller. */
char *sal_wording_make_credit(const SalPageOptions *options, const SalChange *change, const SalRun *run,
                              SalCreditDetail detail, GError **error);
