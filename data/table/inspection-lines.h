/* The lines of an inspection's report: a label in a column of its own, then the text. */
#pragma once

#include <glib.h>

#define SAL_LINES_MAX 12 /* lines of one kind that are shown; JSON has all */

/* Appends a label, padded to the width of its column. */
void sal_lines_append_label(GString *text, const char *label);
/* Appends a label, and words (utf8) that are separated by commas and broken into lines of a page's width. */
void sal_lines_append_list(GString *text, const char *label, const GPtrArray *words);
/* Appends lines of one kind (utf8), with a label before the first and, if not all are shown, how many more
 * there are. Appends nothing if there are no lines. */
void sal_lines_append(GString *text, const char *label, const GPtrArray *lines);
