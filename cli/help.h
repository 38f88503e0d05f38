/* Help pages, made from the table of options. Options are broken into lines of at most 79 columns. */
#pragma once

#include "verbs.h"

/* Owned by the caller. */
char *help_format_program(void);
char *help_format_verb(SalientTask task);
/* What help says below the options: lines, or nothing. */
char *help_format_notes(SalientTask task);
