/* Classes that are made of others: their areas are what the set operations of GEOS make of the parts. */
#include "data/geometry/area.h"
#include "data/series/snapshot.h"

#include "random.h"

#include <math.h>

#define N_PLAIN 4
#define N_COMPOSED 3
#define N_RUNS 20
#define N_POINTS 200

/* A random formula over the classes c0 to c3, and what it is: of areas and of points. */
typedef struct _Formula Formula;
struct _Formula {
  char sign; /* '0' to '3': a class; 'o', 'a', 'm': or, and, minus */
  Formula *left, *right;
};

static void
formula_free(Formula *formula)
{
  if (formula == NULL)
    return;
  formula_free(formula->left);
  formula_free(formula->right);
  g_free(formula);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Formula, formula_free)

static Formula *
random_formula(GRand *random, guint depth)
{
  Formula *formula = g_new0(Formula, 1);
  if (depth == 0 || g_rand_int_range(random, 0, 4) == 0) {
    formula->sign = (char)('0' + g_rand_int_range(random, 0, N_PLAIN));
    return formula;
  }
  formula->sign = "oam"[g_rand_int_range(random, 0, 3)];
  formula->left = random_formula(random, depth - 1);
  formula->right = random_formula(random, depth - 1);
  return formula;
}

static void
append_formula(const Formula *formula, GString *text)
{
  if (formula->left == NULL) {
    g_string_append_printf(text, "c%c", formula->sign);
    return;
  }
  g_string_append_c(text, '(');
  append_formula(formula->left, text);
  g_string_append(text, formula->sign == 'o' ? " or " : formula->sign == 'a' ? " and " : " minus ");
  append_formula(formula->right, text);
  g_string_append_c(text, ')');
}

static SalGeometry *
unite(const SalGeometry *a, const SalGeometry *b)
{
  g_autoptr(SalGeometry) both = sal_geometry_copy(a);
  sal_geometry_append(both, b);
  return sal_geometry_dissolve(both, NULL);
}

static SalGeometry *
find_area(const Formula *formula, SalGeometry *const plain[N_PLAIN])
{
  if (formula->left == NULL)
    return sal_geometry_copy(plain[formula->sign - '0']);
  g_autoptr(SalGeometry) left = find_area(formula->left, plain);
  g_autoptr(SalGeometry) right = find_area(formula->right, plain);
  return formula->sign == 'o'   ? unite(left, right)
         : formula->sign == 'a' ? sal_geometry_intersection(left, right, NULL)
                                : sal_geometry_difference(left, right, NULL);
}

static gboolean
is_inside(const Formula *formula, SalGeometry *const plain[N_PLAIN], SalPoint point)
{
  if (formula->left == NULL)
    return sal_geometry_contains(plain[formula->sign - '0'], point.x, point.y);
  const gboolean left = is_inside(formula->left, plain, point),
                 right = is_inside(formula->right, plain, point);
  return formula->sign == 'o' ? left || right : formula->sign == 'a' ? left && right : left && !right;
}

static SalFeature *
make_feature(const SalGeometry *polygons, guint n)
{
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->number = n + 1;
  feature->polygons = sal_geometry_copy(polygons);
  feature->n_values = 1;
  feature->values = g_new0(char *, 2);
  feature->values[0] = g_strdup_printf("%u", n);
  return feature;
}

static double
measure(const SalGeometry *polygons)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  return sal_area_measure(model, polygons);
}

/* Both cover the same, but for what rounding leaves of it. */
static void
assert_same_area(const SalGeometry *a, const SalGeometry *b)
{
  g_autoptr(SalGeometry) only_a = sal_geometry_difference(a, b, NULL);
  g_autoptr(SalGeometry) only_b = sal_geometry_difference(b, a, NULL);
  g_assert_true(sal_geometry_is_valid(a, NULL, NULL));
  g_assert_cmpfloat(measure(only_a) + measure(only_b), <=, 1);
}

static void
assert_same_points(GRand *random, const SalGeometry *area, const Formula *formula,
                   SalGeometry *const plain[N_PLAIN])
{
  for (guint i = 0; i < N_POINTS; i++) {
    const SalPoint point = random_near(random, (SalPoint){ 30, 48 }, 3);
    g_assert_cmpint(sal_geometry_contains(area, point.x, point.y), ==, is_inside(formula, plain, point));
  }
}

