#include "data/change/borderland.h"

#include "data/source/naturalearth.h"

/* The east of Ukraine, of which all east of a meridian is held. */
typedef struct {
  SalAreaModel *model;
  char *folder;
  SalGeometry *held;
  SalChange *change;
  GPtrArray *changes;
} Case;

static SalGeometry *
box_new(SalBox box)
{
  SalGeometry *polygon = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(polygon, box.xmin, box.ymin);
  sal_geometry_add_point(polygon, box.xmax, box.ymin);
  sal_geometry_add_point(polygon, box.xmax, box.ymax);
  sal_geometry_add_point(polygon, box.xmin, box.ymax);
  sal_geometry_end_part(polygon);
  sal_geometry_end_polygon(polygon);
  return polygon;
}

static SalGeometry *
make_held(void)
{
  const SalCountryQuery query = { .box = { 38, 48.4, 41, 50 } };
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) countries = sal_countries_load(&query, &error);
  g_assert_no_error(error);
  g_autoptr(SalGeometry) east = box_new((SalBox){ 38.6, 48.6, 41, 49.5 });
  return sal_geometry_intersection(sal_countries_find(countries, (SalPoint){ 39, 49 })->area, east, NULL);
}

/* What lies within 0.01 degrees of the eastern edges, but for 5 km at either end, which a front is near to. */
static SalGeometry *
make_slivers(const SalGeometry *held)
{
  g_autoptr(SalGeometry) west = sal_geometry_copy(held);
  for (guint i = 0; i < west->points->len; i++)
    g_array_index(west->points, SalPoint, i).x -= 0.01;
  g_autoptr(SalGeometry) inside = box_new((SalBox){ 38.6, 48.65, 41, 49.45 }),
                         all = sal_geometry_difference(held, west, NULL);
  return sal_geometry_intersection(all, inside, NULL);
}

static SalSnapshot *
snapshot_new(const SalGeometry *held)
{
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->polygons = sal_geometry_copy(held);
  g_ptr_array_add(features, feature);
  g_autoptr(GError) error = NULL;
  const SalSnapshotOptions options = { .class_name = g_intern_static_string("control") };
  SalSnapshot *snapshot = sal_snapshot_new(1, "x.geojson", features, &options, &error);
  g_assert_no_error(error);
  return snapshot;
}

static gboolean
case_init(Case *c, SalGeometry *gained)
{
  c->folder = sal_natural_earth_find(SAL_NATURAL_EARTH_LAND);
  if (c->folder == NULL) {
    sal_geometry_free(gained);
    g_test_skip("there is no Natural Earth on this system");
    return FALSE;
  }
  c->model = sal_area_model_new("ellipsoid", NULL);
  c->held = make_held();
  c->change = g_new0(SalChange, 1);
  c->change->class_name = g_intern_static_string("control");
  c->change->from = snapshot_new(c->held);
  c->change->gained = gained;
  c->change->lost = make_slivers(c->held);
  c->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  g_ptr_array_add(c->changes, c->change);
  return TRUE;
}

static void
case_clear(Case *c)
{
  g_ptr_array_unref(c->changes);
  sal_geometry_free(c->held);
  sal_area_model_free(c->model);
  g_free(c->folder);
}

static SalBorderland *
load(const Case *c)
{
  const SalBorderlandQuery query = { c->changes, c->model, c->folder, NULL, c->held };
  g_autoptr(GError) error = NULL;
  SalBorderland *borderland = sal_borderland_load(&query, &error);
  g_assert_no_error(error);
  return borderland;
}

/* A front that moves west, an area in the neighbouring country, an incursion at the border, and slivers along it. */
static void
test_tells_the_border_from_the_front(void)
{
  SalGeometry *gained = box_new((SalBox){ 38.2, 48.6, 38.6, 49.5 });
  g_autoptr(SalGeometry) beyond = box_new((SalBox){ 40.8, 49.6, 40.85, 49.65 }),
                         incursion = box_new((SalBox){ 38.95, 49.795, 38.955, 49.8 });
  sal_geometry_append(gained, beyond);
  sal_geometry_append(gained, incursion);
  Case c;
  if (!case_init(&c, gained))
    return;
  g_autoptr(SalBorderland) borderland = load(&c);
  g_assert_cmpstr(sal_borderland_get_country(borderland)->code, ==, "UA");
  g_assert_false(sal_borderland_has(borderland, c.change, FALSE, 0));
  g_assert_true(sal_borderland_has(borderland, c.change, FALSE, 1));
  g_assert_false(sal_borderland_has(borderland, c.change, FALSE, 2));
  g_assert_cmpuint(sal_geometry_get_n_polygons(sal_borderland_find_rest(borderland, gained)), ==, 2);
  g_assert_cmpfloat(sal_borderland_get_m2(borderland, c.change, TRUE), >,
                    0.7 * sal_area_measure(c.model, c.change->lost));
  g_assert_cmpfloat_with_epsilon(sal_borderland_get_run_m2(borderland, FALSE),
                                 sal_area_measure(c.model, beyond), 1);
  case_clear(&c);
}

static void
test_fronts_along_a_border_are_fronts(void)
{
  Case c;
  if (!case_init(&c, sal_geometry_new(SAL_POLYGONS)))
    return;
  g_autoptr(SalBorderland) borderland = load(&c);
  g_assert_cmpfloat_with_epsilon(sal_borderland_get_m2(borderland, c.change, TRUE), 0, 1e-9);
  g_assert_null(sal_borderland_find_rest(borderland, c.change->lost));
  case_clear(&c);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/borderland/tells-the-border-from-the-front", test_tells_the_border_from_the_front);
  g_test_add_func("/borderland/fronts-along-a-border-are-fronts", test_fronts_along_a_border_are_fronts);
  return g_test_run();
}
