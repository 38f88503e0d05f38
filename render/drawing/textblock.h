/* A block of text that has the same size on all pages of a run: its type size and number of lines are
 * chosen once, so that the longest text of all periods fits. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  const char *what;        /* "title", for errors; lent; NULL: callers say it */
  const char *font_family; /* lent */
  SalTextStyle style;      /* as the style file says */
  double width_mm;
  guint max_lines;
  double max_height_mm; /* 0: max_lines alone says how high it may be */
  SalAnchor anchor;     /* of the lines in the width */
  double first_scale,
      least_scale; /* of the type size: the first is tried first, then less down to the least */
} SalTextBlockOptions;

typedef struct {
  SalTextBlockOptions options;
  double scale;  /* of the type size; all texts fit with it */
  guint n_lines; /* that the block has room for */
} SalTextBlock;

/* Chooses scale and number of lines for texts (utf8), whose newlines are ends of lines. Error: RENDER, for a text that does not fit. */
gboolean sal_text_block_fit(SalTextBlock *block, const SalTextBlockOptions *options, const GPtrArray *texts,
                            GError **error);

double sal_text_block_get_height_mm(const SalTextBlock *block);

/* The same of the lines that one of its texts takes; 0 if it does not fit. */
double sal_text_block_measure_mm(const SalTextBlock *block, const char *text);

/* Draws a text so that the top of its capitals is at y_mm, in the width that begins at x_mm. It takes fewer lines than the block has if it
 * needs fewer, and is set smaller if it would need more. Returns the height that it takes, or -1 with an
 * error (RENDER). */
double sal_text_block_draw(const SalTextBlock *block, SalLayer *layer, const char *text, double x_mm,
                           double y_mm, GError **error);
