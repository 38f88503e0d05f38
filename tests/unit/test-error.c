#include "data/base/error.h"

#include "fixture.h"

#include <errno.h>

static void
assert_quoted(const char *text, const char *expected)
{
  g_autofree char *quoted = sal_error_quote(text);
  g_assert_cmpstr(quoted, ==, expected);
}

static void
sets_code_and_message(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_error_set(&error, SAL_ERROR_CRS, "%s: expected %d, got %d%%", "place", 1, 2));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_CRS);
  g_assert_cmpstr(error->message, ==, "place: expected 1, got 2%");
  g_assert_false(sal_error_set(NULL, SAL_ERROR_IO, "nobody listens"));
}

static void
knows_the_option_it_is_about(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(
      sal_error_set_option(&error, SAL_ERROR_FORMAT, "date-field", "expected %s, got '%d'", "x", 7));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_cmpstr(error->message, ==, "‹date-field›: expected x, got '7'");
  g_assert_cmpstr(sal_error_get_option(error), ==, "date-field");
  g_assert_cmpstr(sal_error_get_detail(error), ==, "expected x, got '7'");
  g_assert_false(sal_error_blame(&error, "where"));
  g_assert_cmpstr(sal_error_get_option(error), ==, "date-field");
  g_assert_cmpstr(error->message, ==, "‹date-field›: expected x, got '7'");
  g_assert_false(sal_error_set_option(NULL, SAL_ERROR_IO, "where", "nobody listens"));
}

static void
is_blamed_on_an_option_with_its_place(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_error_blame(&error, "regions"));
  g_assert_null(error);
  g_assert_false(sal_error_blame(NULL, "regions"));
  sal_error_set(&error, SAL_ERROR_IO, "expected a file");
  g_assert_null(sal_error_get_option(error));
  g_assert_true(sal_error_get_detail(error) == error->message);
  g_prefix_error(&error, "r.geojson: ");
  sal_error_blame(&error, "regions");
  g_assert_cmpstr(error->message, ==, "‹regions›: r.geojson: expected a file");
  g_assert_cmpstr(sal_error_get_option(error), ==, "regions");
  g_assert_cmpstr(sal_error_get_detail(error), ==, "r.geojson: expected a file");
}

static void
says_what_may_succeed_later(void)
{
  g_autoptr(GError) error = NULL, full = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_NOSPC, "x");
  g_autoptr(GError) denied = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_ACCES, "x");
  g_assert_false(sal_error_mark_errno(&error, ENOSPC));
  g_assert_false(sal_error_mark_errno(NULL, ENOSPC));
  sal_error_set(&error, SAL_ERROR_IO, "expected room");
  sal_error_mark_errno(&error, EACCES);
  g_assert_false(sal_error_is_temporary(error));
  sal_error_mark_errno(&error, EDQUOT);
  g_assert_true(sal_error_is_temporary(error));
  g_prefix_error(&error, "a.png: ");
  sal_error_blame(&error, "output");
  g_autoptr(GError) copy = g_error_copy(error);
  g_assert_true(sal_error_is_temporary(copy));
  g_assert_true(sal_error_is_temporary(full) && !sal_error_is_temporary(denied));
}

static void
keeps_the_option_in_copies_and_under_later_places(void)
{
  g_autoptr(GError) error = NULL;
  sal_error_set_option(&error, SAL_ERROR_FORMAT, "class", "expected areas");
  g_prefix_error(&error, "A: ");
  sal_error_append(&error, " (%u of them)", 2);
  g_autoptr(GError) copy = g_error_copy(error);
  g_clear_error(&error);
  g_assert_cmpstr(copy->message, ==, "A: ‹class›: expected areas (2 of them)");
  g_assert_cmpstr(sal_error_get_option(copy), ==, "class");
  g_assert_cmpstr(sal_error_get_detail(copy), ==, copy->message);
  g_assert_false(sal_error_append(&error, "nothing"));
  g_assert_null(error);
}

