/* The files of reports. */
#pragma once

#include <glib.h>

/* The folder of a Markdown file's pictures: its name without the suffix. Owned by the caller. */
char *sal_report_make_folder(const char *path);
/* Files in it: the map of a period, the chart, the table. Owned by the caller. */
char *sal_report_make_map_name(const char *path, const char *period);
char *sal_report_make_chart_name(const char *path);
char *sal_report_make_table_name(const char *path);

/* All files of a report: its own name, and of a Markdown file those beside it. periods: the names of those that it shows
 * (utf8). Owned by the caller. */
GPtrArray *sal_report_list_files(const char *path, const GPtrArray *periods);
