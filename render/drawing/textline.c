#include "render/drawing/textline.h"

#include "data/base/plain.h"

#include <pango/pangocairo.h>
#include <string.h>

#define MOST_KEPT 256             /* layouts: a page has fewer texts */
#define FIRST_RIGHT_TO_LEFT 0x590 /* Hebrew: no letter before it runs from right to left */

static PangoContext *
context_new(void)
{
  g_autoptr(PangoFontMap) font_map = pango_cairo_font_map_new();
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(font_map), 72);
  PangoContext *context = pango_font_map_create_context(font_map);
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context, FALSE);
  /* The language decides between glyph variants; the environment's would make pictures differ. */
  pango_context_set_language(context, pango_language_from_string("en"));
  return context;
}

PangoContext *
sal_text_get_context(void)
{
  static GPrivate key = G_PRIVATE_INIT(g_object_unref);
  PangoContext *context = g_private_get(&key);
  if (context == NULL) {
    context = context_new();
    g_private_set(&key, context);
  }
  return context;
}

/* What would turn round the rest of a sentence is of no use to a name. */
static gboolean
is_forbidden(gunichar c)
{
  return sal_plain_is_control(c) || sal_plain_is_turn(c) || (c & 0xFFFE) == 0xFFFE ||
         (c >= 0xFDD0 && c <= 0xFDEF);
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

PangoFontDescription *
sal_text_describe_font(const char *font_family, const SalTextStyle *style, double size_pt)
{
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, font_family);
  pango_font_description_set_weight(font, (PangoWeight)style->weight);
  pango_font_description_set_style(font, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
  return font;
}

/* Letters keep their distance from the text's ends, too: half of it on either side. */
static void
space_letters(PangoLayout *layout, const SalTextStyle *style)
{
  if (!(style->spacing_em > 0))
    return;
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new();
  pango_attr_list_insert(
      attributes, pango_attr_letter_spacing_new((int)(style->spacing_em * style->size_pt * PANGO_SCALE)));
  pango_layout_set_attributes(layout, attributes);
}

PangoLayout *
sal_text_layout_new(const char *text, const char *font_family, const SalTextStyle *style)
{
  g_autofree char *clean = sal_text_clean(text);
  g_autoptr(PangoFontDescription) font = sal_text_describe_font(font_family, style, style->size_pt);
  PangoLayout *layout = pango_layout_new(sal_text_get_context());
  pango_layout_set_font_description(layout, font);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_text(layout, clean, -1);
  space_letters(layout, style);
  return layout;
}

/* Layouts of this thread, by all that they depend on. */
static GHashTable *
get_kept(void)
{
  static GPrivate key = G_PRIVATE_INIT((GDestroyNotify)g_hash_table_unref);
  GHashTable *kept = g_private_get(&key);
  if (kept == NULL) {
    kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_object_unref);
    g_private_set(&key, kept);
  }
  return kept;
}

PangoLayout *
sal_text_layout_get(const char *text, const char *font_family, const SalTextStyle *style)
{
  GHashTable *kept = get_kept();
  g_autofree char *key = g_strdup_printf("%d %d %a %a %s\n%s", style->weight, style->italic, style->size_pt,
                                         style->spacing_em, font_family, text);
  PangoLayout *layout = g_hash_table_lookup(kept, key);
  if (layout == NULL) {
    layout = sal_text_layout_new(text, font_family, style);
    if (g_hash_table_size(kept) >= MOST_KEPT)
      g_hash_table_remove_all(kept);
    g_hash_table_insert(kept, g_steal_pointer(&key), layout);
  }
  return g_object_ref(layout);
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
  const char *p = text;
  while (*p != '\0' && g_utf8_get_char(p) < FIRST_RIGHT_TO_LEFT)
    p = g_utf8_next_char(p);
  if (*p == '\0')
    return FALSE;
  g_autoptr(PangoLayout) layout = pango_layout_new(sal_text_get_context());
  pango_layout_set_text(layout, text, -1);
  return pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
}
