#include "render/drawing/text.h"

#include "render/drawing/textline.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Metrics are taken at this size and scaled: without hinting, fonts scale. */
#define PROBE_SIZE_PT 100.0
#define MAX_CACHED_FONTS 64

/* Of a font, in its size. */
typedef struct {
  double ascent, descent, cap_height;
} FontMetrics;

/* What each thread has of its own. */
typedef struct {
  PangoFontMap *font_map;
  PangoContext *context;
  GHashTable *metrics; /* description as text -> FontMetrics, owned */
} TextContext;

static void
text_context_free(gpointer data)
{
  TextContext *context = data;
  g_hash_table_unref(context->metrics);
  g_object_unref(context->context);
  g_object_unref(context->font_map);
  g_free(context);
}

static TextContext *
text_context_new(void)
{
  TextContext *context = g_new0(TextContext, 1);
  context->font_map = pango_cairo_font_map_new();
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(context->font_map), 72);
  context->context = pango_font_map_create_context(context->font_map);
  context->metrics = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context->context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context->context, FALSE);
  /* The language decides between glyph variants; the environment's would make pictures differ. */
  pango_context_set_language(context->context, pango_language_from_string("en"));
  return context;
}

static TextContext *
text_context_get(void)
{
  static GPrivate key = G_PRIVATE_INIT(text_context_free);
  TextContext *context = g_private_get(&key);
  if (context == NULL) {
    context = text_context_new();
    g_private_set(&key, context);
  }
  return context;
}

static gboolean
is_forbidden(gunichar c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

char *
sal_text_clean(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *clean = g_string_sized_new(strlen(valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if ((c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029)
      g_string_append_c(clean, ' ');
    else if (!is_forbidden(c))
      g_string_append_unichar(clean, c);
  }
  return g_string_free(clean, FALSE);
}

static PangoFontDescription *
describe_font(const char *font_family, const SalTextStyle *style, double size_pt)
{
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, font_family);
  pango_font_description_set_weight(font, (PangoWeight)style->weight);
  pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
  return font;
}

static PangoLayout *
layout_new(const char *clean_text, const PangoFontDescription *font)
{
  PangoLayout *layout = pango_layout_new(text_context_get()->context);
  pango_layout_set_font_description(layout, font);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_text(layout, clean_text, -1);
  return layout;
}

PangoLayout *
sal_text_layout_new(const char *text, const char *font_family, const SalTextStyle *style)
{
  g_autofree char *clean = sal_text_clean(text);
  g_autoptr(PangoFontDescription) font = describe_font(font_family, style, style->size_pt);
  return layout_new(clean, font);
}

gboolean
sal_text_has_color_glyph(PangoLayout *layout)
{
  for (const GSList *l = pango_layout_get_line_readonly(layout, 0)->runs; l != NULL; l = l->next) {
    const PangoGlyphString *glyphs = ((const PangoGlyphItem *)l->data)->glyphs;
    for (int i = 0; i < glyphs->num_glyphs; i++) {
      if (glyphs->glyphs[i].attr.is_color)
        return TRUE;
    }
  }
  return FALSE;
}

gboolean
sal_text_is_rtl(const char *text)
{
  g_autoptr(PangoLayout) layout = pango_layout_new(text_context_get()->context);
  pango_layout_set_text(layout, text, -1);
  return pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
}

static FontMetrics
probe_font(const PangoFontDescription *font)
{
  g_autoptr(PangoLayout) layout = layout_new("H", font);
  PangoRectangle ink, logical;
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, &logical);
  const double unit = 1.0 / (PANGO_SCALE * PROBE_SIZE_PT);
  return (FontMetrics){ .ascent = -logical.y * unit,
                        .descent = (logical.y + logical.height) * unit,
                        .cap_height = -ink.y * unit };
}

/* The metrics of the first font of the families, so that they do not vary with the text. */
static FontMetrics
get_metrics(const char *font_family, const SalTextStyle *style)
{
  GHashTable *cache = text_context_get()->metrics;
  g_autofree char *key = g_strdup_printf("%d %d %s", style->weight, style->italic, font_family);
  FontMetrics *metrics = g_hash_table_lookup(cache, key);
  if (metrics == NULL) {
    g_autoptr(PangoFontDescription) font = describe_font(font_family, style, PROBE_SIZE_PT);
    metrics = g_new(FontMetrics, 1);
    *metrics = probe_font(font);
    if (g_hash_table_size(cache) >= MAX_CACHED_FONTS)
      g_hash_table_remove_all(cache);
    g_hash_table_insert(cache, g_steal_pointer(&key), metrics);
  }
  return *metrics;
}

SalTextExtents
sal_text_measure(const char *text, const char *font_family, const SalTextStyle *style)
{
  g_autoptr(PangoLayout) layout = sal_text_layout_new(text, font_family, style);
  PangoRectangle logical;
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), NULL, &logical);
  const FontMetrics metrics = get_metrics(font_family, style);
  const double em_mm = style->size_pt / SAL_PT_PER_MM;
  return (SalTextExtents){ .width_mm = logical.width / (PANGO_SCALE * SAL_PT_PER_MM),
                           .ascent_mm = metrics.ascent * em_mm,
                           .descent_mm = metrics.descent * em_mm,
                           .cap_height_mm = metrics.cap_height * em_mm };
}

