/* The size of a page, as options say. */
#pragma once

#include "library/options.h"

typedef struct {
  int width_px, height_px;
  double width_mm, height_mm;
  gboolean is_paper; /* it was said in mm */
} SalPageSize;

/* fallback: a value of `size` for options that have none, or NULL.
 * Reads `size` (pixels, "90x110mm", or the name of a size) and `dpi`, or `width-mm`, `height-mm` and `dpi`. Errors (USAGE) if both sizes are given, a side
 * is not from 100 to 20,000 px, or the page is smaller than 60 x 45 mm. */
gboolean
sal_page_size_resolve(const SalientOptions *options, const char *fallback, SalPageSize *size, GError **error);