static void
takes_errors_of_others(void)
{
  g_autoptr(GError) error = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_FAILED, "expected");
  sal_error_blame(&error, "aoi");
  g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_cmpstr(error->message, ==, "‹aoi›: expected");
  g_assert_null(sal_error_get_option(error));
  g_assert_cmpstr(sal_error_get_detail(error), ==, "‹aoi›: expected");
}

static void
assert_spelled(const char *message, const char *before_option, const char *expected)
{
  g_autofree char *spelled = sal_error_spell(message, before_option);
  g_assert_cmpstr(spelled, ==, expected);
}

static void
spells_options_as_the_caller_does(void)
{
  assert_spelled("a (" SAL_OPTION("max-size") ", " SAL_OPTION("b2") ")", "--", "a (--max-size, --b2)");
  assert_spelled("a (" SAL_OPTION("max-size") ")", "", "a (max-size)");
  assert_spelled(SAL_OPTION("a") SAL_OPTION("b"), "--", "--a--b");
  assert_spelled("", "--", "");
}

static void
spells_nothing_else(void)
{
  assert_spelled("‹Name› ‹two words› ‹› ‹open", "--", "‹Name› ‹two words› ‹› ‹open");
  assert_spelled("‹‹a››", "--", "‹--a›");
  assert_spelled("›a‹ ‹ü› caf\xe9", "--", "›a‹ ‹ü› caf\xe9");
}

static void
quotes_what_is_no_option_of_ours(void)
{
  assert_quoted("‹Харків› ‹two words› ‹›", "‹Харків› ‹two words› ‹›");
  assert_quoted("‹max-size›.json", "\\u2039max-size›.json");
  assert_quoted("‹‹a››", "‹\\u2039a››");
  g_autofree char *quoted = sal_error_quote("‹a› ‹b›"), *path = sal_error_quote_path("/x/‹a›.json");
  assert_spelled(quoted, "--", quoted);
  g_assert_cmpstr(path, ==, "/x/\\u2039a›.json");
}

static void
quotes_on_one_line(void)
{
  assert_quoted("plain", "plain");
  assert_quoted("", "");
  assert_quoted("a\nb\tc", "a\\nb\\tc");
  assert_quoted("\r\x1b[2J\x7f", "\\u000D\\u001B[2J\\u007F");
  assert_quoted("Слов’янськ", "Слов’янськ");
}

static void
quotes_what_would_turn_the_line_round(void)
{
  assert_quoted("a\xe2\x80\xae"
                "b",
                "a\\u202Eb");
  assert_quoted("a\xe2\x81\xa6"
                "b",
                "a\\u2066b");
}

static void
quotes_bytes_that_are_no_text(void)
{
  g_autofree char *quoted = sal_error_quote("caf\xe9.geojson");
  g_assert_true(g_utf8_validate(quoted, -1, NULL));
  g_assert_cmpstr(quoted, ==, "caf\xef\xbf\xbd.geojson");
}

static void
cuts_long_text(void)
{
  g_autofree char *exactly = g_strnfill(80, 'x'), *more = g_strnfill(81, 'x'),
                  *cut = g_strconcat(exactly, "…", NULL);
  g_autofree char *huge = g_strnfill(1000000, 'x');
  assert_quoted(exactly, exactly);
  assert_quoted(more, cut);
  assert_quoted(huge, cut);
}

static void
cuts_long_paths_at_the_front(void)
{
  g_autofree char *folders = g_strnfill(74, '/'), *path = g_strconcat("/ö/", folders, "ü.json", NULL);
  g_autofree char *cut = g_strconcat("…", folders, "ü.json", NULL), *long_path = sal_error_quote_path(path);
  g_autofree char *short_path = sal_error_quote_path("a\n/b.json");
  g_assert_cmpstr(long_path, ==, cut);
  g_assert_cmpstr(short_path, ==, "a\\n/b.json");
}

