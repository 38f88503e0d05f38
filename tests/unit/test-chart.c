#include "render/page/chart.h"

#include "boxes.h"
#include "data/base/error.h"

#include <math.h>
#include <string.h>

#define MEAN "mean net +365.4\xc2\xa0km² a month"
#define FAMILIES "Inter, DejaVu Sans"
#define MOST 120

static const SalChartStyle STYLE = {
  .gained = { .fill = { 0xC2, 0x36, 0x2B, 0xFF } },
  .lost = { .fill = { 0x2A, 0x6F, 0xAF, 0xFF } },
  .bar = { .fill = { 0x9A, 0x95, 0x8D, 0xFF } },
  .gross = { .fill = { 0xD5, 0xD0, 0xC8, 0xFF } },
  .axis = { .color = { 0x22, 0x22, 0x22, 0xFF }, .width_mm = 0.2 },
  .grid = { .color = { 0xDD, 0xD9, 0xD2, 0xFF }, .width_mm = 0.1 },
  .text = { .size_pt = 6.5, .weight = 400, .color = { 0x22, 0x22, 0x22, 0xFF } },
  .font_family = FAMILIES,
};

static const char *const HEADINGS[] = { "Net change by period, km² (thin: gained and lost)",
                                        "Net, thin: gained, lost (km²)", "Net change, km²", "Net, km²",
                                        NULL };

static SalDay
get_next(SalDay day, SalEvery every)
{
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  if (every == SAL_EVERY_WEEK)
    return day + 7;
  month += every == SAL_EVERY_MONTH ? 1 : every == SAL_EVERY_QUARTER ? 3 : 12;
  return sal_day_from_civil(year + (month - 1) / 12, (month - 1) % 12 + 1, 1);
}

/* From November 2023, or from January where November begins no period. */
static void
fill_periods(SalChartPeriod *periods, guint n, SalEvery every)
{
  SalDay day = sal_day_from_civil(2023, every == SAL_EVERY_MONTH || every == SAL_EVERY_WEEK ? 11 : 1, 1);
  for (guint i = 0; i < n; i++) {
    const double gained = 200 + 150 * sin(i * 0.9), lost = i % 5 == 3 ? 310 : 60 + 50 * cos(i * 1.7);
    periods[i] = (SalChartPeriod){ day, SAL_CHART_KNOWN, gained, lost, gained - lost };
    day = get_next(day, every);
  }
}

static SalLayer *
chart_draw(const SalChartPeriod *periods, guint n, SalEvery every, SalRect rect, guint current)
{
  g_autoptr(GError) error = NULL;
  const SalChartOptions options = { .periods = periods,
                                    .n_periods = n,
                                    .every = every,
                                    .style = &STYLE,
                                    .headings = HEADINGS,
                                    .mean_text = MEAN,
                                    .mean = 0 };
  g_autoptr(SalChart) chart = sal_chart_new(&options, rect, &error);
  g_assert_no_error(error);
  SalLayer *layer = sal_layer_new("chart", "Chart");
  sal_chart_draw(chart, current, layer);
  return layer;
}

static guint
count_fills(const SalLayer *layer, SalColor color, SalBox *box)
{
  guint n = 0;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type != SAL_ITEM_AREA || memcmp(&item->area.fill, &color, sizeof color) != 0)
      continue;
    *box = sal_geometry_get_box(item->geometry);
    n++;
  }
  return n;
}

static void
test_is_tidy(void)
{
  static const guint ns[] = { 1, 2, 7, 12, 13, 24, 37, 60, 120 };
  static const double widths[] = { 40, 63, 110, 250, 400 }, heights[] = { 20, 33, 80 };
  static const SalEvery everies[] = { SAL_EVERY_MONTH, SAL_EVERY_WEEK, SAL_EVERY_QUARTER, SAL_EVERY_YEAR };
  for (guint i = 0; i < G_N_ELEMENTS(ns) * 5 * 3 * 4; i++) {
    const guint n = ns[i / 60];
    const SalRect rect = { 7, 11, widths[i % 5], heights[i / 5 % 3] };
    const SalEvery every = everies[i / 15 % 4];
    SalChartPeriod periods[MOST];
    fill_periods(periods, n, every);
    g_autoptr(SalLayer) layer = chart_draw(periods, n, every, rect, n / 2);
    assert_tidy(layer, rect, FAMILIES);
    g_assert_true(has_text(layer, "0"));
  }
}

