/* Finds where each period stands in its series. docs/numbers.md has the rules. */
#pragma once

#include "data/change/changes.h"
#include "data/change/rate.h"

typedef struct {
  const SalAreaModel *area_model;
  const char *const *classes; /* the names of the series' classes, to which its steps belong */
  SalRate rate;               /* figures compare by it */
  gboolean is_whole;          /* the series is all that the source has */
} SalRecordOptions;

/* Gives every change of the whole (not those of regions) its standing, and the changes what it is in. series: the
 * changes of all periods to compare with, in which those of `changes` are looked up by their days; it may be
 * `changes` itself, and is not needed afterwards. */
void sal_records_find(SalChanges *changes, const SalChanges *series, const SalRecordOptions *options);
