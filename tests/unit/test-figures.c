#include "render/words/figures.h"

#include "render/words/words-load.h"

#include <math.h>

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
  return sal_figures_compute(&change);
}

static void
assert_figures(double gained_km2, double lost_km2, guint decimals, const char *gained, const char *lost,
               const char *net)
{
  g_autoptr(SalWords) words = load("en");
  const SalFigures figures = compute(gained_km2, lost_km2);
  g_autofree char *g = sal_figures_format_number(words, figures.gained_km2, figures.decimals, FALSE);
  g_autofree char *l = sal_figures_format_number(words, figures.lost_km2, figures.decimals, FALSE);
  g_autofree char *n = sal_figures_format_number(words, figures.net_km2, figures.decimals, TRUE);
  g_assert_cmpuint(figures.decimals, ==, decimals);
  g_assert_cmpstr(g, ==, gained);
  g_assert_cmpstr(l, ==, lost);
  g_assert_cmpstr(n, ==, net);
}

static void
one_decimal_is_usual(void)
{
  assert_figures(505.83, 31.27, 1, "505.9", "31.3", "+474.6");
  assert_figures(31.27, 505.83, 1, "31.3", "505.9", MINUS "474.6");
  assert_figures(9999.9, 1, 1, "9,999.9", "1.0", "+9,998.9");
  assert_figures(0.05, 0, 1, "0.1", "0.0", "+0.1");
}

/* 33.64 and 12.36 would round to 33.6 and 12.4, whose difference is 21.2, but the net is 21.3. */
static void
the_larger_follows_from_net_and_the_smaller(void)
{
  assert_figures(33.64, 12.36, 1, "33.7", "12.4", "+21.3");
  assert_figures(12.36, 33.64, 1, "12.4", "33.7", MINUS "21.3");
}

/* 0.04 and 0.01 are equal as printed, and so is nothing. */
static void
a_net_of_zero_lets_gained_follow(void)
{
  assert_figures(7.04, 6.96, 1, "7.1", "7.0", "+0.1");
  assert_figures(7.04, 7.01, 1, "7.0", "7.0", "0.0");
  assert_figures(6.94, 6.98, 1, "7.0", "7.0", "0.0");
  assert_figures(0, 0, 2, "0.00", "0.00", "0.00");
}

static void
two_decimals_show_what_one_would_hide(void)
{
  assert_figures(12, 0.0499, 2, "12.00", "0.05", "+11.95");
  assert_figures(0.0499, 12, 2, "0.05", "12.00", MINUS "11.95");
  assert_figures(12, 0.0501, 1, "12.0", "0.1", "+11.9");
  assert_figures(0.03, 0.02, 2, "0.03", "0.02", "+0.01");
}

/* What is below half of a hundredth would be hidden by two decimals as well. */
static void
next_to_nothing_takes_no_decimals(void)
{
  assert_figures(12, 0.0049, 1, "12.0", "0.0", "+12.0");
  assert_figures(12, 0.0051, 2, "12.00", "0.01", "+11.99");
  assert_figures(0.0049, 12, 1, "0.0", "12.0", MINUS "12.0");
}

static void
from_ten_thousand_on_there_are_none(void)
{
  assert_figures(10000, 0, 0, "10,000", "0", "+10,000");
  assert_figures(0, 12345.6, 0, "0", "12,346", MINUS "12,346");
  assert_figures(10000, 0.01, 0, "10,000", "0", "+10,000");
}

static void
printed_numbers_add_up(void)
{
  for (int i = 0; i < 20000; i++) {
    const double size_km2 = pow(10, g_test_rand_double_range(-3, 5));
    const double gained_km2 = g_test_rand_double_range(0, size_km2),
                 lost_km2 = g_test_rand_double_range(0, size_km2);
    const SalFigures figures = compute(gained_km2, lost_km2);
    const double unit = pow(10, -(double)figures.decimals);
    g_assert_cmpfloat_with_epsilon(figures.gained_km2 - figures.lost_km2, figures.net_km2, unit / 1000);
    g_assert_cmpfloat_with_epsilon(figures.gained_km2, gained_km2, unit);
    g_assert_cmpfloat_with_epsilon(figures.lost_km2, lost_km2, unit * 1.01);
    g_assert_cmpfloat(figures.lost_km2, >=, 0);
    g_assert_cmpfloat(figures.gained_km2, >=, 0);
  }
}

static void
assert_held(double held_km2, guint decimals, double printed_km2)
{
  const SalChange change = { .area_from_m2 = held_km2 * 1e6,
                             .area_to_m2 = (held_km2 + 7) * 1e6,
                             .gained_m2 = 7e6 };
  const SalFigures figures = sal_figures_compute(&change);
  g_assert_cmpuint(figures.held_decimals, ==, decimals);
  g_assert_cmpfloat_with_epsilon(figures.held_km2, printed_km2, 1e-9);
}

static void
held_is_what_was_not_gained(void)
{
  assert_held(123.46, 1, 123.5);
  assert_held(9999.94, 1, 9999.9);
  assert_held(10000, 0, 10000);
  assert_held(67123.45, 0, 67123);
  assert_held(-0.3, 1, 0); /* areas that were measured each by itself */
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
  SalFigures figures = sal_figures_compute(&change);
  g_assert_true(figures.draws_gained && figures.draws_lost);
  change.gained = square;
  change.lost = none;
  figures = sal_figures_compute(&change);
  g_assert_true(figures.draws_gained);
  g_assert_false(figures.draws_lost);
  change.gained = none;
  change.lost = square;
  change.lost_m2 = 0.0049e6;
  change.area_to_m2 = 512e6;
  figures = sal_figures_compute(&change);
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
  g_autofree char *gained = sal_figures_format_km2(english, 505.83, 1, TRUE);
  g_autofree char *lost = sal_figures_format_km2(ukrainian, -31.27, 1, FALSE);
  g_assert_cmpstr(gained, ==, "+505.8" NBSP "km²");
  g_assert_cmpstr(lost, ==, MINUS "31,3" NBSP "км²");
  g_autofree char *without_words = sal_figures_format_km2(NULL, 1505.81, 1, TRUE);
  g_assert_cmpstr(without_words, ==, "+1,505.8" NBSP "km²");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func("/figures/" name, function)
  ADD("one-decimal-is-usual", one_decimal_is_usual);
  ADD("the-larger-follows-from-net-and-the-smaller", the_larger_follows_from_net_and_the_smaller);
  ADD("a-net-of-zero-lets-gained-follow", a_net_of_zero_lets_gained_follow);
  ADD("two-decimals-show-what-one-would-hide", two_decimals_show_what_one_would_hide);
  ADD("next-to-nothing-takes-no-decimals", next_to_nothing_takes_no_decimals);
  ADD("from-ten-thousand-on-there-are-none", from_ten_thousand_on_there_are_none);
  ADD("printed-numbers-add-up", printed_numbers_add_up);
  ADD("held-is-what-was-not-gained", held_is_what_was_not_gained);
  ADD("what-prints-as-zero-or-is-noise-is-not-drawn", what_prints_as_zero_or_is_noise_is_not_drawn);
  ADD("the-sign-is-that-of-the-printed-number", the_sign_is_that_of_the_printed_number);
  ADD("digits-are-grouped-from-the-right", digits_are_grouped_from_the_right);
  ADD("square-kilometres-stand-behind-a-space-that-does-not-break",
      square_kilometres_stand_behind_a_space_that_does_not_break);
  return g_test_run();
}
