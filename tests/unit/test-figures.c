#include "render/words/figures.h"

#include "render/words/words-load.h"
#include "render/words/words.h"

#include <math.h>
#include <string.h>

#define MINUS "\xe2\x88\x92"
#define NBSP "\xc2\xa0"

static SalWords *
load(const char *language)
{
  g_autoptr(GError) error = NULL;
  SalWords *words = sal_words_load(language, &error);
  g_assert_no_error(error);
  return words;
}

/* A change of an area of 500 km2, whose net is the difference. */
static SalFigures
compute(double gained_km2, double lost_km2)
{
  const SalChange change = { .area_from_m2 = 500e6,
                             .area_to_m2 = 500e6 + (gained_km2 - lost_km2) * 1e6,
                             .gained_m2 = gained_km2 * 1e6,
                             .lost_m2 = lost_km2 * 1e6 };
  return sal_figures_compute(NULL, &change);
}

static void
assert_figures(double gained_km2, double lost_km2, const char *gained, const char *lost, const char *net,
               gboolean adds_up)
{
  g_autoptr(SalWords) words = load("en");
  const SalFigures figures = compute(gained_km2, lost_km2);
  g_autofree char *g = sal_figures_format_area(words, figures.gained_km2, FALSE);
  g_autofree char *l = sal_figures_format_area(words, figures.lost_km2, FALSE);
  g_autofree char *n = sal_figures_format_area(words, figures.net_km2, TRUE);
  g_assert_cmpstr(g, ==, gained);
  g_assert_cmpstr(l, ==, lost);
  g_assert_cmpstr(n, ==, net);
  g_assert_cmpint(figures.adds_up, ==, adds_up);
}

static void
whole_from_ten_on(void)
{
  assert_figures(505.83, 31.27, "506", "31", "+475", TRUE);
  assert_figures(31.27, 505.83, "31", "506", MINUS "475", TRUE);
  assert_figures(12345.6, 0, "12,346", "0", "+12,346", TRUE);
  assert_figures(9.95, 9.94, "10", "9.9", "+0.01", FALSE);
}

static void
one_decimal_below_ten(void)
{
  assert_figures(9.94, 0.055, "9.9", "0.1", "+9.9", FALSE);
  assert_figures(7.04, 6.96, "7.0", "7.0", "+0.1", FALSE);
  assert_figures(3.5, 1.2, "3.5", "1.2", "+2.3", TRUE);
}

static void
two_decimals_for_very_little(void)
{
  assert_figures(0.0544, 0.03, "0.05", "0.03", "+0.02", TRUE);
  assert_figures(0.03, 0.0049, "0.03", "0", "+0.03", TRUE);
  assert_figures(0, 0, "0", "0", "0", TRUE);
}

/* 396.426 is never told as 396.5, whatever else stands on the page. */
static void
each_number_is_its_own_value(void)
{
  assert_figures(396.426, 29.574, "396", "30", "+367", FALSE);
  assert_figures(33.64, 12.36, "34", "12", "+21", FALSE);
  assert_figures(12.36, 33.64, "12", "34", MINUS "21", FALSE);
}

static void
halves_are_rounded_away_from_zero(void)
{
  assert_figures(10.5, 0, "11", "0", "+11", TRUE);
  assert_figures(0, 12.5, "0", "13", MINUS "13", TRUE);
  g_assert_cmpfloat(sal_figures_round_km2(NULL, -0.125), ==, -0.1);
  g_assert_cmpfloat(sal_figures_round_km2(NULL, -10.5), ==, -11);
}

static double
find_unit(double km2)
{
  return pow(10, -(double)sal_figures_find_decimals(km2));
}

static void
no_number_is_further_than_half_a_unit_from_its_value(void)
{
  for (int i = 0; i < 20000; i++) {
    const double size_km2 = pow(10, g_test_rand_double_range(-3, 5));
    const double km2 = g_test_rand_double_range(-size_km2, size_km2);
    const double printed = sal_figures_round_km2(NULL, km2);
    if (fabs(km2) >= 0.005)
      g_assert_cmpfloat_with_epsilon(printed, km2, find_unit(km2) * (0.5 + 1e-9));
    else
      g_assert_cmpfloat(printed, ==, 0);
    g_assert_cmpfloat_with_epsilon(sal_figures_round_km2(NULL, printed), printed, 1e-9);
  }
}

