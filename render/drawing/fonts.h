/* Which fonts the texts of a drawing are drawn with: what Pango chose among those installed. */
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

/* Of all texts, in order of first use: SalFont, owned by the caller. */
GPtrArray *sal_fonts_collect(const SalDrawing *drawing);

/* Adds a remark (to be freed with g_free) for each, unless it is there already: the first of the drawing's
 * families is not installed; characters that the first installed family lacks are drawn in another; no font
 * has them. */
void sal_drawing_report_fonts(const SalDrawing *drawing, GPtrArray *remarks);
