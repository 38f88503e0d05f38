/* What callouts say, with the parts that each is the sum of. */
#pragma once

#include "render/drawing/printed.h"
#include "render/names/callouts.h"

/* Adds a figure for each callout (GArray of SalCallout) to printed. model: by which areas are measured. */
void sal_callouts_print(const GArray *callouts, const SalCalloutOptions *options, const SalAreaModel *model,
                        GPtrArray *printed);
