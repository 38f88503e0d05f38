/* The reports of pages of changes. */
#pragma once

#include "library/pictures.h"

/* Writes the reports that the names of pages ask for, one after the other. Their paths are added to the files of the pages, and to the
 * pictures that they show. What phones cannot be shown is remarked. A comparison has no reports. Errors: as sal_report_write(),
 * and those of laying out a page. */
gboolean sal_page_reports_write(SalientPages *pages, GError **error);
