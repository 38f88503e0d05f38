/* Names from strangers' files in lines, Markdown and XML, and the secrets in names of sources. */
#include "data/base/plain.h"

#include "data/base/markdown.h"
#include "data/base/remarks.h"
#include "data/base/secrets.h"
#include "data/base/xml.h"

#include <string.h>

#define RLO "\xe2\x80\xae" /* U+202E */
#define RLM "\xe2\x80\x8f" /* U+200F */

static void
assert_shown(const char *text, const char *expected)
{
  g_autofree char *shown = sal_plain_show(text, 80);
  g_assert_cmpstr(shown, ==, expected);
}

static void
shows_what_has_no_shape(void)
{
  assert_shown("\x1b[2J\x7f\xc2\x9b", "\\u001B[2J\\u007F\\u009B");
  assert_shown("a\nb\tc", "a\\nb\\tc");
  assert_shown("a\xe2\x80\xa8"
               "b\xe2\x80\xa9",
               "a\\u2028b\\u2029");
  assert_shown("a" RLO "b" RLM "c\xd8\x9c\xe2\x81\xa9", "a\\u202Eb\\u200Fc\\u061C\\u2069");
  assert_shown("caf\xe9", "caf\xef\xbf\xbd");
}

/* Persian needs the non-joiner, Hindi the joiner. */
static void
leaves_names_of_all_scripts(void)
{
  static const char *const names[] = { "Слов’янськ",   "St. Mary's",    "A_B",
                                       "ירושלים",      "القدس",         "می‌خواهم",
                                       "क्‍ष", "東京都 (区部)", "Ōsaka–Kōbe" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *escaped = sal_markdown_escape(names[i], 80), *xml = sal_xml_escape(names[i]);
    assert_shown(names[i], names[i]);
    g_assert_cmpstr(escaped, ==, names[i]);
    g_assert_cmpstr(xml, ==, names[i]);
  }
}

static void
cuts_long_names(void)
{
  g_autofree char *cut = sal_plain_show("ééééé", 3), *whole = sal_plain_show("ééé", 3);
  g_assert_cmpstr(cut, ==, "ééé…");
  g_assert_cmpstr(whole, ==, "ééé");
}

static void
keeps_newlines_of_ours_alone(void)
{
  g_autofree char *lines = sal_plain_show_lines("a\tb\r\nc\x1b" RLO "d\xc2\x9b\n");
  g_assert_cmpstr(lines, ==, "a b \nc\\u001B\\u202Ed\\u009B\n");
}

static void
a_remark_is_one_line(void)
{
  g_autofree char *line =
      sal_remark_flatten("a\nb\x1b[2J\xc2\x9b" RLO "c https://me:geheim@host/?token=x y", "--");
  g_assert_cmpstr(line, ==, "a b [2J \\u202Ec https://***@host/?token=*** y");
}

/* Markdown */

static void
assert_markdown(const char *text, const char *expected)
{
  g_autofree char *escaped = sal_markdown_escape(text, 80);
  g_assert_cmpstr(escaped, ==, expected);
}

static void
markdown_has_no_markup_of_names(void)
{
  assert_markdown("a|b\\|c", "a\\|b\\\\\\|c");
  assert_markdown("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
  assert_markdown("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))");
  assert_markdown("![x](a.png)[^1]", "!\\[x\\](a.png)\\[^1\\]");
  assert_markdown("`a` *b* **c** _d_ ~e~ $f$", "\\`a\\` \\*b\\* \\*\\*c\\*\\* \\_d\\_ \\~e\\~ \\$f\\$");
  assert_markdown("see http://a.org", "see http\\://a.org");
  assert_markdown("see WWW.a.org", "see WWW\\.a.org");
  assert_markdown("a@b.org", "a@<!-- -->b.org");
  assert_markdown("&lt; &#64; &#x40; R&D A & B;", "&amp;lt; &amp;#64; &amp;#x40; R&D A & B;");
  assert_markdown(":smile: 12:30", "\\:smile: 12:30");
  assert_markdown("a\nb", "a\\\\nb");
  assert_markdown("\x1b", "\\\\u001B");
}

static void
markdown_begins_no_block(void)
{
  assert_markdown("# a", "\\# a");
  assert_markdown("- a", "\\- a");
  assert_markdown("+ a", "\\+ a");
  assert_markdown("---", "\\---");
  assert_markdown("+12,308.464", "+12,308.464");
  assert_markdown("* a", "\\* a");
  assert_markdown("1. a", "1\\. a");
  assert_markdown("12) a", "12\\) a");
  assert_markdown("> a", "&gt; a");
  assert_markdown("    a", "&#32;   a");
  assert_markdown("1.5 km", "1.5 km");
  assert_markdown("2024-01-02*", "2024-01-02*");
  assert_markdown("Івано-Франківськ", "Івано-Франківськ");
}

/* XML */

static void
xml_has_no_characters_that_it_forbids(void)
{
  g_autofree char *clean = sal_xml_clean("a\x01\x1b\x7f\xc2\x9b\xef\xbf\xbe\xef\xbf\xbf\tb\nc\xff<&>");
  g_assert_cmpstr(clean, ==, "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\tb\nc\uFFFD<&>");
  g_autofree char *escaped = sal_xml_escape("<a b=\"c\">&amp;\x02");
  g_assert_cmpstr(escaped, ==, "&lt;a b=&quot;c&quot;&gt;&amp;amp;\uFFFD");
}

static void
keep_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_string_append_len(data, text, (gssize)length);
}

