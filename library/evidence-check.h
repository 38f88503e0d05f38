/* Checks the option `evidence` before data are read. */
#pragma once

#include "library/values.h"

/* Errors: USAGE, IO. Both name the option. */
gboolean sal_evidence_check(const SalientOptions *options, GError **error);
