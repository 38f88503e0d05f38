#include "render/write/svg-css.h"

#include "render/drawing/textline.h"
#include "render/write/svg-path.h"

static void
append_declaration(GString *css, const char *property, double value, const char *unit)
{
  g_string_append_printf(css, "%s:", property);
  sal_svg_append_number(css, value, 3);
  g_string_append_printf(css, "%s;", unit);
}

/* property: fill or stroke. */
static void
append_color(GString *css, const char *property, SalColor color)
{
  if (color.a == 0) {
    g_string_append_printf(css, "%s:none;", property);
    return;
  }
  g_string_append_printf(css, "%s:#%02x%02x%02x;", property, color.r, color.g, color.b);
  if (color.a != 255) {
    g_autofree char *opacity = g_strconcat(property, "-opacity", NULL);
    append_declaration(css, opacity, color.a / 255.0, "");
  }
}

/* The last declaration needs no semicolon. */
static char *
finish(GString *css)
{
  g_string_truncate(css, css->len - 1);
  return g_string_free(css, FALSE);
}

static gboolean
is_line_drawn(const SalLineStyle *style)
{
  return style->width_mm > 0 && style->color.a != 0;
}

static void
append_stroke(GString *css, const SalLineStyle *style, double px_per_mm)
{
  const guint n_dash = MIN(style->n_dash, G_N_ELEMENTS(style->dash_mm));
  append_color(css, "stroke", style->color);
  append_declaration(css, "stroke-width", style->width_mm * px_per_mm, "");
  g_string_append(css, "stroke-linejoin:round;");
  if (n_dash == 0)
    g_string_append(css, "stroke-linecap:round;");
  for (guint i = 0; i < n_dash; i++) {
    g_string_append(css, i == 0 ? "stroke-dasharray:" : " ");
    sal_svg_append_number(css, style->dash_mm[i] * px_per_mm, 3);
  }
  g_string_append(css, n_dash > 0 ? ";" : "");
}

char *
sal_svg_format_area(SalColor fill, const SalLineStyle *outline, double px_per_mm)
{
  if (fill.a == 0 && !is_line_drawn(outline))
    return NULL;
  GString *css = g_string_new(NULL);
  append_color(css, "fill", fill);
  if (fill.a != 0)
    g_string_append(css, "fill-rule:evenodd;");
  if (is_line_drawn(outline))
    append_stroke(css, outline, px_per_mm);
  return finish(css);
}

char *
sal_svg_format_line(const SalLineStyle *style, double px_per_mm)
{
  return sal_svg_format_area((SalColor){ 0 }, style, px_per_mm);
}

char *
sal_svg_format_hatch(const SalHatchStyle *style, double px_per_mm)
{
  if (!(style->width_mm > 0) || style->color.a == 0)
    return NULL;
  GString *css = g_string_new("fill:none;");
  append_color(css, "stroke", style->color);
  append_declaration(css, "stroke-width", style->width_mm * px_per_mm, "");
  return finish(css);
}

char *
sal_svg_format_halo(const SalTextStyle *style, double px_per_mm)
{
  if (!(style->halo_mm > 0) || style->halo.a == 0)
    return NULL;
  GString *css = g_string_new(NULL);
  append_color(css, "stroke", style->halo);
  append_declaration(css, "stroke-width", 2 * style->halo_mm * px_per_mm, "");
  g_string_append(css, "stroke-linejoin:round;");
  return finish(css);
}

/* In SVG the direction of the text decides which end is the start; ours is always the left one. */
static void
append_anchor(GString *css, SalAnchor anchor, gboolean is_rtl)
{
  const SalAnchor at_left = is_rtl ? SAL_ANCHOR_END : SAL_ANCHOR_START;
  if (is_rtl)
    g_string_append(css, "direction:rtl;");
  if (anchor == SAL_ANCHOR_MIDDLE)
    g_string_append(css, "text-anchor:middle;");
  else if (anchor != at_left)
    g_string_append(css, "text-anchor:end;");
}

char *
sal_svg_format_text(const SalTextStyle *style, const char *families, SalAnchor anchor, gboolean is_rtl,
                    double px_per_mm)
{
  GString *css = g_string_new("font-family:");
  g_string_append_printf(css, "%s;", families);
  append_declaration(css, "font-size", style->size_pt / SAL_PT_PER_MM * px_per_mm, "px");
  g_string_append_printf(css, "font-weight:%d;", style->weight);
  if (style->italic)
    g_string_append(css, "font-style:italic;");
  if (style->spacing_em > 0)
    append_declaration(css, "letter-spacing", style->spacing_em * style->size_pt / SAL_PT_PER_MM * px_per_mm,
                       "px");
  append_color(css, "fill", style->color);
  append_anchor(css, anchor, is_rtl);
  g_string_append(css, "text-rendering:geometricPrecision;");
  return finish(css);
}

char *
sal_svg_format_glyphs(const SalTextStyle *style)
{
  GString *css = g_string_new(NULL);
  append_color(css, "fill", style->color);
  return finish(css);
}

static gboolean
is_generic_family(const char *name)
{
  static const char *const generic[] = { "serif",   "sans-serif", "monospace", "cursive",
                                         "fantasy", "system-ui",  NULL };
  return g_strv_contains(generic, name);
}

char *
sal_svg_format_family(const char *name)
{
  if (is_generic_family(name))
    return g_strdup(name);
  GString *css = g_string_new("'");
  for (const char *p = name; *p != '\0'; p++) {
    if (*p == '\'' || *p == '\\')
      g_string_append_c(css, '\\');
    g_string_append_c(css, *p);
  }
  g_string_append_c(css, '\'');
  return g_string_free(css, FALSE);
}

static void
append_family(GString *css, const char *name)
{
  g_autofree char *family = sal_svg_format_family(name);
  g_string_append_printf(css, "%s,", family);
}

char *
sal_svg_format_families(const char *font_family)
{
  gboolean has_generic = FALSE;
  GString *css = g_string_new(NULL);
  g_auto(GStrv) names = g_strsplit(font_family, ",", -1);
  for (char **name = names; *name != NULL; name++) {
    if (*g_strstrip(*name) == '\0')
      continue;
    has_generic = has_generic || is_generic_family(*name);
    append_family(css, *name);
  }
  if (!has_generic)
    append_family(css, "sans-serif");
  return finish(css);
}
