#include "data/base/json.h"

#include "fixture.h"

#include <json-glib/json-glib.h>

static JsonNode *
parse(const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string(text, &error);
  g_assert_no_error(error);
  g_assert_nonnull(node);
  return node;
}

static void
writes_members_as_expected(void)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "name", "Kyiv");
  sal_json_add_string(&json, "none", NULL);
  sal_json_add_boolean(&json, "held", TRUE);
  sal_json_open(&json, "list", '[');
  sal_json_add_integer(&json, NULL, -3);
  sal_json_add_decimal(&json, NULL, 0.5, 3);
  sal_json_close(&json, ']');
  sal_json_open(&json, "empty", '[');
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  g_autofree char *text = sal_json_finish(&json);
  g_assert_cmpstr(text, ==,
                  "{\n  \"name\": \"Kyiv\",\n  \"none\": null,\n  \"held\": true,\n  \"list\": [\n    -3,\n  "
                  "  0.500\n  ],\n"
                  "  \"empty\": []\n}\n");
  g_autoptr(JsonNode) node = parse(text);
  g_assert_cmpstr(json_object_get_string_member(json_node_get_object(node), "name"), ==, "Kyiv");
}

static void
assert_string_survives(const char *value, const char *expected)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "value", value);
  sal_json_close(&json, '}');
  g_autofree char *text = sal_json_finish(&json);
  g_assert_true(g_utf8_validate(text, -1, NULL));
  g_autoptr(JsonNode) node = parse(text);
  g_assert_cmpstr(json_object_get_string_member(json_node_get_object(node), "value"), ==, expected);
}

static void
spells_options_in_remarks(void)
{
  g_auto(SalJson) json = { NULL };
  g_autoptr(GPtrArray) remarks = g_ptr_array_new();
  g_ptr_array_add(remarks, (gpointer) "left out (" SAL_OPTION("max-gap") ")");
  sal_json_init(&json);
  sal_json_open(&json, NULL, '[');
  for (guint i = 0; i < 3; i++) {
    sal_json_open(&json, NULL, '{');
    sal_json_add_remarks(&json, i < 2 ? remarks : NULL, i == 0 ? "--" : NULL);
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  g_autofree char *text = sal_json_finish(&json);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip(lines[i]);
  g_autofree char *flat = g_strjoinv("", lines);
  g_assert_cmpstr(flat, ==,
                  "[{\"remarks\": [\"left out (--max-gap)\"]},{\"remarks\": [\"left out (max-gap)\"]},"
                  "{\"remarks\": []}]");
}

static void
strings_come_back(void)
{
  char controls[32] = "";
  for (int i = 1; i < 32; i++)
    controls[i - 1] = (char)i;
  assert_string_survives("", "");
  assert_string_survives("\"quoted\" and \\ back", "\"quoted\" and \\ back");
  assert_string_survives(controls, controls);
  assert_string_survives("\x7f", "\x7f");
  assert_string_survives("Донецьк \U0001F5FA \xe2\x80\xa8", "Донецьк \U0001F5FA \xe2\x80\xa8");
  assert_string_survives("caf\xe9", "caf\xef\xbf\xbd");
}

static void
assert_quoted(const char *text, const char *expected)
{
  g_autofree char *quoted = sal_json_quote(text);
  g_assert_cmpstr(quoted, ==, expected);
}

static void
shows_what_a_terminal_would_obey(void)
{
  assert_quoted("a\x1b\x7f\xc2\x80\xc2\x9b", "\"a\\u001b\\u007f\\u0080\\u009b\"");
  assert_quoted("\xe2\x80\xaa\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9", "\"\\u202a\\u202e\\u2066\\u2069\"");
  assert_quoted("\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c", "\"\\u200e\\u200f\\u061c\"");
  assert_quoted("\xe2\x80\xa8\xe2\x80\xa9", "\"\\u2028\\u2029\"");
  assert_quoted("القدس", "\"القدس\"");
  assert_string_survives("a\xc2\x9b\xe2\x80\xae\xd8\x9c\xe2\x80\xa8",
                         "a\xc2\x9b\xe2\x80\xae\xd8\x9c\xe2\x80\xa8");
}

static void
escapes_what_others_wrote(void)
{
  static const char json[] = "\x1e{ \"a\": \"b\\n\xc2\x9b\xe2\x80\xae\x7f é\" }\n";
  g_autofree char *escaped = sal_json_escape_document(json, strlen(json));
  g_assert_cmpstr(escaped, ==, "\x1e{ \"a\": \"b\\n\\u009b\\u202e\\u007f é\" }\n");
}

static void
masks_secrets_of_sources(void)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_add_source(&json, NULL, "https://me:geheim@host/a");
  g_autofree char *text = sal_json_finish(&json);
  g_assert_cmpstr(text, ==, "\"https://***@host/a\"\n");
}

static void
keys_are_quoted_too(void)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_integer(&json, "a\"b\n", 1);
  sal_json_close(&json, '}');
  g_autofree char *text = sal_json_finish(&json);
  g_autoptr(JsonNode) node = parse(text);
  g_assert_cmpint(json_object_get_int_member(json_node_get_object(node), "a\"b\n"), ==, 1);
}

static void
assert_km2(gint64 m2, const char *expected)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_add_km2(&json, NULL, m2);
  g_autofree char *text = sal_json_finish(&json);
  g_assert_cmpstr(g_strchomp(text), ==, expected);
}

static void
writes_square_metres_as_square_kilometres(void)
{
  assert_km2(0, "0.000000");
  assert_km2(1, "0.000001");
  assert_km2(-1, "-0.000001");
  assert_km2(-999999, "-0.999999");
  assert_km2(505812345, "505.812345");
  assert_km2(G_GINT64_CONSTANT(510065621724088), "510065621.724088");
  assert_km2(G_MININT64, "-9223372036854.775808");
}

static void
numbers_ignore_the_locale(void)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_add_decimal(&json, NULL, -1234.5678, 2);
  g_autofree char *text = sal_json_finish(&json);
  g_assert_cmpstr(text, ==, "-1234.57\n");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/json/writes-members-as-expected", writes_members_as_expected);
  g_test_add_func("/json/spells-options-in-remarks", spells_options_in_remarks);
  g_test_add_func("/json/strings-come-back", strings_come_back);
  g_test_add_func("/json/keys-are-quoted-too", keys_are_quoted_too);
  g_test_add_func("/json/shows-what-a-terminal-would-obey", shows_what_a_terminal_would_obey);
  g_test_add_func("/json/escapes-what-others-wrote", escapes_what_others_wrote);
  g_test_add_func("/json/masks-secrets-of-sources", masks_secrets_of_sources);
  g_test_add_func("/json/writes-square-metres-as-square-kilometres",
                  writes_square_metres_as_square_kilometres);
  g_test_add_func("/json/numbers-ignore-the-locale", numbers_ignore_the_locale);
  return g_test_run();
}