static void
test_shows_years_under_january(void)
{
  SalChartPeriod periods[MOST];
  fill_periods(periods, 24, SAL_EVERY_MONTH);
  g_autoptr(SalLayer) layer = chart_draw(periods, 24, SAL_EVERY_MONTH, (SalRect){ 0, 0, 250, 50 }, 0);
  g_assert_true(has_text(layer, "Jan"));
  g_assert_true(has_text(layer, "2023"));
  g_assert_true(has_text(layer, "2024"));
  g_assert_true(has_text(layer, "2025"));
  double january = 0, year = 0;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type != SAL_ITEM_TEXT)
      continue;
    const SalRect rect = text_rect(item, FAMILIES);
    if (january == 0 && g_str_equal(item->text.text, "Jan"))
      january = rect.x + rect.width / 2;
    if (g_str_equal(item->text.text, "2024"))
      year = rect.x + rect.width / 2;
  }
  g_assert_cmpfloat_with_epsilon(january, year, 1e-6);
}

static void
test_emphasises_one_period(void)
{
  SalChartPeriod periods[MOST];
  fill_periods(periods, 12, SAL_EVERY_MONTH);
  const SalRect rect = { 0, 0, 100, 40 };
  SalBox up, down;
  g_autoptr(SalLayer) gained = chart_draw(periods, 12, SAL_EVERY_MONTH, rect, 2);
  g_assert_cmpfloat(periods[2].net, >, 0);
  g_assert_cmpuint(count_fills(gained, STYLE.gained.fill, &up), ==, 1);
  g_assert_cmpuint(count_fills(gained, STYLE.lost.fill, &down), ==, 0);
  g_assert_cmpuint(count_fills(gained, STYLE.bar.fill, &down), ==, 11);
  g_autoptr(SalLayer) lost = chart_draw(periods, 12, SAL_EVERY_MONTH, rect, 3);
  g_assert_cmpfloat(periods[3].net, <, 0);
  g_assert_cmpuint(count_fills(lost, STYLE.lost.fill, &down), ==, 1);
  g_assert_cmpfloat(up.ymax, <=, down.ymin + 1e-9);
  const double per_km2 = (up.ymax - up.ymin) / periods[2].net;
  g_assert_cmpfloat_with_epsilon((down.ymax - down.ymin) / -periods[3].net, per_km2, 1e-6);
}

static void
test_texts_stay_from_picture_to_picture(void)
{
  SalChartPeriod periods[MOST];
  fill_periods(periods, 30, SAL_EVERY_MONTH);
  GString *texts[2];
  for (guint k = 0; k < 2; k++) {
    g_autoptr(SalLayer) layer = chart_draw(periods, 30, SAL_EVERY_MONTH, (SalRect){ 0, 0, 120, 40 }, k * 29);
    texts[k] = g_string_new(NULL);
    for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
      const SalItem *item = sal_layer_get_item(layer, i);
      if (item->type == SAL_ITEM_TEXT)
        g_string_append_printf(texts[k], "%s %.6f %.6f\n", item->text.text, item->text.x, item->text.y);
    }
  }
  g_assert_cmpstr(texts[0]->str, ==, texts[1]->str);
  g_string_free(texts[0], TRUE);
  g_string_free(texts[1], TRUE);
}

static void
test_keeps_resets_out_of_axis(void)
{
  SalChartPeriod periods[] = { { 19662, SAL_CHART_KNOWN, 120, 20, 100 },
                               { 19692, SAL_CHART_RESET, 9000, 0, 9000 },
                               { 19723, SAL_CHART_UNKNOWN, 0, 0, 0 },
                               { 19754, SAL_CHART_INCOMPLETE, 310, 10, 300 } };
  const SalRect rect = { 0, 0, 100, 40 };
  g_autoptr(SalLayer) layer = chart_draw(periods, 4, SAL_EVERY_MONTH, rect, 1);
  g_assert_true(has_text(layer, MEAN));
  g_assert_false(has_text(layer, "5,000"));
  assert_tidy(layer, rect, FAMILIES);
  guint n_hatched = 0;
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    n_hatched += item->type == SAL_ITEM_AREA && item->area.hatch.width_mm > 0 ? 1 : 0;
  }
  g_assert_cmpuint(n_hatched, ==, 2);
}