/* Of random bytes too, GLib's parser gets the clean text. */
static void
xml_comes_back(void)
{
  const GMarkupParser parser = { .text = keep_text };
  g_autoptr(GRand) rand = g_rand_new_with_seed(20241101);
  for (guint i = 0; i < 2000; i++) {
    char bytes[33] = "";
    for (guint j = 0; j < 32; j++)
      bytes[j] = (char)g_rand_int_range(rand, 1, 256);
    g_autofree char *clean = sal_xml_clean(bytes), *escaped = sal_xml_escape(bytes);
    g_autofree char *document = g_strdup_printf("<a>%s</a>", escaped);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, text, NULL);
    g_autoptr(GError) error = NULL;
    g_markup_parse_context_parse(context, document, -1, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(text->str, ==, clean);
  }
}

/* Secrets */

static void
assert_masked(const char *text, const char *expected)
{
  g_autofree char *masked = sal_secrets_mask(text), *again = sal_secrets_mask(masked);
  g_assert_cmpstr(masked, ==, expected);
  g_assert_cmpstr(again, ==, expected);
}

static void
masks_passwords_of_databases(void)
{
  assert_masked("PG:dbname=a password=geheim tables=b", "PG:dbname=a password=*** tables=b");
  assert_masked("PG:password='a \\' b' host=c", "PG:password=*** host=c");
  assert_masked("PG:\"host=c password='a b' user=me\"", "PG:\"host=c password=*** user=me\"");
  assert_masked("PG:password=a\\ b host=c", "PG:password=*** host=c");
  assert_masked("PG:password=a'b host=c", "PG:password=*** host=c");
  assert_masked("PG:PASSWORD = 'a", "PG:PASSWORD = ***");
  assert_masked("PG:host=c sslpassword=a passwd=b", "PG:host=c sslpassword=*** passwd=***");
  assert_masked("PG:host=c dbname=war", "PG:host=c dbname=war");
}

static void
masks_passwords_of_urls(void)
{
  assert_masked("PG:postgresql://me:geheim@host/a", "PG:postgresql://***@host/a");
  assert_masked("postgresql://me:ge@heim@host:5432/a", "postgresql://***@host:5432/a");
  assert_masked("postgresql://me:ge/heim@host/a", "postgresql://***@host/a");
  assert_masked("postgresql://me:123/heim@host/a", "postgresql://***@host/a");
  assert_masked("postgresql://me:ge?heim@host/a", "postgresql://***@host/a");
  assert_masked("postgresql://me:ge#heim@host/a", "postgresql://***@host/a");
  assert_masked("postgresql://me:p?w=x@host/a", "postgresql://***");
  assert_masked("postgresql://me:ge heim@host/a b", "postgresql://***@host/a b");
  assert_masked("postgresql://host/a?password=geheim&sslmode=require", "postgresql://host/a?password=***");
  assert_masked("postgresql://[::1]:5432/a", "postgresql://[::1]:5432/a");
  assert_masked("/vsicurl/https://me:ge@he/im@host/a.json", "/vsicurl/https://***@host/a.json");
  assert_masked("https://token@host/a.json", "https://***@host/a.json");
  assert_masked("https://me:geheim@host/x?email=a@b", "https://***@host/x?email=***");
  assert_masked("/vsicurl/https://host:8000/a.json", "/vsicurl/https://host:8000/a.json");
  assert_masked("https://host/@50,30/a.json", "https://host/@50,30/a.json");
  assert_masked("a@b.json", "a@b.json");
}

