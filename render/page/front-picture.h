/* A picture of front lines as they were made whole: the territory, the lines, what was joined, extended and
 * dropped, and the ends that are still loose, with their coordinates. For whoever mends the lines. */
#pragma once

#include "data/front/join.h"
#include "render/drawing/drawing.h"

/* All lent, used by the call only. */
typedef struct {
  const SalGeometry *territory;
  const GPtrArray *lines; /* SalGeometry, as given */
  const GPtrArray *joins; /* SalFrontJoin, what became of each */
  const GPtrArray *held;  /* SalGeometry polygons; may be empty where nothing could be closed */
  const char *title;
  const char *fault; /* why it cannot be closed; NULL: it can */
  const SalStyle *style;
  double width_mm, height_mm;
} SalFrontPicture;

/* Colours are the style's: loose ends as what was gained, what was mended as what was lost. Errors: CRS,
 * RENDER. */
SalDrawing *sal_front_picture_draw(const SalFrontPicture *options, GError **error);
