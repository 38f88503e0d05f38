#include "synthetic.h"

#include "data/overlay/overlay.h"

#include <math.h>

#define EAST 40.0
#define SOUTH 46.6
#define NORTH 50.2
#define N_STEPS 120

/* Where the front stands at a height (0..1) after so many months: it goes west, with bulges that grow and
 * shrink. */
static double
get_front(double height, guint month)
{
  const double drift = 38.2 - 0.02 * month;
  const double bulge = 0.25 * sin(7 * height + 0.21 * month) + 0.08 * sin(31 * height - 0.4 * month);
  return drift - bulge;
}

static void
add_rect(SalGeometry *polygons, SalBox box)
{
  sal_geometry_add_point(polygons, box.xmin, box.ymin);
  sal_geometry_add_point(polygons, box.xmax, box.ymin);
  sal_geometry_add_point(polygons, box.xmax, box.ymax);
  sal_geometry_add_point(polygons, box.xmin, box.ymax);
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

static SalGeometry *
make_control(guint month)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(polygons, EAST, SOUTH);
  sal_geometry_add_point(polygons, EAST, NORTH);
  for (guint i = 0; i <= N_STEPS; i++) {
    const double height = 1 - (double)i / N_STEPS;
    sal_geometry_add_point(polygons, get_front(height, month), SOUTH + height * (NORTH - SOUTH));
  }
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  if (month % 5 == 2) /* a pocket in the west */
    add_rect(polygons, (SalBox){ 36.1, 49.2, 36.4, 49.35 });
  if (month % 7 == 3) /* specks */
    add_rect(polygons, (SalBox){ 35.30, 47.50, 35.31, 47.506 });
  return polygons;
}

/* A strip in front of the front. */
static SalGeometry *
make_contested(guint month)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 30; i <= 70; i++)
    sal_geometry_add_point(polygons, get_front(i / (double)N_STEPS, month) + 0.05,
                           SOUTH + i / (double)N_STEPS * (NORTH - SOUTH));
  for (guint i = 70; i + 1 > 30; i--)
    sal_geometry_add_point(polygons, get_front(i / (double)N_STEPS, month) - 0.25,
                           SOUTH + i / (double)N_STEPS * (NORTH - SOUTH));
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
  return polygons;
}

static SalSnapshot *
make_snapshot(guint month)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->polygons = make_control(month);
  g_ptr_array_add(features, feature);
  const SalSnapshotOptions options = { .class_name = g_intern_static_string("control") };
  const SalDay day = sal_day_from_civil(2022 + (int)month / 12, (int)month % 12 + 1, 1);
  SalSnapshot *snapshot = sal_snapshot_new(day, "synthetic.geojson", features, &options, &error);
  g_assert_no_error(error);
  g_autoptr(SalGeometry) contested = make_contested(month);
  const SalControlArea area = { g_intern_static_string("contested"), sal_geometry_repair(contested, &error) };
  g_assert_no_error(error);
  g_array_append_val(snapshot->areas, area);
  return snapshot;
}

static SalChange *
change_new(SalSnapshot *from, SalSnapshot *to, guint class_index, const SalAreaModel *model)
{
  g_autoptr(GError) error = NULL;
  const SalControlArea *before = &g_array_index(from->areas, SalControlArea, class_index);
  const SalControlArea *after = &g_array_index(to->areas, SalControlArea, class_index);
  SalChange *change = g_new0(SalChange, 1);
  change->period = (SalPeriod){ .from = from->day, .to = to->day };
  sal_period_name(&change->period, SAL_EVERY_MONTH, from->day);
  change->from_snapshot = from->day, change->to_snapshot = to->day;
  change->class_name = before->name;
  change->region = g_intern_static_string("");
  change->from = sal_snapshot_ref(from), change->to = sal_snapshot_ref(to);
  g_auto(SalOverlay) overlay = { 0 };
  sal_overlay_compute(before->polygons, after->polygons, &(SalOverlayOptions){ SAL_OVERLAY_EDGES, 0 },
                      &overlay, &error);
  g_assert_no_error(error);
  change->gained = g_steal_pointer(&overlay.gained), change->lost = g_steal_pointer(&overlay.lost);
  change->gained_m2 = sal_area_measure(model, change->gained);
  change->lost_m2 = sal_area_measure(model, change->lost);
  change->area_from_m2 = sal_area_measure(model, before->polygons);
  change->area_to_m2 = sal_area_measure(model, after->polygons);
  return change;
}

GPtrArray *
synthetic_run_new(guint n_months, const SalAreaModel *model)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_autoptr(SalSnapshot) last = make_snapshot(0);
  for (guint month = 1; month <= n_months; month++) {
    g_autoptr(SalSnapshot) next = make_snapshot(month);
    g_ptr_array_add(changes, change_new(last, next, 0, model));
    g_ptr_array_add(changes, change_new(last, next, 1, model));
    sal_snapshot_unref(last);
    last = g_steal_pointer(&next);
  }
  return changes;
}
