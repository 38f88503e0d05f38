#include "render/map/sectors.h"

#include "data/change/change-group.h"

#include "boxes.h"

#include <math.h>

static const SalRect FRAME = { 6, 20, 150, 110 };
static const SalBox DONBAS = { 32, 46, 40, 50.5 };

static SalMap *
map_new(SalBox box, const char *crs)
{
  g_autoptr(GError) error = NULL;
  SalMap *map = sal_map_new(box, crs, FRAME, &error);
  g_assert_no_error(error);
  return map;
}

static void
add_ring(SalGeometry *polygons, double lon, double lat, double radius)
{
  for (int i = 0; i < 24; i++)
    sal_geometry_add_point(polygons, lon + radius * cos(i * G_PI / 12),
                           lat + 0.7 * radius * sin(i * G_PI / 12));
  sal_geometry_end_part(polygons);
  sal_geometry_end_polygon(polygons);
}

/* Takes the geometries, which may be NULL. */
static GPtrArray *
changes_new(SalGeometry *gained, SalGeometry *lost)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  SalChange *change = g_new0(SalChange, 1);
  change->gained = gained;
  change->lost = lost;
  g_ptr_array_add(changes, change);
  return changes;
}

static GArray *
find(const GPtrArray *changes, const SalMap *map, guint n)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const SalSectorOptions options = {
    .map = map, .area_model = model, .inset_width_mm = 40, .inset_height_mm = 30, .n = n
  };
  return sal_sectors_find(changes, &options);
}

static const SalSector *
get(const GArray *sectors, guint index)
{
  return &g_array_index(sectors, SalSector, index);
}

static SalRect
get_page_rect(const SalMap *map, SalBox box)
{
  const SalBox page = sal_map_project_box(map, box);
  return (SalRect){ page.xmin, page.ymin, page.xmax - page.xmin, page.ymax - page.ymin };
}

/* What every answer has to keep. */
static void
assert_sound(const GArray *sectors, const SalMap *map)
{
  double share = 0;
  for (guint i = 0; i < sectors->len; i++) {
    const SalSector *sector = get(sectors, i);
    g_assert_true(rect_holds(FRAME, sector->rect));
    g_assert_true(rect_holds(sector->rect, get_page_rect(map, sector->group)));
    g_assert_cmpfloat_with_epsilon(sector->rect.width / sector->rect.height, 40.0 / 30, 1e-6);
    g_assert_cmpfloat(40 / sector->rect.width, >=, 2 - 1e-9);
    const SalRect image = get_page_rect(map, sector->box);
    g_assert_cmpfloat(image.width, <=, sector->rect.width * 1.001);
    g_assert_cmpfloat(image.height, <=, sector->rect.height * 1.001);
    g_assert_cmpfloat(sector->box.xmin, >=, -180);
    g_assert_cmpfloat(sector->box.xmin, <, 180);
    for (guint j = 0; j < i; j++)
      g_assert_false(rects_overlap(sector->rect, get(sectors, j)->rect));
    share += sector->share;
  }
  g_assert_cmpfloat(share, <=, 1 + 1e-9);
}

static gboolean
box_has(SalBox box, double lon, double lat)
{
  return lon >= box.xmin && lon <= box.xmax && lat >= box.ymin && lat <= box.ymax;
}

static void
test_finds_clusters_busiest_first(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS), *lost = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 5; i++) {
    add_ring(gained, 33.5 + 0.05 * i, 47 + 0.03 * i, 0.04);
    add_ring(lost, 37.5 + 0.05 * i, 48 + 0.03 * i, 0.06);
  }
  g_autoptr(GPtrArray) changes = changes_new(gained, lost);
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 4);
  g_assert_cmpuint(sectors->len, ==, 2);
  assert_sound(sectors, map);
  g_assert_true(box_has(get(sectors, 0)->box, 37.6, 48.06));
  g_assert_true(box_has(get(sectors, 1)->box, 33.6, 47.06));
  g_assert_cmpfloat(get(sectors, 0)->share, >, get(sectors, 1)->share);
  g_assert_cmpfloat(get(sectors, 0)->share + get(sectors, 1)->share, >, 0.9);
  /* A small cluster is shown larger than it has to be. */
  g_assert_cmpfloat(40 / get(sectors, 1)->rect.width, >, 3);
}

