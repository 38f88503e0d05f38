/* All of librsvg that this program calls, loaded when the first SVG is drawn: most runs draw none. */
#pragma once

#include <librsvg/rsvg.h>

#define SAL_RSVG_FUNCTIONS(X)                                                                                \
  X(rsvg_handle_new_from_data)                                                                               \
  X(rsvg_handle_set_dpi)                                                                                     \
  X(rsvg_handle_get_intrinsic_size_in_pixels)                                                                \
  X(rsvg_handle_get_intrinsic_dimensions)                                                                    \
  X(rsvg_handle_render_document)
