/* Reports as files.
 *
 * A web page is one file, with its maps as SVG in a wide and a narrow form. A Markdown file has its pictures in a folder
 * beside it that has its name without the suffix. The name of a report may have the placeholders of pictures; those that
 * differ from period to period make a report of each. */
#pragma once

#include "library/report-content.h"

/* Draws and writes a report and the files beside it, all of them or none; with a renewal each by itself. written (utf8)
 * receives the names of those that were written, the report's first. Errors: RENDER, IO. */
gboolean sal_report_write(const SalReport *report, const SalWork *work, GPtrArray *written, GError **error);
