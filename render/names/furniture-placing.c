#include "render/names/furniture-placing.h"

#include <math.h>

#define STEP_MM 2.0          /* between candidates */
#define NEAR_MM 4.0          /* change is kept this clear, if it can be */
#define LEAST_CHANGE_MM2 0.5 /* less of it counts as none */
#define BEAM 12              /* arrangements that are followed */
#define MOST_PIECES 16
/* Costs of a square millimetre of change that is hidden, or near. */
#define CHANGE_COST 40.0
#define NEAR_COST 3.0
/* Of standing at an edge and not in a corner, and of each millimetre from the corner. */
#define EDGE_COST 60.0
#define AWAY_COST 0.5
#define UNPLACED_COST 1e7
#define ROUND_PER_MM 10.0 /* of spots */

static SalRect
grow(SalRect rect, double margin)
{
  return (SalRect){ rect.x - margin, rect.y - margin, rect.width + 2 * margin, rect.height + 2 * margin };
}

static gboolean
overlaps(SalRect a, SalRect b)
{
  const double slack = 1e-6;
  return a.x + a.width > b.x + slack && b.x + b.width > a.x + slack && a.y + a.height > b.y + slack &&
         b.y + b.height > a.y + slack;
}

typedef struct {
  SalRect rect;
  double cost;
  guint order; /* breaks ties */
} Candidate;

/* An arrangement of the pieces looked at so far. */
typedef struct {
  SalRect rects[MOST_PIECES]; /* width 0: not placed */
  double cost;
  guint order;
} Arrangement;

typedef struct {
  const SalFurnitureGround *ground;
  const SalFurnitureCost *cost;
  SalRect room; /* the frame without its gap */
} Placing;

static gboolean
is_blocked(const Placing *placing, SalRect rect)
{
  for (guint i = 0; i < placing->ground->n_obstacles; i++)
    if (overlaps(rect, placing->ground->obstacles[i]))
      return TRUE;
  return FALSE;
}

/* The cost of what a piece hides that stands at a point of the room, and of standing away from corners. */
static double
measure(const Placing *placing, SalRect rect, SalPoint at)
{
  const SalRect room = placing->room;
  const double change = sal_furniture_cost_measure_change(placing->cost, rect),
               near = sal_furniture_cost_measure_change(placing->cost, grow(rect, NEAR_MM));
  const double away_x = MIN(at.x, room.width - rect.width - at.x),
               away_y = MIN(at.y, room.height - rect.height - at.y);
  const double away = MAX(0, away_x) + MAX(0, away_y);
  return CHANGE_COST * change + NEAR_COST * (near - change) +
         sal_furniture_cost_measure_rest(placing->cost, rect) + AWAY_COST * away +
         (away > 0.01 ? EDGE_COST : 0);
}

static void
add_candidate(const Placing *placing, GArray *candidates, const SalPiece *piece, double x, double y)
{
  const SalRect room = placing->room;
  Candidate candidate = { .rect = { room.x + x, room.y + y, piece->width_mm, piece->height_mm },
                          .order = candidates->len };
  if (is_blocked(placing, candidate.rect))
    return;
  const double change = sal_furniture_cost_measure_change(placing->cost, candidate.rect);
  if (change > LEAST_CHANGE_MM2 && !piece->may_hide_change)
    return;
  candidate.cost = measure(placing, candidate.rect, (SalPoint){ x, y });
  g_array_append_val(candidates, candidate);
}

/* The corners, then the edges from both ends, so that pieces stand close to the corners. */
static GArray *
find_candidates(const Placing *placing, const SalPiece *piece)
{
  GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  const double width = placing->room.width - piece->width_mm,
               height = placing->room.height - piece->height_mm;
  if (width < -1e-9 || height < -1e-9)
    return candidates;
  const double xs[2] = { width, 0 }, ys[2] = { 0, height };
  for (guint i = 0; i < 4; i++)
    add_candidate(placing, candidates, piece, xs[i % 2], ys[i / 2]);
  for (double away = STEP_MM; away < width; away += STEP_MM)
    for (guint i = 0; i < 4; i++)
      add_candidate(placing, candidates, piece, i % 2 == 0 ? away : width - away, ys[i / 2]);
  for (double away = STEP_MM; away < height; away += STEP_MM)
    for (guint i = 0; i < 4; i++)
      add_candidate(placing, candidates, piece, xs[i % 2], i / 2 == 0 ? away : height - away);
  return candidates;
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;
  return x->cost != y->cost ? (x->cost > y->cost ? 1 : -1) : (x->order > y->order) - (x->order < y->order);
}

