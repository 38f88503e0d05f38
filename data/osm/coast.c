#include "data/osm/coast.h"

#include "data/geometry/locating.h"
#include "data/osm/coast-pieces.h"

#include <math.h>
#include <string.h>

#define NONE G_MAXUINT
#define BESIDE_DEG 1e-9 /* a tenth of a millimetre: nearer to a line than any other one is */

static void
note(SalOsmCoastFault *fault, SalPoint at, SalOsmCoastFaultKind kind)
{
  if (fault->n++ == 0 || at.x < fault->first.x || (at.x == fault->first.x && at.y < fault->first.y))
    fault->first = at;
  fault->kind = kind;
}

char *
sal_osm_coast_tell(const SalOsmCoastFault *fault)
{
  static const struct {
    const char *one, *many;
  } words[] = {
    [SAL_OSM_COAST_WRAPS] = { "1 edge of a line crosses the antimeridian",
                              "edges of lines cross the antimeridian" },
    [SAL_OSM_COAST_FORKS] = { "3 lines or more meet in 1 point", "points have 3 lines or more" },
    [SAL_OSM_COAST_ENDS] = { "1 line ends within the frame", "lines end within the frame" },
    [SAL_OSM_COAST_TAKES_NO_TURNS] = { "1 line has land on both sides or on none",
                                       "lines have land on both sides or on none" },
    [SAL_OSM_COAST_HAS_WRONG_SIDE] = { "1 line has land on the wrong side",
                                       "lines have land on the wrong side" },
    [SAL_OSM_COAST_CROSSES] = { "a line crosses itself or another", "lines cross themselves or others" },
  };
  const double x = fault->first.x, y = fault->first.y;
  if (fault->n == 1)
    return g_strdup_printf("%s, at %.4f,%.4f", words[fault->kind].one, x, y);
  return g_strdup_printf("%u %s, the westernmost at %.4f,%.4f", fault->n, words[fault->kind].many, x, y);
}

static void
check_wraps(const SalGeometry *lines, SalBox frame, SalOsmCoastFault *fault)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++)
      if (sal_osm_coast_is_wrapped(frame, points[i - 1], points[i]))
        note(fault, points[i - 1], SAL_OSM_COAST_WRAPS);
  }
}

/* Where a chain leaves the frame or enters it. */
typedef struct {
  double along; /* from the frame's south-western corner, counter-clockwise */
  gboolean leaves;
  guint chain;
} Gate;

static double
measure_along(SalBox frame, SalPoint p)
{
  const double width = frame.xmax - frame.xmin, height = frame.ymax - frame.ymin;
  if (p.y == frame.ymin)
    return p.x - frame.xmin;
  if (p.x == frame.xmax)
    return width + (p.y - frame.ymin);
  return p.y == frame.ymax ? width + height + (frame.xmax - p.x) : 2 * width + height + (frame.ymax - p.y);
}

static gint
compare_gates(gconstpointer a, gconstpointer b)
{
  const Gate *first = a, *second = b;
  if (first->along != second->along)
    return first->along < second->along ? -1 : 1;
  return first->chain < second->chain ? -1 : first->chain > second->chain;
}

static SalPoint
get_end(const SalGeometry *chains, guint chain, gboolean is_last)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(chains, chain, &n);
  return points[is_last ? n - 1 : 0];
}

static gboolean
is_closed(const SalGeometry *chains, guint chain)
{
  const SalPoint first = get_end(chains, chain, FALSE), last = get_end(chains, chain, TRUE);
  return first.x == last.x && first.y == last.y;
}

/* Chains that are neither closed nor end at the frame. */
static void
check_ends(const SalGeometry *chains, SalBox frame, SalOsmCoastFault *fault)
{
  for (guint i = 0; i < sal_geometry_get_n_parts(chains); i++) {
    if (is_closed(chains, i))
      continue;
    const SalPoint start = get_end(chains, i, FALSE), end = get_end(chains, i, TRUE);
    if (!sal_osm_frame_has_on_edge(frame, start))
      note(fault, start, SAL_OSM_COAST_ENDS);
    else if (!sal_osm_frame_has_on_edge(frame, end))
      note(fault, end, SAL_OSM_COAST_ENDS);
  }
}

