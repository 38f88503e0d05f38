/* The table of the formats in which files are written, by the suffixes of their names. */
#pragma once

#include "data/table/table.h"
#include "render/write/film.h"
#include "salient.h"

typedef enum { SAL_PICTURE_PNG, SAL_PICTURE_SVG, SAL_PICTURE_PDF, SAL_N_PICTURE_FORMATS } SalPictureFormat;

/* Whether a name has the suffix of a picture, in any case. format may be NULL. */
gboolean sal_formats_find_picture(const char *name, SalPictureFormat *format);
/* Whether a name has the suffix of a film, in any case. format may be NULL. */
gboolean sal_formats_find_film(const char *name, SalFilmFormat *format);
/* Whether a name has the suffix of a table, in any case. */
gboolean sal_formats_find_table(const char *name, SalTableFormat *format);
/* Whether a name has the suffix of a PDF that holds all pages: .pages.pdf, in any case. */
gboolean sal_formats_is_book(const char *name);
/* Whether a name has the suffix of places as points: .geojson, in any case. */
gboolean sal_formats_is_points(const char *name);
/* Whether a name has the suffix of an alternative text beside a picture: .txt, in any case. */
gboolean sal_formats_is_alt(const char *name);
typedef enum { SAL_REPORT_HTML, SAL_REPORT_MARKDOWN } SalReportFormat;

/* Whether a name has the suffix of a report: .html, .htm, .md or .markdown, in any case. format may be NULL. */
gboolean sal_formats_find_report(const char *name, SalReportFormat *format);
/* Reads "png", "svg" or "pdf". Error: USAGE. */
gboolean sal_formats_parse_picture(const char *text, SalPictureFormat *format, GError **error);

/* The tasks (bit set of SalientTask) that are meant by a file of that name; "-" is stdout, .alt.txt is an alternative text and .report.md
 * a report, where .txt and .md are tables. 0 for an unknown suffix. */
guint sal_formats_find_tasks(const char *name);
/* The tasks that tell by the suffix whether a file is theirs: all that have the option `output`. */
guint sal_formats_get_all_tasks(void);
