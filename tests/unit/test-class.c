#include "data/base/error.h"
#include "data/series/class.h"

#include <string.h>

/* Whether "a" and "b" with these values (NULL: none) belong to a class of the expression. */
static gboolean
holds(const char *expression, const char *a, const char *b)
{
  g_autofree char *definition = g_strconcat("x=", expression, NULL);
  const char *const definitions[] = { definition, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  const char *const *fields = sal_classes_get_fields(classes);
  char *values[3] = { NULL };
  for (guint i = 0; fields[i] != NULL; i++)
    values[i] = (char *)(g_ascii_strcasecmp(fields[i], "a") == 0 ? a : b);
  return sal_classes_match(classes, 0, values);
}

static void
assert_fails(const char *const *definitions, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_assert_null(sal_classes_new(definitions, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  g_assert_cmpstr(error->message, ==, message);
}

static void
assert_fails_one(const char *definition, const char *message)
{
  const char *const definitions[] = { definition, NULL };
  assert_fails(definitions, message);
}

static void
without_definitions_is_control_of_all(void)
{
  g_autoptr(SalClasses) classes = sal_classes_new(NULL, NULL);
  g_assert_cmpuint(sal_classes_get_n(classes), ==, 1);
  g_assert_cmpstr(sal_classes_get_names(classes)[0], ==, "control");
  g_assert_null(sal_classes_get_fields(classes)[0]);
  g_assert_false(sal_classes_are_defined(classes));
  g_assert_true(sal_classes_match(classes, 0, NULL));
}

static void
compares_texts(void)
{
  g_assert_true(holds("a = 'Held'", "held", NULL));
  g_assert_true(holds("a='ОКУПОВАНО'", "Окуповано", NULL));
  g_assert_true(holds("\"a\" <> 'x'", "y", NULL));
  g_assert_true(holds("A != 'x'", "y", NULL));
  g_assert_false(holds("a = 'x'", "xy", NULL));
  g_assert_true(holds("a < 'b'", "a", NULL));
  g_assert_true(holds("a = 'it''s'", "it's", NULL));
  g_assert_true(holds("a = '\xd0\xb9'", "\xd0\xb8\xcc\x86", NULL)); /* one letter, two spellings */
}

static void
compares_numbers(void)
{
  g_assert_true(holds("a = 3", "3.0", NULL));
  g_assert_true(holds("a >= -1.5", "-1.5", NULL));
  g_assert_true(holds("a < 10", "9", NULL));
  g_assert_false(holds("a < 10", "90", NULL));
  g_assert_true(holds("a between 1 and 3", "2", NULL));
  g_assert_false(holds("a between 1 and 3", "4", NULL));
  g_assert_false(holds("a = 3", "three", NULL));
  g_assert_false(holds("not a = 3", "three", NULL));
}

static void
finds_patterns(void)
{
  g_assert_true(holds("a like '%CoT%'", "RussianCoTinUkraine", NULL));
  g_assert_false(holds("a like '%cot%'", "RussianCoTinUkraine", NULL));
  g_assert_true(holds("a ilike '%cot%'", "RussianCoTinUkraine", NULL));
  g_assert_true(holds("a like '_купов%'", "Окуповано", NULL));
  g_assert_true(holds("a like '%ab%ab'", "abxabab", NULL));
  g_assert_true(holds("a not like 'x%'", "y", NULL));
  g_assert_true(holds("a like ''", "", NULL));
  g_assert_false(holds("a like '_'", "", NULL));
}

static void
patterns_take_time_in_proportion(void)
{
  g_autofree char *text = g_strnfill(20000, 'a');
  g_assert_false(holds("a like '%aaaaaaaaaaaaaaaaaaaaab%aaab%b'", text, NULL));
}

static void
joins_conditions(void)
{
  g_assert_true(holds("a='1' or a='2' and b='3'", "1", "4"));
  g_assert_false(holds("(a='1' or a='2') and b='3'", "1", "4"));
  g_assert_true(holds("NOT (a='1' AND b='3')", "1", "4"));
  g_assert_true(holds("a in ('1', '2', 7)", "7", NULL));
  g_assert_true(holds("a not in ('1','2')", "3", NULL));
}

static void
nothing_is_neither(void)
{
  g_assert_false(holds("a = 'x'", NULL, NULL));
  g_assert_false(holds("a <> 'x'", NULL, NULL));
  g_assert_false(holds("not a = 'x'", NULL, NULL));
  g_assert_true(holds("a is null", NULL, NULL));
  g_assert_false(holds("a is null", "", NULL));
  g_assert_true(holds("a is not null", "", NULL));
  g_assert_true(holds("a = 'x' or b = 'y'", NULL, "y"));
  g_assert_false(holds("a = 'x' and b = 'y'", NULL, "y"));
}

static void
knows_who_asks_for_files(void)
{
  const char *const by_file[] = { "x=a='1'", "y=OGR_File like '%a%'", NULL };
  const char *const by_field[] = { "x=a='1'", "y=files='1' and A is null", NULL };
  g_autoptr(SalClasses) one = sal_classes_new(by_file, NULL);
  g_autoptr(SalClasses) other = sal_classes_new(by_field, NULL);
  g_assert_true(sal_classes_tell_files_apart(one));
  g_assert_false(sal_classes_tell_files_apart(other));
  g_assert_cmpuint(g_strv_length((char **)sal_classes_get_fields(other)), ==, 2);
}

static void
refuses_faults(void)
{
  const char *const twice[] = { "x=a=1", " x =a=2", NULL };
  assert_fails(twice, "expected different names, got 'x' twice");
  assert_fails_one("x", "expected NAME=EXPRESSION, got 'x'");
  assert_fails_one("=a=1", "expected a name before '=', got none");
  assert_fails_one("a\tb=a=1", "expected a name without control characters, got 'a\\tb'");
  assert_fails_one("x=", "x: expected a field's name, got the end");
  assert_fails_one("x=a",
                   "x: expected a comparison with a field, or another class, got 'a' and no other class");
  assert_fails_one("x=a=b", "x: expected a number or a text in single quotes, got 'b'");
  assert_fails_one("x=a='b", "x: expected a closing single quote, got the end");
  assert_fails_one("x=a like 3", "x: expected a text in single quotes, got '3'");
  assert_fails_one("x=a in ('b'", "x: expected ')', got the end");
  assert_fails_one("x=(a=1", "x: expected ')', got the end");
  assert_fails_one("x=a=1 b=2", "x: expected 'and', 'or' or the end, got 'b=2'");
  assert_fails_one("x=load_extension('y')",
                   "x: expected a comparison (= <> < <= > >= like ilike in between is), got '('y')'");
}

static void
refuses_what_is_too_deep(void)
{
  g_autofree char *open = g_strnfill(100000, '(');
  g_autofree char *nested = g_strconcat("x=", open, NULL);
  assert_fails_one(nested, "x: expected at most 1000 nested parentheses, got more");
  g_autoptr(GString) chain = g_string_new("x=a=1");
  for (guint i = 0; i < 5000; i++)
    g_string_append(chain, " or a=1");
  assert_fails_one(chain->str, "x: expected at most 1000 comparisons, got more");
}

static void
optional_classes_are_marked(void)
{
  const char *const definitions[] = { "a = x = 1", "b ?= y like '%?=%'  ", "c?=x = 2", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(sal_classes_get_names(classes)[1], ==, "b");
  g_assert_cmpstr(sal_classes_get_names(classes)[2], ==, "c");
  g_assert_false(sal_classes_is_optional(classes, 0));
  g_assert_true(sal_classes_is_optional(classes, 1));
  g_assert_true(sal_classes_is_optional(classes, 2));
  g_assert_cmpstr(sal_classes_get_expression(classes, 1), ==, "y like '%?=%'");
  assert_fails_one("?=x = 1", "expected a name before '=', got none");
}

static void
only_classes_that_must_match_require_their_fields(void)
{
  const char *const definitions[] = { "a=x = 1 or not (z is null)", "b?=y = 1 and x = 2", NULL };
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, NULL);
  const char *const *fields = sal_classes_get_fields(classes);
  for (guint i = 0; fields[i] != NULL; i++)
    g_assert_cmpint(sal_classes_require_field(classes, i), ==, !g_str_equal(fields[i], "y"));
}

static void
without_definitions_there_is_no_expression(void)
{
  g_autoptr(SalClasses) classes = sal_classes_new(NULL, NULL);
  g_assert_null(sal_classes_get_expression(classes, 0));
  g_assert_false(sal_classes_is_optional(classes, 0));
}

/* What the classes that are made of others are said to be made of; "" if they are none. */
static void
assert_describes(const char *const *definitions, const char *name, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  g_autofree char *text = sal_classes_describe(classes, name);
  g_assert_cmpstr(text != NULL ? text : "", ==, expected);
}

static void
classes_are_made_of_others_in_any_order(void)
{
  const char *const definitions[] = { "russia = held minus freed", "freed = f = 1",
                                      "held = control OR claimed", "control = c = 1",
                                      "claimed = c = 2",           NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(SalClasses) classes = sal_classes_new(definitions, &error);
  g_assert_no_error(error);
  guint place[5] = { 0 };
  for (guint step = 0; step < 5; step++)
    place[sal_classes_get_made(classes, step)] = step;
  g_assert_cmpuint(place[0], >, place[1]);
  g_assert_cmpuint(place[0], >, place[2]);
  g_assert_cmpuint(place[2], >, place[3]);
  g_assert_cmpuint(place[2], >, place[4]);
  g_assert_null(sal_classes_get_composition(classes, 1));
  g_assert_nonnull(sal_classes_get_composition(classes, 0));
  g_assert_cmpuint(g_strv_length((char **)sal_classes_get_fields(classes)), ==, 2);
  guint8 marks[5] = { 0 };
  sal_classes_mark_parts(classes, 2, marks);
  g_assert_cmpmem(marks, 5, ((guint8[]){ 0, 0, 1, 1, 1 }), 5);
  assert_describes(definitions, NULL, "russia = held minus freed; held = control or claimed");
  assert_describes(definitions, "russia", "russia = held minus freed; held = control or claimed");
  assert_describes(definitions, "held", "held = control or claimed");
  assert_describes(definitions, "control", "");
}

static void
parentheses_say_what_binds_first(void)
{
  const char *const definitions[] = { "a or=x=1",
                                      "before-2022=x=2",
                                      "c=x=3",
                                      "p=\"a or\" or before-2022 minus c and (c)",
                                      "q=c minus before-2022 minus c or c or c",
                                      NULL };
  assert_describes(definitions, "p", "p = (\"a or\" or before-2022) minus (c and c)");
  assert_describes(definitions, "q", "q = ((c minus before-2022) minus c) or c or c");
}

static void
what_compares_is_about_fields(void)
{
  const char *const definitions[] = { "a=b = 'c'", "c=\"b\" in (1)", "b = d is null", "d=(b like 'x')",
                                      NULL };
  assert_describes(definitions, NULL, "");
}

static void
refuses_compositions_with_faults(void)
{
  const char *const two[] = { "a=b minus c", "c=d or a", "d=x = 1", "b=x = 2", NULL };
  const char *const self[] = { "x=y = 1", "a=x or a", NULL };
  const char *const unknown[] = { "held=contrl or claimed", "control=x=1", "claimed=x=2", NULL };
  const char *const mixed[] = { "held=control or x = 2", "control=x=1", NULL };
  const char *const negated[] = { "held=not control", "control=x=1", NULL };
  const char *const side_by_side[] = { "held=control control", "control=x=1", NULL };
  const char *const open[] = { "held=(control", "control=x=1", NULL };
  const char *const half[] = { "held=control minus", "control=x=1", NULL };
  assert_fails(two, "expected classes that do not refer to each other in a circle, got 'a → c → a'");
  assert_fails(self, "expected classes that do not refer to each other in a circle, got 'a → a'");
  assert_fails(unknown, "held: expected a comparison with a field, or another class (control, claimed), "
                        "got 'contrl' (did you mean 'control'?)");
  assert_fails(mixed, "held: expected a comparison (= <> < <= > >= like ilike in between is), got 'or x = 2' "
                      "(class 'control' does not mix with comparisons: make these a class of their own)");
  assert_fails(negated, "held: expected a class ('a minus b' takes b out of a), got 'not control'");
  assert_fails(
      side_by_side,
      "held: expected 'or', 'and' or 'minus' between classes, or a comparison with a field, got 'control'");
  assert_fails(open, "held: expected ')', 'or', 'and' or 'minus', got the end");
  assert_fails(half, "held: expected the name of a class or '(', got the end");
}

static void
refuses_compositions_that_are_too_long(void)
{
  g_autoptr(GString) chain = g_string_new("x=a");
  for (guint i = 0; i < 5000; i++)
    g_string_append(chain, " or a");
  const char *const definitions[] = { chain->str, "a=b=1", NULL };
  assert_fails(definitions, "x: expected at most 1000 classes in an expression, got more");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/class/without-definitions-is-control-of-all", without_definitions_is_control_of_all);
  g_test_add_func("/class/compares-texts", compares_texts);
  g_test_add_func("/class/compares-numbers", compares_numbers);
  g_test_add_func("/class/finds-patterns", finds_patterns);
  g_test_add_func("/class/patterns-take-time-in-proportion", patterns_take_time_in_proportion);
  g_test_add_func("/class/joins-conditions", joins_conditions);
  g_test_add_func("/class/nothing-is-neither", nothing_is_neither);
  g_test_add_func("/class/knows-who-asks-for-files", knows_who_asks_for_files);
  g_test_add_func("/class/refuses-faults", refuses_faults);
  g_test_add_func("/class/refuses-what-is-too-deep", refuses_what_is_too_deep);
  g_test_add_func("/class/optional-classes-are-marked", optional_classes_are_marked);
  g_test_add_func("/class/only-classes-that-must-match-require-their-fields",
                  only_classes_that_must_match_require_their_fields);
  g_test_add_func("/class/without-definitions-there-is-no-expression",
                  without_definitions_there_is_no_expression);
  g_test_add_func("/class/classes-are-made-of-others-in-any-order", classes_are_made_of_others_in_any_order);
  g_test_add_func("/class/parentheses-say-what-binds-first", parentheses_say_what_binds_first);
  g_test_add_func("/class/what-compares-is-about-fields", what_compares_is_about_fields);
  g_test_add_func("/class/refuses-compositions-with-faults", refuses_compositions_with_faults);
  g_test_add_func("/class/refuses-compositions-that-are-too-long", refuses_compositions_that_are_too_long);
  return g_test_run();
}