/* The gates of all chains in their order along the edge. Where a chain leaves at a point that another one enters, that one comes
 * first which makes the two kinds take turns. */
static GArray *
list_gates(const SalGeometry *chains, SalBox frame)
{
  GArray *gates = g_array_new(FALSE, FALSE, sizeof(Gate));
  for (guint i = 0; i < sal_geometry_get_n_parts(chains); i++) {
    if (is_closed(chains, i))
      continue;
    const Gate both[] = { { measure_along(frame, get_end(chains, i, FALSE)), FALSE, i },
                          { measure_along(frame, get_end(chains, i, TRUE)), TRUE, i } };
    g_array_append_vals(gates, both, 2);
  }
  g_array_sort(gates, compare_gates);
  for (guint i = 0; i + 1 < gates->len; i++) {
    Gate *gate = &g_array_index(gates, Gate, i), *next = gate + 1;
    const Gate *last = &g_array_index(gates, Gate, i > 0 ? i - 1 : gates->len - 1), kept = *gate;
    if (gate->along == next->along && gate->leaves == last->leaves && next->leaves != last->leaves)
      *gate = *next, *next = kept;
  }
  return gates;
}

static void
check_turns(const GArray *gates, const SalGeometry *chains, SalOsmCoastFault *fault)
{
  for (guint i = 0; i < gates->len; i++) {
    const Gate *gate = &g_array_index(gates, Gate, i),
               *last = &g_array_index(gates, Gate, i > 0 ? i - 1 : gates->len - 1);
    if (gate->leaves == last->leaves)
      note(fault, get_end(chains, gate->chain, gate->leaves), SAL_OSM_COAST_TAKES_NO_TURNS);
  }
}

static void
add_chain(SalGeometry *rings, const SalGeometry *chains, guint chain)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(chains, chain, &n);
  for (guint i = 0; i < n; i++)
    sal_geometry_add_point(rings, points[i].x, points[i].y);
}

static void
add_ring(SalGeometry *rings, const SalGeometry *chains, guint chain)
{
  add_chain(rings, chains, chain);
  sal_geometry_end_part(rings);
}

/* Adds the corners of the frame that lie on the way counter-clockwise from one place of its edge to another one. */
static void
add_corners(SalGeometry *rings, SalBox frame, double from, double to)
{
  const double width = frame.xmax - frame.xmin, height = frame.ymax - frame.ymin;
  const double along[] = { 0, width, width + height, 2 * width + height };
  const SalPoint corners[] = { { frame.xmin, frame.ymin },
                               { frame.xmax, frame.ymin },
                               { frame.xmax, frame.ymax },
                               { frame.xmin, frame.ymax } };
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < 4; i++) {
      const double at = along[i] + turn * 2 * (width + height);
      if (at > from && at < (to < from ? to + 2 * (width + height) : to))
        sal_geometry_add_point(rings, corners[i].x, corners[i].y);
    }
}

static void
end_ring(SalGeometry *rings)
{
  sal_geometry_end_part(rings);
  sal_geometry_end_polygon(rings);
}

/* Adds the rings that run along the edge: from where a chain leaves, land lies along the edge up to the next place where one enters. */
static void
close_chains(SalGeometry *rings, const SalGeometry *chains, SalBox frame, const GArray *gates)
{
  const guint n = sal_geometry_get_n_parts(chains);
  g_autofree guint *leaves_at = g_new0(guint, n + 1);
  g_autofree gboolean *is_done = g_new0(gboolean, n + 1);
  for (guint i = 0; i < gates->len; i++)
    if (g_array_index(gates, Gate, i).leaves)
      leaves_at[g_array_index(gates, Gate, i).chain] = i;
  for (guint i = 0; i < gates->len; i++) {
    guint chain = g_array_index(gates, Gate, i).chain;
    if (is_done[chain])
      continue;
    while (!is_done[chain]) {
      const guint at = leaves_at[chain];
      const Gate *from = &g_array_index(gates, Gate, at),
                 *to = &g_array_index(gates, Gate, (at + 1) % gates->len);
      is_done[chain] = TRUE;
      add_chain(rings, chains, chain);
      add_corners(rings, frame, from->along, to->along);
      chain = to->chain;
    }
    end_ring(rings);
  }
}

