/* The page's size and the part of the earth that its map shows, as options give them. */
#pragma once

#include "library/options.h"

#include "data/geometry/geometry.h"

typedef struct {
  int width_px, height_px;
  double width_mm, height_mm;
} SalPageSize;

typedef enum { SAL_EXTENT_CHANGES, SAL_EXTENT_ALL, SAL_EXTENT_BOX } SalExtentKind;

typedef struct {
  SalExtentKind kind;
  SalBox box; /* lon/lat, for SAL_EXTENT_BOX */
} SalExtent;

/* `size` with `dpi`, or `width-mm` with `height-mm` and `dpi`. Errors (USAGE): both, a side outside 100 to
 * 20000 px, a page smaller than a page can be. */
gboolean sal_page_size_resolve(const SalientOptions *options, SalPageSize *size, GError **error);

/* `extent`; text may be NULL. A box whose west is east of its east crosses the antimeridian. Error: USAGE. */
gboolean sal_extent_parse(const char *text, SalExtent *extent, GError **error);

/* The box to show, in lon/lat: for SAL_EXTENT_CHANGES where nothing changed, that of all control areas. */
SalBox sal_extent_find_box(const SalExtent *extent, const GPtrArray *changes);
