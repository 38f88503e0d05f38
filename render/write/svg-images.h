/* The images of an SVG. What they consist of is in the file once: one that is shown several times is a definition, which others
 * use. Pixels are a PNG in an address (data:). An SVG becomes elements that draw the same, so that it stays sharp in every
 * program, and that can do nothing else. */
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
/* Appends the definitions. prefix: of their ids. Error: RENDER. */
gboolean sal_svg_images_define(const SalSvgImages *images, const char *prefix, GString *out, GError **error);
/* The name of an item's element. */
const char *sal_svg_images_get_element(const SalSvgImages *images, const SalItem *item);
/* Appends the attributes of an item's element. */
void sal_svg_images_append(const SalSvgImages *images, const SalItem *item, const char *prefix,
                           SalSvgScale scale, GString *out);
/* The elements inside an item's element, owned by the caller; NULL: none, or an error (RENDER). */
char *sal_svg_images_make_content(const SalSvgImages *images, const SalItem *item, const char *prefix,
                                  GError **error);
