#include "render/page/boxes.h"

#include "data/base/error.h"

#define LEAST_SIDE_MM 2.0 /* of a box */
#define LEAST_BAR_MM 0.05 /* of a bar, which may be a rule */
#define LEAST_MAP_WIDTH_MM 40.0
#define LEAST_MAP_HEIGHT_MM 30.0
#define TOLERANCE_MM 0.01
#define LEAST_PT 6.0    /* of type, */
#define LEAST_SHARE 0.6 /* or of the type size of a box that does not say it */

/* From the start of a side of the page to its end; FALSE if it has no length. */
static gboolean
find_span(const SalLength lengths[3], double whole_mm, double margin_mm, double *start, double *length)
{
  const SalLength before = lengths[0], after = lengths[1], size = lengths[2];
  const double from = sal_length_resolve(before, whole_mm, margin_mm);
  const double to = whole_mm - sal_length_resolve(after, whole_mm, margin_mm);
  *start = from, *length = to - from;
  if (size.is_set) {
    *length = sal_length_resolve(size, whole_mm, 0);
    *start = after.is_set ? to - *length : from;
  }
  return *length > 0;
}

static gboolean
place_box(const SalPageTemplate *template, const SalTemplateBox *box, SalRect page, SalPlacedBox *placed,
          GError **error)
{
  const SalLength across[] = { box->left, box->right, box->width };
  const SalLength down[] = { box->top, box->bottom, box->height };
  const double margin = template->margin_mm, padding = box->padding_mm;
  const double least = box->kind == SAL_BOX_BAR ? LEAST_BAR_MM : LEAST_SIDE_MM;
  SalRect rect;
  find_span(across, page.width, margin, &rect.x, &rect.width);
  find_span(down, page.height, margin, &rect.y, &rect.height);
  const SalRect inner = { rect.x + padding, rect.y + padding, rect.width - 2 * padding,
                          rect.height - 2 * padding };
  *placed = (SalPlacedBox){ box, rect, inner };
  if (rect.x < -TOLERANCE_MM || rect.y < -TOLERANCE_MM || rect.x + rect.width > page.width + TOLERANCE_MM ||
      rect.y + rect.height > page.height + TOLERANCE_MM)
    return sal_page_template_blame(
        template, box, error,
        "expected a box on the page of %.1f x %.1f mm, got one from %.1f, %.1f to %.1f, %.1f mm", page.width,
        page.height, rect.x, rect.y, rect.x + rect.width, rect.y + rect.height);
  if (inner.width < least || inner.height < least)
    return sal_page_template_blame(
        template, box, error,
        "expected room of at least %g x %g mm on a page of %.1f x %.1f mm, got %.1f x %.1f mm", least, least,
        page.width, page.height, inner.width, inner.height);
  if (box->kind == SAL_BOX_MAP && (inner.width < LEAST_MAP_WIDTH_MM || inner.height < LEAST_MAP_HEIGHT_MM))
    return sal_page_template_blame(template, box, error,
                                   "expected a map of at least %g x %g mm, got %.1f x %.1f mm",
                                   LEAST_MAP_WIDTH_MM, LEAST_MAP_HEIGHT_MM, inner.width, inner.height);
  return TRUE;
}

static gboolean
overlap(SalRect a, SalRect b)
{
  return a.x + a.width > b.x + TOLERANCE_MM && b.x + b.width > a.x + TOLERANCE_MM &&
         a.y + a.height > b.y + TOLERANCE_MM && b.y + b.height > a.y + TOLERANCE_MM;
}

static gboolean
check_overlap(const SalPageTemplate *template, const GArray *boxes, const SalPlacedBox *placed,
              GError **error)
{
  for (guint i = 0; placed->box->kind != SAL_BOX_BAR && i < boxes->len; i++) {
    const SalPlacedBox *other = &g_array_index(boxes, SalPlacedBox, i);
    const SalRect a = placed->rect, b = other->rect;
    if (other->box->kind == SAL_BOX_BAR || !overlap(a, b))
      continue;
    return sal_page_template_blame(
        template, placed->box, error,
        "expected boxes that do not overlap, got %.1f x %.1f mm in common with '%s' (line %u)",
        MIN(a.x + a.width, b.x + b.width) - MAX(a.x, b.x),
        MIN(a.y + a.height, b.y + b.height) - MAX(a.y, b.y), other->box->name, other->box->line);
  }
  return TRUE;
}

GArray *
sal_boxes_place(const SalPageTemplate *template, double width_mm, double height_mm, GError **error)
{
  const SalRect page = { 0, 0, width_mm, height_mm };
  g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(SalPlacedBox));
  for (guint i = 0; i < template->boxes->len; i++) {
    SalPlacedBox placed;
    if (!place_box(template, sal_page_template_get_box(template, i), page, &placed, error) ||
        !check_overlap(template, boxes, &placed, error))
      return NULL;
    g_array_append_val(boxes, placed);
  }
  return g_steal_pointer(&boxes);
}

const SalPlacedBox *
sal_boxes_find(const GArray *boxes, SalBoxKind kind)
{
  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    if (g_array_index(boxes, SalPlacedBox, i).box->kind == kind)
      return &g_array_index(boxes, SalPlacedBox, i);
  return NULL;
}

SalTextStyle
sal_box_make_style(const SalTemplateBox *box, const SalStyle *style, SalTextStyle text)
{
  text.size_pt = box->size_pt > 0 ? box->size_pt : text.size_pt;
  text.weight = box->weight > 0 ? box->weight : text.weight;
  text.color = sal_paint_resolve(box->color, style, text.color);
  return text;
}

double
sal_box_find_least_pt(const SalTemplateBox *box, double size_pt)
{
  return MIN(size_pt, box->least_pt > 0 ? box->least_pt : MAX(LEAST_PT, LEAST_SHARE * size_pt));
}

SalAnchor
sal_box_get_anchor(const SalTemplateBox *box)
{
  static const SalAnchor anchors[] = { SAL_ANCHOR_START, SAL_ANCHOR_MIDDLE, SAL_ANCHOR_END };
  return anchors[box->align];
}
