#include "data/source/kinds.h"

/* An area of a date that has values of the layer, the fill colour and the field "kind". */
static void
add_area(SalKindTally *tally, const char *date, const char *layer, const char *fill, const char *kind)
{
  const guint column = sal_kind_tally_find_column(tally, "kind");
  sal_kind_tally_begin(tally, date);
  sal_kind_tally_add(tally, SAL_KIND_LAYER, layer);
  sal_kind_tally_add(tally, SAL_KIND_FILL, fill);
  sal_kind_tally_add(tally, column, kind);
}

static void
assert_told_by(const SalKindTally *tally, const char *field, guint n_values)
{
  g_autoptr(SalKinds) kinds = sal_kind_tally_end(tally);
  g_assert_cmpstr(kinds != NULL ? kinds->field : NULL, ==, field);
  g_assert_cmpuint(kinds != NULL ? kinds->values->len : 0, ==, n_values);
}

static void
takes_layers_before_fields_before_colours(void)
{
  g_autoptr(SalKindTally) layers = sal_kind_tally_new(), fields = sal_kind_tally_new(),
                          colours = sal_kind_tally_new();
  for (guint i = 0; i < 3; i++) {
    add_area(layers, "", i == 0 ? "a" : "b", i == 0 ? "red" : "blue", i == 0 ? "held" : "lost");
    add_area(fields, "", "a", i == 0 ? "red" : "blue", i == 0 ? "held" : "lost");
    add_area(colours, "", "a", i == 0 ? "red" : "blue", "held");
  }
  assert_told_by(layers, "layer", 2);
  assert_told_by(fields, "kind", 2);
  assert_told_by(colours, "fill", 2);
}

static void
names_what_a_field_hides(void)
{
  g_autoptr(SalKindTally) tally = sal_kind_tally_new();
  sal_kind_tally_find_column(tally, "Layer");
  add_area(tally, "", "a", NULL, NULL);
  add_area(tally, "", "b", NULL, NULL);
  assert_told_by(tally, "ogr_layer", 2);
}

static void
takes_no_field_that_differs_for_each_area(void)
{
  g_autoptr(SalKindTally) three = sal_kind_tally_new(), sides = sal_kind_tally_new(),
                          numbers = sal_kind_tally_new();
  for (char name[] = "a"; name[0] <= 'c'; name[0]++)
    add_area(three, "", "layer", NULL, name);
  add_area(sides, "", "layer", NULL, "west");
  add_area(sides, "", "layer", NULL, "east");
  add_area(numbers, "", "layer", NULL, "1");
  add_area(numbers, "", "layer", NULL, "2");
  assert_told_by(three, NULL, 0);
  assert_told_by(sides, "kind", 2);
  assert_told_by(numbers, NULL, 0);
}

static void
takes_at_most_twenty_values(void)
{
  g_autoptr(SalKindTally) tally = sal_kind_tally_new();
  const guint column = sal_kind_tally_find_column(tally, "kind");
  add_area(tally, "", "layer", NULL, "0");
  for (guint i = 0; i < 20; i++) {
    g_autofree char *value = g_strdup_printf("%u", i);
    add_area(tally, "", "layer", NULL, value);
  }
  assert_told_by(tally, "kind", 20);
  g_assert_true(sal_kind_tally_is_open(tally, column));
  add_area(tally, "", "layer", NULL, "20");
  assert_told_by(tally, NULL, 0);
  g_assert_false(sal_kind_tally_is_open(tally, column));
}

static void
takes_each_date_by_itself(void)
{
  g_autoptr(SalKindTally) phases = sal_kind_tally_new(), sides = sal_kind_tally_new();
  for (char date[] = "1"; date[0] <= '4'; date[0]++) {
    add_area(phases, date, "layer", NULL, date[0] < '3' ? "first" : "second");
    add_area(sides, date, "layer", NULL, "west");
  }
  assert_told_by(phases, NULL, 0);
  assert_told_by(sides, NULL, 0);
  add_area(sides, "2", "layer", NULL, "east");
  assert_told_by(sides, "kind", 2);
}

static void
takes_areas_without_a_value_for_none(void)
{
  g_autoptr(SalKindTally) tally = sal_kind_tally_new();
  add_area(tally, "", "layer", NULL, "held");
  add_area(tally, "", "layer", NULL, "");
  add_area(tally, "", "layer", NULL, NULL);
  assert_told_by(tally, NULL, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/kinds/takes-layers-before-fields-before-colours",
                  takes_layers_before_fields_before_colours);
  g_test_add_func("/kinds/names-what-a-field-hides", names_what_a_field_hides);
  g_test_add_func("/kinds/takes-no-field-that-differs-for-each-area",
                  takes_no_field_that_differs_for_each_area);
  g_test_add_func("/kinds/takes-at-most-twenty-values", takes_at_most_twenty_values);
  g_test_add_func("/kinds/takes-each-date-by-itself", takes_each_date_by_itself);
  g_test_add_func("/kinds/takes-areas-without-a-value-for-none", takes_areas_without_a_value_for_none);
  return g_test_run();
}
