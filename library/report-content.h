/* What a report is made from. Reports are web pages and Markdown files that hold the maps of a run, its chart, its table and
 * its sentences. */
#pragma once

#include "library/changes.h"
#include "library/plan.h"
#include "library/renewal.h"

/* The pages that the maps of a web page are drawn from. */
typedef struct {
  SalPage *wide, *narrow; /* narrow NULL: the layout has no room on a narrow page */
  /* The same in colours for dark screens; NULL: the style is the same everywhere. */
  SalPage *wide_dark, *narrow_dark;
} SalReportPages;

void sal_report_pages_free(SalReportPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalReportPages, sal_report_pages_free)

/* All lent. */
typedef struct {
  const SalMapPlan *map;
  SalientChanges *changes;
  const SalPage *page;         /* that of pictures */
  const SalReportPages *pages; /* of a web page; else NULL */
  const GPtrArray *shown;      /* SalChange: what its maps are of, at least one */
  const SalWords *words;       /* of the class that it shows */
  const char *definition;      /* what that class is, in words; NULL: nothing to say */
  SalRate rate;
  const char *path;
  SalRenewal *renewal; /* writes its files only if they change; NULL: they are written in any case */
} SalReport;

/* The size of the maps of a web page; narrow: for phones. */
SalPageSize sal_report_get_size(const SalMapPlan *map, gboolean narrow);
