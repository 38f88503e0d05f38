#include "render/drawing/fonts.h"

#include "render/drawing/text.h"
#include "render/drawing/textline.h"

#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A stretch of one line in one font. */
typedef struct {
  PangoFont *font;
  const PangoGlyphString *glyphs;
  const char *text, *end;
} Run;

typedef void (*RunFunc)(const Run *run, const SalItem *item, gpointer data);

static void
each_run(const SalDrawing *drawing, const SalItem *item, RunFunc func, gpointer data)
{
  g_autoptr(PangoLayout) layout =
      sal_text_layout_get(item->text.text, sal_drawing_get_font_family(drawing), &item->text.style);
  const char *text = pango_layout_get_text(layout);
  for (const GSList *l = pango_layout_get_line_readonly(layout, 0)->runs; l != NULL; l = l->next) {
    const PangoGlyphItem *glyph_item = l->data;
    const char *start = text + glyph_item->item->offset;
    const Run run = { glyph_item->item->analysis.font, glyph_item->glyphs, start,
                      start + glyph_item->item->length };
    func(&run, item, data);
  }
}

static void
each_run_of_all(const SalDrawing *drawing, RunFunc func, gpointer data)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const SalItem *item = sal_layer_get_item(layer, j);
      if (item->type == SAL_ITEM_TEXT && item->text.style.color.a != 0)
        each_run(drawing, item, func, data);
    }
  }
}

static void
font_free(gpointer data)
{
  SalFont *font = data;
  g_free(font->family);
  g_bytes_unref(font->file);
  g_array_unref(font->characters);
  g_free(font);
}

static void
release_blob(gpointer blob)
{
  hb_blob_destroy(blob);
}

/* The description's own face, whose file the bytes lend. */
static SalFont *
font_new(PangoFont *pango_font, const PangoFontDescription *description)
{
  hb_face_t *face = hb_font_get_face(pango_font_get_hb_font(pango_font));
  hb_blob_t *blob = hb_face_reference_blob(face);
  unsigned int size;
  const char *data = hb_blob_get_data(blob, &size);
  SalFont *font = g_new0(SalFont, 1);
  font->family = g_strdup(pango_font_description_get_family(description));
  font->weight = (int)pango_font_description_get_weight(description);
  font->italic = pango_font_description_get_style(description) != PANGO_STYLE_NORMAL;
  font->file = g_bytes_new_with_free_func(data, size, release_blob, blob);
  font->index = hb_face_get_index(face) & 0xFFFF;
  font->characters = g_array_new(FALSE, FALSE, sizeof(gunichar));
  return font;
}

/* Fonts by family, weight and slant. */
static SalFont *
find_font(GPtrArray *fonts, PangoFont *pango_font)
{
  g_autoptr(PangoFontDescription) description = pango_font_describe(pango_font);
  const char *family = pango_font_description_get_family(description);
  const int weight = (int)pango_font_description_get_weight(description);
  const gboolean italic = pango_font_description_get_style(description) != PANGO_STYLE_NORMAL;
  for (guint i = 0; i < fonts->len; i++) {
    SalFont *font = fonts->pdata[i];
    if (font->weight == weight && font->italic == italic && strcmp(font->family, family) == 0)
      return font;
  }
  SalFont *font = font_new(pango_font, description);
  g_ptr_array_add(fonts, font);
  return font;
}

/* Keeps them distinct and ascending. */
static void
add_character(GArray *characters, gunichar c)
{
  guint low = 0, high = characters->len;
  while (low < high) {
    const guint middle = (low + high) / 2;
    if (g_array_index(characters, gunichar, middle) < c)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == characters->len || g_array_index(characters, gunichar, low) != c)
    g_array_insert_val(characters, low, c);
}

static void
collect_run(const Run *run, const SalItem *item, gpointer data)
{
  if (run->font == NULL) /* none is installed */
    return;
  SalFont *font = find_font(data, run->font);
  for (const char *p = run->text; p < run->end; p = g_utf8_next_char(p))
    add_character(font->characters, g_utf8_get_char(p));
}

GPtrArray *
sal_fonts_collect(const SalDrawing *drawing)
{
  GPtrArray *fonts = g_ptr_array_new_with_free_func(font_free);
  each_run_of_all(drawing, collect_run, fonts);
  return fonts;
}

const char *
sal_fonts_get_cairo_version(void)
{
  return cairo_version_string();
}

const char *
sal_fonts_get_pango_version(void)
{
  return pango_version_string();
}

