/* A PDF as Cairo writes it: where its objects stand and which of them are its pages. This is no reader of any PDF: what is not
 * where Cairo writes it is an error. */
#pragma once

#include <glib.h>

/* Objects are counted from 1, as in the file; 0 is none. */
typedef struct {
  const char *data; /* lent */
  gsize size;
  gsize xref_offset;
  GArray *offsets; /* gsize, of each object */
  GArray *ends;    /* gsize */
  guint root, info, tree;
  GArray *pages; /* guint: the objects of the pages */
} SalPdfSource;

/* pdf must outlive the source. Error: RENDER. The source is to be cleared in any case. */
gboolean sal_pdf_source_read(SalPdfSource *source, GBytes *pdf, GError **error);
void sal_pdf_source_clear(SalPdfSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPdfSource, sal_pdf_source_clear)

guint sal_pdf_source_count(const SalPdfSource *source);
/* An object's text up to the bytes of its stream; NULL: there is no such object. Owned by the caller. */
char *sal_pdf_source_copy_dictionary(const SalPdfSource *source, guint object);
/* The number behind a word in a text, which may be NULL; 0 if there is none. */
gsize sal_pdf_number_after(const char *text, const char *word);

/* Says that something is not where Cairo writes it. Returns FALSE. */
gboolean sal_pdf_fail(const char *what, GError **error);
