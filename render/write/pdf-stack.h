/* Cairo's PDF, the one that is made of it, and which object of that is what. */
#pragma once

#include "render/write/pdf-objects.h"
#include "render/write/pdf-source.h"
#include "render/write/pdf-target.h"

/* A page. */
typedef struct {
  double width_pt, height_pt;
  const GPtrArray *layers; /* SalLayer, lent, the lowest first, at least one */
  const char
      *alt; /* what the figure that the page is shows, UTF-8; NULL for all pages: they are not tagged */
  const char *name; /* of its bookmark and its label, UTF-8; NULL for all pages: there are none */
  const char *xmp;  /* the packet of its metadata; NULL: none but those of the document */
} SalPdfSheet;

typedef struct {
  const SalPdfSheet *sheets;
  guint n;              /* at least 1 */
  const char *language; /* as BCP 47 writes it; NULL: not known */
  const char *xmp;      /* the packet of the document's metadata; NULL: none */
  SalPdfColors colors;  /* in GREY and CMYK all of them are rewritten */
  SalPdfInkUse *use;    /* receives what was met of them; NULL: nobody asks */
} SalPdfLayersOptions;

/* A page and its objects. */
typedef struct {
  const SalPdfSheet *sheet;
  guint first; /* of Cairo's pages: its lowest layer */
  guint page, contents, figure, metadata, bookmark;
} SalPdfStackPage;

/* What stands for the layers of an id. */
typedef struct {
  const char *id; /* lent */
  char *name;
  guint object;
} SalPdfGroup;

/* A file in the making. Objects of the source keep their numbers, those that are new follow. */
typedef struct {
  const SalPdfLayersOptions *options;
  SalPdfSource source;
  SalPdfTarget target;
  SalPdfRepaint repaint;
  GArray *pages;  /* SalPdfStackPage */
  GArray *groups; /* SalPdfGroup: the layers of all pages, the lowest first */
  guint tree, document, metadata, bookmarks, profile;
} SalPdfStack;

/* Reads Cairo's PDF and gives numbers to all objects. options and pdf must outlive the stack, which is to be cleared in any case.
 * Error: RENDER. */
gboolean
sal_pdf_stack_plan(SalPdfStack *stack, const SalPdfLayersOptions *options, GBytes *pdf, GError **error);
void sal_pdf_stack_clear(SalPdfStack *stack);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPdfStack, sal_pdf_stack_clear)

/* Lent. */
SalPdfStackPage *sal_pdf_stack_get(const SalPdfStack *stack, guint i);
guint sal_pdf_stack_count_layers(const SalPdfStackPage *page);
/* The object of the page as which Cairo wrote a layer. */
guint sal_pdf_stack_get_source_page(const SalPdfStack *stack, const SalPdfStackPage *page, guint layer);
/* The group of a layer of a page. */
guint sal_pdf_stack_find_group(const SalPdfStack *stack, const SalPdfStackPage *page, guint layer);

void sal_pdf_stack_append_box(SalPdfStack *stack, const SalPdfSheet *sheet);
