#include "render/drawing/text.h"

#include "data/base/error.h"
#include "render/drawing/textline.h"

#include <pango/pangocairo.h>
#include <string.h>

/* Metrics are taken at this size and scaled: without hinting, fonts scale. */
#define PROBE_SIZE_PT 100.0
#define MAX_CACHED_FONTS 64
#define LINE_MARGIN_MM 0.01 /* by which a text is surely narrower than what it is to fit in */

/* Of a font, in its size. */
typedef struct {
  double ascent, descent, cap_height;
} FontMetrics;

static FontMetrics
probe_font(const PangoFontDescription *font)
{
  g_autoptr(PangoLayout) layout = pango_layout_new(sal_text_get_context());
  pango_layout_set_font_description(layout, font);
  pango_layout_set_text(layout, "H", -1);
  PangoRectangle ink, logical;
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink, &logical);
  const double unit = 1.0 / (PANGO_SCALE * PROBE_SIZE_PT);
  return (FontMetrics){ .ascent = -logical.y * unit,
                        .descent = (logical.y + logical.height) * unit,
                        .cap_height = -ink.y * unit };
}

/* Of this thread: family, weight and slant as text -> FontMetrics. */
static GHashTable *
get_cache(void)
{
  static GPrivate key = G_PRIVATE_INIT((GDestroyNotify)g_hash_table_unref);
  GHashTable *cache = g_private_get(&key);
  if (cache == NULL) {
    cache = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_private_set(&key, cache);
  }
  return cache;
}

/* The metrics of the first font of the families, so that they do not vary with the text. */
static FontMetrics
get_metrics(const char *font_family, const SalTextStyle *style)
{
  GHashTable *cache = get_cache();
  g_autofree char *key = g_strdup_printf("%d %d %s", style->weight, style->italic, font_family);
  FontMetrics *metrics = g_hash_table_lookup(cache, key);
  if (metrics == NULL) {
    g_autoptr(PangoFontDescription) font = sal_text_describe_font(font_family, style, PROBE_SIZE_PT);
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
  g_autoptr(PangoLayout) layout = sal_text_layout_get(text, font_family, style);
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

/* Whether a paragraph is a line by itself. What ends lines other than a newline is left to Pango. */
static gboolean
is_a_line(const char *paragraph, const char *font_family, const SalTextStyle *style, double width_mm)
{
  static const char *const ends[] = { "\r", "\u2028", "\u2029" };
  for (guint i = 0; i < G_N_ELEMENTS(ends); i++)
    if (strstr(paragraph, ends[i]) != NULL)
      return FALSE;
  return sal_text_measure(paragraph, font_family, style).width_mm <= width_mm - LINE_MARGIN_MM;
}

char **
sal_text_wrap(const char *text, const char *font_family, const SalTextStyle *style, double width_mm)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new();
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
    if (is_a_line(*paragraph, font_family, style, width_mm)) {
      g_ptr_array_add(lines, g_strchomp(g_strdup(*paragraph)));
      continue;
    }
    g_autoptr(PangoLayout) layout = sal_text_layout_new(*paragraph, font_family, style);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, (int)(CLAMP(width_mm, 0, 1e5) * SAL_PT_PER_MM * PANGO_SCALE));
    wrap_paragraph(lines, layout);
  }
  g_ptr_array_add(lines, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&lines), FALSE);
}

static PangoFont *
load_font(const char *font_family, const SalTextStyle *style)
{
  g_autoptr(PangoFontDescription) font = sal_text_describe_font(font_family, style, PROBE_SIZE_PT);
  return pango_context_load_font(sal_text_get_context(), font);
}

gboolean
sal_text_has_character(const char *font_family, const SalTextStyle *style, gunichar c)
{
  g_autoptr(PangoFont) font = load_font(font_family, style);
  return font != NULL && pango_font_has_char(font, c);
}

gboolean
sal_text_check_fonts(const char *font_family, GError **error)
{
  const SalTextStyle regular = { .weight = PANGO_WEIGHT_NORMAL };
  g_autoptr(PangoFont) font = load_font(font_family, &regular);
  return font != NULL ||
         sal_error_set(error, SAL_ERROR_RENDER, "fonts: expected at least one, got none that is installed");
}

char *
sal_text_find_used_family(const char *font_family)
{
  const SalTextStyle regular = { .weight = PANGO_WEIGHT_NORMAL };
  g_autoptr(PangoFont) font = load_font(font_family, &regular);
  g_autoptr(PangoFontDescription) description = font != NULL ? pango_font_describe(font) : NULL;
  return g_strdup(description != NULL ? pango_font_description_get_family(description) : "no font");
}
