/* What the figures of a run rest on, as its options say it. */
#pragma once

#include "library/options.h"

#include "data/geometry/area.h"
#include "data/table/basis.h"

/* definition: what the figures mean (data/table/definition.h), which is taken. To be cleared by the caller. */
SalBasis sal_basis_make(const SalientOptions *options, const SalAreaModel *area_model, char *definition);
