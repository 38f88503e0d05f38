#include "data/osm/coast-pieces.h"

#include <math.h>

#define NONE G_MAXUINT
#define HALF_EARTH_DEG 180.0

gboolean
sal_osm_frame_has_on_edge(SalBox frame, SalPoint point)
{
  return point.x == frame.xmin || point.x == frame.xmax || point.y == frame.ymin || point.y == frame.ymax;
}

static gboolean
is_inside(SalBox frame, SalPoint p)
{
  return p.x >= frame.xmin && p.x <= frame.xmax && p.y >= frame.ymin && p.y <= frame.ymax;
}

/* Where a segment passes an edge of the frame, exactly on it. */
static SalPoint
pass_edge(SalBox frame, SalPoint a, SalPoint b, guint edge)
{
  const gboolean is_x = edge < 2;
  const double at[] = { frame.xmin, frame.xmax, frame.ymin, frame.ymax };
  const double t = is_x ? (at[edge] - a.x) / (b.x - a.x) : (at[edge] - a.y) / (b.y - a.y);
  if (is_x)
    return (SalPoint){ at[edge], CLAMP(a.y + t * (b.y - a.y), frame.ymin, frame.ymax) };
  return (SalPoint){ CLAMP(a.x + t * (b.x - a.x), frame.xmin, frame.xmax), at[edge] };
}

/* The part of a segment inside of the frame, by Liang and Barsky's method. FALSE: there is none, or it lies on the edge. */
static gboolean
cut_segment(SalBox frame, SalPoint *a, SalPoint *b)
{
  const SalPoint from = *a, to = *b;
  const double steps[] = { from.x - to.x, to.x - from.x, from.y - to.y, to.y - from.y };
  const double rooms[] = { from.x - frame.xmin, frame.xmax - from.x, from.y - frame.ymin,
                           frame.ymax - from.y };
  double enters = 0, leaves = 1;
  for (guint edge = 0; edge < 4; edge++) {
    if (steps[edge] == 0) {
      if (rooms[edge] <= 0)
        return FALSE;
      continue;
    }
    const double t = rooms[edge] / steps[edge];
    if (steps[edge] < 0 && t > enters)
      enters = t, *a = pass_edge(frame, from, to, edge);
    if (steps[edge] > 0 && t < leaves)
      leaves = t, *b = pass_edge(frame, from, to, edge);
  }
  return enters < leaves && is_inside(frame, *a) && is_inside(frame, *b) && (a->x != b->x || a->y != b->y);
}

static gboolean
is_longest(SalPoint a, SalPoint b)
{
  return fabs(b.x - a.x) > HALF_EARTH_DEG;
}

gboolean
sal_osm_coast_is_wrapped(SalBox frame, SalPoint a, SalPoint b)
{
  return is_longest(a, b) && (is_inside(frame, a) || is_inside(frame, b));
}

/* Adds an edge that is longer than 180 degrees, if it is of the frame. */
static void
add_longest(SalGeometry *pieces, SalBox frame, SalPoint a, SalPoint b)
{
  sal_geometry_end_part(pieces);
  if (!sal_osm_coast_is_wrapped(frame, a, b))
    return;
  sal_geometry_add_point(pieces, a.x, a.y);
  sal_geometry_add_point(pieces, b.x, b.y);
  sal_geometry_end_part(pieces);
}

SalGeometry *
sal_osm_coast_cut(const SalGeometry *lines, SalBox frame)
{
  SalGeometry *pieces = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lines, part, &n);
    gboolean is_open = FALSE;
    for (guint i = 1; i < n; i++) {
      SalPoint a = points[i - 1], b = points[i];
      if (a.x == b.x && a.y == b.y)
        continue;
      if (is_longest(a, b)) {
        add_longest(pieces, frame, a, b);
        is_open = FALSE;
        continue;
      }
      const gboolean is_seen = cut_segment(frame, &a, &b);
      if (!is_seen || !is_open)
        sal_geometry_end_part(pieces);
      if (is_seen && !is_open)
        sal_geometry_add_point(pieces, a.x, a.y);
      if (is_seen)
        sal_geometry_add_point(pieces, b.x, b.y);
      is_open = is_seen && !sal_osm_frame_has_on_edge(frame, b);
    }
    sal_geometry_end_part(pieces);
  }
  return pieces;
}

SalGeometry *
sal_osm_coast_of_areas(const SalGeometry *polygons)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts, n;
    const SalPoint *p = sal_geometry_get_part(polygons, sal_geometry_get_polygon(polygons, i, &n_parts), &n);
    double area = 0;
    for (guint j = 1; j < n; j++)
      area += (p[j - 1].x - p[0].x) * (p[j].y - p[0].y) - (p[j].x - p[0].x) * (p[j - 1].y - p[0].y);
    for (guint j = 0; j < n; j++) {
      const SalPoint *point = &p[area > 0 ? j : n - 1 - j];
      sal_geometry_add_point(lines, point->x, point->y);
    }
    sal_geometry_end_part(lines);
  }
  return lines;
}

