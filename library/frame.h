/* The size of a page and the part of the earth that its map shows, as options say. */
#pragma once

#include "library/options.h"

#include "data/geometry/geometry.h"
#include "render/page/extent.h"

typedef struct {
  int width_px, height_px;
  double width_mm, height_mm;
} SalPageSize;

typedef enum { SAL_EXTENT_CHANGES, SAL_EXTENT_ALL, SAL_EXTENT_BOX } SalExtentKind;

typedef struct {
  SalExtentKind kind;
  SalBox box; /* lon/lat, for SAL_EXTENT_BOX */
} SalExtent;

/* Reads `size` and `dpi`, or `width-mm`, `height-mm` and `dpi`. Errors (USAGE) if both sizes are given, a side
 * is not from 100 to 20,000 px, or the page is smaller than 60 x 45 mm. */
gboolean sal_page_size_resolve(const SalientOptions *options, SalPageSize *size, GError **error);

/* Reads the option `extent`; text may be NULL. A box crosses the antimeridian if its western edge has the
 * greater longitude. Error: USAGE. */
gboolean sal_extent_parse(const char *text, SalExtent *extent, GError **error);

/* The box to show, in lon/lat. SAL_EXTENT_CHANGES gives the box of all control areas if nothing changed. */
SalBox sal_extent_find_box(const SalExtent *extent, const GPtrArray *changes, const SalExtentPage *page);
