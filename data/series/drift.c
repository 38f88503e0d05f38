/* Finds corners by sorting them into columns as wide as the reach, and a shift by pairing the rings of both
 * outlines. */
#include "data/series/drift.h"

#include "data/base/error.h"
#include "data/geometry/ground.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MAX_DECIMALS 15
#define EXACT_SHARE 0.95
#define MIN_REACH_DEG 1.01e-6 /* one unit of the sixth decimal: one program cuts, another rounds */
#define MAX_REACH_DEG 1e-3    /* an outline drawn more coarsely has no digits to lose */
#define MAX_NEIGHBOURS 64     /* corners looked at in one column; so many within reach are no outline */
#define SHIFT_SPREAD_DEG 2e-6
#define ROUNDED_SHARE 0.25
#define EXPLAINED_SHARE 0.9
#define NEW_SHARE 0.5
#define HARDLY_ANY 0.01
#define DBF_LENGTH 10

/* Whether a value is one with so many decimals, as far as it is exact. */
static gboolean
has_decimals(double value, guint decimals)
{
  static const double scales[] = { 1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14 };
  G_STATIC_ASSERT(G_N_ELEMENTS(scales) == MAX_DECIMALS);
  const double scaled = fabs(value) * scales[decimals];
  return fabs(scaled - round(scaled)) <= scaled * DBL_EPSILON;
}

/* Looks up and down from the number that is likely. */
static guint
count_decimals(double value, guint likely)
{
  guint decimals = likely;
  while (decimals > 0 && has_decimals(value, decimals - 1))
    decimals--;
  while (decimals == likely && likely < MAX_DECIMALS && !has_decimals(value, likely))
    decimals = ++likely;
  return decimals;
}

guint
sal_drift_get_decimals(const SalGeometry *geometry)
{
  guint counts[MAX_DECIMALS + 1] = { 0 };
  guint likely = 0;
  for (guint i = 0; i < geometry->points->len; i++) {
    const SalPoint p = g_array_index(geometry->points, SalPoint, i);
    counts[likely = count_decimals(p.x, likely)]++;
    counts[likely = count_decimals(p.y, likely)]++;
  }
  const double enough = 2.0 * geometry->points->len * EXACT_SHARE;
  guint decimals = 0, sum = counts[0];
  while (sum < enough && decimals < MAX_DECIMALS)
    sum += counts[++decimals];
  return decimals;
}

/* The corners of an outline in columns as wide as the reach, to be found by position. */
typedef struct {
  double reach_deg;
  GArray *corners; /* SalPoint, by column, then y, then x */
} Corners;

static double
get_column(double x, double reach_deg)
{
  return floor(x / reach_deg);
}

static int
compare_corners(gconstpointer a, gconstpointer b, gpointer data)
{
  const SalPoint *p = a, *q = b;
  const double reach_deg = *(const double *)data;
  const double left = get_column(p->x, reach_deg), right = get_column(q->x, reach_deg);
  if (left != right)
    return left < right ? -1 : 1;
  if (p->y != q->y)
    return p->y < q->y ? -1 : 1;
  return (p->x > q->x) - (p->x < q->x);
}

/* The points of every ring without the last, which is the first again. */
static GArray *
list_corners(const SalGeometry *polygons)
{
  GArray *corners = g_array_sized_new(FALSE, FALSE, sizeof(SalPoint), polygons->points->len);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    g_array_append_vals(corners, points, n - 1);
  }
  return corners;
}

static void
corners_init(Corners *corners, const SalGeometry *polygons, double reach_deg)
{
  corners->reach_deg = reach_deg;
  corners->corners = list_corners(polygons);
  g_array_sort_with_data(corners->corners, compare_corners, &corners->reach_deg);
}

