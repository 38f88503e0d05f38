/* What is said where areas of several kinds count as one class because the user chose none. */
#pragma once

#include "salient.h"

/* The note on a series that was opened with these options and has been read, or NULL: nothing tells its areas
 * apart, or a class, layer or filter was chosen. Owned by the caller. */
char *kinds_describe(const SalSeries *series, const SalSeriesOptions *options);