static void
leaves_out_what_gdal_needs_before_names(void)
{
  static const char *const paths[][2] = { { "/vsizip//data/a.zip/b.json", "/data/a.zip/b.json" },
                                          { "/vsigzip//vsizip/a.zip/b.json.gz", "a.zip/b.json.gz" },
                                          { "/vsicurl/https://me:pw@x/a.json", "https://***@x/a.json" },
                                          { "/vsis3/bucket/a.json", "/vsis3/bucket/a.json" },
                                          { "/vsizip/", "/vsizip/" } };
  for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autofree char *quoted = sal_error_quote_path(paths[i][0]);
    g_assert_cmpstr(quoted, ==, paths[i][1]);
  }
}

static const char *const words[] = { "ellipsoid", "geodesic", "sphere", "week", NULL };

static void
finds_the_word_that_was_meant(void)
{
  g_assert_cmpstr(sal_error_nearest("elipsoid", words), ==, "ellipsoid");
  g_assert_cmpstr(sal_error_nearest("ELLIPSOID", words), ==, "ellipsoid");
  g_assert_cmpstr(sal_error_nearest("shpere", words), ==, "sphere");
  g_assert_cmpstr(sal_error_nearest("wek", words), ==, "week");
  g_assert_cmpstr(sal_error_nearest("geodesicc", words), ==, "geodesic");
}

static void
offers_nothing_that_is_far_off(void)
{
  const char *const none[] = { NULL };
  g_autofree char *long_word = g_strnfill(100000, 'x');
  g_assert_null(sal_error_nearest("mercator", words));
  g_assert_null(sal_error_nearest("", words));
  g_assert_null(sal_error_nearest("week", none));
  g_assert_null(sal_error_nearest("week", NULL));
  g_assert_null(sal_error_nearest(long_word, words));
}

static void
suggests_in_brackets(void)
{
  g_autofree char *near = sal_error_suggest("spere", words), *far = sal_error_suggest("mercator", words);
  const char *const odd[] = { "da\nte", NULL };
  g_autofree char *escaped = sal_error_suggest("date", odd);
  g_assert_cmpstr(near, ==, " (did you mean 'sphere'?)");
  g_assert_cmpstr(far, ==, "");
  g_assert_cmpstr(escaped, ==, " (did you mean 'da\\nte'?)");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/error/says-what-may-succeed-later", says_what_may_succeed_later);
  g_test_add_func("/error/sets-code-and-message", sets_code_and_message);
  g_test_add_func("/error/knows-the-option-it-is-about", knows_the_option_it_is_about);
  g_test_add_func("/error/is-blamed-on-an-option-with-its-place", is_blamed_on_an_option_with_its_place);
  g_test_add_func("/error/keeps-the-option-in-copies-and-under-later-places",
                  keeps_the_option_in_copies_and_under_later_places);
  g_test_add_func("/error/takes-errors-of-others", takes_errors_of_others);
  g_test_add_func("/error/spells-options-as-the-caller-does", spells_options_as_the_caller_does);
  g_test_add_func("/error/spells-nothing-else", spells_nothing_else);
  g_test_add_func("/error/quotes-what-is-no-option-of-ours", quotes_what_is_no_option_of_ours);
  g_test_add_func("/error/quotes-on-one-line", quotes_on_one_line);
  g_test_add_func("/error/quotes-what-would-turn-the-line-round", quotes_what_would_turn_the_line_round);
  g_test_add_func("/error/quotes-bytes-that-are-no-text", quotes_bytes_that_are_no_text);
  g_test_add_func("/error/cuts-long-text", cuts_long_text);
  g_test_add_func("/error/cuts-long-paths-at-the-front", cuts_long_paths_at_the_front);
  g_test_add_func("/error/leaves-out-what-gdal-needs-before-names", leaves_out_what_gdal_needs_before_names);
  g_test_add_func("/error/finds-the-word-that-was-meant", finds_the_word_that_was_meant);
  g_test_add_func("/error/offers-nothing-that-is-far-off", offers_nothing_that_is_far_off);
  g_test_add_func("/error/suggests-in-brackets", suggests_in_brackets);
  return g_test_run();
}
