#include "styles/check.h"
#include "styles/loader.h"
#include "styles/vision.h"

#include "data/base/error.h"

#include <glib/gstdio.h>
#include <string.h>

static SalStyleCheck *
check_text(const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp("salient-check-XXXXXX", &error);
  g_assert_no_error(error);
  g_autofree char *path = g_build_filename(folder, "s.yaml", NULL);
  g_file_set_contents(path, text, -1, &error);
  g_assert_no_error(error);
  SalStyleCheck *check = sal_style_check(path, &error);
  g_assert_no_error(error);
  g_remove(path);
  g_rmdir(folder);
  return check;
}

/* expected: NULL-terminated. */
static void
assert_messages(const GPtrArray *messages, const char *const *expected)
{
  guint i = 0;
  for (; expected[i] != NULL && i < messages->len; i++)
    g_assert_cmpstr(g_ptr_array_index(messages, i), ==, expected[i]);
  if (i < messages->len)
    g_test_message("also: %s", (const char *)g_ptr_array_index(messages, i));
  g_assert_null(expected[i]);
  g_assert_cmpuint(messages->len, ==, i);
}

static void
assert_check(const char *text, const char *const *faults, const char *const *warnings)
{
  g_autoptr(SalStyleCheck) check = check_text(text);
  assert_messages(check->faults, faults);
  assert_messages(check->warnings, warnings);
}

static const char *const nothing[] = { NULL };

static void
test_builtin_styles_are_without_fault_and_warning(void)
{
  for (const char *const *name = sal_style_get_builtin_names(); *name != NULL; name++) {
    g_autofree char *text = g_strdup_printf("base: %s\n", *name);
    assert_check(text, nothing, nothing);
  }
}

static void
test_every_fault_is_told_at_once(void)
{
  const char *const faults[] = {
    "1: base: expected the name of a built-in style or the path of a file, got a list",
    "2: page.margin_mm: expected a number from 0 to 100, got '-1'",
    "3: page: expected one of margin_mm, gap_mm, paper, got 'papr' (did you mean 'paper'?)",
    "5: texts.title.size_pt: expected a number from 6 to 144, got '5'",
    "6: layers: expected each layer once, got 'sea' again (first in line 6)",
    "7: classes.a: expected one of title, fill, hatch, outline, got 'fil' (did you mean 'fill'?)",
    NULL,
  };
  assert_check("base: [dark]\npage: {margin_mm: -1,\n papr: none}\ntexts:\n  title: {size_pt: 5}\n"
               "layers: [sea, sea]\nclasses: {a: {fil: none, outline: {width_mm: 1, color: '#000000'}}}\n",
               faults, nothing);
}

static void
test_faults_of_syntax_bases_and_kinds_are_told(void)
{
  const char *const kind[] = { "1: expected a mapping, got a list", NULL };
  assert_check("- 1\n", kind, nothing);
  const char *const syntax[] = { "2: expected one document, got a second", NULL };
  assert_check("title: a\n---\ntitle: b\n", syntax, nothing);
  g_autoptr(SalStyleCheck) cycle = check_text("\nbase: s.yaml\n");
  g_assert_cmpuint(cycle->faults->len, ==, 1);
  g_assert_nonnull(
      strstr(g_ptr_array_index(cycle->faults, 0), "2: base: expected a chain that ends, got the cycle"));
}

static void
test_hostile_files_have_an_end_of_faults(void)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < 50000; i++)
    g_string_append_printf(text, "k%u: 1\n", i);
  g_autoptr(SalStyleCheck) check = check_text(text->str);
  g_assert_cmpuint(check->faults->len, ==, 101);
}

static void
test_hostile_files_have_an_end_of_warnings(void)
{
  g_autoptr(GString) text = g_string_new("classes:\n");
  for (guint i = 0; i < 240; i++)
    g_string_append_printf(text, "  c%u: {fill: \"#808080\"}\n", i);
  g_autoptr(SalStyleCheck) check = check_text(text->str);
  g_assert_cmpuint(check->faults->len, ==, 0);
  g_assert_cmpuint(check->warnings->len, ==, 100);
}

