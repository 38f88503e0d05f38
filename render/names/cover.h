/* What something laid on the map would hide: a raster of the page that says how much it matters that each
 * spot stays in sight. Built by adding areas and lines, each with what hiding it costs; then asked for
 * rectangles. Costs add up where things lie on each other. */
#pragma once

#include "render/names/turned-rect.h"

typedef struct _SalCover SalCover;

SalCover *sal_cover_new(SalRect frame);
void sal_cover_free(SalCover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalCover, sal_cover_free)

/* cost_per_mm2: of hiding the inside of polygons (page mm), where they overlap once; a part however small
 * counts as at least a cell of the raster, 0.5 mm wide on usual pages. NULL adds nothing. */
void sal_cover_add_areas(SalCover *cover, const SalGeometry *polygons, double cost_per_mm2);
/* cost_per_mm: of hiding lines, or the rings of polygons; where many lie on each other they count once. NULL
 * adds nothing. */
void sal_cover_add_lines(SalCover *cover, const SalGeometry *lines, double cost_per_mm);

/* Ends building: nothing may be added afterwards. */
void sal_cover_finish(SalCover *cover);

/* What hiding a rectangle costs; outside the frame nothing does. */
double sal_cover_measure(const SalCover *cover, SalTurnedRect rect);
