/* Where the texts of a layer stand. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/drawing/text.h"

/* From the baseline to a capital's height, and as wide as the text advances. */
static inline SalRect
text_rect(const SalItem *item, const char *families)
{
  const SalTextExtents extents = sal_text_measure(item->text.text, families, &item->text.style);
  const double left = item->text.anchor == SAL_ANCHOR_START ? 0
                      : item->text.anchor == SAL_ANCHOR_END ? extents.width_mm
                                                            : extents.width_mm / 2;
  return (SalRect){ item->text.x - left, item->text.y - extents.cap_height_mm, extents.width_mm,
                    extents.cap_height_mm };
}

static inline gboolean
rects_overlap(SalRect a, SalRect b)
{
  return a.x + a.width > b.x + 1e-6 && b.x + b.width > a.x + 1e-6 && a.y + a.height > b.y + 1e-6 &&
         b.y + b.height > a.y + 1e-6;
}

static inline gboolean
rect_holds(SalRect outer, SalRect inner)
{
  return inner.x >= outer.x - 1e-6 && inner.y >= outer.y - 1e-6 &&
         inner.x + inner.width <= outer.x + outer.width + 1e-6 &&
         inner.y + inner.height <= outer.y + outer.height + 1e-6;
}

/* All items inside rect, and no text on another. */
static inline void
assert_tidy(const SalLayer *layer, SalRect rect, const char *families)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type != SAL_ITEM_TEXT) {
      const SalBox box = sal_geometry_get_box(item->geometry);
      g_assert_true(
          rect_holds(rect, (SalRect){ box.xmin, box.ymin, box.xmax - box.xmin, box.ymax - box.ymin }));
      continue;
    }
    const SalRect here = text_rect(item, families);
    g_assert_true(rect_holds(rect, here));
    for (guint j = 0; j < i; j++) {
      const SalItem *other = sal_layer_get_item(layer, j);
      if (other->type == SAL_ITEM_TEXT && rects_overlap(here, text_rect(other, families)))
        g_error("'%s' overlaps '%s'", item->text.text, other->text.text);
    }
  }
}

static inline gboolean
has_text(const SalLayer *layer, const char *text)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type == SAL_ITEM_TEXT && g_str_equal(item->text.text, text))
      return TRUE;
  }
  return FALSE;
}
