/* The forms of files that are written, by the suffix of their names: the one table of them. */
#pragma once

#include "data/table/table.h"
#include "salient.h"

typedef enum { SAL_PICTURE_PNG, SAL_PICTURE_SVG, SAL_PICTURE_PDF, SAL_N_PICTURE_FORMATS } SalPictureFormat;

/* Whether a name ends as pictures do, in any case; format may be NULL. */
gboolean sal_formats_find_picture(const char *name, SalPictureFormat *format);
/* Whether a name ends as tables do, in any case. */
gboolean sal_formats_find_table(const char *name, SalTableFormat *format);
/* Reads "png", "svg" or "pdf". Error: USAGE. */
gboolean sal_formats_parse_picture(const char *text, SalPictureFormat *format, GError **error);

/* The tasks (bit set of SalientTask) that can write a file of that name, "-" being stdout; 0: unknown. */
guint sal_formats_find_tasks(const char *name);
/* Those whose files are told by their suffixes. */
guint sal_formats_get_all_tasks(void);
