/* sal_pdf_write() and sal_pdf_write_pages(): Cairo writes the pages, and pdf-layers.c makes layers of them. */
#include "render/drawing/textline.h"
#include "render/write/pdf-layers.h"
#include "render/write/player.h"
#include "render/write/writer.h"
#include "render/write/xmp.h"

#include <cairo-pdf.h>
#include <stdlib.h>

#define MOST_INK 3.0 /* of four: 300 % */

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append(closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* What is written. */
typedef struct {
  const SalPdfPage *pages;
  guint n;
  const SalPdfOptions *how;
  SalCairoOptions play;
  SalPdfInkUse use;
} Job;

static const SalDrawing *
get_first(const Job *job)
{
  return job->pages[0].drawing;
}

/* Cairo writes the time of day unless it is told a date; an empty one leaves the entry out. */
static void
set_metadata(cairo_surface_t *surface, const Job *job)
{
  const SalDrawing *drawing = get_first(job);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, sal_drawing_get_title(drawing));
  if (job->n == 1)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, sal_drawing_get_description(drawing));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Salient " SAL_VERSION);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
}

/* All layers on one page. */
static gboolean
play_flat(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GError **error)
{
  if (!sal_cairo_play(cr, drawing, options, error))
    return FALSE;
  cairo_show_page(cr);
  return TRUE;
}

/* Each layer that has something on it on a page of its own; layers receives them. */
static gboolean
play_layers(cairo_t *cr, const SalDrawing *drawing, const SalCairoOptions *options, GPtrArray *layers,
            GError **error)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (sal_layer_get_n_items(layer) == 0)
      continue;
    if (!sal_cairo_play_layer(cr, drawing, layer, options, error))
      return FALSE;
    cairo_show_page(cr);
    g_ptr_array_add(layers, (gpointer)layer);
  }
  return TRUE;
}

static double
get_width_pt(const SalDrawing *drawing)
{
  return sal_drawing_get_width_mm(drawing) * SAL_PT_PER_MM;
}

static double
get_height_pt(const SalDrawing *drawing)
{
  return sal_drawing_get_height_mm(drawing) * SAL_PT_PER_MM;
}

static gboolean
play_page(cairo_t *cr, const Job *job, guint number, GPtrArray *layers, GError **error)
{
  const SalDrawing *drawing = job->pages[number].drawing;
  if (number > 0)
    cairo_pdf_surface_set_size(cairo_get_target(cr), get_width_pt(drawing), get_height_pt(drawing));
  return layers != NULL ? play_layers(cr, drawing, &job->play, layers, error)
                        : play_flat(cr, drawing, &job->play, error);
}

/* What Cairo writes: of each page a page for each of its layers, which are received (GPtrArray of lent SalLayer, for each page);
 * without them one page. */
static GBytes *
play_pages(const Job *job, GPtrArray *layers, GError **error)
{
  g_autoptr(GByteArray) pdf = g_byte_array_new();
  g_autoptr(cairo_surface_t) surface = cairo_pdf_surface_create_for_stream(
      append, pdf, get_width_pt(get_first(job)), get_height_pt(get_first(job)));
  /* Later versions pack the objects that are to be found again. */
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
  set_metadata(surface, job);
  g_autoptr(cairo_t) cr = cairo_create(surface);
  cairo_scale(cr, SAL_PT_PER_MM, SAL_PT_PER_MM);
  for (guint i = 0; i < job->n; i++) {
    GPtrArray *own = layers != NULL ? g_ptr_array_new() : NULL;
    if (layers != NULL)
      g_ptr_array_add(layers, own);
    if (!play_page(cr, job, i, own, error))
      return NULL;
  }
  if (!sal_cairo_check(cairo_status(cr), error))
    return NULL;
  cairo_surface_finish(surface);
  if (!sal_cairo_check(cairo_surface_status(surface), error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&pdf));
}

static void
remark_once(GPtrArray *remarks, char *remark)
{
  if (remarks == NULL || g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL))
    g_free(remark);
  else
    g_ptr_array_add(remarks, remark);
}

/* What dries slowly and rubs off on the next sheet. */
static void
remark_ink(GPtrArray *remarks, const SalPdfInkUse *use)
{
  if (use->most_ink > MOST_INK)
    remark_once(remarks,
                g_strdup_printf("PDF: a colour has %.0f %% of ink, more than the %.0f %% that most presses "
                                "stand: a style with paler colours needs less",
                                100 * use->most_ink, 100 * MOST_INK));
}

static gboolean
are_grey(const SalPdfPage *pages, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!sal_pdf_is_grey(pages[i].drawing))
      return FALSE;
  return TRUE;
}

