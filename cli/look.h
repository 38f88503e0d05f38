/* How pictures look, as the command line says it: size, style, words, and what their files are like. */
#pragma once

#include "frame.h"
#include "names.h"

typedef struct {
  PageSize size;
  Extent extent;
  SalStyle *style;
  char *style_name; /* without folder and suffix */
  SalWords *words;
  SalScaleUnits units;
  SalPlaceQuery places;
  SalSvgOptions svg;
  guint n_callouts; /* or SAL_PAGE_AUTO_CALLOUTS */
  gboolean is_transparent;
} Look;

/* Lends the texts of the arguments. Errors name the option as their place: USAGE, CRS, STYLE, IO. */
gboolean look_resolve(const Arguments *arguments, Look *look, GError **error);
void look_clear(Look *look);

/* A page as the bytes of a file. Error: RENDER. */
GBytes *look_encode(const Look *look, const SalDrawing *drawing, PictureFormat format, GError **error);
