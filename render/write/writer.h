/* The writers turn a drawing into the bytes of a file. The same drawing gives the same bytes in every run
 * of the program, in every thread, locale and time zone. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/write/pdf-colors.h"
#include "render/write/repeats.h"

typedef enum {
  SAL_TEXT_REAL,   /* characters in a font, to be found, read out and edited */
  SAL_TEXT_OUTLINE /* paths, which need no font */
} SalTextMode;

typedef struct {
  int width_px, height_px;
  gboolean is_transparent;
  SalRepeats *repeats; /* what pictures of a run have in common, lent; NULL: none are kept */
} SalPngOptions;

/* A PNG of exactly width_px by height_px, in RGB; if transparent in RGBA and without the layer "paper".
 * Its pHYs chunk holds the dpi, which are width_px by the page's width in inches, and iTXt chunks hold
 * title and description. Its bytes are the same with and without repeats. Owned by the caller. Error:
 * RENDER. */
GBytes *sal_png_write(const SalDrawing *drawing, const SalPngOptions *options, GError **error);

typedef struct {
  SalTextMode text_mode;
  SalPdfColors colors;
} SalPdfOptions;

/* A PDF with a page of exactly the drawing's size. Each layer is an optional content group named by its
 * title. The metadata hold title and description, but no dates. The page is tagged as one figure, with title
 * and description as its alternative text, in the drawing's language. If all its colours are grey, they are
 * DeviceGray. If Cairo's file is not laid out as expected, the PDF has nothing of this, and remarks (utf8, may
 * be NULL) says so once; with colours that were asked for that is an error. A remark tells more ink than presses stand. Owned by the
 * caller. Error: RENDER. */
GBytes *
sal_pdf_write(const SalDrawing *drawing, const SalPdfOptions *how, GPtrArray *remarks, GError **error);

typedef struct {
  const SalDrawing *drawing; /* lent */
  const char
      *name; /* of its bookmark and its label: "August 2024"; lent. NULL for all pages: they have none */
} SalPdfPage;

/* The same of several drawings, a page each; n: at least 1. The document has the title and the language of the first. Of several
 * pages each has the metadata that it would have alone, and those of the document have no record. */
GBytes *sal_pdf_write_pages(const SalPdfPage *pages, guint n, const SalPdfOptions *how, GPtrArray *remarks,
                            GError **error);

typedef struct {
  int width_px, height_px;
  const char *id_prefix; /* of all ids and class names, see sal_svg_is_prefix(); NULL or "": none */
  SalTextMode text_mode;
  gboolean embed_font;    /* of real text: the needed part of its fonts is put into the file */
  gboolean is_in_mm;      /* its size is told in mm, as the page has it, and not in pixels */
  gboolean is_responsive; /* its size is not told: it is as wide as what holds it */
  /* The same drawing in the colours of another style, which web browsers show where the reader prefers dark screens; lent.
   * NULL, or a drawing that differs in more than its look: the picture looks the same everywhere. */
  const SalDrawing *dark;
} SalSvgOptions;

/* Whether ids may begin with a text: of ASCII letters, digits, - and _, of which the first is a letter or
 * _. */
gboolean sal_svg_is_prefix(const char *text);

/* An SVG of width_px by height_px user units, with coordinates to 0.01 px. Each layer is a <g id>, which
 * Inkscape shows as a layer, clipped to the layer's rectangle, and each group a <g id class>. The root has the
 * language, and is labelled by title and description. Several pictures can stand in one web page:
 * their styles and clips never mix, and with different prefixes their ids differ, too. Owned by the
 * caller. Error: RENDER, also for a font that may not be embedded. */
GBytes *sal_svg_write(const SalDrawing *drawing, const SalSvgOptions *options, GError **error);
