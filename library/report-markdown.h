/* The text of a report as Markdown (CommonMark with GitHub's tables). Its pictures and its table as CSV are files beside it
 * (library/report-names.h). Texts of data and users are escaped. */
#pragma once

#include "library/report-content.h"

/* Owned by the caller. Errors: as salient_changes_format(); RENDER. */
char *sal_report_markdown_make(const SalReport *report, GError **error);
