#include "data/base/error.h"
#include "render/drawing/fonts.h"
#include "render/write/fontsubset.h"
#include "tests/unit/sample.h"

#include <hb.h>
#include <string.h>

static SalDrawing *
drawing_of(const char *families, const char *const *texts)
{
  const SalTextStyle style = text_style_of(9);
  SalDrawing *drawing = sal_drawing_new(WIDTH_MM, HEIGHT_MM, families, NULL, NULL);
  SalLayer *layer = sal_layer_new("labels", NULL);
  for (; *texts != NULL; texts++)
    sal_layer_add_text(layer, *texts, 20, 20, SAL_ANCHOR_START, 0, &style);
  sal_drawing_add_layer(drawing, layer);
  return drawing;
}

/* All remarks, a line each. */
static char *
report(const char *families, const char *const *texts)
{
  g_autoptr(SalDrawing) drawing = drawing_of(families, texts);
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  sal_drawing_report_fonts(drawing, remarks);
  sal_drawing_report_fonts(drawing, remarks); /* says nothing new */
  g_ptr_array_add(remarks, NULL);
  return g_strjoinv("\n", (char **)remarks->pdata);
}

static void
test_names_what_the_font_lacks(void)
{
  static const struct {
    const char *families, *texts[3], *expected;
  } cases[] = {
    { FAMILIES, { "Pokrovsk, Đà Nẵng", "Словʼянськ, Київ, Їжакевич, Ґалаґан" }, "" },
    { FAMILIES, { "Donetsk", "\u062F" }, "'\u062F' (U+062F) is not in the font Inter: drawn in DejaVu Sans" },
    { FAMILIES,
      { "\u062F\u0648\u0646", "\u062F \u0648" },
      "'\u062F' (U+062F) and 2 others are not in the font Inter: drawn in DejaVu Sans" },
    { FAMILIES, { "חר" }, "'ח' (U+05D7) and 1 other are not in the font Inter: drawn in DejaVu Sans" },
    { FAMILIES, { "北京" }, "'京' (U+4EAC) and 1 other are in no installed font: drawn as boxes" },
    { FAMILIES, { "北" }, "'北' (U+5317) is in no installed font: drawn as a box" },
    { "No Such Font, DejaVu Sans",
      { "Donetsk \u062F" },
      "the font No Such Font is not installed: text is drawn in DejaVu Sans" },
    { FAMILIES, { NULL }, "" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *remarks = report(cases[i].families, cases[i].texts);
    g_assert_cmpstr(remarks, ==, cases[i].expected);
  }
}

static void
test_collects_the_fonts_that_are_used(void)
{
  static const char *const texts[] = { "cab", "\u062F\u0648", "bad", NULL };
  g_autoptr(SalDrawing) drawing = drawing_of(FAMILIES, texts);
  g_autoptr(GPtrArray) fonts = sal_fonts_collect(drawing);
  g_assert_cmpuint(fonts->len, ==, 2);
  const SalFont *latin = fonts->pdata[0], *arabic = fonts->pdata[1];
  g_assert_cmpstr(latin->family, ==, "Inter");
  g_assert_cmpint(latin->weight, ==, 400);
  g_assert_false(latin->italic);
  g_assert_cmpuint(latin->characters->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint(g_array_index(latin->characters, gunichar, i), ==, 'a' + i);
  g_assert_cmpstr(arabic->family, ==, "DejaVu Sans");
  g_assert_cmpuint(arabic->characters->len, ==, 2);
}

/* The file of DejaVu Sans. */
static GBytes *
load_font(void)
{
  static const char *const texts[] = { "a", NULL };
  g_autoptr(SalDrawing) drawing = drawing_of("DejaVu Sans", texts);
  g_autoptr(GPtrArray) fonts = sal_fonts_collect(drawing);
  return g_bytes_ref(((const SalFont *)fonts->pdata[0])->file);
}

static gboolean
has_glyph(GBytes *file, gunichar c)
{
  gsize size;
  const char *data = g_bytes_get_data(file, &size);
  hb_blob_t *blob = hb_blob_create(data, (unsigned int)size, HB_MEMORY_MODE_READONLY, NULL, NULL);
  hb_face_t *face = hb_face_create(blob, 0);
  hb_font_t *font = hb_font_create(face);
  hb_codepoint_t glyph;
  const gboolean has = hb_font_get_nominal_glyph(font, c, &glyph);
  hb_font_destroy(font);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  return has;
}

static void
test_subset_has_what_is_asked_for(void)
{
  static const gunichar characters[] = { 'A', 'f', 'i', 0x416, 0x62F };
  g_autoptr(GBytes) file = load_font();
  g_autoptr(GBytes) subset =
      sal_font_subset(file, 0, characters, G_N_ELEMENTS(characters), "DejaVu Sans", NULL);
  g_autoptr(GBytes) again =
      sal_font_subset(file, 0, characters, G_N_ELEMENTS(characters), "DejaVu Sans", NULL);
  g_assert_nonnull(subset);
  g_assert_true(g_bytes_equal(subset, again));
  g_assert_cmpuint(20 * g_bytes_get_size(subset), <, g_bytes_get_size(file));
  for (guint i = 0; i < G_N_ELEMENTS(characters); i++)
    g_assert_true(has_glyph(subset, characters[i]));
  g_assert_true(has_glyph(file, 'B'));
  g_assert_false(has_glyph(subset, 'B'));
}

/* A copy of a font whose table OS/2 says so. */
static GBytes *
with_embedding(GBytes *file, guint16 embedding)
{
  gsize size;
  const char *data = g_bytes_get_data(file, &size);
  guint8 *copy = g_memdup2(data, size);
  const guint n_tables = (guint)(copy[4] << 8 | copy[5]);
  for (guint i = 0; i < n_tables; i++) {
    const guint8 *record = copy + 12 + 16 * i;
    if (memcmp(record, "OS/2", 4) != 0)
      continue;
    const gsize offset =
        (gsize)record[8] << 24 | (gsize)record[9] << 16 | (gsize)record[10] << 8 | record[11];
    copy[offset + 8] = (guint8)(embedding >> 8);
    copy[offset + 9] = (guint8)embedding;
    return g_bytes_new_take(copy, size);
  }
  g_assert_not_reached();
}

static void
test_subset_obeys_the_licence(void)
{
  static const struct {
    guint16 embedding;
    gboolean is_allowed;
  } cases[] = { { 0, TRUE }, { 4, TRUE }, { 8, TRUE }, { 2, FALSE }, { 0x0104, FALSE }, { 0x0200, FALSE } };
  static const gunichar characters[] = { 'a' };
  g_autoptr(GBytes) file = load_font();
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) font = with_embedding(file, cases[i].embedding);
    g_autoptr(GBytes) subset = sal_font_subset(font, 0, characters, 1, "Secret Sans", &error);
    g_assert_cmpint(subset != NULL, ==, cases[i].is_allowed);
    if (subset != NULL)
      continue;
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
    g_assert_true(g_str_has_prefix(error->message, "font 'Secret Sans': expected "));
  }
}