/* A piece and its place among the others. */
typedef struct {
  SalPoint start, second, end;
  guint part, n_points;
  guint next; /* in the order of starts; NONE: nothing follows */
  gboolean has_last, is_done;
} Piece;

static gint
compare_points(SalPoint a, SalPoint b)
{
  if (a.x != b.x)
    return a.x < b.x ? -1 : 1;
  return a.y != b.y ? (a.y < b.y ? -1 : 1) : 0;
}

static gint
compare_pieces(gconstpointer a, gconstpointer b)
{
  const Piece *first = a, *second = b;
  const gint by_start = compare_points(first->start, second->start);
  const gint by_second = by_start != 0 ? by_start : compare_points(first->second, second->second);
  const gint by_end = by_second != 0 ? by_second : compare_points(first->end, second->end);
  return by_end != 0 ? by_end : (first->n_points > second->n_points) - (first->n_points < second->n_points);
}

/* Extracts of neighbours have the same ways: drops what comes twice. */
static void
drop_doubles(GArray *sorted)
{
  guint n = 0;
  for (guint i = 0; i < sorted->len; i++) {
    const Piece piece = g_array_index(sorted, Piece, i);
    if (i == 0 || compare_pieces(&piece, &g_array_index(sorted, Piece, n - 1)) != 0)
      g_array_index(sorted, Piece, n++) = piece;
  }
  g_array_set_size(sorted, n);
}

/* The pieces, each once, sorted by where they start. */
static GArray *
sort_pieces(const SalGeometry *pieces)
{
  GArray *sorted = g_array_new(FALSE, FALSE, sizeof(Piece));
  for (guint part = 0; part < sal_geometry_get_n_parts(pieces); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(pieces, part, &n);
    const Piece piece = { points[0], points[1], points[n - 1], part, n, NONE, FALSE, FALSE };
    g_array_append_val(sorted, piece);
  }
  g_array_sort(sorted, compare_pieces);
  drop_doubles(sorted);
  return sorted;
}

/* The first piece that starts at a point; NONE: there is none. */
static guint
find_start(const GArray *sorted, SalPoint point)
{
  guint low = 0, high = sorted->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (compare_points(g_array_index(sorted, Piece, middle).start, point) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < sorted->len && compare_points(g_array_index(sorted, Piece, low).start, point) == 0 ? low
                                                                                                  : NONE;
}

static void
note_branch(SalPoint at, guint *n_branches, SalPoint *branch)
{
  if ((*n_branches)++ == 0 || compare_points(at, *branch) < 0)
    *branch = at;
}

static void
link_pieces(GArray *sorted, SalBox frame, guint *n_branches, SalPoint *branch)
{
  for (guint i = 0; i < sorted->len; i++) {
    Piece *piece = &g_array_index(sorted, Piece, i);
    if (sal_osm_frame_has_on_edge(frame, piece->end))
      continue;
    const guint next = find_start(sorted, piece->end);
    Piece *follows = next != NONE ? &g_array_index(sorted, Piece, next) : NULL;
    const gboolean is_forked = next != NONE && next + 1 < sorted->len &&
                               compare_points(g_array_index(sorted, Piece, next + 1).start, piece->end) == 0;
    if (follows != NULL && (is_forked || follows->has_last))
      note_branch(piece->end, n_branches, branch);
    else if (follows != NULL)
      piece->next = next, follows->has_last = TRUE;
  }
}

/* Appends a chain of pieces from one on. */
static void
follow(SalGeometry *chains, const SalGeometry *pieces, GArray *sorted, guint from)
{
  for (guint i = from; i != NONE && !g_array_index(sorted, Piece, i).is_done;) {
    Piece *piece = &g_array_index(sorted, Piece, i);
    guint n;
    const SalPoint *points = sal_geometry_get_part(pieces, piece->part, &n);
    for (guint j = i == from ? 0 : 1; j < n; j++)
      sal_geometry_add_point(chains, points[j].x, points[j].y);
    piece->is_done = TRUE;
    i = piece->next;
  }
  sal_geometry_end_part(chains);
}

SalGeometry *
sal_osm_coast_join(const SalGeometry *pieces, SalBox frame, guint *n_branches, SalPoint *branch)
{
  g_autoptr(GArray) sorted = sort_pieces(pieces);
  SalGeometry *chains = sal_geometry_new(SAL_LINES);
  *n_branches = 0;
  link_pieces(sorted, frame, n_branches, branch);
  for (guint i = 0; i < sorted->len; i++)
    if (!g_array_index(sorted, Piece, i).has_last)
      follow(chains, pieces, sorted, i);
  for (guint i = 0; i < sorted->len; i++) /* what is left runs round */
    if (!g_array_index(sorted, Piece, i).is_done)
      follow(chains, pieces, sorted, i);
  return chains;
}
