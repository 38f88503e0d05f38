/* A style: how a map looks, as plain values that render/ draws with. styles/loader.h reads styles from
 * files.
 *
 * Lengths are millimetres on the page, type sizes are points. A style is not changed after it has been
 * loaded, and many threads may read it. */
#pragma once

#include "styles/color.h"

/* width_mm = 0: not drawn. */
typedef struct {
  SalColor color;
  double width_mm;
  double dash_mm[4]; /* on, off, on, off; n_dash of them, 0: solid */
  guint n_dash;
} SalLineStyle;

/* Parallel lines; width_mm = 0: no hatch. */
typedef struct {
  SalColor color;
  double angle_deg; /* counter-clockwise from the page's horizontal */
  double spacing_mm, width_mm;
} SalHatchStyle;

/* Drawn in this order: fill, hatch (clipped to the area), outline. */
typedef struct {
  SalColor fill;
  SalHatchStyle hatch;
  SalLineStyle outline;
} SalAreaStyle;

typedef struct {
  double size_pt;
  int weight; /* 100..900 as in CSS */
  gboolean italic;
  SalColor color;
  SalColor halo;
  double halo_mm;    /* its width outside the glyph's edge; 0: none */
  double spacing_em; /* between letters, in type sizes */
} SalTextStyle;

#define SAL_STYLE_PLACE_RANKS 4

/* How a class that a user named looks. */
typedef struct {
  char *name;
  char *title; /* what the legend calls it; NULL: its name */
  SalAreaStyle area;
} SalStyleClass;

/* The layers of a map. */
typedef enum {
  SAL_STYLE_LAYER_SEA,
  SAL_STYLE_LAYER_LAND,
  SAL_STYLE_LAYER_WATER,
  SAL_STYLE_LAYER_WOODS,
  SAL_STYLE_LAYER_BUILT_UP,
  SAL_STYLE_LAYER_LAKES,
  SAL_STYLE_LAYER_CLASSES,
  SAL_STYLE_LAYER_HELD,
  SAL_STYLE_LAYER_LOST,
  SAL_STYLE_LAYER_GAINED,
  SAL_STYLE_LAYER_RIVERS,
  SAL_STYLE_LAYER_ADMIN_1,
  SAL_STYLE_LAYER_RAILWAYS,
  SAL_STYLE_LAYER_ROADS,
  SAL_STYLE_LAYER_BORDERS,
  SAL_STYLE_LAYER_GRATICULE,
  SAL_STYLE_LAYER_PLACES,
  SAL_STYLE_LAYER_CALLOUTS,
  SAL_STYLE_LAYER_NEATLINE,
  SAL_STYLE_N_LAYERS
} SalStyleLayer;

/* The corner of the map in which a piece of furniture stands. AUTO: wherever it covers least, if it is
 * wanted at all. */
typedef enum {
  SAL_STYLE_CORNER_AUTO,
  SAL_STYLE_CORNER_TOP_LEFT,
  SAL_STYLE_CORNER_TOP_RIGHT,
  SAL_STYLE_CORNER_BOTTOM_LEFT,
  SAL_STYLE_CORNER_BOTTOM_RIGHT,
  SAL_STYLE_CORNER_NONE
} SalStyleCorner;

/* The smallest scale at which each is still drawn, as its denominator: 4e6 is 1:4,000,000. 0: never. */
typedef struct {
  double rivers, minor_rivers, admin_1, borders;
  double admin_2, motorways, trunk_roads, primary_roads, secondary_roads, railways, woods, built_up, lakes,
      villages;
  double
      places_people; /* a place needs so many to be named at 1:1,000,000, and twice as many at 1:2,000,000 */
} SalStyleDetail;

typedef struct {
  SalStyleCorner legend, scale_bar, locator, north_arrow, insets;
} SalStyleFurniture;

/* A house's colours by what they are for; a = 0: not said. See styles/roles.h. */
typedef struct {
  SalColor accent, gained, lost, held, paper, text, roads;
} SalStyleRoles;

typedef struct {
  char *name;        /* file or built-in name */
  char *title;       /* one line that says what it is for */
  char *font_family; /* comma-separated, first choice first: "Inter, DejaVu Sans" */
  GArray *classes;   /* SalStyleClass, each name once; other_1, other_2... are for classes without an entry */
  GArray *sequence;  /* 2 to 9 SalColor, from the first period to the last */
  double margin_mm, gap_mm;
  SalColor paper;
  SalAreaStyle sea, land;
  SalAreaStyle neighbours;             /* on the land of countries in which little changed */
  SalAreaStyle woods, built_up, lakes; /* of a base map that the user made, like roads */
  SalAreaStyle held, gained, lost;
  SalAreaStyle agreed, only_a, only_b; /* of a comparison */
  SalAreaStyle redefined, outside;
  SalAreaStyle callout, inset;
  SalAreaStyle chart_bar, chart_gross;
  SalLineStyle coast, rivers, borders, disputed_borders, admin1_borders;
  SalLineStyle admin2_borders, motorways, trunk_roads, primary_roads, secondary_roads, road_casing, railways;
  SalLineStyle neatline, scale_bar;
  SalLineStyle leader, inset_outline, graticule, chart_axis, chart_grid, north_arrow;
  SalTextStyle title_text, subtitle_text, legend_text, credit_text, scale_text;
  SalTextStyle panel_text, callout_text, inset_text, graticule_text, chart_text;
  SalTextStyle water_text, river_text, area_text;
  SalTextStyle country_text, country_small_text, province_text, district_text,
      sea_text;                                   /* those of land in capitals */
  SalTextStyle village_text;                      /* of those that fill the room between the others */
  SalTextStyle place_text[SAL_STYLE_PLACE_RANKS]; /* largest places first */
  SalAreaStyle place_dot;
  double place_dot_mm[SAL_STYLE_PLACE_RANKS]; /* diameters, largest places first */
  SalAreaStyle legend_box;                    /* behind legend and scale bar where they lie on the map */
  SalStyleLayer layers[SAL_STYLE_N_LAYERS];   /* in drawing order, from the bottom; n_layers of them */
  guint n_layers;                             /* what is not among them is not drawn */
  SalStyleDetail detail;
  SalStyleFurniture furniture;
  SalStyleRoles roles;
} SalStyle;

/* A style without any values. Owned by the caller. */
SalStyle *sal_style_new(const char *name);
void sal_style_free(SalStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStyle, sal_style_free)

/* How a class looks: as the style's class of exactly that name, or else as other_1, other_2... in turn, by
 * index, which counts from 0. Lent by the style; never NULL. */
const SalAreaStyle *sal_style_find_class(const SalStyle *style, const char *class_name, guint index);

/* What the legend calls a class: the title of the style's class of exactly that name, or else class_name.
 * Lent. */
const char *sal_style_get_class_title(const SalStyle *style, const char *class_name);

/* The colour for a moment between the first period (t = 0) and the last (t = 1) of a series, interpolated
 * in OKLab between two colours of the style's sequence. t is clamped. */
SalColor sal_style_get_sequence_color(const SalStyle *style, double t);
