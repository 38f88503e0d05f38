/* The words of a page: periods, dates, titles and the credit line. */
#pragma once

#include "render/figures.h"
#include "render/page.h"
#include "render/run.h"

/* "1 to 16 Aug 2024", "1 Aug to 1 Sep 2024", "1 Dec 2024 to 1 Jan 2025". Owned by the caller. */
char *sal_wording_describe_days(SalDay from, SalDay to);

/* A template with its placeholders filled in for a change. what ("title") names it in the error. Error:
 * RENDER, for a placeholder that does not exist. Owned by the caller. */
char *
sal_wording_expand(const char *template_text, const char *what, const SalChange *change, GError **error);

/* Title and subtitle of a page, from the options' templates or the defaults; is_short shortens a default.
 * The default subtitle does not say 'no change' where one snapshot stands for both ends of the period.
 * Error: as sal_wording_expand(). Owned by the caller. */
char *sal_wording_make_title(const SalPageOptions *options, const SalChange *change, gboolean is_short,
                             GError **error);
char *sal_wording_make_subtitle(const SalPageOptions *options, const SalChange *change, gboolean is_short,
                                GError **error);

/* Of a page of a whole run: its days, its sums and the mean net of a period. Error, ownership: as above. */
char *sal_wording_make_run_subtitle(const SalPageOptions *options, const SalRun *run, GError **error);

/* "2024-08": "Aug 2024"; others as sal_page_describe_period(). Owned by the caller. */
char *sal_wording_make_short_period(const SalPeriod *period);

typedef enum {
  SAL_CREDIT_SHORT, /* the user's credit and the snapshots */
  SAL_CREDIT_FULL,  /* and the area model */
  SAL_CREDIT_WITH_BASEMAP,
} SalCreditDetail;

/* The credit line. Error: as sal_wording_expand(). Owned by the caller. */
char *sal_wording_make_credit(const SalPageOptions *options, const SalChange *change, SalCreditDetail detail,
                              GError **error);