static void
assert_held(double held_km2, double printed_km2)
{
  const SalChange change = { .area_from_m2 = held_km2 * 1e6,
                             .area_to_m2 = (held_km2 + 7) * 1e6,
                             .gained_m2 = 7e6 };
  const SalFigures figures = sal_figures_compute(NULL, &change);
  g_assert_cmpfloat_with_epsilon(figures.held_km2, printed_km2, 1e-9);
}

static void
held_is_what_was_not_gained(void)
{
  assert_held(3.46, 3.5);
  assert_held(123.46, 123);
  assert_held(67123.45, 67123);
  assert_held(-0.3, 0); /* areas that were measured each by itself */
}

static SalGeometry *
make_square(void)
{
  SalGeometry *square = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(square, 0, 0);
  sal_geometry_add_point(square, 1, 0);
  sal_geometry_add_point(square, 1, 1);
  sal_geometry_add_point(square, 0, 0);
  sal_geometry_end_part(square);
  sal_geometry_end_polygon(square);
  return square;
}

/* A side is drawn if it prints as more than zero and is not noise alone. */
static void
what_prints_as_zero_or_is_noise_is_not_drawn(void)
{
  g_autoptr(SalGeometry) square = make_square(), none = sal_geometry_new(SAL_POLYGONS);
  SalChange change = { .area_from_m2 = 500e6, .area_to_m2 = 508e6, .gained_m2 = 12e6, .lost_m2 = 4e6 };
  SalFigures figures = sal_figures_compute(NULL, &change);
  g_assert_true(figures.draws_gained && figures.draws_lost);
  change.gained = square;
  change.lost = none;
  figures = sal_figures_compute(NULL, &change);
  g_assert_true(figures.draws_gained);
  g_assert_false(figures.draws_lost);
  change.gained = none;
  change.lost = square;
  change.lost_m2 = 0.0049e6;
  change.area_to_m2 = 512e6;
  figures = sal_figures_compute(NULL, &change);
  g_assert_false(figures.draws_gained);
  g_assert_false(figures.draws_lost);
}

static void
assert_number(const char *language, double number, guint decimals, gboolean with_sign, const char *expected)
{
  g_autoptr(SalWords) words = load(language);
  g_autofree char *text = sal_figures_format_number(words, number, decimals, with_sign);
  g_assert_cmpstr(text, ==, expected);
}

static void
the_sign_is_that_of_the_printed_number(void)
{
  assert_number("en", 12.34, 1, TRUE, "+12.3");
  assert_number("en", 12.34, 1, FALSE, "12.3");
  assert_number("en", -12.34, 1, TRUE, MINUS "12.3");
  assert_number("en", -12.34, 1, FALSE, MINUS "12.3");
  assert_number("en", 0.04, 1, TRUE, "0.0");
  assert_number("en", -0.04, 1, TRUE, "0.0");
  assert_number("en", -0.04, 1, FALSE, "0.0");
  assert_number("en", 0.05, 1, TRUE, "+0.1");
  assert_number("en", -0.05, 1, TRUE, MINUS "0.1");
  assert_number("en", 0, 0, TRUE, "0");
}

static void
digits_are_grouped_from_the_right(void)
{
  assert_number("en", 1, 0, FALSE, "1");
  assert_number("en", 999.96, 1, FALSE, "1,000.0");
  assert_number("en", 123456, 0, TRUE, "+123,456");
  assert_number("en", -1234567.891, 2, TRUE, MINUS "1,234,567.89");
  assert_number("de", 67123.44, 1, FALSE, "67.123,4");
  assert_number("uk", 67123.44, 1, FALSE, "67" NBSP "123,4");
}

static void
square_kilometres_stand_behind_a_space_that_does_not_break(void)
{
  g_autoptr(SalWords) english = load("en"), ukrainian = load("uk");
  g_autofree char *gained = sal_figures_format_km2(english, 505.83, TRUE);
  g_autofree char *lost = sal_figures_format_km2(ukrainian, -3.27, FALSE);
  g_assert_cmpstr(gained, ==, "+506" NBSP "km²");
  g_assert_cmpstr(lost, ==, MINUS "3,3" NBSP "км²");
  g_autofree char *without_words = sal_figures_format_km2(NULL, 1505.81, TRUE);
  g_assert_cmpstr(without_words, ==, "+1,506" NBSP "km²");
}

static void
assert_area(SalAreaUnits units, const char *language, double km2, const char *expected)
{
  g_autoptr(SalWords) words = load(language);
  sal_words_set_area_units(words, units);
  g_autofree char *text = sal_figures_format_km2(words, km2, TRUE);
  g_assert_cmpstr(text, ==, expected);
}

