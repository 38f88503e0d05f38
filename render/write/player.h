/* Draws a drawing with Cairo, for PNG and PDF. The units of the context are millimetres of the page. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/drawing/textline.h"
#include "render/write/repeats.h"

#include <cairo.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

typedef struct {
  /* The target is an image surface: glyphs are filled as paths, because Cairo 1.16 puts whole glyphs at whole
   * pixels, each text is a stamp, and the edges of areas that touch are blended so that nothing shines
   * through. */
  gboolean is_image;
  SalRepeats *repeats;      /* for texts of an image, lent; NULL: none are kept */
  gboolean is_outlined;     /* glyphs are paths even if the result is not pixels */
  gboolean has_flat_images; /* SVG images become pixels */
  gboolean is_grey; /* images that have colours lose them; what else is drawn is expected to have none */
} SalCairoOptions;

/* Draw one layer, and all layers. Error: RENDER, prefixed with the layer. */
gboolean sal_cairo_play_layer(cairo_t *cr, const SalDrawing *drawing, const SalLayer *layer,
                              const SalCairoOptions *options, GError **error);
gboolean
sal_cairo_play(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error);

/* Moves and turns the context so that the text's layout can be drawn from its current point. */
void sal_cairo_place_text(cairo_t *cr, const SalItem *text, PangoLayout *layout);

/* FALSE, with an error (RENDER), if status is not success. */
gboolean sal_cairo_check(cairo_status_t status, GError **error);
