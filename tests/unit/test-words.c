#include "render/drawing/text.h"
#include "render/drawing/textblock.h"
#include "render/map/scalebar.h"
#include "render/words/captions.h"
#include "render/words/figures.h"
#include "render/words/wording.h"
#include "render/words/words-load.h"
#include "styles/loader.h"

#include <glib/gstdio.h>
#include <string.h>

static SalWords *
load(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalWords *words = sal_words_load(name, &error);
  g_assert_no_error(error);
  g_assert_nonnull(words);
  return words;
}

static char *
write_file(const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  const int file = g_file_open_tmp("salient-words-XXXXXX.yaml", &path, &error);
  g_assert_no_error(error);
  g_close(file, NULL);
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
  return path;
}

static SalWords *
load_text(const char *text, GError **error)
{
  g_autofree char *path = write_file(text);
  SalWords *words = sal_words_load(path, error);
  g_remove(path);
  return words;
}

static void
assert_fault(const char *text, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalWords) words = load_text(text, &error);
  g_assert_null(words);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_STYLE);
  g_test_message("%s", error->message);
  g_assert_nonnull(strstr(error->message, expected));
}

static void
test_languages_say_everything(void)
{
  const char *const *languages = sal_words_get_languages();
  const char *const expected[] = { "de", "en", "es", "fr", "pl", "ru", "uk", NULL };
  g_assert_true(g_strv_equal(languages, expected));
  for (guint i = 0; languages[i] != NULL; i++) {
    g_autoptr(SalWords) words = load(languages[i]);
    for (SalWord word = 0; word < SAL_N_WORDS; word++) {
      const SalWordKey *key = sal_words_get_key(word);
      g_assert_nonnull(key->name);
      for (guint j = 0; j < MAX(key->n_items, 1); j++)
        g_assert_nonnull(sal_words_get_item(words, word, j));
    }
  }
}

static char *
read_source(const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(g_getenv("SALIENT_SOURCE_ROOT"), name, NULL);
  char *text = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  return text;
}

static char *
make_row(const SalWordKey *key)
{
  g_autofree char *fields = NULL;
  if (key->fields != NULL) {
    g_auto(GStrv) names = g_strsplit(key->fields, " ", -1);
    g_autofree char *joined = g_strjoinv("} {", names);
    fields = g_strdup_printf(" `{%s}` |", joined);
  }
  g_autofree char *n = key->n_items > 0 ? g_strdup_printf("%u texts", key->n_items) : g_strdup("text");
  return g_strdup_printf("| `%s` | %s |%s %s |\n", key->name, n, fields != NULL ? fields : " |",
                         key->meaning);
}

static void
test_docs_name_every_key(void)
{
  g_autofree char *docs = read_source("docs/words.md");
  for (SalWord word = 0; word < SAL_N_WORDS; word++) {
    g_autofree char *row = make_row(sal_words_get_key(word));
    if (strstr(docs, row) == NULL)
      g_test_message("docs/words.md lacks the row: %s", row);
    g_assert_nonnull(strstr(docs, row));
  }
}

static void
test_a_file_overrides_its_base(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalWords) words = load_text(
      "base: uk\ngained: Звільнено\nthousands_mark: \"\"\nclasses: {claimed: Заявлено РФ}\n", &error);
  g_assert_no_error(error);
  g_assert_cmpstr(sal_words_get(words, SAL_WORD_GAINED), ==, "Звільнено");
  g_assert_cmpstr(sal_words_get(words, SAL_WORD_LOST), ==, "Втрачено");
  g_assert_cmpstr(sal_words_get(words, SAL_WORD_THOUSANDS_MARK), ==, "");
  g_assert_cmpstr(sal_words_find_class(words, "claimed"), ==, "Заявлено РФ");
  g_assert_null(sal_words_find_class(words, "elsewhere"));
  g_autofree char *number = sal_figures_format_km2(words, -1234.56, TRUE);
  g_assert_cmpstr(number, ==, "−1235\u00a0км²");
}

