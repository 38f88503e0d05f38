#include "render/drawing/text.h"
#include "render/drawing/textline.h"

#include <locale.h>
#include <pango/pango.h>
#include <string.h>

#define FAMILIES "Inter, DejaVu Sans"

static SalTextStyle
style_of(double size_pt, int weight)
{
  return (SalTextStyle){ .size_pt = size_pt, .weight = weight, .color = { 0, 0, 0, 255 } };
}

static const char *const texts[] = { "Pokrovsk", "Слов’янськ",   "دونيتسك (Donetsk)", "חרקיב",
                                     "Đà Nẵng",  "<script>&\"'", "AVATAR To fi",      "😀" };

static void
test_scales_with_the_size(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    const SalTextStyle small = style_of(7.3, 400), large = style_of(73, 400);
    const SalTextExtents a = sal_text_measure(texts[i], FAMILIES, &small);
    const SalTextExtents b = sal_text_measure(texts[i], FAMILIES, &large);
    g_assert_cmpfloat(a.width_mm, >, 0);
    g_assert_cmpfloat_with_epsilon(b.width_mm / a.width_mm, 10, 0.03);
    g_assert_cmpfloat_with_epsilon(b.cap_height_mm / a.cap_height_mm, 10, 1e-6);
    g_assert_cmpfloat_with_epsilon(b.ascent_mm / a.ascent_mm, 10, 1e-6);
  }
}

static void
test_heights_are_the_fonts(void)
{
  const SalTextStyle style = style_of(72, 400); /* an em of 25.4 mm */
  const SalTextExtents a = sal_text_measure("x", FAMILIES, &style),
                       b = sal_text_measure("Åg", FAMILIES, &style);
  g_assert_cmpfloat(a.cap_height_mm, ==, b.cap_height_mm);
  g_assert_cmpfloat(a.ascent_mm, ==, b.ascent_mm);
  g_assert_cmpfloat(a.cap_height_mm, >, 0.65 * 25.4);
  g_assert_cmpfloat(a.cap_height_mm, <, 0.80 * 25.4);
  g_assert_cmpfloat(a.ascent_mm, >, a.cap_height_mm);
  g_assert_cmpfloat(a.descent_mm, >, 0.1 * 25.4);
}

static void
test_bold_is_wider(void)
{
  const SalTextStyle regular = style_of(10, 400), bold = style_of(10, 700);
  g_assert_cmpfloat(sal_text_measure("minimum", FAMILIES, &bold).width_mm, >,
                    sal_text_measure("minimum", FAMILIES, &regular).width_mm);
}

static void
test_measures_what_is_cleaned(void)
{
  const SalTextStyle style = style_of(10, 400);
  g_assert_cmpfloat(sal_text_measure("a\nb\x01", FAMILIES, &style).width_mm, ==,
                    sal_text_measure("a b", FAMILIES, &style).width_mm);
  g_assert_cmpfloat(sal_text_measure("", FAMILIES, &style).width_mm, ==, 0);
}

static void
test_wraps_between_words(void)
{
  const SalTextStyle style = style_of(10, 400);
  const char *text = "Gained 725 km² and lost 3 km² in a month of  heavy fighting\nSecond paragraph";
  for (double width = 20; width < 120; width += 7) {
    g_auto(GStrv) lines = sal_text_wrap(text, FAMILIES, &style, width);
    g_autofree char *joined = g_strjoinv(" ", lines);
    g_assert_true(g_str_has_prefix(joined, "Gained 725 km² and lost 3 km² in a month of"));
    g_assert_true(g_str_has_suffix(joined, "Second paragraph"));
    for (char **line = lines; *line != NULL; line++)
      g_assert_cmpfloat(sal_text_measure(*line, FAMILIES, &style).width_mm, <=, width + 0.01);
  }
}

static void
test_leaves_long_words_whole(void)
{
  const SalTextStyle style = style_of(10, 400);
  g_auto(GStrv) lines = sal_text_wrap("a Llanfairpwllgwyngyll b", FAMILIES, &style, 5);
  g_assert_cmpuint(g_strv_length(lines), ==, 3);
  g_assert_cmpstr(lines[1], ==, "Llanfairpwllgwyngyll");
  g_auto(GStrv) empty = sal_text_wrap("", FAMILIES, &style, 5);
  g_assert_cmpuint(g_strv_length(empty), ==, 0);
}

static void
test_knows_the_direction(void)
{
  g_assert_true(sal_text_is_rtl("دونيتسك (Donetsk)"));
  g_assert_true(sal_text_is_rtl("(12) חרקיב"));
  g_assert_false(sal_text_is_rtl("Donetsk دونيتسك"));
  g_assert_false(sal_text_is_rtl("123"));
  g_assert_false(sal_text_is_rtl(""));
}

static gpointer
measure_all(gpointer data)
{
  const SalTextStyle style = style_of(8.5, 600);
  double *sum = g_new0(double, 1);
  for (guint i = 0; i < 20 * G_N_ELEMENTS(texts); i++)
    *sum += sal_text_measure(texts[i % G_N_ELEMENTS(texts)], FAMILIES, &style).width_mm;
  return sum;
}

static void
test_measures_alike_in_every_thread(void)
{
  GThread *threads[4];
  g_autofree double *expected = measure_all(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("text", measure_all, NULL);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++) {
    g_autofree double *sum = g_thread_join(threads[i]);
    g_assert_cmpfloat(*sum, ==, *expected);
  }
}

static void
test_keeps_layouts_that_are_alike(void)
{
  const SalTextStyle regular = style_of(10, 400), bold = style_of(10, 700);
  SalTextStyle spaced = regular;
  spaced.spacing_em = 0.1;
  g_autoptr(PangoLayout) first = sal_text_layout_get("Pokrovsk", FAMILIES, &regular),
                         again = sal_text_layout_get("Pokrovsk", FAMILIES, &regular);
  g_autoptr(PangoLayout) other = sal_text_layout_get("Pokrovske", FAMILIES, &regular),
                         heavier = sal_text_layout_get("Pokrovsk", FAMILIES, &bold),
                         wider = sal_text_layout_get("Pokrovsk", FAMILIES, &spaced),
                         foreign = sal_text_layout_get("Pokrovsk", "DejaVu Sans", &regular);
  g_assert_true(first == again);
  g_assert_true(other != first && heavier != first && wider != first && foreign != first);
  for (int i = 0; i < 1000; i++) {
    g_autofree char *text = g_strdup_printf("%d", i);
    g_autoptr(PangoLayout) layout = sal_text_layout_get(text, FAMILIES, &regular);
    g_assert_cmpstr(pango_layout_get_text(layout), ==, text);
  }
  g_assert_cmpstr(pango_layout_get_text(first), ==, "Pokrovsk");
}

int
main(int argc, char **argv)
{
  setlocale(LC_ALL, "");
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/scales-with-the-size", test_scales_with_the_size);
  g_test_add_func("/text/heights-are-the-fonts", test_heights_are_the_fonts);
  g_test_add_func("/text/bold-is-wider", test_bold_is_wider);
  g_test_add_func("/text/measures-what-is-cleaned", test_measures_what_is_cleaned);
  g_test_add_func("/text/wraps-between-words", test_wraps_between_words);
  g_test_add_func("/text/leaves-long-words-whole", test_leaves_long_words_whole);
  g_test_add_func("/text/knows-the-direction", test_knows_the_direction);
  g_test_add_func("/text/measures-alike-in-every-thread", test_measures_alike_in_every_thread);
  g_test_add_func("/text/keeps-layouts-that-are-alike", test_keeps_layouts_that_are_alike);
  return g_test_run();
}
