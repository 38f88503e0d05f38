#include "data/geometry/geodesic.h"

#include "data/geometry/locating.h"
#include "data/geometry/proj.h"
#include "data/geometry/segments.h"
#include "data/geometry/wgs84.h"

#include <math.h>

#define STEP_M 250.0 /* a chord in lon/lat leaves the line by 1.5 mm at 50 degrees of latitude, 7 mm at 80 */
#define MAX_STEPS 20000   /* SAL_GEODESIC_MAX_KM of them */
#define LEAST_M 1e-4      /* intervals that are shorter are none */
#define MAX_REFINED_M 5.0 /* further from the chord's crossing the line hardly crosses the edge */

struct _SalGeodesic {
  struct geod_geodesicline line;
};

SalGeodesic *
sal_geodesic_new(SalPoint a, SalPoint b)
{
  SalGeodesic *geodesic = g_new0(SalGeodesic, 1);
  struct geod_geodesic earth;
  geod_init(&earth, SAL_WGS84_A_M, SAL_WGS84_F);
  geod_inverseline(&geodesic->line, &earth, a.y, a.x, b.y, b.x,
                   GEOD_LATITUDE | GEOD_LONGITUDE | GEOD_DISTANCE_IN);
  return geodesic;
}

void
sal_geodesic_free(SalGeodesic *geodesic)
{
  g_free(geodesic);
}

double
sal_geodesic_get_length_m(const SalGeodesic *geodesic)
{
  return geodesic->line.s13;
}

SalPoint
sal_geodesic_get_point(const SalGeodesic *geodesic, double m)
{
  SalPoint point;
  geod_genposition(&geodesic->line, GEOD_LONG_UNROLL, m, &point.y, &point.x, NULL, NULL, NULL, NULL, NULL,
                   NULL);
  return point;
}

/* A chord of the line, and where edges cross it. */
typedef struct {
  SalPoint a, b; /* its ends, turned to where the polygons are */
  double from_m, length_m, turn;
  const SalGeodesic *geodesic;
  GArray *cuts; /* double: metres along the line */
} Chord;

static double
cross(SalPoint a, SalPoint b)
{
  return a.x * b.y - a.y * b.x;
}

/* Where the line itself crosses an edge that its chord crosses there, by Newton's method; the chord leaves it by
 * millimetres. */
static double
refine(const Chord *chord, const SalSegment *edge, double chord_m)
{
  const SalPoint along = { chord->b.x - chord->a.x, chord->b.y - chord->a.y };
  const SalPoint of_edge = { edge->b.x - edge->a.x, edge->b.y - edge->a.y };
  const double slope = cross(of_edge, along) / chord->length_m;
  double m = chord_m;
  for (guint i = 0; i < 3; i++) {
    const SalPoint point = sal_geodesic_get_point(chord->geodesic, m);
    const SalPoint between = { point.x + chord->turn - edge->a.x, point.y - edge->a.y };
    m -= cross(of_edge, between) / slope;
    if (!(fabs(m - chord_m) < MAX_REFINED_M))
      return chord_m;
  }
  return CLAMP(m, 0, sal_geodesic_get_length_m(chord->geodesic));
}

static void
add_cut(const SalSegment *edge, gpointer data)
{
  const Chord *chord = data;
  const SalPoint along = { chord->b.x - chord->a.x, chord->b.y - chord->a.y };
  const SalPoint of_edge = { edge->b.x - edge->a.x, edge->b.y - edge->a.y };
  const SalPoint between = { edge->a.x - chord->a.x, edge->a.y - chord->a.y };
  const double area = cross(along, of_edge);
  if (area == 0)
    return; /* edges that follow this one cross the chord */
  const double t = cross(between, of_edge) / area, u = cross(between, along) / area;
  if (t < -1e-6 || t > 1 + 1e-6 || u < -1e-6 || u > 1 + 1e-6)
    return;
  const double m = refine(chord, edge, chord->from_m + t * chord->length_m);
  g_array_append_val(chord->cuts, m);
}

