/* The option own-record: a file in which the program keeps what it published. */
#pragma once

#include "library/options.h"

#include "data/change/own-record.h"
#include "data/change/row.h"
#include "data/series/series.h"

/* What is published. All lent. */
typedef struct {
  const SalientOptions *options;
  const SalSeries *series;
  const GArray *rows; /* SalRow */
} SalOwnFigures;

/* Reads the record and sets the figures beside it; NULL without the option. Errors, about the option: IO, FORMAT, USAGE
 * (SOURCE_DATE_EPOCH is no time). */
gboolean sal_own_record_compare(const SalOwnFigures *figures, SalOwnRun **run, GError **error);

/* Adds to the record what is published, whatever other runs have added meanwhile. Errors: the same. */
gboolean sal_own_record_keep(const SalOwnFigures *figures, GError **error);