/* Twice the area in a ring, positive if it runs counter-clockwise. */
static double
measure_ring(const SalGeometry *rings, guint ring)
{
  guint n;
  const SalPoint *p = sal_geometry_get_part(rings, ring, &n);
  double sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (p[i - 1].x - p[0].x) * (p[i].y - p[0].y) - (p[i].x - p[0].x) * (p[i - 1].y - p[0].y);
  return sum;
}

/* Where rings have their land: a point just left of each one's first edge. */
static GArray *
list_left_points(const SalGeometry *rings)
{
  GArray *left = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; i < sal_geometry_get_n_parts(rings); i++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(rings, i, &n);
    const double dx = p[1].x - p[0].x, dy = p[1].y - p[0].y, step = BESIDE_DEG / hypot(dx, dy);
    const SalPoint point = { (p[0].x + p[1].x) / 2 - dy * step, (p[0].y + p[1].y) / 2 + dx * step };
    g_array_append_val(left, point);
  }
  return left;
}

/* All is land around a largest ring that runs clockwise: the frame is one more ring. */
static void
add_frame(SalGeometry *rings, SalBox frame)
{
  double most = 0;
  for (guint i = 0; i < sal_geometry_get_n_parts(rings); i++) {
    const double area = measure_ring(rings, i);
    if (fabs(area) > fabs(most))
      most = area;
  }
  if (most >= 0)
    return;
  add_corners(rings, frame, -1, 2 * (frame.xmax - frame.xmin + frame.ymax - frame.ymin));
  end_ring(rings);
}

/* Rings whose left side is sea by what the others say. Those without an area, which cross themselves, have no side. */
static void
check_sides(const SalGeometry *rings, const GArray *left, SalOsmCoastFault *fault)
{
  g_autofree SalWhere *where = g_new0(SalWhere, left->len + 1);
  g_autoptr(SalPointSet) set = sal_point_set_new((const SalPoint *)(const void *)left->data, left->len);
  sal_point_set_locate(set, rings, where);
  for (guint i = 0; i < left->len; i++)
    if (where[i] == SAL_WHERE_OUTSIDE && measure_ring(rings, i) != 0)
      note(fault, get_end(rings, i, FALSE), SAL_OSM_COAST_HAS_WRONG_SIDE);
}

/* A ring among others. */
typedef struct {
  double area; /* twice, positive if it runs counter-clockwise */
  SalBox box;
  guint first_hole,
      next_hole; /* of a ring of land its first hole, of a hole the next one of its ring; NONE: no more */
} Ring;

static GArray *
list_rings(const SalGeometry *rings)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(Ring));
  for (guint i = 0; i < sal_geometry_get_n_parts(rings); i++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(rings, i, &n);
    Ring ring = { measure_ring(rings, i), sal_box_empty(), NONE, NONE };
    for (guint j = 0; j < n; j++)
      ring.box = sal_box_add_point(ring.box, points[j].x, points[j].y);
    g_array_append_val(list, ring);
  }
  return list;
}

/* The smallest ring of land around a point; NULL: there is none. */
static Ring *
find_shell(const SalGeometry *rings, GArray *list, SalPoint p)
{
  Ring *best = NULL;
  for (guint i = 0; i < list->len; i++) {
    Ring *ring = &g_array_index(list, Ring, i);
    if (ring->area <= 0 || (best != NULL && ring->area >= best->area) || p.x < ring->box.xmin ||
        p.x > ring->box.xmax || p.y < ring->box.ymin || p.y > ring->box.ymax)
      continue;
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(rings, i);
    if (sal_geometry_contains(polygon, p.x, p.y))
      best = ring;
  }
  return best;
}

