/* What something that is laid on the map would hide: a raster of the page that says how much it matters
 * that each spot stays in sight. First areas and lines are added, each with the cost of hiding it; then
 * rectangles can be measured. Where things lie on each other, their costs add up. */
#pragma once

#include "render/names/turned-rect.h"

typedef struct _SalCover SalCover;

SalCover *sal_cover_new(SalRect frame);
/* A copy, to which more can be added, of a cover that is not finished. Owned by the caller. */
SalCover *sal_cover_copy(const SalCover *cover);
void sal_cover_free(SalCover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalCover, sal_cover_free)

/* cost_per_mm2 is the cost of hiding the inside of polygons (page mm). Where they overlap, they count
 * once. Even the smallest part counts as a cell of the raster, which is 0.5 mm wide on usual pages. NULL
 * adds nothing. */
void sal_cover_add_areas(SalCover *cover, const SalGeometry *polygons, double cost_per_mm2);
/* cost_per_mm is the cost of hiding lines, or the rings of polygons. Where many lie on each other, they
 * count once. NULL adds nothing. */
void sal_cover_add_lines(SalCover *cover, const SalGeometry *lines, double cost_per_mm);

/* To be called when all is added: afterwards the cover can only be measured. */
void sal_cover_finish(SalCover *cover);

/* The cost of hiding a rectangle. What is outside the frame costs nothing. */
double sal_cover_measure(const SalCover *cover, SalTurnedRect rect);