/* Classes c0 to c3 of features, and before them classes f0 to f2 of formulas. Owned by the caller. */
static SalClasses *
make_classes(Formula *const formulas[N_COMPOSED])
{
  g_autoptr(GPtrArray) definitions = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GError) error = NULL;
  for (guint i = 0; i < N_COMPOSED; i++) {
    g_autoptr(GString) text = g_string_new(NULL);
    append_formula(formulas[i], text);
    g_ptr_array_add(definitions, g_strdup_printf("f%u = %s", i, text->str));
  }
  for (guint i = 0; i < N_PLAIN; i++)
    g_ptr_array_add(definitions, g_strdup_printf("c%u ?= n = %u", i, i));
  g_ptr_array_add(definitions, NULL);
  SalClasses *classes = sal_classes_new((const char *const *)definitions->pdata, &error);
  g_assert_no_error(error);
  return classes;
}

static SalSnapshot *
make_snapshot(const SalClasses *classes, SalGeometry *const plain[N_PLAIN], gboolean exclusive)
{
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  g_autoptr(GError) error = NULL;
  SalFields fields;
  sal_fields_init(&fields, classes, NULL, NULL);
  for (guint i = 0; i < N_PLAIN; i++)
    g_ptr_array_add(features, make_feature(plain[i], i));
  const SalSnapshotOptions options = { .classes = classes, .fields = &fields, .exclusive = exclusive };
  SalSnapshot *snapshot = sal_snapshot_new(0, "", features, &options, &error);
  g_assert_no_error(error);
  sal_fields_clear(&fields);
  return snapshot;
}

static const SalGeometry *
get_area(const SalSnapshot *snapshot, guint index)
{
  return g_array_index(snapshot->areas, SalControlArea, index).polygons;
}

static void
class_algebra_is_that_of_sets(gconstpointer data)
{
  const gboolean exclusive = GPOINTER_TO_INT(data);
  g_autoptr(GRand) random = random_new();
  for (guint run = 0; run < N_RUNS; run++) {
    SalGeometry *plain[N_PLAIN];
    Formula *formulas[N_COMPOSED];
    for (guint i = 0; i < N_PLAIN; i++)
      plain[i] = random_polygons(random, random_near(random, (SalPoint){ 30, 48 }, 0.5), 1);
    for (guint i = 0; i < N_COMPOSED; i++)
      formulas[i] = random_formula(random, 4);
    g_autoptr(SalClasses) classes = make_classes(formulas);
    g_autoptr(SalSnapshot) snapshot = make_snapshot(classes, plain, exclusive);
    for (guint i = 0; i < N_PLAIN; i++) {
      sal_geometry_free(plain[i]);
      plain[i] = sal_geometry_copy(get_area(snapshot, N_COMPOSED + i)); /* as exclusive leaves them */
    }
    for (guint i = 0; i < N_COMPOSED; i++) {
      g_autoptr(SalGeometry) expected = find_area(formulas[i], plain);
      assert_same_area(get_area(snapshot, i), expected);
      assert_same_points(random, get_area(snapshot, i), formulas[i], plain);
      formula_free(formulas[i]);
    }
    for (guint i = 0; i < N_PLAIN; i++)
      sal_geometry_free(plain[i]);
  }
}

/* The form for people has more parentheses than the text that it says. */
static void
what_is_shown_of_many_alternations_can_be_read(void)
{
  g_autoptr(GString) text = g_string_new("a");
  for (guint i = 0; i < 499; i++)
    g_string_append(text, i % 2 == 0 ? " or b" : " minus c");
  g_autoptr(SalComposition) composition = sal_composition_new(text->str, NULL);
  g_assert_nonnull(composition);
  g_autofree char *shown = sal_composition_format(composition);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalComposition) again = sal_composition_new(shown, &error);
  g_assert_no_error(error);
  g_autofree char *shown_again = sal_composition_format(again);
  g_assert_cmpstr(shown_again, ==, shown);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/composition/class-algebra-is-that-of-sets", GINT_TO_POINTER(FALSE),
                       class_algebra_is_that_of_sets);
  g_test_add_data_func("/composition/exclusive-classes-are-the-parts", GINT_TO_POINTER(TRUE),
                       class_algebra_is_that_of_sets);
  g_test_add_func("/composition/what-is-shown-of-many-alternations-can-be-read",
                  what_is_shown_of_many_alternations_can_be_read);
  return g_test_run();
}