/* Polygons of rings, of which those that run clockwise are holes. A ring that is neither a hole nor a shell crosses itself or others,
 * unless another fault is known. */
static SalGeometry *
make_polygons(const SalGeometry *rings, const GArray *left, SalOsmCoastFault *fault)
{
  const gboolean is_known = fault->n > 0;
  g_autoptr(GArray) list = list_rings(rings);
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = list->len; i-- > 0;) {
    Ring *hole = &g_array_index(list, Ring, i);
    Ring *shell = hole->area < 0 ? find_shell(rings, list, g_array_index(left, SalPoint, i)) : NULL;
    if (shell != NULL)
      hole->next_hole = shell->first_hole, shell->first_hole = i;
    else if (hole->area <= 0 && !is_known)
      note(fault, get_end(rings, i, FALSE), SAL_OSM_COAST_CROSSES);
  }
  for (guint i = 0; i < list->len; i++) {
    const Ring *shell = &g_array_index(list, Ring, i);
    if (shell->area <= 0)
      continue;
    add_ring(polygons, rings, i);
    for (guint hole = shell->first_hole; hole != NONE; hole = g_array_index(list, Ring, hole).next_hole)
      add_ring(polygons, rings, hole);
    sal_geometry_end_polygon(polygons);
  }
  return polygons;
}

/* Lines that cross. Where they do, land seems to be on the wrong side, too: the crossing says more. */
static void
check_crossings(const SalGeometry *land, SalOsmCoastFault *fault)
{
  g_autofree char *reason = NULL;
  SalPoint where = { 0, 0 };
  if (sal_geometry_is_valid(land, &reason, &where) ||
      (fault->n > 0 && (reason == NULL || strstr(reason, "self-intersection") == NULL)))
    return;
  *fault = (SalOsmCoastFault){ 0 };
  note(fault, where, SAL_OSM_COAST_CROSSES);
}

/* The rings of chains that are whole; NULL: fault says why not. */
static SalGeometry *
make_rings(const SalGeometry *chains, SalBox frame, SalOsmCoastFault *fault)
{
  g_autoptr(GArray) gates = list_gates(chains, frame);
  g_autoptr(SalGeometry) rings = sal_geometry_new(SAL_POLYGONS);
  check_turns(gates, chains, fault);
  if (fault->n > 0)
    return NULL;
  close_chains(rings, chains, frame, gates);
  for (guint i = 0; i < sal_geometry_get_n_parts(chains); i++) {
    guint n;
    sal_geometry_get_part(chains, i, &n);
    if (!is_closed(chains, i) || n < 4)
      continue;
    add_chain(rings, chains, i);
    end_ring(rings);
  }
  if (gates->len == 0)
    add_frame(rings, frame);
  return g_steal_pointer(&rings);
}

SalGeometry *
sal_osm_coast_make_land(const SalGeometry *lines, SalBox frame, SalOsmCoastFault *fault)
{
  *fault = (SalOsmCoastFault){ 0 };
  check_wraps(lines, frame, fault);
  if (fault->n > 0)
    return NULL;
  fault->kind = SAL_OSM_COAST_FORKS;
  g_autoptr(SalGeometry) pieces = sal_osm_coast_cut(lines, frame);
  g_autoptr(SalGeometry) chains = sal_osm_coast_join(pieces, frame, &fault->n, &fault->first);
  if (fault->n > 0)
    return NULL;
  check_ends(chains, frame, fault);
  g_autoptr(SalGeometry) rings = fault->n == 0 ? make_rings(chains, frame, fault) : NULL;
  if (rings == NULL || sal_geometry_is_empty(rings))
    return g_steal_pointer(&rings);
  g_autoptr(GArray) left = list_left_points(rings);
  check_sides(rings, left, fault);
  g_autoptr(SalGeometry) land = make_polygons(rings, left, fault);
  check_crossings(land, fault);
  return fault->n == 0 ? g_steal_pointer(&land) : NULL;
}
