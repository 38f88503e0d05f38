#include "data/source/envelope.h"

#include <string.h>

/* What is found in a text, or NULL. */
static char *
find(const char *text)
{
  gsize begin, end;
  const gsize length = strlen(text);
  char *exact = g_memdup2(text, length); /* without the final zero, so that reading past the end shows */
  const gboolean found = sal_envelope_find(exact, length, &begin, &end);
  char *part = found ? g_strndup(exact + begin, end - begin) : NULL;
  g_free(exact);
  return part;
}

static void
assert_finds(const char *text, const char *expected)
{
  g_autofree char *part = find(text);
  g_assert_cmpstr(part, ==, expected);
}

#define COLLECTION "{\"features\": [], \"type\" : \"FeatureCollection\"}"

static void
finds_a_wrapped_collection(void)
{
  assert_finds("{\"id\": 1, \"map\": " COLLECTION "}", COLLECTION);
  assert_finds("\xef\xbb\xbf \n{\"map\":" COLLECTION " , \"next\": {}}", COLLECTION);
  assert_finds("{\"a\": \"}{\\\"\", \"b\": [1, {\"c\": \"]\"}], \"d\": null, \"map\":" COLLECTION "}",
               COLLECTION);
}

static void
finds_none_elsewhere(void)
{
  assert_finds(COLLECTION, NULL);
  assert_finds("[" COLLECTION "]", NULL);
  assert_finds("{\"a\": {\"type\": \"Feature\"}}", NULL);
  assert_finds("{\"a\": {\"b\": " COLLECTION "}}", NULL);
  assert_finds("", NULL);
  assert_finds("<html>", NULL);
}

static void
survives_every_cut(void)
{
  static const char text[] = "{\"a\": \"\\\"\", \"map\": " COLLECTION "}";
  for (gsize n = 0; n < strlen(text) - 1; n++) {
    g_autofree char *cut = g_strndup(text, n);
    assert_finds(cut, NULL);
  }
}

static void
assert_topology(const char *text, guint64 n_points)
{
  g_assert_cmpuint(sal_envelope_count_topology(text, strlen(text)), ==, n_points);
}

static void
arcs_count_as_often_as_they_are_referred_to(void)
{
  assert_topology("{}", 0);
  assert_topology("{\"arcs\":[[[0,0],[1,1]]]}", 0);
  assert_topology("{\"objects\":{\"a\":{\"arcs\":[[0]]}},\"arcs\":[[[0,0],[1,1]]]}", 2);
  assert_topology("{\"objects\":{\"a\":{\"arcs\":[[0,-1],[~,0]]},\"arcs\":{\"arcs\" : [ 1 , -2, 7 ]}},"
                  "\"arcs\":[ [[0,0],[1,1]] , [[0,0],[1,1],[2,2]] ]}",
                  3 * 2 + 2 * 3);
  assert_topology("{\"objects\":{\"a\":{\"arcs\":[99999999999999999999999]}},\"arcs\":[[[0,0]]]}", 0);
  assert_topology("{\"objects\":{\"a\":{\"arcs\":[0", 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/envelope/arcs-count-as-often-as-they-are-referred-to",
                  arcs_count_as_often_as_they_are_referred_to);
  g_test_add_func("/envelope/finds-a-wrapped-collection", finds_a_wrapped_collection);
  g_test_add_func("/envelope/finds-none-elsewhere", finds_none_elsewhere);
  g_test_add_func("/envelope/survives-every-cut", survives_every_cut);
  return g_test_run();
}
