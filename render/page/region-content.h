/* What a map of regions shows: each region in which something is held or changed, coloured by its net change or by the
 * share of it that is held, and its value. */
#pragma once

#include "render/page/state.h"

/* An area in a period for each region that the survey finds concerned, in their order: its label is the region's name, its number the value. */
SalContent *sal_region_content_new(const SalPage *page, const SalChange *change);

/* "Net change: Donetsk +344 km², Kharkiv +40 km²"; NULL: there is none. Owned by the caller. */
char *sal_region_content_describe(const SalPage *page, const SalChange *change);

/* The classes, which all pages of a run share, below what they are of. For the net change of a period also its sum,
 * and what lies in no region, if it prints. See SalLayout.make_entries. */
GArray *sal_region_content_make_entries(const SalPage *page, const SalChange *change,
                                        const SalContent *content, GHashTable *shown);
