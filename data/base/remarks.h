/* Remarks as lines that people read. */
#pragma once

#include <glib.h>

/* A remark or message as one line of a terminal: options are spelled as sal_error_spell() does, secrets
 * masked as sal_secrets_mask() does, control characters become spaces, what sets a reading direction is
 * shown, and invalid UTF-8 is replaced. Owned by the caller. */
char *sal_remark_flatten(const char *text, const char *before_option);

/* Remarks (utf8) as such lines, each text once. Where more than three remarks differ only in their places,
 * numbers and quoted names, the first stands for all, followed by the number of the others. Returns a
 * GPtrArray of utf8, owned by the caller. */
GPtrArray *sal_remarks_summarise(const GPtrArray *remarks, const char *before_option);
