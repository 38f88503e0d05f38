#include "library/pictures.h"

SalPicture *
sal_pages_get_picture(const SalientPages *pages, guint index)
{
  return &g_array_index(pages->pictures, SalPicture, index);
}

/* Any thread may draw a picture; what it prints is always the same. */
static void
keep_printed(SalPicture *picture, const SalDrawing *drawing)
{
  GPtrArray *printed = g_ptr_array_ref(sal_drawing_get_printed(drawing));
  if (!g_atomic_pointer_compare_and_exchange(&picture->printed, NULL, printed))
    g_ptr_array_unref(printed);
}

SalDrawing *
sal_pages_draw(const SalientPages *pages, guint index, GError **error)
{
  const SalPicture *picture = sal_pages_get_picture(pages, index);
  SalDrawing *drawing = sal_page_draw(picture->page, picture->change, error);
  if (drawing == NULL)
    g_prefix_error(error, "%s: ", picture->change->period.name);
  else
    keep_printed(sal_pages_get_picture(pages, index), drawing);
  return drawing;
}
