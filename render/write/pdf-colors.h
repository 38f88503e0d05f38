/* The colours of a PDF. Cairo writes every colour as red, green and blue of no profile. Here they get the profile of sRGB, or
 * become grey, which is black ink alone, or the inks of a press. Shades of grey in a drawing that has nothing else become
 * DeviceGray in any case. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/write/inks.h"

typedef enum {
  SAL_PDF_PLAIN, /* as Cairo writes them */
  SAL_PDF_RGB,   /* the same with the profile of sRGB */
  SAL_PDF_GREY,
  SAL_PDF_CMYK
} SalPdfColorSpace;

typedef struct {
  SalPdfColorSpace space;
  const SalInks *inks; /* of CMYK, lent */
} SalPdfColors;

/* What was met while colours were rewritten. */
typedef struct {
  double most_ink; /* 0 to 4, of all inks of a colour together; CMYK alone */
} SalPdfInkUse;

/* The name of an entry of ExtGState by which black that is all of its ink overprints, and of one that ends it. */
#define SAL_PDF_OVERPRINT "salOver"
#define SAL_PDF_KNOCK_OUT "salKnock"

/* Whether all colours of a drawing, images with it, are shades of grey. */
gboolean sal_pdf_is_grey(const SalDrawing *drawing);

/* Reads "rgb", "grey" or "cmyk:FILE"; inks (owned by the caller) is NULL but for the last. Errors: USAGE, and those of
 * sal_inks_load(). */
gboolean sal_pdf_colors_parse(const char *text, SalPdfColorSpace *space, SalInks **inks, GError **error);
/* The file in "cmyk:FILE"; NULL: there is none. Points into text. */
const char *sal_pdf_colors_get_file(const char *text);

/* The content stream of a page or form, compressed by zlib as Cairo writes it and as it is returned, with its colours in GREY or
 * CMYK. What follows the stream in data is ignored. use may be NULL. Owned by the caller; NULL if it is no such stream. The same
 * input gives the same bytes. */
GBytes *sal_pdf_colors_recode(const SalPdfColors *colors, const char *data, gsize size, SalPdfInkUse *use);
/* The same for the pixels of a picture, 3 bytes each; n_pixels of them. */
GBytes *sal_pdf_colors_recode_pixels(const SalPdfColors *colors, const char *data, gsize size, gsize n_pixels,
                                     SalPdfInkUse *use);
/* Bytes as a stream with FlateDecode holds them. Owned by the caller. */
GBytes *sal_pdf_colors_compress(const void *data, gsize size);