static void
masks_values_of_queries(void)
{
  assert_masked("https://h/a.json?token=geheim", "https://h/a.json?token=***");
  assert_masked("https://h/a?f=json&key=geheim&page=2", "https://h/a?f=json&key=***&page=2");
  assert_masked("https://h/a?access_token=x=y==&sig=%2Bz#s=1", "https://h/a?access_token=***&sig=***#s=***");
  assert_masked("https://h/a?X-Amz-Signature=ab&X-Amz-Date=2",
                "https://h/a?X-Amz-Signature=***&X-Amz-Date=***");
  assert_masked("https://h/a?geheim", "https://h/a?***");
  assert_masked("https://h/a?date=20240801&F=json", "https://h/a?date=20240801&F=json");
  assert_masked("20240801.geojson?token=geheim", "20240801.geojson?token=***");
  assert_masked("data/2024-0?-01.geojson", "data/2024-0?-01.geojson");
  assert_masked("what? a & b = c", "what? a & b = c");
}

static void
masks_within_messages(void)
{
  assert_masked("HTTP 404 of https://me:geheim@h/a?token=x and http://i/b",
                "HTTP 404 of https://***@h/a?token=*** and http://i/b");
  g_autofree char *host =
      sal_secrets_mask_message("could not find \"im@host\": no such host", "postgresql://me:geh@im@host/a");
  g_assert_cmpstr(host, ==, "could not find \"***@host\": no such host");
  g_autofree char *port =
      sal_secrets_mask_message("invalid integer value \"g\" for \"port\"", "postgresql://me:g/eheim@host/a");
  g_assert_cmpstr(port, ==, "invalid integer value \"***\" for \"port\"");
  g_autofree char *other = sal_secrets_mask_message("database \"war\" of \"me\" is missing",
                                                    "PG:dbname=war user=me password=geheim");
  g_assert_cmpstr(other, ==, "database \"war\" of \"me\" is missing");
}

/* All bytes */

static char *
make_nasty(GRand *rand)
{
  static const char *const bits[] = {
    "a",    "1", " ",   "\n",   "\x1b",      "\x9b",    "é",   RLO,       RLM,   "|", "\\",
    "`",    "*", "_",   "[",    "]",         "<",       ">",   "&",       "@",   "#", "?",
    "=",    ":", "://", "/",    "www",       ".",       "'",   "\"",      "-",   "+", "\xff",
    "\xe2", "~", "$",   "&lt;", "password=", "http://", "PG:", "?token=", "***", ";"
  };
  GString *text = g_string_new(NULL);
  for (gint32 n = g_rand_int_range(rand, 0, 16); n > 0; n--)
    g_string_append(text, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
  return g_string_free(text, FALSE);
}

/* What has been masked hides nothing more, and no cell of Markdown has a bare "|". */
static void
takes_any_bytes(void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed(20241102);
  for (guint i = 0; i < 20000; i++) {
    g_autofree char *text = make_nasty(rand), *shown = sal_plain_show(text, 80);
    g_autofree char *markdown = sal_markdown_escape(text, 80), *lines = sal_plain_show_lines(text);
    g_autofree char *masked = sal_secrets_mask(text), *again = sal_secrets_mask(masked);
    g_autofree char *message = sal_secrets_mask_message(text, text);
    g_assert_true(g_utf8_validate(shown, -1, NULL) && g_utf8_validate(lines, -1, NULL));
    g_assert_true(g_utf8_validate(markdown, -1, NULL) && strchr(markdown, '\n') == NULL);
    for (const char *bar = strchr(markdown, '|'); bar != NULL; bar = strchr(bar + 1, '|'))
      g_assert_true(bar > markdown && bar[-1] == '\\');
    g_assert_cmpstr(again, ==, masked);
    g_assert_nonnull(message);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/plain/shows-what-has-no-shape", shows_what_has_no_shape);
  g_test_add_func("/plain/leaves-names-of-all-scripts", leaves_names_of_all_scripts);
  g_test_add_func("/plain/cuts-long-names", cuts_long_names);
  g_test_add_func("/plain/keeps-newlines-of-ours-alone", keeps_newlines_of_ours_alone);
  g_test_add_func("/plain/a-remark-is-one-line", a_remark_is_one_line);
  g_test_add_func("/plain/markdown-has-no-markup-of-names", markdown_has_no_markup_of_names);
  g_test_add_func("/plain/markdown-begins-no-block", markdown_begins_no_block);
  g_test_add_func("/plain/xml-has-no-characters-that-it-forbids", xml_has_no_characters_that_it_forbids);
  g_test_add_func("/plain/xml-comes-back", xml_comes_back);
  g_test_add_func("/plain/masks-passwords-of-databases", masks_passwords_of_databases);
  g_test_add_func("/plain/masks-passwords-of-urls", masks_passwords_of_urls);
  g_test_add_func("/plain/masks-values-of-queries", masks_values_of_queries);
  g_test_add_func("/plain/masks-within-messages", masks_within_messages);
  g_test_add_func("/plain/takes-any-bytes", takes_any_bytes);
  return g_test_run();
}