static gboolean
has_area_in(const SalLayer *layer, SalColor color)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *item = sal_layer_get_item(layer, i);
    if (item->type == SAL_ITEM_AREA && item->area.fill.r == color.r && item->area.fill.g == color.g &&
        item->area.fill.b == color.b)
      return TRUE;
  }
  return FALSE;
}

/* Beside the heading, or below it where the chart is narrow. */
static void
test_says_what_a_diamond_is(void)
{
  const SalChartPeriod periods[] = { { 19662, SAL_CHART_KNOWN, 120, 20, 100 },
                                     { 19692, SAL_CHART_ACCEPTED, 9000, 40, 8960 },
                                     { 19723, SAL_CHART_KNOWN, 80, 20, 60 } };
  for (int width = 45; width <= 240; width += 15) {
    g_autoptr(GError) error = NULL;
    const SalChartOptions options = { .periods = periods,
                                      .n_periods = 3,
                                      .every = SAL_EVERY_MONTH,
                                      .style = &STYLE,
                                      .headings = HEADINGS,
                                      .mean_text = width % 2 == 0 ? MEAN : NULL,
                                      .reset_text = "perhaps a redefinition" };
    const SalRect rect = { 0, 0, width, 40 };
    g_autoptr(SalChart) chart = sal_chart_new(&options, rect, &error);
    g_assert_no_error(error);
    g_autoptr(SalLayer) layer = sal_layer_new("chart", "Chart");
    sal_chart_draw(chart, 1, layer);
    g_assert_true(has_text(layer, options.reset_text));
    assert_tidy(layer, rect, FAMILIES);
    g_assert_false(has_area_in(layer, STYLE.gained.fill) || has_area_in(layer, STYLE.lost.fill));
  }
}

static void
test_nothing_changed_still_has_an_axis(void)
{
  SalChartPeriod periods[] = { { 19662, SAL_CHART_KNOWN, 0, 0, 0 }, { 19692, SAL_CHART_UNKNOWN, 0, 0, 0 } };
  g_autoptr(SalLayer) layer = chart_draw(periods, 2, SAL_EVERY_MONTH, (SalRect){ 0, 0, 60, 25 }, 0);
  g_assert_true(has_text(layer, "0"));
  g_assert_true(has_text(layer, "0"));
}

static void
test_only_losses_hang_from_the_axis(void)
{
  SalChartPeriod periods[] = { { 19662, SAL_CHART_KNOWN, 0, 40, -40 },
                               { 19692, SAL_CHART_KNOWN, 2, 90, -88 } };
  const SalRect rect = { 0, 0, 60, 40 };
  g_autoptr(SalLayer) layer = chart_draw(periods, 2, SAL_EVERY_MONTH, rect, 0);
  assert_tidy(layer, rect, FAMILIES);
  g_assert_true(has_text(layer, "\xe2\x88\x92"
                                "80"));
}

static void
test_refuses_a_small_rectangle(void)
{
  SalChartPeriod periods[1];
  fill_periods(periods, 1, SAL_EVERY_MONTH);
  const SalChartOptions options = {
    .periods = periods, .n_periods = 1, .every = SAL_EVERY_MONTH, .style = &STYLE, .headings = HEADINGS
  };
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_chart_new(&options, (SalRect){ 0, 0, 30, 20 }, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
  g_assert_cmpstr(error->message, ==,
                  "chart: size: expected at least 40 x 20 mm and a period, got 30 x 20 mm and 1");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/chart/is-tidy-in-every-size", test_is_tidy);
  g_test_add_func("/chart/shows-years-under-january", test_shows_years_under_january);
  g_test_add_func("/chart/emphasises-one-period", test_emphasises_one_period);
  g_test_add_func("/chart/texts-stay-from-picture-to-picture", test_texts_stay_from_picture_to_picture);
  g_test_add_func("/chart/keeps-resets-out-of-axis", test_keeps_resets_out_of_axis);
  g_test_add_func("/chart/says-what-a-diamond-is", test_says_what_a_diamond_is);
  g_test_add_func("/chart/nothing-changed-still-has-an-axis", test_nothing_changed_still_has_an_axis);
  g_test_add_func("/chart/only-losses-hang-from-the-axis", test_only_losses_hang_from_the_axis);
  g_test_add_func("/chart/refuses-a-small-rectangle", test_refuses_a_small_rectangle);
  return g_test_run();
}
