/* The fonts that the texts of a drawing are drawn with, as Pango chooses them among the installed ones. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  char *family;
  int weight; /* 100..1000 */
  gboolean italic;
  GBytes *file;
  guint index;        /* in the file */
  GArray *characters; /* gunichar, ascending: what is drawn with it */
} SalFont;

/* The fonts of all texts, in the order in which they are first used. GPtrArray of SalFont, owned by the
 * caller. */
GPtrArray *sal_fonts_collect(const SalDrawing *drawing);

/* The versions of the libraries that draw texts and pictures; static. */
const char *sal_fonts_get_cairo_version(void);
const char *sal_fonts_get_pango_version(void);
const char *sal_fonts_get_harfbuzz_version(void);

/* Adds remarks (utf8, to be freed with g_free) that are not there yet: that the first of the drawing's
 * families is not installed; that characters which the first installed family lacks are drawn in another
 * font; that no font has them. */
void sal_drawing_report_fonts(const SalDrawing *drawing, GPtrArray *remarks);