static int
compare_arrangements(gconstpointer a, gconstpointer b)
{
  const Arrangement *x = a, *y = b;
  return x->cost != y->cost ? (x->cost > y->cost ? 1 : -1) : (x->order > y->order) - (x->order < y->order);
}

static gboolean
has_room(const Arrangement *arrangement, SalRect rect, double gap)
{
  for (guint i = 0; i < MOST_PIECES; i++)
    if (arrangement->rects[i].width > 0 && overlaps(grow(rect, gap), arrangement->rects[i]))
      return FALSE;
  return TRUE;
}

static void
add_arrangement(GArray *arrangements, const Arrangement *from, guint piece, SalRect rect, double cost)
{
  Arrangement next = *from;
  next.rects[piece] = rect;
  next.cost += cost;
  next.order = arrangements->len;
  g_array_append_val(arrangements, next);
}

/* Continues each arrangement with the BEAM best places of a piece, and keeps the BEAM best of all. */
static GArray *
place_piece(const Placing *placing, GArray *beam, const SalPiece *piece, guint index)
{
  g_autoptr(GArray) candidates = find_candidates(placing, piece);
  g_array_sort(candidates, compare_candidates);
  GArray *next = g_array_new(FALSE, FALSE, sizeof(Arrangement));
  for (guint i = 0; i < beam->len; i++) {
    const Arrangement *from = &g_array_index(beam, Arrangement, i);
    guint n_found = 0;
    for (guint j = 0; j < candidates->len && n_found < BEAM; j++) {
      const Candidate *candidate = &g_array_index(candidates, Candidate, j);
      if (!has_room(from, candidate->rect, placing->ground->gap_mm))
        continue;
      add_arrangement(next, from, index, candidate->rect, candidate->cost);
      n_found++;
    }
    if (n_found == 0)
      add_arrangement(next, from, index, (SalRect){ 0 }, UNPLACED_COST / (index + 1));
  }
  g_array_sort(next, compare_arrangements);
  g_array_set_size(next, MIN(next->len, BEAM));
  return next;
}

static gboolean
is_at_right(SalStyleCorner corner)
{
  return corner == SAL_STYLE_CORNER_TOP_RIGHT || corner == SAL_STYLE_CORNER_BOTTOM_RIGHT;
}

static gboolean
is_at_bottom(SalStyleCorner corner)
{
  return corner == SAL_STYLE_CORNER_BOTTOM_LEFT || corner == SAL_STYLE_CORNER_BOTTOM_RIGHT;
}

/* Puts a pinned piece into its corner, beyond the pieces that are there already. */
static void
pin_piece(const Placing *placing, Arrangement *arrangement, const SalPiece *piece, guint index)
{
  const SalRect room = placing->room;
  const gboolean is_right = is_at_right(piece->corner), is_bottom = is_at_bottom(piece->corner);
  const double height = room.height - piece->height_mm;
  if (height < -1e-9 || room.width - piece->width_mm < -1e-9)
    return;
  /* Where it can stand: in the corner, or right after another piece. */
  double best = G_MAXDOUBLE;
  for (guint i = 0; i <= MOST_PIECES; i++) {
    const SalRect *other = i < MOST_PIECES ? &arrangement->rects[i] : NULL;
    if (other != NULL && !(other->width > 0))
      continue;
    const double gap = placing->ground->gap_mm;
    const double away = other == NULL ? 0
                        : is_bottom   ? room.y + room.height - other->y + gap
                                      : other->y + other->height + gap - room.y;
    const SalRect rect = { room.x + (is_right ? room.width - piece->width_mm : 0),
                           room.y + (is_bottom ? height - away : away), piece->width_mm, piece->height_mm };
    if (away > height + 1e-6 || away >= best || !has_room(arrangement, rect, gap - 1e-6))
      continue;
    best = away;
    arrangement->rects[index] = (SalRect){ rect.x, rect.y, 0, rect.height };
  }
  if (best < G_MAXDOUBLE)
    arrangement->rects[index].width = piece->width_mm;
}

/* As candidates are reckoned, so that a piece comes back to where it was to the last digit. */
static SalRect
get_rect_at(SalRect room, const SalPiece *piece, SalPieceSpot spot)
{
  const double width = room.width - piece->width_mm, height = room.height - piece->height_mm;
  const double x = is_at_right(spot.corner) ? width - spot.offset_mm.x : spot.offset_mm.x,
               y = is_at_bottom(spot.corner) ? height - spot.offset_mm.y : spot.offset_mm.y;
  return (SalRect){ room.x + x, room.y + y, piece->width_mm, piece->height_mm };
}