/* The first corner at y or above in a column; if there is none, the first of the columns after it. */
static guint
find_first(const Corners *corners, double column, double y)
{
  guint low = 0, high = corners->corners->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    const SalPoint p = g_array_index(corners->corners, SalPoint, middle);
    const double of = get_column(p.x, corners->reach_deg);
    if (of < column || (of == column && p.y < y))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* How far (in degrees) the nearest corner of one column is from p; INFINITY if none is within reach. */
static double
search_column(const Corners *corners, double column, SalPoint p)
{
  double nearest = INFINITY;
  const guint first = find_first(corners, column, p.y - corners->reach_deg);
  for (guint i = first; i < corners->corners->len && i < first + MAX_NEIGHBOURS; i++) {
    const SalPoint q = g_array_index(corners->corners, SalPoint, i);
    if (get_column(q.x, corners->reach_deg) != column || q.y > p.y + corners->reach_deg)
      break;
    const double distance = fmax(fabs(p.x - q.x), fabs(p.y - q.y));
    if (distance <= corners->reach_deg)
      nearest = fmin(nearest, distance);
  }
  return nearest;
}

static gboolean
has_corner(const Corners *corners, SalPoint p)
{
  const double column = get_column(p.x, corners->reach_deg);
  for (guint i = find_first(corners, column, p.y); i < corners->corners->len; i++) {
    const SalPoint q = g_array_index(corners->corners, SalPoint, i);
    if (q.y != p.y || q.x > p.x)
      return FALSE;
    if (q.x == p.x)
      return TRUE;
  }
  return FALSE;
}

static void
match_corners(const Corners *corners, const GArray *later, SalDrift *drift)
{
  double furthest_deg = 0, lat = 0;
  for (guint i = 0; i < later->len; i++) {
    const SalPoint p = g_array_index(later, SalPoint, i);
    if (has_corner(corners, p)) {
      drift->n_kept++;
      continue;
    }
    const double column = get_column(p.x, corners->reach_deg);
    double nearest = INFINITY;
    for (int side = -1; side <= 1; side++)
      nearest = fmin(nearest, search_column(corners, column + side, p));
    if (nearest > corners->reach_deg)
      continue;
    drift->n_rounded++;
    if (nearest > furthest_deg) {
      furthest_deg = nearest;
      lat = p.y;
    }
  }
  drift->rounded_m = furthest_deg * sal_ground_get_scale(lat).y;
}

/* The corner of a ring that is furthest west, and of several the one furthest south. A shift moves it along
 * with the ring. */
static guint
find_westmost(const SalPoint *points, guint n)
{
  guint best = 0;
  for (guint i = 1; i < n; i++)
    if (points[i].x < points[best].x || (points[i].x == points[best].x && points[i].y < points[best].y))
      best = i;
  return best;
}

typedef struct {
  const SalPoint *points;
  guint n, first; /* how many corners, and which of them is furthest west */
} Ring;

static int
compare_rings(gconstpointer a, gconstpointer b)
{
  const Ring *p = a, *q = b;
  if (p->n != q->n)
    return p->n < q->n ? -1 : 1;
  const SalPoint left = p->points[p->first], right = q->points[q->first];
  if (left.x != right.x)
    return left.x < right.x ? -1 : 1;
  return (left.y > right.y) - (left.y < right.y);
}

static GArray *
list_rings(const SalGeometry *polygons)
{
  GArray *rings = g_array_new(FALSE, FALSE, sizeof(Ring));
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    Ring ring;
    ring.points = sal_geometry_get_part(polygons, part, &ring.n);
    ring.n--;
    ring.first = find_westmost(ring.points, ring.n);
    g_array_append_val(rings, ring);
  }
  g_array_sort(rings, compare_rings);
  return rings;
}

/* Appends the moves from the corners of one ring to those of the other, counted from the westmost ones. */
static void
append_moves(const Ring *from, const Ring *to, GArray *moves)
{
  for (guint i = 0; i < to->n; i++) {
    const SalPoint a = from->points[(from->first + i) % from->n], b = to->points[(to->first + i) % to->n];
    const SalPoint move = { b.x - a.x, b.y - a.y };
    g_array_append_val(moves, move);
  }
}

/* Pairs the rings of both that have equally many corners, in the order of their westmost corners, and lists
 * all moves. */
static GArray *
list_moves(const SalGeometry *from, const SalGeometry *to)
{
  GArray *moves = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  g_autoptr(GArray) before = list_rings(from), after = list_rings(to);
  for (guint i = 0, j = 0; i < before->len && j < after->len;) {
    const Ring *a = &g_array_index(before, Ring, i), *b = &g_array_index(after, Ring, j);
    if (a->n == b->n)
      append_moves(a, b, moves);
    i += a->n <= b->n;
    j += b->n <= a->n;
  }
  return moves;
}

static int
compare_x(gconstpointer a, gconstpointer b)
{
  const double x = ((const SalPoint *)a)->x, y = ((const SalPoint *)b)->x;
  return (x > y) - (x < y);
}

static int
compare_y(gconstpointer a, gconstpointer b)
{
  const double x = ((const SalPoint *)a)->y, y = ((const SalPoint *)b)->y;
  return (x > y) - (x < y);
}

static void
find_shift(const SalGeometry *from, const SalGeometry *to, SalDrift *drift)
{
  g_autoptr(GArray) moves = list_moves(from, to);
  if (moves->len < EXPLAINED_SHARE * drift->n_to)
    return;
  SalPoint shift;
  g_array_sort(moves, compare_x);
  shift.x = g_array_index(moves, SalPoint, moves->len / 2).x;
  g_array_sort(moves, compare_y);
  shift.y = g_array_index(moves, SalPoint, moves->len / 2).y;
  for (guint i = 0; i < moves->len; i++) {
    const SalPoint move = g_array_index(moves, SalPoint, i);
    drift->n_shifted +=
        fabs(move.x - shift.x) <= SHIFT_SPREAD_DEG && fabs(move.y - shift.y) <= SHIFT_SPREAD_DEG;
  }
  const SalBox box = sal_geometry_get_box(to);
  const SalPoint scale = sal_ground_get_scale((box.ymin + box.ymax) / 2);
  const double east_m = shift.x * scale.x, north_m = shift.y * scale.y;
  drift->shift_m = hypot(east_m, north_m);
  if (drift->shift_m > 0) {
    drift->shift_east = east_m / drift->shift_m;
    drift->shift_north = north_m / drift->shift_m;
  }
}

