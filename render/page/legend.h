/* The legend: what is drawn and how much of it there is, and the scale bar. On most pages it is a box on
 * the map. On small pages it is a strip below the map, and only the scale bar is on the map. Its width is
 * the same on all pages of a run; entries for what a page does not show are left out. */
#pragma once

#include "render/drawing/drawing.h"
#include "render/map/own-layer.h"
#include "render/map/scalebar.h"

/* One entry: a swatch, a label and a number. */
typedef struct {
  const char *id; /* interned; the same thing has the same id on every page */
  char *label;
  char *number;                            /* NULL: none */
  double value;                            /* what the number says, exactly: km2 or % */
  gboolean has_bound;                      /* the label is a range, and the value its end */
  gboolean is_bare;                        /* it has no swatch */
  gboolean has_gained_mark, has_lost_mark; /* the swatch shows the marks of settlements instead */
  const SalOwnLayer *own;                  /* the swatch shows what stands for it; lent; NULL: it does not */
  double mark_mm;     /* the diameter of the symbol of `own` that it shows; 0: the usual swatch */
  gboolean is_symbol; /* it shows a symbol of that size in the look of the area, of no layer in particular */
  SalSymbol symbol;
  gboolean is_heading; /* of the entries behind it: it has no swatch and stands where theirs do */
  gboolean is_line;    /* the swatch shows the line, otherwise the area */
  SalAreaStyle area;
  SalLineStyle line;
} SalLegendEntry;

/* An empty GArray of SalLegendEntry that owns the texts of its entries. */
GArray *sal_legend_entries_new(void);
/* Takes the texts of the entry. */
void sal_legend_entries_add(GArray *entries, SalLegendEntry entry);

typedef struct {
  const SalStyle *style; /* lent, outlives the legend */
  const SalWords *words; /* lent, outlives the legend; NULL: English */
  SalScaleUnits units;   /* of the scale bar */
  double scale;          /* of the type size, at most 1 */
  double strip_width_mm; /* 0: a box */
  gboolean bar_apart;    /* the scale bar has a box of its own, as with a strip */
  gboolean is_bare;      /* a box has neither padding nor a ground, because it does not stand on the map */
  /* For each page a GArray of SalLegendEntry, all of which must fit; used by sal_legend_new() only. */
  const GPtrArray *pages;
} SalLegendOptions;

typedef struct _SalLegend SalLegend;

/* A legend without scale bar, which sal_legend_set_bar() adds. */
SalLegend *sal_legend_new(const SalLegendOptions *options);
void sal_legend_free(SalLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLegend, sal_legend_free)

/* Puts entries into the order that they have on all pages of the run. */
void sal_legend_sort(const SalLegend *legend, GArray *entries);

/* Adds a scale bar that is at most max_mm long. */
void sal_legend_set_bar(SalLegend *legend, double m_per_mm, double max_mm);

/* How many entries there are on all pages together. */
guint sal_legend_get_n_entries(const SalLegend *legend);
/* Whether it was made with all of these entries: for each page a GArray of SalLegendEntry. */
gboolean sal_legend_has_entries(const SalLegend *legend, const GPtrArray *pages);
/* Divides a box into columns, at most so many, in which entries stand on all pages; it has one at first. */
void sal_legend_set_columns(SalLegend *legend, guint n_columns);

/* What rows have above and below their swatches. */
double sal_legend_get_lead_mm(const SalLegend *legend);

/* The height of the strip; 0 for a box. */
double sal_legend_get_strip_height_mm(const SalLegend *legend);
/* How wide its widest line is, which is more than strip_width_mm where an entry alone is. */
double sal_legend_get_strip_width_mm(const SalLegend *legend);

/* The size of the box with all entries of the run, and with the scale bar unless that has its own box. A
 * strip has no box, and its size is 0. x and y are 0. */
SalRect sal_legend_get_box_size(const SalLegend *legend);
/* The size of the scale bar's own box; 0 if the bar is in the box of the legend. */
SalRect sal_legend_get_bar_size(const SalLegend *legend);

/* Draws the entries of a page as a strip with its top left corner at x, y. */
void sal_legend_draw_strip(const SalLegend *legend, const GArray *entries, double x_mm, double y_mm,
                           SalLayer *layer);

/* Draws the box, with the entries in layer and the scale bar in bar_layer. rect has the size of
 * sal_legend_get_box_size(). The box of a page with fewer entries is smaller, and stands at the bottom of
 * rect if keeps_bottom, otherwise at its top. */
void sal_legend_draw_box(const SalLegend *legend, const GArray *entries, SalRect rect, gboolean keeps_bottom,
                         SalLayer *layer, SalLayer *bar_layer);

/* Draws the scale bar in its own box. */
void sal_legend_draw_bar(const SalLegend *legend, SalRect rect, SalLayer *layer);
