/* Plays a drawing onto a Cairo context whose units are millimetres of the page: what PNG and PDF share. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/drawing/textline.h"

#include <cairo.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)

typedef struct {
  /* Pixels: glyphs are filled as paths, because Cairo 1.16 puts whole glyphs at whole pixels, and the edges
   * of areas that touch are blended so that nothing shines through. */
  gboolean is_image;
  gboolean is_outlined;      /* glyphs are paths in files that are no image too */
  const char *skipped_layer; /* id of a layer that is left out, or NULL */
} SalCairoOptions;

/* All layers, or one of them. Error: RENDER, prefixed with the layer. */
gboolean sal_cairo_play_layer(cairo_t *cr, const SalDrawing *drawing, const SalLayer *layer,
                              const SalCairoOptions *options, GError **error);
gboolean
sal_cairo_play(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error);

/* Turns the context, in millimetres of the page, so that the text's layout is drawn from its current point.
 */
void sal_cairo_place_text(cairo_t *cr, const SalItem *text, PangoLayout *layout);

/* Sets a RENDER error from what Cairo says. */
gboolean sal_cairo_check(cairo_status_t status, GError **error);