static void
test_subset_refuses_what_is_no_font(void)
{
  static const char *const files[] = { "", "OTTO", "no font at all, but some words" };
  static const gunichar characters[] = { 'a' };
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = g_bytes_new_static(files[i], strlen(files[i]));
    g_assert_null(sal_font_subset(file, 0, characters, 1, "None", &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
  }
}

static void
test_svg_embeds_its_fonts(void)
{
  const SalSvgOptions options = { .width_px = WIDTH_PX, .height_px = HEIGHT_PX, .embed_font = TRUE };
  g_autoptr(SalDrawing) drawing = sample_new();
  g_autoptr(GBytes) svg = sal_svg_write(drawing, &options, NULL),
                    again = sal_svg_write(drawing, &options, NULL);
  const char *text = g_bytes_get_data(svg, NULL);
  g_assert_true(g_bytes_equal(svg, again));
  g_assert_nonnull(g_strstr_len(text, -1, "@font-face{font-family:'Inter "));
  g_assert_nonnull(g_strstr_len(text, -1, "@font-face{font-family:'DejaVu Sans "));
  g_assert_nonnull(g_strstr_len(text, -1, "src:url(data:font/otf;base64,T1RUT"));
  /* The letters' own font first, then its stand-in, then what the reader has. */
  const char *families = g_strstr_len(text, -1, "{font-family:'Inter ");
  families = g_strstr_len(families, -1, "\n.");
  g_assert_true(g_regex_match_simple("{font-family:'Inter [0-9a-f]{8}','DejaVu Sans [0-9a-f]{8}','Inter',"
                                     "'DejaVu Sans',sans-serif;",
                                     families, 0, 0));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/fonts/names-what-the-font-lacks", test_names_what_the_font_lacks);
  g_test_add_func("/fonts/collects-the-fonts-that-are-used", test_collects_the_fonts_that_are_used);
  g_test_add_func("/fonts/subset-has-what-is-asked-for", test_subset_has_what_is_asked_for);
  g_test_add_func("/fonts/subset-obeys-the-licence", test_subset_obeys_the_licence);
  g_test_add_func("/fonts/subset-refuses-what-is-no-font", test_subset_refuses_what_is_no_font);
  g_test_add_func("/fonts/svg-embeds-its-fonts", test_svg_embeds_its_fonts);
  return g_test_run();
}