static void
areas_are_told_in_the_units_of_the_words(void)
{
  assert_area(SAL_AREA_SQMI, "en", 725.9, "+280" NBSP "sq" NBSP "mi");
  assert_area(SAL_AREA_SQMI, "uk", -12.34, MINUS "4,8" NBSP "кв." NBSP "миль");
  assert_area(SAL_AREA_HA, "de", 72.594, "+7.259" NBSP "ha");
  assert_area(SAL_AREA_HA, "ru", 0.0049, "0" NBSP "га");
  assert_area(SAL_AREA_BOTH, "en", 725.9, "+726" NBSP "km² (+280" NBSP "sq" NBSP "mi)");
  assert_area(SAL_AREA_BOTH, "fr", 0.012, "+0,01" NBSP "km² (+0,005" NBSP "mi²)");
  assert_area(SAL_AREA_BOTH, "en", 0.004, "0" NBSP "km²");
}

static void
second_units_do_not_nest_parentheses(void)
{
  static const char *const languages[] = { "en", "de", "fr", "es", "uk", "ru", "pl" };
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autoptr(SalWords) words = load(languages[i]);
    sal_words_set_area_units(words, SAL_AREA_BOTH);
    g_autofree char *area = sal_figures_format_km2(words, 502.7, TRUE);
    g_autofree char *details = g_strdup_printf("net %s, Foo (Bar)", area);
    g_autofree char *text = sal_words_fill(words, SAL_WORD_DETAILS, "text", area, "details", details, NULL);
    g_autofree char *start = g_strdup_printf("%s (net +503", area);
    g_assert_true(g_str_has_prefix(text, start));
    g_assert_nonnull(strstr(text, "/+194" NBSP));
    g_assert_true(g_str_has_suffix(text, ", Foo (Bar))"));
  }
}

/* A second unit is not made of the first one's rounded number, nor do its numbers add up because those of the first do. */
static void
each_unit_is_rounded_by_itself(void)
{
  g_autoptr(SalWords) words = load("en");
  const double parts_km2[] = { 445.2, -5.01 };
  sal_words_set_area_units(words, SAL_AREA_BOTH);
  assert_area(SAL_AREA_BOTH, "en", 1000.49, "+1,000" NBSP "km² (+386" NBSP "sq" NBSP "mi)");
  assert_area(SAL_AREA_BOTH, "en", 725.6, "+726" NBSP "km² (+280" NBSP "sq" NBSP "mi)");
  assert_area(SAL_AREA_BOTH, "en", 11.49, "+11" NBSP "km² (+4.4" NBSP "sq" NBSP "mi)");
  g_assert_true(sal_figures_add_up(NULL, parts_km2, 2, 440.19));
  g_assert_false(sal_figures_add_up(words, parts_km2, 2, 440.19));
  sal_words_set_area_units(words, SAL_AREA_HA);
  g_assert_cmpfloat(sal_figures_round_km2(words, 0.0049), ==, 0);
  g_assert_cmpfloat(sal_figures_round_km2(words, 0.0051), ==, 0.0051);
  g_autofree char *cell = sal_figures_format_cell(words, 12.3456, FALSE);
  g_assert_cmpstr(cell, ==, "1,235");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/figures/" name, function)
  ADD("whole-from-ten-on", whole_from_ten_on);
  ADD("one-decimal-below-ten", one_decimal_below_ten);
  ADD("two-decimals-for-very-little", two_decimals_for_very_little);
  ADD("each-number-is-its-own-value", each_number_is_its_own_value);
  ADD("halves-are-rounded-away-from-zero", halves_are_rounded_away_from_zero);
  ADD("no-number-is-further-than-half-a-unit-from-its-value",
      no_number_is_further_than_half_a_unit_from_its_value);
  ADD("held-is-what-was-not-gained", held_is_what_was_not_gained);
  ADD("what-prints-as-zero-or-is-noise-is-not-drawn", what_prints_as_zero_or_is_noise_is_not_drawn);
  ADD("the-sign-is-that-of-the-printed-number", the_sign_is_that_of_the_printed_number);
  ADD("digits-are-grouped-from-the-right", digits_are_grouped_from_the_right);
  ADD("square-kilometres-stand-behind-a-space-that-does-not-break",
      square_kilometres_stand_behind_a_space_that_does_not_break);
  ADD("areas-are-told-in-the-units-of-the-words", areas_are_told_in_the_units_of_the_words);
  ADD("second-units-do-not-nest-parentheses", second_units_do_not_nest_parentheses);
  ADD("each-unit-is-rounded-by-itself", each_unit_is_rounded_by_itself);
  return g_test_run();
}
