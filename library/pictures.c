#include "library/pictures.h"

SalPicture *
sal_pages_get_picture(const SalientPages *pages, guint index)
{
  return &g_array_index(pages->pictures, SalPicture, index);
}

SalDrawing *
sal_pages_draw(const SalientPages *pages, guint index, GError **error)
{
  const SalPicture *picture = sal_pages_get_picture(pages, index);
  SalDrawing *drawing = sal_page_draw(picture->page, picture->change, error);
  if (drawing == NULL)
    g_prefix_error(error, "%s: ", picture->change->period.name);
  return drawing;
}
