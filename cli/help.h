/* Help pages, made from the table of options; no line is wider than 80 columns. */
#pragma once

#include "verbs.h"

/* Owned by the caller. */
char *help_format_program(void);
char *help_format_verb(SalientTask task);