static const double turns[] = { -360, 0, 360 };

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Where edges cross the line, by its chords; with both ends of the line. */
static GArray *
find_cuts(const SalGeodesic *geodesic, const SalSegments *rings)
{
  const double length_m = sal_geodesic_get_length_m(geodesic), none_m = 0;
  const guint n = (guint)CLAMP(ceil(length_m / STEP_M), 1, MAX_STEPS);
  Chord chord = { .length_m = length_m / n,
                  .geodesic = geodesic,
                  .cuts = g_array_new(FALSE, FALSE, sizeof(double)) };
  SalPoint a = sal_geodesic_get_point(geodesic, 0);
  g_array_append_val(chord.cuts, none_m);
  for (guint i = 0; i < n; i++) {
    const SalPoint b = sal_geodesic_get_point(geodesic, chord.length_m * (i + 1));
    chord.from_m = chord.length_m * i;
    for (guint turn = 0; turn < G_N_ELEMENTS(turns); turn++) {
      chord.turn = turns[turn];
      chord.a = (SalPoint){ a.x + turns[turn], a.y };
      chord.b = (SalPoint){ b.x + turns[turn], b.y };
      const SalBox box = { MIN(chord.a.x, chord.b.x), MIN(a.y, b.y), MAX(chord.a.x, chord.b.x),
                           MAX(a.y, b.y) };
      sal_segments_search(rings, box, add_cut, &chord);
    }
    a = b;
  }
  g_array_append_val(chord.cuts, length_m);
  g_array_sort(chord.cuts, compare_numbers);
  return chord.cuts;
}

/* A walk along the line, which is told at each step whether it is inside. It looks at no more than the edges beside the
 * step, so that it takes no longer where there are many of both. */
typedef struct {
  const SalSegments *rings;
  gboolean has_begun, inside[G_N_ELEMENTS(turns)];
  SalPoint at;
} Walk;

typedef struct {
  SalPoint a, b;
  gboolean is_odd; /* it crosses an odd number of edges */
} Step;

static void
count_edge(const SalSegment *edge, gpointer data)
{
  Step *step = data;
  const gboolean is_up = edge->a.y < edge->b.y || (edge->a.y == edge->b.y && edge->a.x < edge->b.x);
  const SalPoint low = is_up ? edge->a : edge->b, high = is_up ? edge->b : edge->a;
  if ((sal_locate_side(step->a, step->b, low) > 0) != (sal_locate_side(step->a, step->b, high) > 0) &&
      (sal_locate_side(low, high, step->a) > 0) != (sal_locate_side(low, high, step->b) > 0))
    step->is_odd = !step->is_odd;
}

static gboolean
walk_to(Walk *walk, SalPoint point)
{
  gboolean is_inside = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(turns); i++) {
    Step step = { { walk->at.x + turns[i], walk->at.y }, { point.x + turns[i], point.y }, FALSE };
    const SalBox box = { MIN(step.a.x, step.b.x), MIN(step.a.y, step.b.y), MAX(step.a.x, step.b.x),
                         MAX(step.a.y, step.b.y) };
    if (walk->has_begun)
      sal_segments_search(walk->rings, box, count_edge, &step);
    else
      step.is_odd = sal_segments_contain(walk->rings, step.b);
    walk->inside[i] = walk->inside[i] != step.is_odd;
    is_inside = is_inside || walk->inside[i];
  }
  walk->has_begun = TRUE;
  walk->at = point;
  return is_inside;
}

GArray *
sal_geodesic_cut(const SalGeodesic *geodesic, const SalGeometry *polygons)
{
  GArray *stretches = g_array_new(FALSE, FALSE, sizeof(SalStretch));
  g_autoptr(SalSegments) rings = sal_segments_new(polygons);
  g_autoptr(GArray) cuts = find_cuts(geodesic, rings);
  Walk walk = { .rings = rings };
  gboolean was_inside = FALSE;
  double from_m = 0;
  for (guint i = 1; i < cuts->len; i++) {
    const double to_m = g_array_index(cuts, double, i);
    if (to_m - from_m < LEAST_M)
      continue;
    const gboolean inside = walk_to(&walk, sal_geodesic_get_point(geodesic, (from_m + to_m) / 2));
    if (inside && !was_inside) {
      const SalStretch stretch = { from_m, sal_geodesic_get_length_m(geodesic) };
      g_array_append_val(stretches, stretch);
    } else if (!inside && was_inside)
      g_array_index(stretches, SalStretch, stretches->len - 1).to_m = from_m;
    was_inside = inside;
    from_m = to_m;
  }
  return stretches;
}
