#include "library/page-books.h"

#include "library/page-made.h"
#include "library/picture-record.h"

#include "render/drawing/fonts.h"
#include "render/page/told.h"
#include "render/write/writer.h"

/* The pictures of a book: its cover, if it has one, then those of its page. */
typedef struct {
  const SalPageBook *book;
  SalPicture cover;
  GPtrArray *drawings; /* SalDrawing */
} Drawing;

static guint
count_before(const SalPageBook *book)
{
  return book->cover != NULL ? 1 : 0;
}

static SalPicture *
get_picture(Drawing *drawing, guint number)
{
  const guint n_before = count_before(drawing->book);
  return number < n_before
             ? &drawing->cover
             : sal_pages_get_picture(drawing->book->pages, drawing->book->first + number - n_before);
}

/* Keeps what there is to say of a drawing, and lets it say what it rests on. */
static void
note_drawing(const SalientPages *pages, const SalPicture *picture, SalDrawing *drawing)
{
  const GPtrArray *remarks = sal_drawing_get_remarks(drawing);
  g_autofree char *record = sal_picture_make_record(pages, picture, drawing);
  sal_drawing_report_fonts(drawing, picture->remarks);
  for (guint i = 0; i < remarks->len; i++)
    g_ptr_array_add(picture->remarks, g_strdup(remarks->pdata[i]));
  sal_page_made_add_drawing(pages, drawing);
  sal_drawing_set_record(drawing, record);
}

/* A piece of work. */
static gboolean
draw_page(guint number, gpointer data, GError **error)
{
  Drawing *drawing = data;
  const SalPageBook *book = drawing->book;
  const guint n_before = count_before(book);
  SalDrawing *page = number < n_before ? sal_page_draw(book->cover, NULL, error)
                                       : sal_pages_draw(book->pages, book->first + number - n_before, error);
  if (page != NULL)
    note_drawing(book->pages, get_picture(drawing, number), page);
  drawing->drawings->pdata[number] = page;
  return page != NULL;
}

/* What a page is called in the list of bookmarks: its period. Owned by the caller. */
static char *
name_page(const SalPicture *picture, gboolean is_cover)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, picture->page, is_cover ? NULL : picture->change, 0);
  return g_steal_pointer(&told.period_label);
}

static GBytes *
write_pages(Drawing *drawing, GError **error)
{
  const SalPageBook *book = drawing->book;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(SalPdfPage));
  for (guint i = 0; i < drawing->drawings->len; i++) {
    const SalPdfPage page = { drawing->drawings->pdata[i],
                              name_page(get_picture(drawing, i), i < count_before(book)) };
    g_ptr_array_add(names, (gpointer)page.name);
    g_array_append_val(pages, page);
  }
  return sal_pdf_write_pages((const SalPdfPage *)(const void *)pages->data, pages->len,
                             &book->pages->map->look.pdf,
                             sal_pages_get_picture(book->pages, book->first)->remarks, error);
}

GBytes *
sal_page_book_make(const SalPageBook *book, const SalWork *work, GError **error)
{
  g_autoptr(GPtrArray) drawings = g_ptr_array_new_with_free_func((GDestroyNotify)sal_drawing_free);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  Drawing drawing = { book, { .page = (SalPage *)book->cover, .remarks = remarks }, drawings };
  if (book->cover != NULL)
    drawing.cover.change = &sal_page_get_run(book->cover)->total;
  g_ptr_array_set_size(drawings, (int)(book->n + count_before(book)));
  if (!sal_work_run(work, drawings->len, draw_page, &drawing, error))
    return NULL;
  GPtrArray *first = sal_pages_get_picture(book->pages, book->first)->remarks;
  for (guint i = 0; i < remarks->len; i++)
    g_ptr_array_add(first, g_strdup(remarks->pdata[i]));
  return write_pages(&drawing, error);
}
