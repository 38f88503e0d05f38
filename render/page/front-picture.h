/* A picture for those who mend front lines. It shows the territory, the lines, what was joined, extended
 * and dropped to make them whole, and the ends that are still loose, with their coordinates. */
#pragma once

#include "data/front/join.h"
#include "render/drawing/drawing.h"

/* All is lent and used by the call only. */
typedef struct {
  const SalGeometry *territory;
  const GPtrArray *lines; /* SalGeometry, as given */
  const GPtrArray *joins; /* SalFrontJoin: what was done to each */
  const GPtrArray *held;  /* SalGeometry: polygons; none where nothing could be closed */
  const char *title;
  const char *fault; /* why the lines cannot be closed; NULL: they can */
  const SalStyle *style;
  double width_mm, height_mm;
} SalFrontPicture;

/* Loose ends have the style's colour for what was gained, and mended ones that for what was lost. Owned by
 * the caller. Errors: CRS, RENDER. */
SalDrawing *sal_front_picture_draw(const SalFrontPicture *options, GError **error);
