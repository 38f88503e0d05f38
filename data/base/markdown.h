/* Texts in Markdown (CommonMark with GitHub's extensions). */
#pragma once

#include <glib.h>

/* A text of at most max_chars characters for a table's cell or for a paragraph of one line: a renderer shows
 * sal_plain_show() of it, letter by letter, without a link, an image, HTML, emphasis, code, a list or a
 * heading. Only what Markdown would take for more than a letter is escaped, so that ordinary names stay as
 * they are. The result is one line without a bare "|". Owned by the caller. */
char *sal_markdown_escape(const char *text, guint max_chars);