/* The chain is one group every 60 km. */
static void
test_cuts_a_long_front(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 100; i++)
    add_ring(gained, 33 + 0.06 * i, 46.8 + 0.03 * i, 0.05);
  g_autoptr(GPtrArray) changes = changes_new(gained, NULL);
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 3);
  g_assert_cmpuint(sectors->len, >=, 2);
  assert_sound(sectors, map);
}

/* Every group of every period that is larger than all that have a sector would have one, were it not too large;
 * and the largest stands whole in the first. */
static void
test_the_largest_group_is_whole(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  for (int round = 0; round < 30; round++) {
    SalGeometry *gained = sal_geometry_new(SAL_POLYGONS), *lost = sal_geometry_new(SAL_POLYGONS);
    for (int i = 0; i < 40; i++)
      add_ring(i % 3 == 0 ? lost : gained, g_test_rand_double_range(33, 39),
               g_test_rand_double_range(46.5, 50), g_test_rand_double_range(0.005, 0.12));
    g_autoptr(GPtrArray) changes = changes_new(gained, lost);
    g_autoptr(GArray) sectors = find(changes, map, 4), groups = sal_change_groups_find(gained, lost, model);
    g_assert_cmpuint(sectors->len, >, 0);
    const SalBox largest = g_array_index(groups, SalChangeGroup, 0).box;
    g_assert_true(rect_holds(get(sectors, 0)->rect, get_page_rect(map, largest)));
    for (guint i = 0; i < sectors->len; i++)
      g_assert_true(rect_holds(get(sectors, i)->rect, get_page_rect(map, get(sectors, i)->group)));
  }
}

static void
test_what_fills_the_map_needs_no_inset(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS);
  add_ring(gained, 36, 48, 2);
  g_autoptr(GPtrArray) changes = changes_new(gained, NULL);
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 2);
  g_assert_cmpuint(sectors->len, ==, 0);
}

/* Two groups: one whose shape can be read on the map, and one that is a dot. */
static void
test_only_what_cannot_be_read_needs_one(void)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS), *lost = sal_geometry_new(SAL_POLYGONS);
  add_ring(gained, 34, 47.5, 0.35);
  add_ring(lost, 38, 48.5, 0.15);
  g_autoptr(GPtrArray) changes = changes_new(gained, lost);
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  SalSectorOptions options = {
    .map = map, .area_model = model, .inset_width_mm = 40, .inset_height_mm = 30, .n = 2, .least_zoom = 1.2
  };
  g_autoptr(GArray) all = sal_sectors_find(changes, &options);
  g_assert_cmpuint(all->len, ==, 2);
  options.needed_only = TRUE;
  g_autoptr(GArray) needed = sal_sectors_find(changes, &options);
  g_assert_cmpuint(needed->len, ==, 1);
  g_assert_true(box_has(get(needed, 0)->group, 38, 48.5));
}

static void
test_frames_what_is_asked_for(void)
{
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  const SalSectorOptions options = { .map = map, .inset_width_mm = 40, .inset_height_mm = 30 };
  const SalBox asked = { 37, 48, 37.4, 48.3 };
  SalSector sector;
  g_assert_true(sal_sector_frame(asked, &options, &sector));
  g_assert_cmpfloat_with_epsilon(sector.rect.width / sector.rect.height, 40.0 / 30, 1e-6);
  SalRect grown = sector.rect;
  grown.x -= 0.01, grown.y -= 0.01, grown.width += 0.02, grown.height += 0.02;
  g_assert_true(rect_holds(grown, get_page_rect(map, asked)));
  g_assert_false(sal_sector_frame((SalBox){ 33, 46, 39, 50 }, &options, &sector));
  g_assert_false(sal_sector_frame((SalBox){ 7, 48, 7.4, 48.3 }, &options, &sector));
}

static void
test_a_speck_is_no_reason_to_zoom_without_end(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS);
  add_ring(gained, 36, 48, 1e-4);
  g_autoptr(GPtrArray) changes = changes_new(gained, NULL);
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 3);
  g_assert_cmpuint(sectors->len, ==, 1);
  assert_sound(sectors, map);
  g_assert_cmpfloat_with_epsilon(get(sectors, 0)->share, 1, 1e-9);
  g_assert_cmpfloat(40 / get(sectors, 0)->rect.width, <=, 12 + 1e-6);
  g_assert_true(box_has(get(sectors, 0)->box, 36, 48));
}

