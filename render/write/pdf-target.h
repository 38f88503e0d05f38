/* A PDF that is being written, object by object. Objects are counted from 1; 0 is none. */
#pragma once

#include <glib.h>

typedef struct {
  GByteArray *bytes;
  GArray *offsets; /* gsize, of each object; 0: it is not written */
} SalPdfTarget;

/* n: of objects whose numbers are given. */
void sal_pdf_target_init(SalPdfTarget *target, guint n);
void sal_pdf_target_clear(SalPdfTarget *target);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPdfTarget, sal_pdf_target_clear)

/* The number of a new object. */
guint sal_pdf_target_take(SalPdfTarget *target);
gboolean sal_pdf_target_has(const SalPdfTarget *target, guint object);

void sal_pdf_target_begin(SalPdfTarget *target, guint object);
void sal_pdf_target_append(SalPdfTarget *target, const char *text);
void sal_pdf_target_append_format(SalPdfTarget *target, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Text strings are ASCII or UTF-16 with a byte order mark, here always the latter. text: UTF-8. */
void sal_pdf_target_append_string(SalPdfTarget *target, const char *text);
/* A rectangle from the page's corner on. */
void sal_pdf_target_append_box(SalPdfTarget *target, double width_pt, double height_pt);
void sal_pdf_target_append_bytes(SalPdfTarget *target, const void *data, gsize size);

/* The table of objects, with which the file ends. */
void sal_pdf_target_end(SalPdfTarget *target, guint root, guint info);
