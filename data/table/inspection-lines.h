/* The lines of an inspection's report: a label in a column of its own, then what is said. */
#pragma once

#include <glib.h>

#define SAL_LINES_MAX 12 /* of one kind; JSON has all */

void sal_lines_append_label(GString *text, const char *label);
/* A label, and words (utf8) separated by commas, broken into lines of a page's width. */
void sal_lines_append_list(GString *text, const char *label, const GPtrArray *words);
/* Lines of one kind (utf8): a label before the first, and how many more there are after the last that is
 * shown. None: nothing. */
void sal_lines_append(GString *text, const char *label, const GPtrArray *lines);
