/* The logo in a box of a template: an SVG or a PNG, in its own ratio as large as the box holds it. */
#pragma once

#include "render/drawing/image.h"
#include "render/page/boxes.h"

/* Reads the file that a box names. Owned by the caller. Errors, which begin with the template's line: IO, and FORMAT for
 * what is neither an SVG nor a PNG that can be read. */
SalImage *sal_box_logo_load(const SalPageTemplate *template, const SalTemplateBox *box, GError **error);

/* Whether all logos of a template can be read. Errors: as above. */
gboolean sal_box_logo_check_all(const SalPageTemplate *template, GError **error);

void sal_box_logo_draw(const SalPlacedBox *placed, SalImage *logo, SalLayer *layer);
