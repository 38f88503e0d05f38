/* Writers turn a drawing into the bytes of a file. The same drawing gives the same bytes in every run,
 * thread, locale and time zone. */
#pragma once

#include "render/drawing/drawing.h"

typedef enum {
  SAL_TEXT_REAL,   /* characters in a font, to be found, read out and edited */
  SAL_TEXT_OUTLINE /* paths, which need no font */
} SalTextMode;

/* RGB, with its dpi in the pHYs chunk and title and description in iTXt chunks; exactly width_px by
 * height_px, or RGBA without the paper (layer id "paper" left out) if transparent. dpi = width_px / (page
 * width in inches). Errors: RENDER. */
GBytes *
sal_png_write(const SalDrawing *drawing, int width_px, int height_px, gboolean transparent, GError **error);

/* The page has exactly the drawing's size. Each layer is an optional content group named by its title. Title and
 * description are in the metadata, and there are no dates. Where Cairo's file is not laid out as expected, the
 * PDF has no layers, and remarks (utf8, may be NULL) says so once. Errors: RENDER. */
GBytes *sal_pdf_write(const SalDrawing *drawing, SalTextMode text_mode, GPtrArray *remarks, GError **error);

typedef struct {
  int width_px, height_px;
  const char *id_prefix; /* of all ids and class names, as sal_svg_is_prefix(); NULL or "": none */
  SalTextMode text_mode;
  gboolean embed_font; /* real text: what is needed of its fonts is put into the file */
} SalSvgOptions;

/* Whether ids may begin with the text: ASCII letters, digits, - and _, the first a letter or _. */
gboolean sal_svg_is_prefix(const char *text);

/* width_px by height_px user units, one <g id> per layer, which Inkscape shows as its layers, clipped to the
 * layer's rectangle; coordinates to 0.01 px. Pictures with prefixes of their own can share a web page;
 * without one their ids are the same, but neither takes the other's styles and clips. Errors: RENDER, also
 * for a font that may not be embedded. */
GBytes *sal_svg_write(const SalDrawing *drawing, const SalSvgOptions *options, GError **error);