SalDrift
sal_drift_compare(const SalGeometry *from, guint from_decimals, const SalGeometry *to, guint to_decimals)
{
  /* Half a unit of the last digit either way, and a little for what doubles lose. */
  const double unit_deg = pow(10, -(double)MIN(from_decimals, to_decimals));
  const double reach_deg = CLAMP(unit_deg * 0.501, MIN_REACH_DEG, MAX_REACH_DEG);
  SalDrift drift = { 0 };
  Corners corners;
  corners_init(&corners, from, reach_deg);
  g_autoptr(GArray) later = list_corners(to);
  drift.n_from = corners.corners->len;
  drift.n_to = later->len;
  match_corners(&corners, later, &drift);
  g_array_unref(corners.corners);
  if (drift.n_kept + drift.n_rounded < NEW_SHARE * drift.n_to)
    find_shift(from, to, &drift);
  return drift;
}

SalDrift
sal_drift_add(SalDrift a, SalDrift b)
{
  SalDrift sum = a.n_to >= b.n_to ? a : b;
  sum.n_from = a.n_from + b.n_from;
  sum.n_to = a.n_to + b.n_to;
  sum.n_kept = a.n_kept + b.n_kept;
  sum.n_rounded = a.n_rounded + b.n_rounded;
  sum.n_shifted = a.n_shifted + b.n_shifted;
  sum.rounded_m = fmax(a.rounded_m, b.rounded_m);
  return sum;
}

SalDriftKind
sal_drift_judge(const SalDrift *drift, double changed_m2, double held_m2)
{
  if (drift->n_from == 0 || drift->n_to == 0)
    return SAL_DRIFT_NONE;
  if (drift->n_kept == drift->n_to && drift->n_from == drift->n_to)
    return SAL_DRIFT_SAME;
  const double found = drift->n_kept + drift->n_rounded;
  const gboolean hardly_any = changed_m2 <= HARDLY_ANY * held_m2;
  if (hardly_any && drift->n_rounded >= ROUNDED_SHARE * drift->n_to && found >= EXPLAINED_SHARE * drift->n_to)
    return SAL_DRIFT_ROUNDED;
  if (drift->n_shifted >= EXPLAINED_SHARE * drift->n_to && drift->shift_m > 0)
    return SAL_DRIFT_SHIFTED;
  if (hardly_any && found < NEW_SHARE * drift->n_to)
    return SAL_DRIFT_TRACED;
  return SAL_DRIFT_NONE;
}

const char *
sal_drift_get_name(SalDriftKind kind)
{
  static const char *const names[] = { NULL, "same", "rounded", "shifted", "traced", "redrawn" };
  return names[kind];
}

static gboolean
is_cut(const char *shorter, const char *longer)
{
  return strlen(shorter) == DBF_LENGTH && g_ascii_strncasecmp(shorter, longer, DBF_LENGTH) == 0;
}

static gboolean
is_alike(const char *a, const char *b)
{
  const char *const words[] = { b, NULL };
  return g_ascii_strcasecmp(a, b) == 0 || is_cut(a, b) || is_cut(b, a) || sal_error_nearest(a, words) != NULL;
}

static GPtrArray *
list_missing(const char *const *names, const char *const *others)
{
  GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains(others, names[i]))
      g_ptr_array_add(missing, g_strdup(names[i]));
  return missing;
}

static void
pair_fields(SalFieldDrift *drift, guint lost, guint added)
{
  g_ptr_array_add(drift->renamed_from, g_ptr_array_steal_index(drift->lost, lost));
  g_ptr_array_add(drift->renamed_to, g_ptr_array_steal_index(drift->added, added));
}

/* Pairs a lost field with the first added one that is like it. */
static gboolean
pair_alike(SalFieldDrift *drift, guint lost)
{
  for (guint i = 0; i < drift->added->len; i++)
    if (is_alike(drift->lost->pdata[lost], drift->added->pdata[i])) {
      pair_fields(drift, lost, i);
      return TRUE;
    }
  return FALSE;
}

void
sal_field_drift_init(SalFieldDrift *drift, const char *const *from, const char *const *to)
{
  drift->lost = list_missing(from, to);
  drift->added = list_missing(to, from);
  drift->renamed_from = g_ptr_array_new_with_free_func(g_free);
  drift->renamed_to = g_ptr_array_new_with_free_func(g_free);
  if (drift->lost->len == 1 && drift->added->len == 1) {
    pair_fields(drift, 0, 0);
    return;
  }
  for (guint i = 0; i < drift->lost->len;)
    i += pair_alike(drift, i) ? 0 : 1;
}

void
sal_field_drift_clear(SalFieldDrift *drift)
{
  g_clear_pointer(&drift->lost, g_ptr_array_unref);
  g_clear_pointer(&drift->added, g_ptr_array_unref);
  g_clear_pointer(&drift->renamed_from, g_ptr_array_unref);
  g_clear_pointer(&drift->renamed_to, g_ptr_array_unref);
}

gboolean
sal_field_drift_is_empty(const SalFieldDrift *drift)
{
  return drift->lost->len + drift->added->len + drift->renamed_to->len == 0;
}
