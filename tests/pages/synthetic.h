/* A run of periods made by a formula: a front that moves to and fro across a plain, with pockets, specks and
 * a second class; the same on every machine. */
#pragma once

#include "data/change/changes.h"
#include "data/geometry/area.h"

/* n_months changes of the class "control", and as many of "contested", by month and class. GPtrArray of
 * SalChange. */
GPtrArray *synthetic_run_new(guint n_months, const SalAreaModel *model);