/* Puts a piece at its spot, if it has one and may stand there. */
static void
put_at_spot(const Placing *placing, Arrangement *arrangement, const SalPiece *piece, guint index)
{
  const SalRect room = grow(placing->room, 1e-6), rect = get_rect_at(placing->room, piece, piece->spot);
  if (piece->spot.corner == SAL_STYLE_CORNER_AUTO || rect.x < room.x || rect.y < room.y ||
      rect.x + rect.width > room.x + room.width || rect.y + rect.height > room.y + room.height ||
      is_blocked(placing, rect) || !has_room(arrangement, rect, 0) ||
      sal_furniture_cost_measure_change(placing->cost, rect) > LEAST_CHANGE_MM2)
    return;
  arrangement->rects[index] = rect;
}

static gboolean
is_at_spot(SalRect room, const SalPiece *piece)
{
  const SalRect rect = get_rect_at(room, piece, piece->spot);
  return piece->spot.corner != SAL_STYLE_CORNER_AUTO && fabs(rect.x - piece->rect.x) < 1e-6 &&
         fabs(rect.y - piece->rect.y) < 1e-6;
}

/* The numbers that lead back to a place, if whole tenths do. */
static SalPieceSpot
find_spot_from(SalRect room, const SalPiece *piece, SalStyleCorner corner, gboolean *is_exact)
{
  const double left = piece->rect.x - room.x, top = piece->rect.y - room.y;
  const double x = is_at_right(corner) ? room.width - piece->width_mm - left : left,
               y = is_at_bottom(corner) ? room.height - piece->height_mm - top : top;
  const SalPieceSpot spot = {
    corner, { round(x * ROUND_PER_MM) / ROUND_PER_MM, round(y * ROUND_PER_MM) / ROUND_PER_MM }
  };
  const SalRect rect = get_rect_at(room, piece, spot);
  *is_exact = rect.x == piece->rect.x && rect.y == piece->rect.y;
  return spot;
}

SalPieceSpot
sal_furniture_find_spot(SalRect frame, double gap_mm, const SalPiece *piece)
{
  static const SalStyleCorner corners[] = { SAL_STYLE_CORNER_TOP_LEFT, SAL_STYLE_CORNER_TOP_RIGHT,
                                            SAL_STYLE_CORNER_BOTTOM_LEFT, SAL_STYLE_CORNER_BOTTOM_RIGHT };
  const SalRect room = grow(frame, -gap_mm);
  SalPieceSpot best = { .corner = SAL_STYLE_CORNER_AUTO };
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
    gboolean is_exact = FALSE;
    const SalPieceSpot spot = find_spot_from(room, piece, corners[i], &is_exact);
    const double away = spot.offset_mm.x + spot.offset_mm.y + (is_exact ? 0 : 1e6);
    if (away < least)
      least = away, best = spot;
  }
  return best;
}

guint
sal_furniture_place(SalRect frame, SalPiece *pieces, guint n_pieces, const SalFurnitureGround *ground)
{
  const guint n = MIN(n_pieces, MOST_PIECES);
  g_autoptr(SalFurnitureCost) cost = sal_furniture_cost_new(frame, ground);
  const Placing placing = { ground, cost, grow(frame, -ground->gap_mm) };
  Arrangement start = { .cost = 0 };
  for (guint i = 0; i < n; i++)
    put_at_spot(&placing, &start, &pieces[i], i);
  for (guint i = 0; i < n; i++)
    if (pieces[i].corner != SAL_STYLE_CORNER_AUTO && !(start.rects[i].width > 0))
      pin_piece(&placing, &start, &pieces[i], i);
  g_autoptr(GArray) beam = g_array_new(FALSE, FALSE, sizeof(Arrangement));
  g_array_append_val(beam, start);
  for (guint i = 0; i < n; i++) {
    if (pieces[i].corner != SAL_STYLE_CORNER_AUTO || start.rects[i].width > 0)
      continue;
    GArray *next = place_piece(&placing, beam, &pieces[i], i);
    g_array_unref(beam);
    beam = next;
  }
  const Arrangement *best = &g_array_index(beam, Arrangement, 0);
  guint n_unplaced = 0;
  for (guint i = 0; i < n_pieces; i++) {
    pieces[i].is_placed = i < n && best->rects[i].width > 0;
    pieces[i].rect = pieces[i].is_placed ? best->rects[i] : (SalRect){ 0 };
    const SalPoint at = { pieces[i].rect.x - placing.room.x, pieces[i].rect.y - placing.room.y };
    pieces[i].cost = pieces[i].is_placed ? measure(&placing, pieces[i].rect, at) : UNPLACED_COST;
    pieces[i].is_at_spot = pieces[i].is_placed && is_at_spot(placing.room, &pieces[i]);
    n_unplaced += pieces[i].is_placed ? 0 : 1;
  }
  return n_unplaced;
}
