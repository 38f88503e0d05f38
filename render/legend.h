/* The legend: what is drawn and how much of it there is, with the scale bar. On most pages a box in a corner
 * of the map; on small ones a strip below the map, so that only the scale bar lies on it. Widths and corner
 * are the same for all periods of a run; entries for what a page does not show are left out. */
#pragma once

#include "render/figures.h"
#include "render/scalebar.h"

typedef struct {
  const SalStyle *style;    /* lent */
  double scale;             /* of the type size, at most 1 */
  const GPtrArray *changes; /* SalChange: whose numbers must fit; NULL or empty: any usual ones */
  gboolean has_disputed;    /* disputed borders are in sight */
  double strip_width_mm;    /* 0: a box */
} SalLegendOptions;

#define SAL_LEGEND_N_NUMBERS 3

typedef struct {
  SalLegendOptions options;
  SalTextStyle text;
  double padding_mm, row_mm, swatch_mm, label_mm; /* a row's height; widths of the columns */
  double number_mm[SAL_LEGEND_N_NUMBERS];         /* widest gained, lost and held */
  SalScaleBar bar;
} SalLegend;

/* Where a legend stands. */
typedef struct {
  gboolean is_right, is_bottom; /* the map's corner that the box clings to */
} SalCorner;

/* Without scale bar: see sal_legend_set_bar(). */
SalLegend sal_legend_measure(const SalLegendOptions *options);

/* The height of the strip; 0 for a box. */
double sal_legend_get_strip_height_mm(const SalLegend *legend);

/* Adds the scale bar, at most max_mm long. */
void sal_legend_set_bar(SalLegend *legend, double m_per_mm, double max_mm);

/* The rectangle in a corner of the frame that the box, or a strip's scale bar, takes at most. */
SalRect sal_legend_get_rect(const SalLegend *legend, SalRect frame, SalCorner corner);

/* Draws the entries of a page with these figures as a strip with its top left corner at x, y. */
void sal_legend_draw_strip(const SalLegend *legend, const SalFigures *figures, double x_mm, double y_mm,
                           SalLayer *layer);

/* Draws what lies on the map: entries (none for a strip) into layer, the scale bar into bar_layer. rect: see
 * sal_legend_get_rect(). */
void sal_legend_draw_box(const SalLegend *legend, const SalFigures *figures, SalRect rect, SalCorner corner,
                         SalLayer *layer, SalLayer *bar_layer);
