/* Alarms: what an inspection found that somebody should look at before the next figure is published. */
#pragma once

#include "data/change/inspection.h"
#include "data/series/pairing.h"

typedef enum {
  SAL_ALARM_RESET,     /* a step out of all proportion, which nobody has decided on */
  SAL_ALARM_GAP,       /* neighbours much further apart than usual */
  SAL_ALARM_DRIFT,     /* outlines rounded, shifted, traced or drawn anew, or fields with other names */
  SAL_ALARM_UNMATCHED, /* features that belong to no class */
  SAL_ALARM_PARTIAL,   /* a period that is incomplete, or lacks a snapshot at one of its ends */
  SAL_N_ALARMS
} SalAlarmKind;

typedef struct {
  SalAlarmKind kind;
  SalDay from, to;
  char *class_name; /* whose it is; NULL: of all */
  char *text;       /* in one line, without dates and class */
} SalAlarm;

/* "reset", "gap", "drift", "unmatched" or "partial"; static. */
const char *sal_alarm_get_name(SalAlarmKind kind);
/* Reads a list of them, with commas, into a bit set. Error: USAGE, with the nearest. */
gboolean sal_alarms_parse(const char *text, guint *kinds, GError **error);

/* The alarms of an inspection (SalAlarm), by kind and day; those of SAL_ALARM_PARTIAL have to be added. kinds: bit set of
 * SalAlarmKind. Owned by the caller. */
GArray *sal_alarms_new(const SalInspection *inspection, guint kinds);
/* Adds the incomplete periods of a series. Errors: as sal_pairing_list_periods(). */
gboolean sal_alarms_add_partial(GArray *alarms, const SalSeries *series, const SalPairingOptions *options,
                                GError **error);