/* Appends the lines of one paragraph, without the white space at which they were broken. */
static void
wrap_paragraph(GPtrArray *lines, PangoLayout *layout)
{
  const char *text = pango_layout_get_text(layout);
  for (GSList *l = pango_layout_get_lines_readonly(layout); l != NULL; l = l->next) {
    const PangoLayoutLine *line = l->data;
    g_ptr_array_add(lines, g_strchomp(g_strndup(text + line->start_index, (gsize)line->length)));
  }
}

char **
sal_text_wrap(const char *text, const char *font_family, const SalTextStyle *style, double width_mm)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
    g_autoptr(PangoLayout) layout = sal_text_layout_new(*paragraph, font_family, style);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, (int)(CLAMP(width_mm, 0, 1e5) * SAL_PT_PER_MM * PANGO_SCALE));
    wrap_paragraph(lines, layout);
  }
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
}

static gboolean
has_family(const char *name)
{
  PangoFontFamily **families = NULL;
  int n = 0;
  gboolean found = FALSE;
  pango_font_map_list_families(text_context_get()->font_map, &families, &n);
  for (int i = 0; i < n && !found; i++)
    found = g_ascii_strcasecmp(pango_font_family_get_name(families[i]), name) == 0;
  g_free(families);
  return found;
}

char *
sal_text_find_family(const char *font_family)
{
  g_auto(GStrv) names = g_strsplit(font_family, ",", -1);
  for (char **name = names; *name != NULL; name++) {
    if (has_family(g_strstrip(*name)))
      return g_strdup(*name);
  }
  return NULL;
}

static PangoFont *
load_font(const char *font_family, const SalTextStyle *style)
{
  g_autoptr(PangoFontDescription) font = describe_font(font_family, style, PROBE_SIZE_PT);
  return pango_context_load_font(text_context_get()->context, font);
}

gboolean
sal_text_has_character(const char *font_family, const SalTextStyle *style, gunichar c)
{
  g_autoptr(PangoFont) font = load_font(font_family, style);
  return font != NULL && pango_font_has_char(font, c);
}

char *
sal_text_find_used_family(const char *font_family)
{
  const SalTextStyle regular = { .weight = PANGO_WEIGHT_NORMAL };
  g_autoptr(PangoFont) font = load_font(font_family, &regular);
  g_autoptr(PangoFontDescription) description = font != NULL ? pango_font_describe(font) : NULL;
  return g_strdup(description != NULL ? pango_font_description_get_family(description) : "no font");
}
