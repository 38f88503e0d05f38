#include "render/write/size.h"

#include "data/base/error.h"

gboolean
sal_size_check(int width_px, int height_px, GError **error)
{
  if (width_px < 1 || height_px < 1 || width_px > SAL_MAX_SIZE_PX || height_px > SAL_MAX_SIZE_PX)
    return sal_error_set(error, SAL_ERROR_RENDER, "picture size: expected 1 to %d px a side, got %d x %d px",
                         SAL_MAX_SIZE_PX, width_px, height_px);
  if ((double)width_px * height_px > SAL_MAX_PIXELS)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "picture size: expected at most %.0f megapixels, got %d x %d px",
                         SAL_MAX_PIXELS / 1e6, width_px, height_px);
  return TRUE;
}
