/* The images of an SVG. Their bytes are in the file once: one that is shown several times is a definition, which others use. Pixels
 * are a PNG, and an SVG stays one, in an address (data:) that no viewer lets out: what it calls its parts does not meet the ids
 * of the picture, and its scripts do not run. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/write/svg-path.h"

typedef struct _SalSvgImages SalSvgImages;

SalSvgImages *sal_svg_images_new(void);
void sal_svg_images_free(SalSvgImages *images);

/* Takes note of an item; of one that is no image, nothing. All are counted before anything is written. */
void sal_svg_images_count(SalSvgImages *images, const SalItem *item);
/* Whether an image is shown more than once. */
gboolean sal_svg_images_are_shared(const SalSvgImages *images);
/* Appends the definitions. prefix: of their ids. */
void sal_svg_images_define(const SalSvgImages *images, const char *prefix, GString *out);
/* The name of an item's element. */
const char *sal_svg_images_get_element(const SalSvgImages *images, const SalItem *item);
/* Appends the attributes of an item's element. */
void sal_svg_images_append(const SalSvgImages *images, const SalItem *item, const char *prefix,
                           SalSvgScale scale, GString *out);
