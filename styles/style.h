/* How a map looks: the reader of style files, and the plain values that render/ draws with.
 *
 * A style file is YAML (or JSON). It says only what differs from its `base`; the chain ends at `default`,
 * which says everything. Lengths are millimetres on the page, type sizes points, colours "#RRGGBB" or
 * "#RRGGBBAA". A style that has been read is not changed any more and may be read by many threads. */
#pragma once

#include <glib.h>

typedef struct {
  guint8 r, g, b, a; /* a = 0: not drawn */
} SalColor;

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
  double halo_mm; /* width beyond the glyph's edge; 0: none */
} SalTextStyle;

#define SAL_STYLE_PLACE_RANKS 4

typedef struct {
  char *name;        /* file or built-in name */
  char *title;       /* one line that says what it is for */
  char *font_family; /* comma-separated, first choice first: "Inter, DejaVu Sans" */
  double margin_mm, gap_mm;
  SalColor paper;
  SalAreaStyle sea, land;
  SalAreaStyle held, gained, lost;
  SalLineStyle coast, rivers, borders, disputed_borders, admin1_borders;
  SalLineStyle neatline, scale_bar;
  SalTextStyle title_text, subtitle_text, legend_text, credit_text, scale_text;
  SalTextStyle place_text[SAL_STYLE_PLACE_RANKS]; /* largest places first */
  SalAreaStyle place_dot;
  double place_dot_mm[SAL_STYLE_PLACE_RANKS]; /* diameters, largest places first */
  SalTextStyle water_text, river_text, area_text, callout_text;
  SalAreaStyle callout;
  SalLineStyle leader;
  SalAreaStyle legend_box;                    /* behind legend and scale bar where they lie on the map */
} SalStyle;

void sal_style_free(SalStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStyle, sal_style_free)

/* A built-in style by name, or a file by path (a name with a slash or a .yaml/.yml/.json suffix).
 * Errors: STYLE, prefixed "file:line"; IO for a file that cannot be read; USAGE for a name that is neither,
 * listing the built-in ones and suggesting the nearest. */
SalStyle *sal_style_load(const char *name_or_path, GError **error);

/* Names of the built-in styles, sorted, NULL-terminated; static. */
const char *const *sal_style_get_builtin_names(void);

/* The complete resolved style as a YAML text that, read again, gives the same style. Owned by the caller. */
char *sal_style_format(const SalStyle *style);

/* Contrast ratio of two opaque colours, 1..21, as WCAG 2.2 defines it. */
double sal_color_contrast(SalColor a, SalColor b);
