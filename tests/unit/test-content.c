#include "render/page/content.h"

#include "styles/loader.h"

#include <string.h>

/* A class of a period of which so much is held at its end. */
static SalChange *
make_change(const char *class_name, double km2)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  static const double xs[] = { 36, 37, 37, 36 }, ys[] = { 48, 48, 49, 49 };
  for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
    sal_geometry_add_point(polygons, xs[i], ys[i]);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  SalChange *change = g_new0(SalChange, 1);
  change->class_name = g_intern_string(class_name);
  change->area_to_m2 = km2 * 1e6;
  change->to = sal_snapshot_new_single(0, "test", change->class_name, polygons);
  return change;
}

static void
free_change(gpointer change)
{
  sal_snapshot_unref(((SalChange *)change)->to);
  g_free(change);
}

/* The look of the other class beside a subject that holds 100 km2, in two periods. */
static SalAreaStyle
find_look(const SalStyle *style, double first_km2, double second_km2)
{
  g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(free_change);
  for (guint i = 0; i < 2; i++) {
    SalChange *subject = make_change("mine", 100),
              *other = make_change("other", i == 0 ? first_km2 : second_km2);
    subject->period.from = other->period.from = (SalDay)i;
    subject->period.to = other->period.to = (SalDay)i + 1;
    g_ptr_array_add(changes, subject);
    g_ptr_array_add(changes, other);
  }
  g_autoptr(GArray) content = sal_content_new(style, NULL, changes->pdata[0], changes);
  for (guint i = 0; i < content->len; i++)
    if (strcmp(g_array_index(content, SalContentArea, i).id, "class-other") == 0)
      return g_array_index(content, SalContentArea, i).style;
  g_assert_not_reached();
}

/* The opponent's own ground is no pattern that hides the change; a claim is. */
static void
test_pales_a_class_that_is_ground(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load("default", &error);
  g_assert_no_error(error);
  const SalAreaStyle full = *sal_style_find_class(style, "other", 0), small = find_look(style, 40, 40),
                     large = find_look(style, 60, 60);
  g_assert_cmpmem(&small.hatch.color, sizeof(SalColor), &full.hatch.color, sizeof(SalColor));
  const double contrast = sal_color_contrast(large.hatch.color, style->land.fill);
  g_assert_cmpfloat(contrast, <, sal_color_contrast(full.hatch.color, style->land.fill) / 2);
  g_assert_cmpfloat(contrast, >, 1.2);
}

/* The look does not change within a run. */
static void
test_keeps_the_look_of_a_class_through_a_run(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load("default", &error);
  g_assert_no_error(error);
  const SalAreaStyle rising = find_look(style, 40, 90), falling = find_look(style, 90, 40);
  g_assert_cmpmem(&rising.hatch.color, sizeof(SalColor), &falling.hatch.color, sizeof(SalColor));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/content/pales-a-class-that-is-ground", test_pales_a_class_that_is_ground);
  g_test_add_func("/content/keeps-the-look-of-a-class-through-a-run",
                  test_keeps_the_look_of_a_class_through_a_run);
  return g_test_run();
}
