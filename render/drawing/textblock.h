/* A block of text that keeps its place through a run: the type size and the number of lines that suit the
 * longest text of all periods are found once. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  const char *what;        /* "title", for errors; lent */
  const char *font_family; /* lent */
  SalTextStyle style;      /* as the style file says */
  double width_mm;
  guint max_lines;
  double first_scale, least_scale; /* of the type size: tried from first down to least */
} SalTextBlockOptions;

typedef struct {
  SalTextBlockOptions options;
  double scale;  /* that suits all texts */
  guint n_lines; /* kept free */
} SalTextBlock;

/* Finds scale and number of lines for texts (utf8). Error: RENDER, for one that does not fit. */
gboolean sal_text_block_fit(SalTextBlock *block, const SalTextBlockOptions *options, const GPtrArray *texts,
                            GError **error);

double sal_text_block_get_height_mm(const SalTextBlock *block);

/* Draws a text with its capitals' top at y_mm: in fewer lines than kept free if it needs fewer, smaller if it
 * would need more. Returns the height used, or -1 with an error (RENDER). */
double sal_text_block_draw(const SalTextBlock *block, SalLayer *layer, const char *text, double x_mm,
                           double y_mm, GError **error);