static void
test_a_missing_file_is_an_error(void)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_style_check("/nowhere/s.yaml", &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
}

static void
test_warns_of_weak_contrast(void)
{
  const char *const text[] = {
    "3: texts.credit: warning: expected a contrast of at least 4.5 with page.paper, got 2.85", NULL
  };
  assert_check("texts:\n  title: {size_pt: 20}\n  credit: {color: \"#999999\"}\n", nothing, text);
  const char *const halo[] = {
    "1: texts.place_1: warning: expected a contrast of at least 4.5 with areas.lost, got 1.45", NULL
  };
  assert_check("texts: {place_1: {halo: none}}\n", nothing, halo);
  const char *const area[] = {
    "1: classes.ours: warning: expected a contrast of at least 3 with areas.land, got 2.63",
    "1: classes.ours: warning: expected a contrast of at least 3 with areas.held, got 1.96", NULL
  };
  assert_check("classes: {ours: {hatch: {color: '#44AA44', width_mm: 0.2, angle_deg: 20}}}\n", nothing, area);
}

static void
test_gained_and_lost_differ_without_colours(void)
{
  const char *const tone[] = {
    "1: areas.gained: warning: expected a lightness (L*) at least 20 from areas.lost, got 16.4", NULL
  };
  assert_check("areas: {gained: {fill: '#B03A2E'}}\n", nothing, tone);
  const char *const grey[] = {
    "2: areas.gained: warning: expected another hatch or outline than areas.lost, for neither has a colour",
    NULL
  };
  assert_check("base: print\nareas: {lost: {fill: '#777777', hatch: {width_mm: 0}}}\n", nothing, grey);
  assert_check(
      "base: print\nareas: {lost: {fill: '#777777', hatch: {width_mm: 0}, outline: {dash_mm: [1, 1]}}}\n",
      nothing, nothing);
}

static void
test_warns_of_hairlines(void)
{
  const char *const warnings[] = {
    "2: lines.coast: warning: expected a line of at least 0.1 mm or none, got 0.05 mm",
    "3: areas.held: warning: expected an outline of at least 0.1 mm or none, got 0.08 mm", NULL
  };
  assert_check("lines:\n  coast: {width_mm: 0.05}\nareas: {held: {outline: {width_mm: 0.08}}}\n", nothing,
               warnings);
}

/* Red against green of one lightness: plain to most, nothing to deuteranopes. */
static void
test_warns_of_colours_that_merge(void)
{
  g_autoptr(SalStyleCheck) check =
      check_text("areas:\n  gained: {fill: '#B34700'}\n  lost: {fill: '#6B7000'}\n");
  gboolean is_named = FALSE;
  for (guint i = 0; i < check->warnings->len; i++) {
    const char *warning = g_ptr_array_index(check->warnings, i);
    is_named =
        is_named || (g_str_has_prefix(warning, "2: areas.gained: warning: expected a distance (CIEDE2000) of "
                                               "at least 10 from areas.lost, got ") &&
                     (g_str_has_suffix(warning, "in deuteranopia") ||
                      g_str_has_suffix(warning, "in protanopia") || g_str_has_suffix(warning, "in grey")));
  }
  g_assert_true(is_named);
}

static void
test_hatches_are_told_apart_by_pattern(void)
{
  const char *const form = "classes:\n"
                           "  a: {hatch: {color: '#333333', width_mm: 0.2, spacing_mm: 3, angle_deg: 20}}\n"
                           "  b: {hatch: {color: '#333333', width_mm: 0.2, spacing_mm: %s, angle_deg: %s}}\n";
  const char *const merged[] = { "2: classes.a: warning: expected a distance (CIEDE2000) of at least 10 from "
                                 "classes.b, got 0.0 in normal vision",
                                 NULL };
  const struct {
    const char *spacing, *angle;
    gboolean is_merged;
  } cases[] = { { "3", "200", TRUE }, { "3.5", "30", TRUE }, { "3", "70", FALSE }, { "5", "20", FALSE } };
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text = g_strdup_printf(form, cases[i].spacing, cases[i].angle);
    assert_check(text, nothing, cases[i].is_merged ? merged : nothing);
  }
}

