/* Objects of a PDF as Cairo writes them, with the colours of another one. They are known by their texts, for this is no reader of
 * any PDF. */
#pragma once

#include "render/write/pdf-colors.h"

/* What is rewritten. */
typedef struct {
  const SalPdfColors *colors;
  guint profile;     /* the object of the profile of sRGB; 0: none is needed */
  SalPdfInkUse *use; /* may be NULL */
} SalPdfRepaint;

/* The name of the colour space: "/DeviceCMYK", "[/ICCBased 12 0 R]". Owned by the caller. */
char *sal_pdf_describe_space(const SalPdfRepaint *repaint);

/* Whether an object holds colours: a form, a pattern, a picture of red, green and blue. dictionary: its text up to its stream. */
gboolean sal_pdf_object_has_colors(const char *dictionary);
/* Such an object, from behind its number on and without "endobj"; stream: what begins behind "stream\n". NULL if it cannot be
 * rewritten, as a picture in JPEG. Owned by the caller. */
GByteArray *
sal_pdf_object_repaint(const SalPdfRepaint *repaint, const char *dictionary, const char *stream, gsize size);

/* A dictionary of resources with what the rewritten colours ask for. Owned by the caller. */
char *sal_pdf_resources_complete(const SalPdfRepaint *repaint, const char *dictionary);
