/* Computes what changed hands from a series. */
#pragma once

#include "data/change/change-options.h"

/* Whether there are changes (SalChange) of a class (interned): an optional one that is not used has none. */
gboolean sal_changes_have_class(const GPtrArray *changes, const char *class_name);

/* The steps (SalStep) of a class of the series, lent; NULL: they were not looked at. */
const GArray *
sal_changes_find_steps(const SalChanges *changes, const SalSeries *series, const char *class_name);

/* Computes all changes. Optional classes to which nothing belongs on any date have none, unless they are
 * kept. Errors: as sal_pairing_new() and sal_class_use_check(); USAGE (an area of interest in which no
 * snapshot has any area); CRS, as sal_change_measure(); GEOMETRY, naming the period; whatever reading a
 * snapshot can give. */
SalChanges *sal_changes_compute(const SalSeries *series, const SalChangeOptions *options, const SalWork *work,
                                GError **error);
