#include "data/base/error.h"

#include "fixture.h"

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
  g_test_add_func("/error/sets-code-and-message", sets_code_and_message);
  g_test_add_func("/error/quotes-on-one-line", quotes_on_one_line);
  g_test_add_func("/error/quotes-what-would-turn-the-line-round", quotes_what_would_turn_the_line_round);
  g_test_add_func("/error/quotes-bytes-that-are-no-text", quotes_bytes_that_are_no_text);
  g_test_add_func("/error/cuts-long-text", cuts_long_text);
  g_test_add_func("/error/cuts-long-paths-at-the-front", cuts_long_paths_at_the_front);
  g_test_add_func("/error/finds-the-word-that-was-meant", finds_the_word_that_was_meant);
  g_test_add_func("/error/offers-nothing-that-is-far-off", offers_nothing_that_is_far_off);
  g_test_add_func("/error/suggests-in-brackets", suggests_in_brackets);
  return g_test_run();
}