static void
test_faults_name_their_line(void)
{
  assert_fault("base: en\n\ngainde: x\n",
               ":3: expected a key of a words file, got 'gainde' (did you mean 'gained'?)");
  assert_fault("months: [a, b]\n", ":1: months: expected a list of 12 texts, got 2");
  assert_fault("months: May\n", ":1: months: expected a list of 12 texts, got 'May'");
  assert_fault("gained: []\n", ":1: gained: expected text of one line");
  assert_fault("gained:\n", ":1: gained: expected text of one line");
  assert_fault("gained: \"a\\u202eb\"\n", ":1: gained: expected text of one line");
  assert_fault("gained: \"a\\nb\"\n", ":1: gained: expected text of one line");
  assert_fault("decimal_mark: comma\n", ":1: decimal_mark: expected at most 4 characters");
  assert_fault("title: \"{perod}\"\n", ":1: title: placeholder: expected one of {period}, got '{perod}'");
  assert_fault("title: \"{period\"\n",
               ":1: title: expected '{{' for a brace, or a placeholder, got a single '{'");
  assert_fault("base: xx\n", ":1: base: expected one of de, en, es, fr, pl, ru, uk, or a file, got 'xx'");
  assert_fault("classes: [a]\n", ":1: classes: expected a mapping");
  assert_fault("- a\n", "expected a mapping");
}