/* Shades of grey alone are DeviceGray without being asked for. */
static SalPdfColors
choose_colors(const Job *job)
{
  const gboolean is_grey = job->how->colors.space == SAL_PDF_PLAIN && are_grey(job->pages, job->n);
  return is_grey ? (SalPdfColors){ .space = SAL_PDF_GREY } : job->how->colors;
}

/* What the picture shows, for those who cannot see it. Owned by the caller. */
static char *
make_alt(const SalDrawing *drawing)
{
  const char *title = sal_drawing_get_title(drawing), *description = sal_drawing_get_description(drawing);
  return g_strconcat(title, *title != '\0' && *description != '\0' ? ". " : "", description, NULL);
}

/* Texts of sheets. */
static char *
keep(GPtrArray *texts, char *text)
{
  g_ptr_array_add(texts, text);
  return text;
}

/* SalPdfSheet of each page. texts keeps what they lend. Of several pages each says what it rests on, so that it does where it is
 * alone; of one page the document does. */
static GArray *
make_sheets(const Job *job, const GPtrArray *layers, GPtrArray *texts)
{
  GArray *sheets = g_array_new(FALSE, FALSE, sizeof(SalPdfSheet));
  for (guint i = 0; i < job->n; i++) {
    const SalDrawing *drawing = job->pages[i].drawing;
    const SalPdfSheet sheet = { .width_pt = get_width_pt(drawing),
                                .height_pt = get_height_pt(drawing),
                                .layers = layers->pdata[i],
                                .alt = keep(texts, make_alt(drawing)),
                                .name = job->pages[i].name,
                                .xmp = job->n > 1 ? keep(texts, sal_xmp_make_packet(drawing)) : NULL };
    g_array_append_val(sheets, sheet);
  }
  return sheets;
}

static gboolean
have_layers(const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    if (((const GPtrArray *)layers->pdata[i])->len > 0)
      return TRUE;
  return FALSE;
}

/* With layers. is_odd receives whether what Cairo wrote is not what was expected, and not the drawing is at fault. */
static GBytes *
write_stacked(Job *job, gboolean *is_odd, GError **error)
{
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GBytes) pages = play_pages(job, layers, error);
  *is_odd = FALSE;
  if (pages == NULL || !have_layers(layers))
    return g_steal_pointer(&pages);
  g_autoptr(GArray) sheets = make_sheets(job, layers, texts);
  const SalPdfLayersOptions options = { .sheets = (const SalPdfSheet *)(const void *)sheets->data,
                                        .n = sheets->len,
                                        .language = sal_drawing_get_language(get_first(job)),
                                        .xmp = keep(texts, job->n > 1 ? sal_xmp_make_document(get_first(job))
                                                                      : sal_xmp_make_packet(get_first(job))),
                                        .colors = choose_colors(job),
                                        .use = &job->use };
  GBytes *stacked = sal_pdf_stack_layers(pages, &options, error);
  *is_odd = stacked == NULL;
  return stacked;
}

GBytes *
sal_pdf_write_pages(const SalPdfPage *pages, guint n, const SalPdfOptions *how, GPtrArray *remarks,
                    GError **error)
{
  Job job = { .pages = pages,
              .n = n,
              .how = how,
              .play = { .is_outlined = how->text_mode == SAL_TEXT_OUTLINE, .is_grey = are_grey(pages, n) } };
  gboolean is_odd;
  g_autoptr(GError) fault = NULL;
  GBytes *pdf = write_stacked(&job, &is_odd, &fault);
  if (pdf == NULL && is_odd && how->colors.space != SAL_PDF_PLAIN) {
    /* The gradients of an SVG have colours where nobody looks for them; its pixels have none. */
    job.play.has_flat_images = TRUE;
    g_clear_error(&fault);
    pdf = write_stacked(&job, &is_odd, &fault);
    if (pdf != NULL)
      remark_once(remarks,
                  g_strdup("PDF: the colours of an SVG, perhaps a gradient, cannot be converted: it is "
                           "drawn as pixels at 600 dpi"));
    is_odd = FALSE; /* colours of no press must not pass for what was asked for */
  }
  if (pdf != NULL)
    remark_ink(remarks, &job.use);
  if (pdf != NULL || !is_odd) {
    if (pdf == NULL)
      g_propagate_error(error, g_steal_pointer(&fault));
    return pdf;
  }
  remark_once(remarks, g_strdup_printf("%s; it is written without layers, tags%s and record", fault->message,
                                       pages[0].name != NULL ? ", bookmarks" : ""));
  return play_pages(&job, NULL, error);
}

GBytes *
sal_pdf_write(const SalDrawing *drawing, const SalPdfOptions *how, GPtrArray *remarks, GError **error)
{
  return sal_pdf_write_pages(&(SalPdfPage){ drawing, NULL }, 1, how, remarks, error);
}
