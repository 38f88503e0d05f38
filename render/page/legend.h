/* The legend: what is drawn and how much of it there is, with the scale bar. On most pages a box on the map;
 * on small ones a strip below it, so that only the scale bar lies on the map. Widths are the same for all
 * pages of a run; entries for what a page does not show are left out. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/map/scalebar.h"

/* One entry: a swatch, a label and a number. */
typedef struct {
  const char *id; /* interned: the same thing on every page has the same */
  char *label;
  char *number;     /* NULL: none */
  gboolean is_line; /* the swatch is the line, else the area */
  SalAreaStyle area;
  SalLineStyle line;
} SalLegendEntry;

/* GArray of SalLegendEntry that owns the texts. */
GArray *sal_legend_entries_new(void);
/* Takes the texts. */
void sal_legend_entries_add(GArray *entries, SalLegendEntry entry);

typedef struct {
  const SalStyle *style; /* lent, outlives the legend */
  const SalWords *words; /* lent, outlives the legend; NULL: English */
  SalScaleUnits units;   /* of the scale bar */
  double scale;          /* of the type size, at most 1 */
  double strip_width_mm; /* 0: a box */
  gboolean bar_apart;    /* the scale bar has a box of its own, as it has with a strip */
  /* For each page a GArray of SalLegendEntry: what must fit; used by sal_legend_new() only. */
  const GPtrArray *pages;
} SalLegendOptions;

typedef struct _SalLegend SalLegend;

/* Without scale bar: see sal_legend_set_bar(). */
SalLegend *sal_legend_new(const SalLegendOptions *options);
void sal_legend_free(SalLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLegend, sal_legend_free)

/* Brings entries into the order of the run's. */
void sal_legend_sort(const SalLegend *legend, GArray *entries);

/* Adds the scale bar, at most max_mm long. */
void sal_legend_set_bar(SalLegend *legend, double m_per_mm, double max_mm);

/* The height of the strip; 0 for a box. */
double sal_legend_get_strip_height_mm(const SalLegend *legend);

/* The box with all entries of the run, and with the scale bar unless that stands apart; of no size for a
 * strip. x and y are 0. */
SalRect sal_legend_get_box_size(const SalLegend *legend);
/* The scale bar's own box; of no size where it stands in the legend's. */
SalRect sal_legend_get_bar_size(const SalLegend *legend);

/* Draws the entries of a page as a strip with its top left corner at x, y. */
void sal_legend_draw_strip(const SalLegend *legend, const GArray *entries, double x_mm, double y_mm,
                           SalLayer *layer);

/* Draws the box: entries into layer, the scale bar into bar_layer. rect has the size of
 * sal_legend_get_box_size(); a page with fewer entries needs less of it and keeps to its bottom, or to its
 * top. */
void sal_legend_draw_box(const SalLegend *legend, const GArray *entries, SalRect rect, gboolean keeps_bottom,
                         SalLayer *layer, SalLayer *bar_layer);

/* Draws the scale bar in its own box. */
void sal_legend_draw_bar(const SalLegend *legend, SalRect rect, SalLayer *layer);