static void
test_refuses_what_is_no_language(void)
{
  g_autoptr(GError) error = NULL, missing = NULL;
  g_assert_null(sal_words_load("frr", &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  g_assert_cmpstr(
      error->message, ==,
      "words 'frr': expected one of de, en, es, fr, pl, ru, uk, or a file, got 'frr' (did you mean 'fr'?)");
  g_assert_null(sal_words_load("/nonexistent/words.yaml", &missing));
  g_assert_error(missing, SAL_ERROR, SAL_ERROR_IO);
}

static void
test_a_base_that_is_itself_ends(void)
{
  g_autofree char *path = write_file("");
  g_autofree char *text = g_strdup_printf("base: %s\n", path);
  g_autoptr(GError) error = NULL;
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
  g_assert_null(sal_words_load(path, &error));
  g_remove(path);
  g_assert_error(error, SAL_ERROR, SAL_ERROR_STYLE);
}

typedef struct {
  const char *language;
  SalEvery every;
  gboolean partial;
  int from[3], to[3];
  const char *expected;
} PeriodCase;

static const PeriodCase PERIODS[] = {
  { "en", SAL_EVERY_WEEK, FALSE, { 2024, 11, 4 }, { 2024, 11, 11 }, "week 45 of 2024" },
  { "en", SAL_EVERY_QUARTER, FALSE, { 2024, 10, 1 }, { 2025, 1, 1 }, "Q4 2024" },
  { "en", SAL_EVERY_MONTH, TRUE, { 2024, 8, 1 }, { 2024, 8, 16 }, "August 2024 (1 to 16 Aug 2024)" },
  { "uk", SAL_EVERY_MONTH, FALSE, { 2024, 8, 1 }, { 2024, 9, 1 }, "серпень 2024" },
  { "uk", SAL_EVERY_WEEK, FALSE, { 2024, 11, 4 }, { 2024, 11, 11 }, "45-й тиждень 2024 року" },
  { "uk", SAL_EVERY_QUARTER, FALSE, { 2024, 10, 1 }, { 2025, 1, 1 }, "IV квартал 2024 року" },
  { "uk", SAL_EVERY_YEAR, FALSE, { 2024, 1, 1 }, { 2025, 1, 1 }, "2024 рік" },
  { "uk", SAL_EVERY_DAYS, FALSE, { 2024, 11, 3 }, { 2024, 11, 13 }, "3–13 листопада 2024" },
  { "uk", SAL_EVERY_MONTH, TRUE, { 2024, 8, 1 }, { 2024, 8, 16 }, "серпень 2024 (1–16 серпня 2024)" },
  { "ru", SAL_EVERY_MONTH, FALSE, { 2024, 5, 15 }, { 2024, 6, 15 }, "май 2024" },
  { "ru", SAL_EVERY_MONTH, TRUE, { 2024, 5, 15 }, { 2024, 6, 2 }, "май 2024 (15 мая – 2 июня 2024)" },
  { "ru", SAL_EVERY_WEEK, FALSE, { 2024, 11, 4 }, { 2024, 11, 11 }, "45-я неделя 2024 года" },
  { "ru", SAL_EVERY_YEAR, FALSE, { 2024, 1, 1 }, { 2025, 1, 1 }, "2024 год" },
  { "pl", SAL_EVERY_QUARTER, FALSE, { 2024, 7, 1 }, { 2024, 10, 1 }, "III kwartał 2024 roku" },
  { "pl", SAL_EVERY_DAYS, FALSE, { 2024, 12, 3 }, { 2025, 1, 2 }, "3 grudnia 2024 – 2 stycznia 2025" },
  { "pl", SAL_EVERY_MONTH, FALSE, { 2024, 12, 1 }, { 2025, 1, 1 }, "grudzień 2024" },
  { "de", SAL_EVERY_MONTH, TRUE, { 2024, 8, 1 }, { 2024, 8, 16 }, "August 2024 (1. bis 16. August 2024)" },
  { "de", SAL_EVERY_WEEK, FALSE, { 2024, 11, 4 }, { 2024, 11, 11 }, "45. Kalenderwoche 2024" },
  { "de", SAL_EVERY_QUARTER, FALSE, { 2024, 10, 1 }, { 2025, 1, 1 }, "4. Quartal 2024" },
  { "fr", SAL_EVERY_MONTH, TRUE, { 2024, 8, 1 }, { 2024, 8, 16 }, "août 2024 (du 1er au 16 août 2024)" },
  { "fr", SAL_EVERY_QUARTER, FALSE, { 2024, 1, 1 }, { 2024, 4, 1 }, "1er trimestre 2024" },
  { "fr", SAL_EVERY_DAYS, FALSE, { 2024, 8, 1 }, { 2024, 8, 2 }, "1er août 2024" },
  { "es", SAL_EVERY_MONTH, FALSE, { 2024, 8, 1 }, { 2024, 9, 1 }, "agosto de 2024" },
  { "es",
    SAL_EVERY_DAYS,
    FALSE,
    { 2024, 11, 3 },
    { 2024, 12, 3 },
    "del 3 de noviembre al 3 de diciembre de 2024" },
  { "en", SAL_EVERY_YEAR, FALSE, { -499, 1, 1 }, { -498, 1, 1 }, "500\u00a0BC" },
  { "en", SAL_EVERY_YEAR, FALSE, { 0, 1, 1 }, { 1, 1, 1 }, "1\u00a0BC" },
  { "en", SAL_EVERY_YEAR, FALSE, { 1, 1, 1 }, { 2, 1, 1 }, "1" },
  { "en", SAL_EVERY_MONTH, FALSE, { -499, 3, 1 }, { -499, 4, 1 }, "March 500\u00a0BC" },
  { "en", SAL_EVERY_WEEK, FALSE, { -43, 3, 13 }, { -43, 3, 20 }, "week 11 of 44\u00a0BC" },
  { "en", SAL_EVERY_DAYS, FALSE, { -399, 1, 1 }, { -322, 1, 1 }, "1 Jan 400\u00a0BC to 1 Jan 323\u00a0BC" },
  { "de", SAL_EVERY_YEAR, FALSE, { -499, 1, 1 }, { -498, 1, 1 }, "500\u00a0v.\u00a0Chr." },
  { "fr", SAL_EVERY_DAYS, FALSE, { -499, 8, 1 }, { -499, 8, 2 }, "1er août 500\u00a0av.\u00a0J.-C." },
  { "es", SAL_EVERY_MONTH, FALSE, { -499, 8, 1 }, { -499, 9, 1 }, "agosto de 500\u00a0a.\u00a0C." },
  { "pl", SAL_EVERY_YEAR, FALSE, { -499, 1, 1 }, { -498, 1, 1 }, "rok 500\u00a0p.n.e." },
  { "ru", SAL_EVERY_YEAR, FALSE, { -499, 1, 1 }, { -498, 1, 1 }, "500\u00a0год до н.\u00a0э." },
  { "uk", SAL_EVERY_DAYS, FALSE, { -499, 8, 1 }, { -499, 8, 2 }, "1 серпня 500\u00a0до н.\u00a0е." },
  { "es", SAL_EVERY_WEEK, FALSE, { 2024, 11, 4 }, { 2024, 11, 11 }, "semana 45 de 2024" },
};

/* From the first day of the first period to the end of the last one. */
static const PeriodCase JOINED_PERIODS[] = {
  { "uk", SAL_EVERY_MONTH, FALSE, { 2024, 8, 1 }, { 2025, 6, 1 }, "серпень 2024 – травень 2025" },
  { "en", SAL_EVERY_DAYS, FALSE, { -399, 1, 1 }, { 101, 1, 1 }, "1 Jan 400\u00a0BC to 1 Jan 101" },
  { "en", SAL_EVERY_YEAR, FALSE, { -324, 1, 1 }, { -321, 1, 1 }, "325\u00a0BC to 323\u00a0BC" },
};

static SalPeriod
make_period(const PeriodCase *c)
{
  SalPeriod period = { .from = sal_day_from_civil(c->from[0], c->from[1], c->from[2]),
                       .to = sal_day_from_civil(c->to[0], c->to[1], c->to[2]),
                       .partial = c->partial };
  sal_period_name(&period, c->every, period.from);
  return period;
}

static void
assert_describes(const PeriodCase *c, const SalPeriod *period)
{
  g_autoptr(SalWords) words = load(c->language);
  g_autofree char *text = sal_wording_describe_period(words, period);
  g_assert_cmpstr(text, ==, c->expected);
}

static void
test_describes_periods_in_every_language(void)
{
  for (guint i = 0; i < G_N_ELEMENTS(PERIODS); i++) {
    const SalPeriod period = make_period(&PERIODS[i]);
    assert_describes(&PERIODS[i], &period);
  }
  for (guint i = 0; i < G_N_ELEMENTS(JOINED_PERIODS); i++) {
    const SalPeriod first = make_period(&JOINED_PERIODS[i]);
    SalPeriod last = { .from = first.to - 1, .to = first.to };
    sal_period_name(&last, first.unit.every, last.from);
    const SalPeriod joined = sal_period_join(&first, &last);
    assert_describes(&JOINED_PERIODS[i], &joined);
  }
}

static void
test_a_run_before_christ_is_of_years_or_months(void)
{
  static const SalEvery every[] = { SAL_EVERY_YEAR, SAL_EVERY_MONTH };
  static const SalWordUnit units[] = { SAL_WORD_UNIT_YEAR, SAL_WORD_UNIT_MONTH };
  for (guint i = 0; i < G_N_ELEMENTS(every); i++) {
    SalChange change = { .class_name = "control", .region = "" };
    g_autoptr(GPtrArray) changes = g_ptr_array_new();
    sal_period_name(&change.period, every[i], sal_day_from_civil(-499, 8, 1));
    g_ptr_array_add(changes, &change);
    g_autoptr(SalRun) run = sal_run_new(changes, NULL);
    g_assert_cmpint(sal_run_get_every(run), ==, every[i]);
    g_assert_cmpint(sal_wording_find_unit(run), ==, units[i]);
  }
}

static void
assert_expands(const char *text, const SalRun *run, const char *expected)
{
  g_autoptr(GError) error = NULL;
  const SalChange change = { .class_name = "control",
                             .region = "",
                             .period = { .unit = { SAL_EVERY_MONTH, 2024, 8 } },
                             .gained_m2 = 2e6,
                             .area_to_m2 = 2e6,
                             .to_snapshot = 31 };
  const SalCaptionOptions options = { NULL };
  const SalCaptionSubject subject = { .change = &change, .run = run };
  g_autofree char *expanded = sal_captions_expand(&options, &subject, text, "title", &error);
  g_assert_no_error(error);
  g_assert_cmpstr(expanded, ==, expected);
}

static void
test_templates_have_braces_and_the_run(void)
{
  g_autoptr(SalRun) run = sal_run_new(NULL, NULL);
  run->n_counted = 1, run->mean_net_m2 = 1234.56e6;
  assert_expands("{{{period}}} {gained}", NULL, "{August 2024} 2.0\u00a0km²");
  assert_expands("{mean}, {n}", run, "+1,235\u00a0km², 0");
  assert_expands("[{mean}{n}]", NULL, "[]");
  assert_expands("{net_value} {period_long}[{holder}{since}]", NULL, "2.0 in August 2024[]");
  assert_expands("{headline}: {sentence}", NULL,
                 "Area grew by 2.0\u00a0km² net in August 2024: The area grew by 2.0\u00a0km² in August 2024 "
                 "(0.1\u00a0km² a day)");
  const char *const faults[] = { "a { b", "a } b", "{perod}", "{}", "{{period}", NULL };
  for (guint i = 0; faults[i] != NULL; i++) {
    g_autoptr(GError) error = NULL;
    const SalChange change = { .class_name = "control", .region = "" };
    const SalCaptionOptions options = { NULL };
    const SalCaptionSubject subject = { .change = &change };
    g_assert_null(sal_captions_expand(&options, &subject, faults[i], "title", &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
  }
}

static void
test_scale_bars_are_as_long_as_they_say(void)
{
  static const double scales[] = { 0.3, 4, 60, 1400, 33333, 2e5 };
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(scales); i++) {
    const SalScaleBarOptions options = { .style = style, .units = SAL_SCALE_BOTH, .text_scale = 1 };
    const SalScaleBar bar = sal_scale_bar_choose(scales[i], 40, &options);
    g_autoptr(SalLayer) layer = sal_layer_new("scale-bar", "Scale bar");
    sal_scale_bar_draw(&bar, layer, 10, 10);
    g_assert_cmpuint(bar.n_rulers, ==, 2);
    for (guint j = 0, item = 0; j < 2; j++, item += 2) {
      while (sal_layer_get_item(layer, item)->type == SAL_ITEM_TEXT)
        item++;
      const SalBox half = sal_geometry_get_box(sal_layer_get_item(layer, item)->geometry);
      g_assert_cmpfloat_with_epsilon((half.xmax - half.xmin) * 2 * scales[i] / bar.rulers[j].length_m, 1,
                                     1e-6);
      g_assert_cmpfloat(bar.rulers[j].length_mm, <=, 40);
      g_assert_cmpfloat(bar.rulers[j].length_mm, >, 40 / 2.51);
    }
  }
}

static const char *const LONG_TITLES[] = {
  "Donaudampfschifffahrtsgesellschaftskapitän und mehr",
  "領土の変化に関する月次報告書と前線の動きについての詳細な分析結果のまとめ",
  "تغير الأراضي الخاضعة للسيطرة خلال شهر أغسطس من عام ألفين وأربعة وعشرين",
  ("Зміна контрольованої території в Донецькій області за серпень "
   "🗺️🗺️🗺️🗺️🗺️🗺️"),
  "First line\nsecond line",
};

static void
test_long_titles_wrap_shrink_or_fail(void)
{
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  const SalTextBlockOptions options = { .what = "title",
                                        .font_family = style->font_family,
                                        .style = style->title_text,
                                        .width_mm = 110,
                                        .max_lines = 3,
                                        .first_scale = 1,
                                        .least_scale = 0.6 };
  for (guint i = 0; i < G_N_ELEMENTS(LONG_TITLES); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_ptr_array_add(texts, (gpointer)LONG_TITLES[i]);
    SalTextBlock block;
    sal_text_block_fit(&block, &options, texts, &error);
    g_assert_no_error(error);
    g_autoptr(SalLayer) layer = sal_layer_new("title", "Title");
    g_assert_cmpfloat(sal_text_block_draw(&block, layer, LONG_TITLES[i], 0, 0, &error), >, 0);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const SalItem *item = sal_layer_get_item(layer, j);
      g_assert_cmpfloat(sal_text_measure(item->text.text, style->font_family, &item->text.style).width_mm, <=,
                        110.1);
    }
  }
}

static void
assert_lines(const char *text, double width_mm, const char *first, const char *second)
{
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  g_autoptr(SalLayer) layer = sal_layer_new("title", "Title");
  const SalTextBlockOptions options = { .what = "title",
                                        .font_family = style->font_family,
                                        .style = style->title_text,
                                        .width_mm = width_mm,
                                        .max_lines = 2,
                                        .first_scale = 1,
                                        .least_scale = 1 };
  SalTextBlock block;
  g_ptr_array_add(texts, (gpointer)text);
  sal_text_block_fit(&block, &options, texts, &error);
  g_assert_no_error(error);
  sal_text_block_draw(&block, layer, text, 0, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 2);
  g_assert_cmpstr(sal_layer_get_item(layer, 0)->text.text, ==, first);
  g_assert_cmpstr(sal_layer_get_item(layer, 1)->text.text, ==, second);
}

static void
test_lines_break_where_a_text_pauses(void)
{
  assert_lines("Cumulative change, August 2024 to May 2025", 85, "Cumulative change,",
               "August 2024 to May 2025");
  assert_lines("1 to 8 August 2024 · net +12 km², mean +3 km²", 85, "1 to 8 August 2024",
               "net +12 km², mean +3 km²");
  assert_lines("The fronts of the war in Korea in May", 60, "The fronts of the", "war in Korea in May");
}

static void
test_a_word_without_end_is_refused(void)
{
  g_autoptr(SalStyle) style = sal_style_load("default", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  g_autofree char *word = g_strnfill(500, 'm');
  g_ptr_array_add(texts, word);
  const SalTextBlockOptions options = { .what = "title",
                                        .font_family = style->font_family,
                                        .style = style->title_text,
                                        .width_mm = 110,
                                        .max_lines = 3,
                                        .first_scale = 1,
                                        .least_scale = 0.6 };
  SalTextBlock block;
  g_assert_false(sal_text_block_fit(&block, &options, texts, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_RENDER);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/words/languages-say-everything", test_languages_say_everything);
  g_test_add_func("/words/docs-name-every-key", test_docs_name_every_key);
  g_test_add_func("/words/a-file-overrides-its-base", test_a_file_overrides_its_base);
  g_test_add_func("/words/faults-name-their-line", test_faults_name_their_line);
  g_test_add_func("/words/refuses-what-is-no-language", test_refuses_what_is_no_language);
  g_test_add_func("/words/a-base-that-is-itself-ends", test_a_base_that_is_itself_ends);
  g_test_add_func("/words/describes-periods-in-every-language", test_describes_periods_in_every_language);
  g_test_add_func("/words/a-run-before-christ-is-of-years-or-months",
                  test_a_run_before_christ_is_of_years_or_months);
  g_test_add_func("/words/templates-have-braces-and-the-run", test_templates_have_braces_and_the_run);
  g_test_add_func("/words/scale-bars-are-as-long-as-they-say", test_scale_bars_are_as_long_as_they_say);
  g_test_add_func("/words/long-titles-wrap-shrink-or-fail", test_long_titles_wrap_shrink_or_fail);
  g_test_add_func("/words/lines-break-where-a-text-pauses", test_lines_break_where_a_text_pauses);
  g_test_add_func("/words/a-word-without-end-is-refused", test_a_word_without_end_is_refused);
  return g_test_run();
}