/* Pairs from the paper's table of test data. */
static void
test_ciede2000_agrees_with_published_pairs(void)
{
  const struct {
    double a[3], b[3], distance;
  } pairs[] = {
    { { 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }, 2.0425 },
    { { 50, 0, 0 }, { 50, -1, 2 }, 2.3669 },
    { { 50, 2.5, 0 }, { 50, 0, -2.5 }, 4.3065 },
    { { 50, 2.5, 0 }, { 73, 25, -18 }, 27.1492 },
    { { 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }, 1.2644 },
    { { 22.7233, 20.0904, -46.6940 }, { 23.0331, 14.9730, -42.5619 }, 2.0373 },
    { { 2.0776, 0.0795, -1.1350 }, { 0.9033, -0.0636, -0.5514 }, 0.9082 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
    g_assert_cmpfloat_with_epsilon(sal_vision_compare(pairs[i].a, pairs[i].b), pairs[i].distance, 5e-5);
    g_assert_cmpfloat_with_epsilon(sal_vision_compare(pairs[i].b, pairs[i].a), pairs[i].distance, 5e-5);
  }
}

static void
test_visions_lose_what_they_lose(void)
{
  const SalColor red = { 179, 71, 0, 255 }, olive = { 107, 112, 0, 255 };
  const SalColor blue = { 0, 86, 140, 255 }, grey = { 128, 128, 128, 255 };
  g_assert_cmpfloat(sal_vision_distance(SAL_VISION_NORMAL, red, olive), >, 30);
  g_assert_cmpfloat(sal_vision_distance(SAL_VISION_DEUTERANOPIA, red, olive), <, 12);
  g_assert_cmpfloat(sal_vision_distance(SAL_VISION_DEUTERANOPIA, red, blue), >, 40);
  for (SalVision vision = SAL_VISION_NORMAL; vision < SAL_N_VISIONS; vision++) {
    double lab[3];
    sal_vision_see(vision, grey, lab);
    g_assert_cmpfloat_with_epsilon(lab[0], 53.585, 0.01);
    g_assert_cmpfloat_with_epsilon(lab[1], 0, 0.02);
    g_assert_cmpfloat_with_epsilon(lab[2], 0, 0.02);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  const struct {
    const char *name;
    void (*run)(void);
  } tests[] = {
    { "/style-check/builtin-styles-are-without-fault-and-warning",
      test_builtin_styles_are_without_fault_and_warning },
    { "/style-check/every-fault-is-told-at-once", test_every_fault_is_told_at_once },
    { "/style-check/faults-of-syntax-bases-and-kinds-are-told",
      test_faults_of_syntax_bases_and_kinds_are_told },
    { "/style-check/hostile-files-have-an-end-of-faults", test_hostile_files_have_an_end_of_faults },
    { "/style-check/hostile-files-have-an-end-of-warnings", test_hostile_files_have_an_end_of_warnings },
    { "/style-check/a-missing-file-is-an-error", test_a_missing_file_is_an_error },
    { "/style-check/warns-of-weak-contrast", test_warns_of_weak_contrast },
    { "/style-check/gained-and-lost-differ-without-colours", test_gained_and_lost_differ_without_colours },
    { "/style-check/warns-of-hairlines", test_warns_of_hairlines },
    { "/style-check/warns-of-colours-that-merge", test_warns_of_colours_that_merge },
    { "/style-check/hatches-are-told-apart-by-pattern", test_hatches_are_told_apart_by_pattern },
    { "/style-check/ciede2000-agrees-with-published-pairs", test_ciede2000_agrees_with_published_pairs },
    { "/style-check/visions-lose-what-they-lose", test_visions_lose_what_they_lose },
  };
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add_func(tests[i].name, tests[i].run);
  return g_test_run();
}