static void
test_crosses_the_antimeridian(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS);
  add_ring(gained, 179.8, -17, 0.15);
  add_ring(gained, -179.8, -17, 0.15);
  g_autoptr(GPtrArray) changes = changes_new(gained, NULL);
  g_autoptr(SalMap) map = map_new((SalBox){ 172, -22, 188, -12 }, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 1);
  g_assert_cmpuint(sectors->len, ==, 1);
  assert_sound(sectors, map);
  g_assert_cmpfloat(get(sectors, 0)->box.xmax, >, 180);
  g_assert_cmpfloat(get(sectors, 0)->box.xmax - get(sectors, 0)->box.xmin, <, 8);
  g_assert_cmpfloat(get(sectors, 0)->share, >, 0.9);
}

static void
test_fits_a_tilted_projection(void)
{
  SalGeometry *gained = sal_geometry_new(SAL_POLYGONS);
  add_ring(gained, 37, 48, 0.1);
  g_autoptr(GPtrArray) changes = changes_new(gained, NULL);
  g_autoptr(SalMap) map = map_new(DONBAS, "EPSG:3035");
  g_autoptr(GArray) sectors = find(changes, map, 1);
  g_assert_cmpuint(sectors->len, ==, 1);
  assert_sound(sectors, map);
  g_assert_true(box_has(get(sectors, 0)->box, 37, 48));
}

static void
test_nothing_changed(void)
{
  g_autoptr(GPtrArray) changes = changes_new(NULL, sal_geometry_new(SAL_POLYGONS));
  g_autoptr(SalMap) map = map_new(DONBAS, NULL);
  g_autoptr(GArray) sectors = find(changes, map, 3);
  g_assert_cmpuint(sectors->len, ==, 0);
}

static void
test_locator_shows_three_to_six_times_as_much(void)
{
  const SalBox small = sal_locator_find_box((SalBox){ 36, 47, 38, 48 });
  g_assert_cmpfloat_with_epsilon(small.xmax - small.xmin, 12, 1e-9);
  g_assert_cmpfloat_with_epsilon(small.ymax - small.ymin, 6, 1e-9);
  g_assert_cmpfloat_with_epsilon((small.xmin + small.xmax) / 2, 37, 1e-9);
  const SalBox large = sal_locator_find_box((SalBox){ 22, 44, 40, 53 });
  g_assert_cmpfloat_with_epsilon(large.xmax - large.xmin, 54, 1e-9);
  const SalBox fiji = sal_locator_find_box((SalBox){ 177, -19, 182, -16 });
  g_assert_cmpfloat(fiji.xmin, <, 180);
  g_assert_cmpfloat(fiji.xmax, >, 180);
  const SalBox north = sal_locator_find_box((SalBox){ 20, 78, 30, 82 });
  g_assert_cmpfloat(north.ymax, <=, 90);
  g_assert_true(sal_box_is_empty(sal_locator_find_box((SalBox){ -180, -60, 180, 85 })));
  g_assert_true(sal_box_is_empty(sal_locator_find_box(sal_box_empty())));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sectors/finds-clusters-busiest-first", test_finds_clusters_busiest_first);
  g_test_add_func("/sectors/cuts-a-long-front", test_cuts_a_long_front);
  g_test_add_func("/sectors/the-largest-group-is-whole", test_the_largest_group_is_whole);
  g_test_add_func("/sectors/what-fills-the-map-needs-no-inset", test_what_fills_the_map_needs_no_inset);
  g_test_add_func("/sectors/only-what-cannot-be-read-needs-one", test_only_what_cannot_be_read_needs_one);
  g_test_add_func("/sectors/frames-what-is-asked-for", test_frames_what_is_asked_for);
  g_test_add_func("/sectors/a-speck-is-no-reason-to-zoom-without-end",
                  test_a_speck_is_no_reason_to_zoom_without_end);
  g_test_add_func("/sectors/crosses-the-antimeridian", test_crosses_the_antimeridian);
  g_test_add_func("/sectors/fits-a-tilted-projection", test_fits_a_tilted_projection);
  g_test_add_func("/sectors/nothing-changed", test_nothing_changed);
  g_test_add_func("/locator/shows-three-to-six-times-as-much", test_locator_shows_three_to_six_times_as_much);
  return g_test_run();
}
