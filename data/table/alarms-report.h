/* Alarms for people and for programs. */
#pragma once

#include "data/change/alarms.h"

/* A line for each, "reset: 2024-12-08 to 2024-12-09: claimed: ...". Owned by the caller. */
char *sal_alarms_format_text(const GArray *alarms, const SalInspection *inspection);
/* kinds: what was looked for, bit set of SalAlarmKind. Owned by the caller. */
char *sal_alarms_format_json(const GArray *alarms, guint kinds, const SalInspection *inspection,
                             const char *before_option);
