/* Texts from strangers' files, made fit for one line that people read.
 *
 * Every function takes any bytes, replaces what is not UTF-8 by U+FFFD, and returns UTF-8 that the caller
 * owns. Text that needs no change comes back as it is. */
#pragma once

#include <glib.h>

/* Whether a character controls a terminal or ends a line: C0, DEL, C1, U+2028 and U+2029. */
gboolean sal_plain_is_control(gunichar c);

/* Whether a character embeds, overrides or isolates a reading direction (U+202A to U+202E, U+2066 to
 * U+2069): it can turn round what stands behind it. */
gboolean sal_plain_is_turn(gunichar c);

/* The same, and the marks that only lend their own direction (U+061C, U+200E, U+200F). */
gboolean sal_plain_is_bidi(gunichar c);

/* Appends a character so that it can be seen: controls, characters that set a reading direction and others
 * without a shape as "\n", "\t" or "\u001B", the rest as they are. Joiners (U+200C, U+200D), which Persian and
 * Hindi need, stay. */
void sal_plain_append_shown(GString *text, gunichar c);

/* A text as sal_plain_append_shown() writes it, cut after max_chars of its characters and then ended by "…". */
char *sal_plain_show(const char *text, guint max_chars);

/* A text of several lines in which only newlines are left of all controls: tabs and the like become spaces,
 * other controls and what sets a reading direction are shown. */
char *sal_plain_show_lines(const char *text);

/* A message as one line: controls become spaces, what sets a reading direction is shown. */
char *sal_plain_flatten(const char *text);

/* A text with U+FFFD in place of each character that is_bad tells. */
char *sal_plain_replace(const char *text, gboolean (*is_bad)(gunichar c));