const char *
sal_fonts_get_harfbuzz_version(void)
{
  return hb_version_string();
}

/* Characters that one font stands in for; family NULL: that no font has. */
typedef struct {
  char *family;
  GArray *characters;
} StandIn;

typedef struct {
  const char *family; /* the first that is installed */
  GPtrArray *stand_ins;
} Report;

static void
stand_in_free(gpointer data)
{
  StandIn *stand_in = data;
  g_free(stand_in->family);
  g_array_unref(stand_in->characters);
  g_free(stand_in);
}

static StandIn *
find_stand_in(Report *report, const char *family)
{
  for (guint i = 0; i < report->stand_ins->len; i++) {
    StandIn *stand_in = report->stand_ins->pdata[i];
    if (g_strcmp0(stand_in->family, family) == 0)
      return stand_in;
  }
  StandIn *stand_in = g_new0(StandIn, 1);
  stand_in->family = g_strdup(family);
  stand_in->characters = g_array_new(FALSE, FALSE, sizeof(gunichar));
  g_ptr_array_add(report->stand_ins, stand_in);
  return stand_in;
}

static void
report_run(const Run *run, const SalItem *item, gpointer data)
{
  Report *report = data;
  if (run->font == NULL)
    return;
  g_autoptr(PangoFontDescription) description = pango_font_describe(run->font);
  const char *family = pango_font_description_get_family(description);
  for (int i = 0; i < run->glyphs->num_glyphs; i++) {
    const PangoGlyph glyph = run->glyphs->glyphs[i].glyph;
    if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
      add_character(find_stand_in(report, NULL)->characters, glyph & ~PANGO_GLYPH_UNKNOWN_FLAG);
  }
  if (g_ascii_strcasecmp(family, report->family) == 0)
    return;
  for (const char *p = run->text; p < run->end; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (pango_font_has_char(run->font, c) && !sal_text_has_character(report->family, &item->text.style, c))
      add_character(find_stand_in(report, family)->characters, c);
  }
}

/* "'X' (U+5317) and 3 others are" */
static char *
name_characters(const GArray *characters)
{
  const gunichar first = g_array_index(characters, gunichar, 0);
  char shown[7] = { 0 };
  g_unichar_to_utf8(g_unichar_isgraph(first) && !g_unichar_ismark(first) ? first : 0xFFFD, shown);
  if (characters->len == 1)
    return g_strdup_printf("'%s' (U+%04X) is", shown, first);
  return g_strdup_printf("'%s' (U+%04X) and %u other%s are", shown, first, characters->len - 1,
                         characters->len == 2 ? "" : "s");
}

/* Takes the text. Pages of one run say the same. */
static void
add_remark(GPtrArray *remarks, char *remark)
{
  if (g_ptr_array_find_with_equal_func(remarks, remark, g_str_equal, NULL))
    g_free(remark);
  else
    g_ptr_array_add(remarks, remark);
}

static void
report_stand_in(GPtrArray *remarks, const Report *report, const StandIn *stand_in)
{
  g_autofree char *characters = name_characters(stand_in->characters);
  const char *box = stand_in->characters->len == 1 ? "a box" : "boxes";
  add_remark(remarks, stand_in->family != NULL
                          ? g_strdup_printf("%s not in the font %s: drawn in %s", characters, report->family,
                                            stand_in->family)
                          : g_strdup_printf("%s in no installed font: drawn as %s", characters, box));
}

static void
report_family(GPtrArray *remarks, const char *families, const char *found)
{
  g_auto(GStrv) names = g_strsplit(families, ",", 2);
  const char *wanted = names[0] != NULL ? g_strstrip(names[0]) : "";
  if (*wanted != '\0' && g_ascii_strcasecmp(wanted, found) != 0)
    add_remark(remarks, g_strdup_printf("the font %s is not installed: text is drawn in %s", wanted, found));
}

void
sal_drawing_report_fonts(const SalDrawing *drawing, GPtrArray *remarks)
{
  const char *families = sal_drawing_get_font_family(drawing);
  g_autofree char *family = sal_text_find_used_family(families);
  g_autoptr(GPtrArray) stand_ins = g_ptr_array_new_with_free_func(stand_in_free);
  Report report = { family, stand_ins };
  report_family(remarks, families, family);
  each_run_of_all(drawing, report_run, &report);
  for (guint i = 0; i < stand_ins->len; i++)
    report_stand_in(remarks, &report, stand_ins->pdata[i]);
}
