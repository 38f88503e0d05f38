/* The boxes of a template on a page of a certain size. */
#pragma once

#include "render/drawing/drawing.h"
#include "styles/page-template.h"

typedef struct {
  const SalTemplateBox *box; /* lent from the template */
  SalRect rect;
  SalRect inner; /* without the padding */
} SalPlacedBox;

/* Where the boxes of a template stand: GArray of SalPlacedBox in its order, owned by the caller; the template outlives it.
 * Errors, with file and line: STYLE, for a box that has no room, leaves the page or overlaps another one, and for a map
 * that is too small. Bars may lie anywhere. */
GArray *sal_boxes_place(const SalPageTemplate *template, double width_mm, double height_mm, GError **error);

/* The first box of a kind; NULL: there is none. Lent. */
const SalPlacedBox *sal_boxes_find(const GArray *boxes, SalBoxKind kind);

/* A style's type as a box sets it, and how small it may become. */
SalTextStyle sal_box_make_style(const SalTemplateBox *box, const SalStyle *style, SalTextStyle text);
double sal_box_find_least_pt(const SalTemplateBox *box, double size_pt);
/* Where its lines stand. */
SalAnchor sal_box_get_anchor(const SalTemplateBox *box);
