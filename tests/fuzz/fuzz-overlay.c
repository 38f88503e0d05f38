/* Two snapshots that share edges, overlaid. gained - lost is the difference of the two areas, what is gained lies
 * in the end and not in the start, and GEOS finds the same. Where it does not, closure tells who is right. */
#include "plane.h"

#include "data/base/error.h"
#include "data/overlay/overlay.h"

#define MAX_POLYGONS 6
#define MAX_CORNERS 14
#define MAX_EDITS 12
#define CLOSURE 1e-12 /* of the larger area, and degrees along all edges: as overlay.h promises */
#define RESIDUE 1e-9  /* of the extent: as GEOS agrees in tests/oracle */

static SalGeometry *
take_polygons(FuzzBytes *bytes, FuzzLattice lattice)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  const guint n = 1 + fuzz_choose(bytes, MAX_POLYGONS);
  for (guint polygon = 0; polygon < n; polygon++) {
    const guint n_corners = 3 + fuzz_choose(bytes, MAX_CORNERS - 2);
    for (guint i = 0; i < n_corners; i++) {
      const double x = fuzz_take_coordinate(bytes, lattice);
      sal_geometry_add_point(polygons, x, fuzz_take_coordinate(bytes, lattice));
    }
    sal_geometry_end_part(polygons);
    sal_geometry_end_polygon(polygons);
  }
  return polygons;
}

/* Moves a corner: onto the lattice, by next to nothing, or onto another corner. */
static void
edit(SalGeometry *polygons, FuzzBytes *bytes, FuzzLattice lattice)
{
  SalPoint *points = (SalPoint *)(void *)polygons->points->data;
  SalPoint *point = &points[fuzz_take(bytes) % polygons->points->len];
  switch (fuzz_choose(bytes, 4)) {
  case 0:
    point->x = fuzz_take_coordinate(bytes, lattice);
    break;
  case 1:
    point->y = nextafter(point->y, fuzz_take(bytes) % 2 == 0 ? 0 : 1000);
    break;
  case 2:
    point->x += lattice.step * pow(10, -(double)fuzz_choose(bytes, 14));
    break;
  default:
    *point = points[fuzz_take(bytes) % polygons->points->len];
  }
}

static void
close_rings(SalGeometry *polygons)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    SalPoint *p = (SalPoint *)(void *)sal_geometry_get_part(polygons, part, &n);
    p[n - 1] = p[0];
  }
}

/* The end: the start with corners moved and polygons added. */
static SalGeometry *
take_successor(const SalGeometry *before, FuzzBytes *bytes, FuzzLattice lattice)
{
  SalGeometry *after = sal_geometry_copy(before);
  const guint n = fuzz_choose(bytes, MAX_EDITS);
  for (guint i = 0; i < n; i++)
    edit(after, bytes, lattice);
  close_rings(after);
  if (fuzz_take(bytes) % 2 == 0)
    return after;
  g_autoptr(SalGeometry) more = take_polygons(bytes, lattice);
  sal_geometry_append(after, more);
  return after;
}

/* As snapshots are: valid and dissolved. NULL where GEOS cannot. */
static SalGeometry *
finish(const SalGeometry *polygons)
{
  g_autoptr(SalGeometry) valid = sal_geometry_repair(polygons, NULL);
  SalGeometry *dissolved = valid != NULL ? sal_geometry_dissolve(valid, NULL) : NULL;
  if (dissolved != NULL && !sal_geometry_is_valid(dissolved, NULL, NULL))
    g_clear_pointer(&dissolved, sal_geometry_free);
  return dissolved;
}

typedef struct {
  double gained, lost, residue; /* square degrees */
} Outcome;

static Outcome
find_outcome(const SalOverlay *overlay, double difference)
{
  const double gained = fuzz_measure(overlay->gained), lost = fuzz_measure(overlay->lost);
  const double slivers = (overlay->gained_slivers != NULL ? fuzz_measure(overlay->gained_slivers) : 0) -
                         (overlay->lost_slivers != NULL ? fuzz_measure(overlay->lost_slivers) : 0);
  return (Outcome){ gained, lost, fabs(gained - lost + slivers - difference) };
}

static gboolean
compute(const SalGeometry *from, const SalGeometry *to, SalOverlayMethod method, SalOverlay *overlay)
{
  g_autoptr(GError) error = NULL;
  const gboolean is_done = sal_overlay_compute(from, to, &(SalOverlayOptions){ method, 0 }, overlay, &error);
  fuzz_check_error(is_done, error);
  if (!is_done && method == SAL_OVERLAY_EDGES)
    g_error("%s", error->message);
  return is_done;
}

static double
get_extent(const SalGeometry *from, const SalGeometry *to)
{
  const SalBox box = sal_box_union(sal_geometry_get_box(from), sal_geometry_get_box(to));
  return sal_box_is_empty(box) ? 0 : (box.xmax - box.xmin) * (box.ymax - box.ymin);
}

static void
check_pair(const SalGeometry *from, const SalGeometry *to)
{
  g_auto(SalOverlay) ours = { NULL }, theirs = { NULL }, back = { NULL };
  const double area_from = fuzz_measure(from), area_to = fuzz_measure(to);
  const double rounding =
      CLOSURE * (MAX(area_from, area_to) + fuzz_measure_edges(from) + fuzz_measure_edges(to));
  const double slack = RESIDUE * get_extent(from, to) + rounding;
  compute(from, to, SAL_OVERLAY_EDGES, &ours);
  const Outcome outcome = find_outcome(&ours, area_to - area_from);
  g_assert_cmpfloat(outcome.residue, <=, rounding);
  g_assert_true(sal_geometry_is_valid(ours.gained, NULL, NULL) &&
                sal_geometry_is_valid(ours.lost, NULL, NULL));
  g_assert_cmpfloat(fuzz_measure_shared(ours.gained, ours.lost), <=, slack);
  g_assert_cmpfloat(fuzz_measure_shared(ours.gained, from), <=, slack);
  g_assert_cmpfloat(fuzz_measure_shared(ours.lost, to), <=, slack);
  compute(to, from, SAL_OVERLAY_EDGES, &back);
  const Outcome reverse = find_outcome(&back, area_from - area_to);
  g_assert_true(fabs(reverse.gained - outcome.lost) <= slack && fabs(reverse.lost - outcome.gained) <= slack);
  if (!compute(from, to, SAL_OVERLAY_GEOS, &theirs))
    return;
  const Outcome geos = find_outcome(&theirs, area_to - area_from);
  const double apart = MAX(fabs(geos.gained - outcome.gained), fabs(geos.lost - outcome.lost));
  g_assert_true(apart <= slack || geos.residue > outcome.residue);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  const FuzzLattice lattice = fuzz_take_lattice(&bytes);
  g_autoptr(SalGeometry) start = take_polygons(&bytes, lattice);
  g_autoptr(SalGeometry) end = take_successor(start, &bytes, lattice);
  g_autoptr(SalGeometry) from = finish(start);
  g_autoptr(SalGeometry) to = finish(end);
  if (from != NULL && to != NULL)
    check_pair(from, to);
  return 0;
}
