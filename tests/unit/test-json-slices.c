/* Where members stand in a JSON text, with json-glib as the judge of what is JSON. */
#include "data/base/json-slices.h"

#include "data/base/error.h"

#include <json-glib/json-glib.h>
#include <string.h>

static const char sample[] =
    "{\n  \"schema\": \"a\\\"}],\\u00e9\",\n  \"n\": 12,\n  \"list\": [\n    {\"a\": [1, -2.5e+3]},\n"
    "    [],\n    null\n  ],\n  \"empty\": {}, \"yes\": true , \"slash\":\"\\\\\"\n}\n";

static void
assert_text(const SalJsonSlice *slice, const char *expected)
{
  g_assert_nonnull(slice);
  g_autofree char *text = g_strndup(slice->text, slice->n);
  g_assert_cmpstr(text, ==, expected);
}

static void
finds_members(void)
{
  g_autoptr(GArray) members = sal_json_slices_read(sample, strlen(sample), NULL);
  g_assert_nonnull(members);
  g_assert_cmpuint(members->len, ==, 6);
  assert_text(sal_json_slices_find(members, "schema"), "\"a\\\"}],\\u00e9\"");
  assert_text(sal_json_slices_find(members, "empty"), "{}");
  assert_text(sal_json_slices_find(members, "slash"), "\"\\\\\"");
  g_assert_null(sal_json_slices_find(members, "a"));
  const SalJsonSlice *list = sal_json_slices_find(members, "list");
  g_autoptr(GArray) elements = sal_json_slices_read(list->text, list->n, NULL);
  g_assert_cmpuint(elements->len, ==, 3);
  assert_text(&g_array_index(elements, SalJsonSlice, 0), "{\"a\": [1, -2.5e+3]}");
  assert_text(&g_array_index(elements, SalJsonSlice, 2), "null");
  g_assert_null(sal_json_slices_find(elements, "a"));
  guint number = 0;
  g_assert_true(sal_json_slice_get_number(sal_json_slices_find(members, "n"), &number));
  g_assert_cmpuint(number, ==, 12);
  g_assert_false(sal_json_slice_get_number(list, &number));
}

static gboolean
is_read(const char *text, gsize n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) slices = sal_json_slices_read(text, n, &error);
  if (slices == NULL)
    g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  return slices != NULL;
}

static void
refuses_what_is_no_json(void)
{
  static const char *const texts[] = { "",         " ",      "1",         "\"a\"",       "{",
                                       "}",        "[1,]",   "[,1]",      "[1 2]",       "{\"a\"}",
                                       "{\"a\":}", "{a: 1}", "[01]",      "[1.]",        "[.5]",
                                       "[1e]",     "[tru]",  "[\"\\x\"]", "[\"\\u12\"]", "[\"\n\"]",
                                       "[\"a]",    "[] []",  "[NaN]",     "{\"a\":1,}",  "[\"\xff\"]",
                                       "['a']",    "[1]//",  "[+1]" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_assert_false(is_read(texts[i], strlen(texts[i])));
  g_assert_false(is_read("[1\0]", 4));
  g_assert_false(is_read("\0[]", 3));
}

static void
goes_64_levels_deep(void)
{
  for (guint depth = 60; depth < 70; depth++) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < depth; i++)
      g_string_append_c(text, '[');
    for (guint i = 0; i < depth; i++)
      g_string_append_c(text, ']');
    g_assert_cmpint(is_read(text->str, text->len), ==, depth <= 65);
  }
}

/* What another reader refuses is refused, whatever was done to the text. (It takes some that is no JSON.) */
static void
takes_no_more_than_others(void)
{
  static const char signs[] = "{}[]:,\"\\0123456789.-+eEtfnu \n";
  guint n_read = 0;
  for (guint i = 0; i < 20000; i++) {
    char text[sizeof sample];
    memcpy(text, sample, sizeof sample);
    for (int n = g_test_rand_int_range(0, 3); n > 0; n--)
      text[g_test_rand_int_range(0, sizeof sample - 1)] = signs[g_test_rand_int_range(0, sizeof signs - 1)];
    g_autoptr(JsonParser) parser = json_parser_new();
    const gboolean is_read_here = is_read(text, strlen(text));
    n_read += is_read_here ? 1 : 0;
    g_assert_true(!is_read_here || json_parser_load_from_data(parser, text, -1, NULL));
  }
  g_assert_cmpuint(n_read, >, 2000);
}

/* A string reads as another reader reads it. */
static void
reads_texts_as_others_do(void)
{
  static const char *const pieces[] = { "a",       "\xc3\xa9", "\\\"",    "\\\\",    "\\/",
                                        "\\b",     "\\n",      "\\t",     "\\u00e9", "\\ud83d\\ude00",
                                        "\\u202E", "\\ud83d",  "\\ude00", "\\f",     "\\r" };
  for (guint i = 0; i < 5000; i++) {
    g_autoptr(GString) text = g_string_new("[\"");
    for (int n = g_test_rand_int_range(0, 6); n > 0; n--)
      g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
    g_string_append(text, "\"]");
    g_autoptr(GArray) elements = sal_json_slices_read(text->str, text->len, NULL);
    g_autofree char *own = sal_json_slice_get_text(&g_array_index(elements, SalJsonSlice, 0));
    g_autoptr(JsonParser) parser = json_parser_new();
    if (own == NULL) /* half of a pair, of which others make something */
      g_assert_nonnull(strstr(text->str, "\\ud"));
    else {
      g_assert_true(json_parser_load_from_data(parser, text->str, -1, NULL));
      g_assert_cmpstr(own, ==,
                      json_array_get_string_element(json_node_get_array(json_parser_get_root(parser)), 0));
    }
  }
  static const SalJsonSlice nul = { NULL, 0, "\"a\\u0000\"", 9 }, word = { NULL, 0, "null", 4 };
  g_assert_null(sal_json_slice_get_text(&nul));
  g_assert_null(sal_json_slice_get_text(&word));
  g_assert_true(sal_json_slice_is_word(&word, "null"));
  g_assert_false(sal_json_slice_is_word(&word, "nul"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/json-slices/finds-members", finds_members);
  g_test_add_func("/json-slices/refuses-what-is-no-json", refuses_what_is_no_json);
  g_test_add_func("/json-slices/goes-64-levels-deep", goes_64_levels_deep);
  g_test_add_func("/json-slices/takes-no-more-than-others", takes_no_more_than_others);
  g_test_add_func("/json-slices/reads-texts-as-others-do", reads_texts_as_others_do);
  return g_test_run();
}
