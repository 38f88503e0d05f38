#include "render/page/box-fit.h"

#include "render/page/box-contents.h"
#include "render/page/box-flow.h"
#include "render/page/run-chart.h"

#define SLACK_MM 0.05    /* so that what was measured fits again */
#define GROWTH_STEP 0.96 /* between the heights that are tried for a long legend */

static gboolean
make_blocks(SalPage *page, const SalBlockOptions *options, const GArray *boxes, gboolean may_grow,
            GError **error)
{
  SalBlockOptions own = *options;
  own.boxes = boxes, own.may_grow = may_grow;
  g_clear_pointer(&page->blocks, sal_blocks_free);
  page->blocks = sal_blocks_new(&own, error);
  return page->blocks != NULL;
}

static double
measure_box(const SalPage *page, const SalBoxContents *contents, guint number)
{
  const SalPlacedBox *placed = &g_array_index(page->blocks->boxes, SalPlacedBox, number);
  const double of_content = sal_box_contents_measure_mm(contents, number);
  if (placed->box->kind == SAL_BOX_CHART)
    return sal_page_may_have_chart(page) ? placed->inner.height : 0;
  return of_content >= 0 ? of_content : sal_blocks_measure_mm(page->blocks, placed);
}

/* What each box needs, with its padding, of a layout in which texts may be too high. Owned by the caller; NULL: an error. */
static double *
measure(SalPage *page, const SalBlockOptions *options, const GArray *boxes, GError **error)
{
  g_autoptr(GPtrArray) unread = g_ptr_array_new_with_free_func(g_free);
  if (!make_blocks(page, options, boxes, TRUE, error))
    return NULL;
  g_autoptr(SalBoxContents) contents = sal_box_contents_new(page, unread, error);
  double *needs = contents != NULL ? g_new0(double, boxes->len) : NULL;
  for (guint i = 0; contents != NULL && i < boxes->len; i++) {
    const double need = measure_box(page, contents, i);
    needs[i] = need > 0 ? need + 2 * g_array_index(boxes, SalPlacedBox, i).box->padding_mm + SLACK_MM : 0;
  }
  return needs;
}

/* The number of the legend's box, if the box is beside the map and would be better higher; else that of boxes. */
static guint
find_tight_legend(const SalPage *page, const GArray *boxes)
{
  const SalRect map = sal_boxes_find(boxes, SAL_BOX_MAP)->rect;
  for (guint i = 0; i < boxes->len && !page->blocks->has_first_form; i++) {
    const SalPlacedBox *placed = &g_array_index(boxes, SalPlacedBox, i);
    if (placed->box->kind == SAL_BOX_LEGEND)
      return placed->rect.x >= map.x + map.width || placed->rect.x + placed->rect.width <= map.x ? i
                                                                                                 : boxes->len;
  }
  return boxes->len;
}

/* The boxes in their final places, with room for a long legend beside the map where other boxes leave it; see
 * sal_boxes_flow(). */
static GArray *
flow(SalPage *page, const SalBlockOptions *options, const GArray *boxes, double *needs)
{
  const guint number = find_tight_legend(page, boxes);
  const SalPlacedBox *placed = &g_array_index(boxes, SalPlacedBox, MIN(number, boxes->len - 1));
  const double padding = 2 * placed->box->padding_mm, before = number < boxes->len ? needs[number] : 0;
  for (double height = page->options.height_mm; number < boxes->len && height > placed->inner.height;
       height *= GROWTH_STEP) {
    SalBlockOptions own = *options;
    own.boxes = boxes;
    if (!sal_blocks_fit_legend(page->blocks, &own, height))
      break;
    height = sal_blocks_measure_mm(page->blocks, placed);
    needs[number] = height + padding + SLACK_MM;
    GArray *flowed = sal_boxes_flow(boxes, needs);
    if (flowed != NULL)
      return flowed;
  }
  if (number < boxes->len)
    needs[number] = before;
  return sal_boxes_flow(boxes, needs);
}

static double
get_map_mm2(const GArray *boxes)
{
  const SalRect map = sal_boxes_find(boxes, SAL_BOX_MAP)->rect;
  return map.width * map.height;
}

/* The boxes with a column as a row, if that suits the map; else NULL. */
static GArray *
flow_row(SalPage *page, const SalBlockOptions *options, const GArray *boxes, const double *needs)
{
  g_autoptr(GArray) row = sal_boxes_make_row(boxes, needs);
  g_autofree double *row_needs = row != NULL ? measure(page, options, row, NULL) : NULL;
  return row_needs != NULL && page->blocks->lacking.width == 0 ? sal_boxes_flow(row, row_needs) : NULL;
}

gboolean
sal_box_fit(SalPage *page, const SalBlockOptions *options, GError **error)
{
  const SalPageTemplate *template = page->options.template;
  g_autoptr(GArray) boxes = sal_boxes_place(template, page->options.width_mm, page->options.height_mm, error);
  if (boxes == NULL)
    return FALSE;
  if (template->is_fixed)
    return make_blocks(page, options, boxes, FALSE, error);
  g_autofree double *needs = measure(page, options, boxes, error);
  if (needs == NULL)
    return FALSE;
  g_autoptr(GArray) flowed = flow(page, options, boxes, needs);
  g_autoptr(GArray) row = flowed != NULL ? flow_row(page, options, boxes, needs) : NULL;
  const GArray *best = flowed == NULL                                          ? boxes
                       : row != NULL && get_map_mm2(row) > get_map_mm2(flowed) ? row
                                                                               : flowed;
  return make_blocks(page, options, best, FALSE, error);
}
