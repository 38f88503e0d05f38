#include "library/page-books.h"

#include "library/page-made.h"

#include "render/drawing/fonts.h"
#include "render/page/told.h"
#include "render/write/pdf-book.h"

/* The pages of a book: its cover, if it has one, then its pictures. */
typedef struct {
  const SalPageBook *book;
  GPtrArray *drawings; /* SalDrawing */
} Drawing;

static gboolean
has_cover(const SalPageBook *book)
{
  return book->cover != NULL;
}

/* A piece of work. */
static gboolean
draw_page(guint number, gpointer data, GError **error)
{
  const Drawing *drawing = data;
  const SalPageBook *book = drawing->book;
  SalDrawing *page;
  if (has_cover(book) && number == 0)
    page = sal_page_draw(book->cover, NULL, error);
  else {
    const guint index = book->first + number - (has_cover(book) ? 1 : 0);
    page = sal_pages_draw(book->pages, index, error);
    if (page != NULL)
      sal_drawing_report_fonts(page, sal_pages_get_picture(book->pages, index)->remarks);
  }
  if (page != NULL)
    sal_page_made_add_drawing(book->pages, page);
  drawing->drawings->pdata[number] = page;
  return page != NULL;
}

/* What a page is called in the list of bookmarks: its period. Owned by the caller. */
static char *
name_page(const SalPage *page, const SalChange *change)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, page, change, 0);
  return g_steal_pointer(&told.period_label);
}

GBytes *
sal_page_book_make(const SalPageBook *book, const SalWork *work, GError **error)
{
  const guint n_before = has_cover(book) ? 1 : 0, n = book->n + n_before;
  g_autoptr(GPtrArray) drawings = g_ptr_array_new_with_free_func((GDestroyNotify)sal_drawing_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(SalPdfPage));
  g_ptr_array_set_size(drawings, (int)n);
  Drawing drawing = { book, drawings };
  if (!sal_work_run(work, n, draw_page, &drawing, error))
    return NULL;
  for (guint i = 0; i < n; i++) {
    const SalPicture *picture =
        sal_pages_get_picture(book->pages, book->first + i - (i < n_before ? 0 : n_before));
    char *name = i < n_before ? name_page(book->cover, NULL) : name_page(picture->page, picture->change);
    g_ptr_array_add(names, name);
    const SalPdfPage page = { drawings->pdata[i], name };
    g_array_append_val(pages, page);
  }
  return sal_pdf_write_book((const SalPdfPage *)(const void *)pages->data, n,
                            sal_drawing_get_title(drawings->pdata[0]), book->pages->map->look.svg.text_mode,
                            error);
}
