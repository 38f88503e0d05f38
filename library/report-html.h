/* The text of a report as a web page, in pieces that stand one after the other: head, the maps, tail.
 *
 * A page needs nothing but itself: its script and style sheet are inside, and a policy in its head lets browsers run that
 * script alone and load nothing. Texts of data and users only stand where they are escaped, never in script or style. All
 * texts are owned by the caller. */
#pragma once

#include "library/report-content.h"

char *sal_report_html_make_head(const SalReport *report);
/* The map with this number, with its headline and sentence. Safe in any thread. Error: RENDER. */
char *sal_report_html_make_map(const SalReport *report, guint index, GError **error);
/* Errors: RENDER; those of salient_changes_format(). */
char *sal_report_html_make_tail(const SalReport *report, GError **error);
