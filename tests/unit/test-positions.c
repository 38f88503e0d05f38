/* Files of positions: a hand's lines stay, whatever is added. */
#include "library/positions-file.h"
#include "library/positions-text.h"

#include "fixture.h"

#include <string.h>

/* Of names x and y are degrees, of others millimetres. */
static void
add(GArray *found, SalPositionKind kind, const char *name, double x, double y)
{
  const SalPoint at = { x, y };
  const SalPosition position = { .kind = kind,
                                 .name = g_strdup(name),
                                 .at = at,
                                 .spot = 1,
                                 .offset_mm = at,
                                 .pin = { .near = at, .box_mm = { -7.123, 2 }, .quarter = 2 },
                                 .piece = { SAL_STYLE_CORNER_BOTTOM_RIGHT, at } };
  g_array_append_val(found, position);
}

/* Two names, a hidden one, a callout, two notes of one name, and what the program chose. */
static GArray *
make_found(void)
{
  GArray *found = sal_positions_new();
  add(found, SAL_POSITION_LABEL, "Kurakhove", 37.25, 47.99);
  add(found, SAL_POSITION_LABEL, "Pokrovsk", 37.18, 48.28);
  add(found, SAL_POSITION_NO_LABEL, "Selydove", 37.3, 48.15);
  add(found, SAL_POSITION_CALLOUT, "Power \"station\"", -18.5, 3);
  add(found, SAL_POSITION_NOTE, "Axis", 1, 2);
  add(found, SAL_POSITION_NOTE, "Axis", 3, 4);
  add(found, SAL_POSITION_CHANGE, "Kurakhove", 37.25, 47.99);
  add(found, SAL_POSITION_PIECE, "legend", 0, 12);
  return found;
}

/* Owned by the caller. */
static char *
merge(const char *text, guint *n_added, GPtrArray *missing, GError **error)
{
  g_autoptr(GArray) found = make_found();
  const SalPositionsText task = { "at.yaml", text, strlen(text), found, "2024-11" };
  return sal_positions_text_merge(&task, n_added, missing, error);
}

