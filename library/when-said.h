/* The keys `from`, `until` and `period` of options that are KEY=VALUE,KEY=VALUE. */
#pragma once

#include "data/dates/when.h"

/* Reads them from what was said (keys to values, see library/key-values.h). Error, about the option: USAGE. */
gboolean sal_when_read(SalWhen *when, GHashTable *said, const char *option, GError **error);
