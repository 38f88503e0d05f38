/* Runs a task once more, for its outputs alone, as the program does. */
#pragma once

#include "library/options.h"

/* Makes all outputs of options, and the texts of these formats that were printed (utf8). What is made is noted
 * (library/made.h). Errors: any of the task. */
gboolean sal_rerun(SalientOptions *options, const GPtrArray *printed, GError **error);