static void
assert_merges(const char *text, const char *expected, guint n_added, const char *missing)
{
  g_autoptr(GError) error = NULL;
  guint n = 99;
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated(1, g_free, TRUE);
  g_autofree char *merged = merge(text, &n, names, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(merged, ==, expected);
  g_assert_cmpuint(n, ==, n_added);
  g_autofree char *list = g_strjoinv(",", (char **)names->pdata);
  g_assert_cmpstr(list, ==, missing);
  /* Once more, and nothing is new. */
  g_ptr_array_set_size(names, 0);
  g_autofree char *again = merge(merged, &n, names, &error);
  g_assert_cmpstr(again, ==, expected);
  g_assert_cmpuint(n, ==, 0);
}

#define LABELS                                                                                               \
  "  - { place: \"Kurakhove\", near: [37.25, 47.99], at: NE-near }\n"                                        \
  "  - { place: \"Pokrovsk\", near: [37.18, 48.28], at: NE-near }\n"                                         \
  "  - { place: \"Selydove\", near: [37.3, 48.15], hide: true, period: \"2024-11\" }\n"
#define CALLOUTS "callouts:\n  - { name: \"Power \\\"station\\\"\", offset: [-18.5, 3] }\n"
#define REST                                                                                                 \
  "changes:\n  - { place: \"Kurakhove\", near: [37.25, 47.99], change: gained, box: [-7.12, 2], end: NE }\n" \
  "furniture:\n  - { piece: \"legend\", corner: SE, offset: [0, 12] }\n"
#define NOTES "notes:\n  - { name: \"Axis\", offset: [1, 2] }\n  - { name: \"Axis\", offset: [3, 4] }\n"

static void
begins_an_empty_file(void)
{
  assert_merges("", "labels:\n" LABELS CALLOUTS NOTES REST, 8, "");
  assert_merges("# of the desk", "# of the desk\nlabels:\n" LABELS CALLOUTS NOTES REST, 8, "");
  assert_merges("labels:\nnotes: # none yet\n",
                "labels:\n" LABELS "notes: # none yet\n  - { name: \"Axis\", offset: [1, 2] }\n"
                "  - { name: \"Axis\", offset: [3, 4] }\n" CALLOUTS REST,
                8, "");
}

static void
keeps_what_a_hand_wrote(void)
{
  assert_merges(
      "notes:\n"
      "- name: 'Axis' # the first\n"
      "  offset: [7,\n"
      "           8]\n"
      "\n"
      "# moved for the weekend\n"
      "labels:\n"
      "    - { place: Pokrowsk, near: [37.181, 48.279], at: W-far } # so\n"
      "    - { place: Selydove, near: [37.3, 48.15], hide: true, period: 2024-10 }\n"
      "    - { place: Avdiivka, near: [37.75, 48.14], at: E-near }\n"
      "    - { place: Toretsk, near: [37.85, 48.4], at: E-near, period: 2024-10 }",
      "notes:\n"
      "- name: 'Axis' # the first\n"
      "  offset: [7,\n"
      "           8]\n"
      "- { name: \"Axis\", offset: [3, 4] }\n"
      "\n"
      "# moved for the weekend\n"
      "labels:\n"
      "    - { place: Pokrowsk, near: [37.181, 48.279], at: W-far } # so\n"
      "    - { place: Selydove, near: [37.3, 48.15], hide: true, period: 2024-10 }\n"
      "    - { place: Avdiivka, near: [37.75, 48.14], at: E-near }\n"
      "    - { place: Toretsk, near: [37.85, 48.4], at: E-near, period: 2024-10 }\n"
      "    - { place: \"Kurakhove\", near: [37.25, 47.99], at: NE-near }\n"
      "    - { place: \"Selydove\", near: [37.3, 48.15], hide: true, period: \"2024-11\" }\n" CALLOUTS REST,
      6, "Avdiivka");
}

static void
refuses_what_has_no_lines(void)
{
  static const char *const texts[] = { "{ notes: [ { name: Axis, offset: [0, 0] } ] }", "labels: []\n",
                                       "labels: [{ place: A, near: [1, 2], at: N-near }]\n",
                                       "notes:\n  - offset: [1, 2]\n    name: \"Axis of\n      advance\"\n" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;
    guint n;
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_assert_null(merge(texts[i], &n, missing, &error));
    assert_error_says(error, SAL_ERROR_FORMAT, "at.yaml: expected lists with a line of their own", NULL);
  }
}

/* Whatever the text is, what is added to it can be read, and is added once. */
static void
adds_once(void)
{
  static const char *const pieces[] = { "labels:\n",
                                        "notes:\n",
                                        "callouts:\n",
                                        "# x\n",
                                        "\n",
                                        "\r\n",
                                        "  - ",
                                        "{ name: Axis, offset: [1, 2] }\n",
                                        "name: B\n    offset: [1, 2]\n",
                                        "{ place: C, near: [1, 2], at: N-near }\n",
                                        "[]\n",
                                        "- ",
                                        "'",
                                        "---\n" };
  for (guint round = 0; round < 3000; round++) {
    g_autoptr(GString) text = g_string_new(NULL);
    const int n_pieces = g_test_rand_int_range(0, 9);
    for (int i = 0; i < n_pieces; i++)
      g_string_append(text, pieces[g_test_rand_int_range(0, G_N_ELEMENTS(pieces))]);
    guint n = 0;
    g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *merged = merge(text->str, &n, missing, NULL);
    if (merged == NULL)
      continue;
    g_autofree char *again = merge(merged, &n, missing, NULL);
    g_assert_cmpstr(again, ==, merged);
    g_assert_cmpuint(n, ==, 0);
    g_assert_cmpuint(strlen(merged), >, text->len);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/positions/begins-an-empty-file", begins_an_empty_file);
  g_test_add_func("/positions/keeps-what-a-hand-wrote", keeps_what_a_hand_wrote);
  g_test_add_func("/positions/refuses-what-has-no-lines", refuses_what_has_no_lines);
  g_test_add_func("/positions/adds-once", adds_once);
  return g_test_run();
}
