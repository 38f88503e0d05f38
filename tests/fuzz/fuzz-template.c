/* Bytes as a file of a page template. What is read stands on the page, and so does it once boxes have given away what they do not
 * need. */
#include "file.h"

#include "render/drawing/richtext.h"
#include "render/page/box-flow.h"
#include "styles/page-template-load.h"

#include <math.h>

#define TOLERANCE_MM 0.02

static const SalPlacedBox *
get_box(const GArray *boxes, guint i)
{
  return &g_array_index(boxes, SalPlacedBox, i);
}

static gboolean
overlap(SalRect a, SalRect b)
{
  return a.x + a.width > b.x + TOLERANCE_MM && b.x + b.width > a.x + TOLERANCE_MM &&
         a.y + a.height > b.y + TOLERANCE_MM && b.y + b.height > a.y + TOLERANCE_MM;
}

/* All boxes lie on the page, none but bars on another. */
static void
check_boxes(const GArray *boxes, double width_mm, double height_mm)
{
  g_assert_nonnull(sal_boxes_find(boxes, SAL_BOX_MAP));
  for (guint i = 0; i < boxes->len; i++) {
    const SalPlacedBox *placed = get_box(boxes, i);
    const SalRect rect = placed->rect;
    g_assert_true(isfinite(rect.x) && isfinite(rect.y) && rect.width > 0 && rect.height > 0);
    g_assert_true(rect.x > -TOLERANCE_MM && rect.x + rect.width < width_mm + TOLERANCE_MM);
    g_assert_true(rect.y > -TOLERANCE_MM && rect.y + rect.height < height_mm + TOLERANCE_MM);
    for (guint j = 0; j < i && placed->box->kind != SAL_BOX_BAR; j++)
      g_assert_true(get_box(boxes, j)->box->kind == SAL_BOX_BAR || !overlap(rect, get_box(boxes, j)->rect));
  }
}

/* Heights of contents: of each box a share of its own, which differs with the seed. */
static double *
make_needs(const GArray *boxes, guint seed)
{
  static const double shares[] = { 0, 0.3, 1, 0.7, 1.4, 0.1 };
  double *needs = g_new0(double, boxes->len);
  for (guint i = 0; i < boxes->len; i++)
    needs[i] = get_box(boxes, i)->rect.height * shares[(i * 7 + seed) % G_N_ELEMENTS(shares)];
  return needs;
}

static void
check_flow(const GArray *boxes, guint seed, double width_mm, double height_mm)
{
  g_autofree double *needs = make_needs(boxes, seed);
  g_autoptr(GArray) flowed = sal_boxes_flow(boxes, needs), row = sal_boxes_make_row(boxes, needs);
  if (flowed != NULL)
    check_boxes(flowed, width_mm, height_mm);
  if (row != NULL)
    check_boxes(row, width_mm, height_mm);
}

static void
check_texts(const SalPageTemplate *template)
{
  for (guint i = 0; i < template->boxes->len; i++) {
    const SalTemplateBox *box = sal_page_template_get_box(template, i);
    const SalRichTextOptions options = {
      .font_family = "Inter", .style = { .size_pt = 9, .weight = 400 }, .width_mm = 60, .scale = 1
    };
    if (box->text == NULL || strlen(box->text) > 500)
      continue;
    g_assert_true(g_utf8_validate(box->text, -1, NULL));
    g_autoptr(SalRichText) text = sal_rich_text_new(box->text, &options);
    g_assert_true(isfinite(sal_rich_text_get_height_mm(text)));
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const double sizes[][2] = { { 210, 297 }, { 90, 105 } };
  g_autofree char *path = fuzz_put("template.yaml", data, size);
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalPageTemplate) template = sal_page_template_load(path, NULL, &error);
  fuzz_check_error(template != NULL, error);
  g_autoptr(SalPageTemplate) checked = sal_page_template_load(path, faults, NULL);
  g_assert_true(checked == NULL || (faults->len == 0) == (template != NULL));
  for (guint i = 0; template != NULL && i < G_N_ELEMENTS(sizes); i++) {
    g_autoptr(GError) fault = NULL;
    g_autoptr(GArray) boxes = sal_boxes_place(template, sizes[i][0], sizes[i][1], &fault);
    fuzz_check_error(boxes != NULL, fault);
    if (boxes == NULL)
      continue;
    check_boxes(boxes, sizes[i][0], sizes[i][1]);
    for (guint seed = 0; seed < 6; seed++)
      check_flow(boxes, seed, sizes[i][0], sizes[i][1]);
  }
  if (template != NULL)
    check_texts(template);
  return 0;
}
