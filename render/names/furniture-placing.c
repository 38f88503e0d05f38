#include "render/names/furniture-placing.h"

#include <math.h>

#define CELL_MM 1.0
#define MOST_CELLS 600 /* along a side; beyond it cells grow */
#define STEP_MM 2.0    /* between candidates */
#define NEAR_MM 4.0    /* change is kept this clear, if it can be */
#define BEAM 12        /* arrangements that are followed */
#define MOST_PIECES 16
/* Costs of a square millimetre that is hidden, or near. */
#define CHANGE_COST 40.0
#define NEAR_COST 3.0
#define FRONT_COST 8.0
#define HELD_COST 0.6
#define LAND_COST 0.15
/* Of standing at an edge and not in a corner, and of each millimetre from the corner. */
#define EDGE_COST 60.0
#define AWAY_COST 0.5
#define UNPLACED_COST 1e7

/* Summed-area tables over the frame: of change alone, and of all that standing there costs. */
typedef struct {
  SalRect frame;
  double cell_mm;
  guint n_columns, n_rows;
  double *change, *cost;
} Raster;

static void
raster_free(Raster *raster)
{
  g_free(raster->change);
  g_free(raster->cost);
  g_free(raster);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Raster, raster_free)

static Raster *
raster_new(SalRect frame)
{
  Raster *raster = g_new0(Raster, 1);
  raster->frame = frame;
  raster->cell_mm = MAX(CELL_MM, MAX(frame.width, frame.height) / MOST_CELLS);
  raster->n_columns = (guint)ceil(frame.width / raster->cell_mm) + 1;
  raster->n_rows = (guint)ceil(frame.height / raster->cell_mm) + 1;
  const gsize n = (gsize)(raster->n_columns + 1) * (raster->n_rows + 1);
  raster->change = g_new0(double, n);
  raster->cost = g_new0(double, n);
  return raster;
}

static gsize
get_slot(const Raster *raster, guint column, guint row)
{
  return (gsize)(row + 1) * (raster->n_columns + 1) + column + 1;
}

static void
mark(const Raster *raster, guint8 *mask, double x, double y)
{
  const double column = (x - raster->frame.x) / raster->cell_mm,
               row = (y - raster->frame.y) / raster->cell_mm;
  if (column >= 0 && row >= 0 && column < raster->n_columns && row < raster->n_rows)
    mask[(gsize)row * raster->n_columns + (gsize)column] = 1;
}

/* The part of an edge that lies in the frame, by how far along it; FALSE if none does. */
static gboolean
clip_edge(SalRect frame, SalPoint a, SalPoint b, double *from, double *to)
{
  const double starts[4] = { a.x - frame.x, frame.x + frame.width - a.x, a.y - frame.y,
                             frame.y + frame.height - a.y };
  const double slopes[4] = { b.x - a.x, a.x - b.x, b.y - a.y, a.y - b.y };
  *from = 0, *to = 1;
  for (int i = 0; i < 4; i++) {
    if (slopes[i] == 0 && starts[i] < 0)
      return FALSE;
    if (slopes[i] > 0)
      *from = MAX(*from, -starts[i] / slopes[i]);
    else if (slopes[i] < 0)
      *to = MIN(*to, -starts[i] / slopes[i]);
  }
  return *from <= *to;
}

/* Marks all cells that lines or outlines touch, however small they are. */
static void
mark_outlines(const Raster *raster, guint8 *mask, const SalGeometry *geometry)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(geometry); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 0; i + 1 < n; i++) {
      const SalPoint a = points[i], b = points[i + 1];
      double from, to;
      if (!clip_edge(raster->frame, a, b, &from, &to))
        continue;
      const double length = (to - from) * hypot(b.x - a.x, b.y - a.y);
      const guint n_steps = (guint)(2 * length / raster->cell_mm) + 1;
      for (guint j = 0; j <= n_steps; j++) {
        const double t = from + (to - from) * j / n_steps;
        mark(raster, mask, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
      }
    }
  }
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Puts a crossing of the edge a-b with each row's middle into that row's list. */
static void
add_crossings(const Raster *raster, GArray **rows, SalPoint a, SalPoint b)
{
  const double low = (MIN(a.y, b.y) - raster->frame.y) / raster->cell_mm - 0.5;
  const double high = (MAX(a.y, b.y) - raster->frame.y) / raster->cell_mm - 0.5;
  if (high <= 0 || low >= raster->n_rows || !(high > low))
    return;
  for (guint row = low < 0 ? 0 : (guint)ceil(low); row < raster->n_rows && row < high; row++) {
    const double y = raster->frame.y + (row + 0.5) * raster->cell_mm;
    const double x = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
    g_array_append_val(rows[row], x);
  }
}

static void
mark_row(const Raster *raster, guint8 *mask, guint row, GArray *crossings)
{
  g_array_sort(crossings, compare_numbers);
  for (guint i = 0; i + 1 < crossings->len; i += 2) {
    const double from = (g_array_index(crossings, double, i) - raster->frame.x) / raster->cell_mm;
    const double to = (g_array_index(crossings, double, i + 1) - raster->frame.x) / raster->cell_mm;
    for (guint column = from < 0.5 ? 0 : (guint)ceil(MIN(from - 0.5, 1e6));
         column < raster->n_columns && column + 0.5 < to; column++)
      mask[(gsize)row * raster->n_columns + column] = 1;
  }
}

/* Marks all cells whose middle polygons cover (even-odd). */
static void
mark_insides(const Raster *raster, guint8 *mask, const SalGeometry *polygons)
{
  g_autofree GArray **rows = g_new(GArray *, raster->n_rows);
  for (guint row = 0; row < raster->n_rows; row++)
    rows[row] = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i + 1 < n; i++)
      add_crossings(raster, rows, points[i], points[i + 1]);
  }
  for (guint row = 0; row < raster->n_rows; row++) {
    mark_row(raster, mask, row, rows[row]);
    g_array_unref(rows[row]);
  }
}

/* Adds to a table what a square millimetre of the geometry costs. */
static void
add_cost(const Raster *raster, double *table, const SalGeometry *geometry, double cost,
         gboolean with_outlines)
{
  if (geometry == NULL)
    return;
  g_autofree guint8 *mask = g_new0(guint8, (gsize)raster->n_columns * raster->n_rows);
  if (geometry->type == SAL_POLYGONS)
    mark_insides(raster, mask, geometry);
  if (with_outlines)
    mark_outlines(raster, mask, geometry);
  const double cell_cost = cost * raster->cell_mm * raster->cell_mm;
  for (guint row = 0; row < raster->n_rows; row++)
    for (guint column = 0; column < raster->n_columns; column++)
      if (mask[(gsize)row * raster->n_columns + column] != 0)
        table[get_slot(raster, column, row)] += cell_cost;
}

static void
sum_up(const Raster *raster, double *table)
{
  const gsize stride = raster->n_columns + 1;
  for (guint row = 0; row < raster->n_rows; row++)
    for (guint column = 0; column < raster->n_columns; column++) {
      const gsize slot = get_slot(raster, column, row);
      table[slot] += table[slot - 1] + table[slot - stride] - table[slot - stride - 1];
    }
}

static Raster *
raster_fill(SalRect frame, const SalPlacingGround *ground)
{
  Raster *raster = raster_new(frame);
  add_cost(raster, raster->change, ground->changed, 1, TRUE);
  add_cost(raster, raster->cost, ground->front, FRONT_COST, TRUE);
  add_cost(raster, raster->cost, ground->held, HELD_COST, FALSE);
  add_cost(raster, raster->cost, ground->land, LAND_COST, FALSE);
  sum_up(raster, raster->change);
  sum_up(raster, raster->cost);
  return raster;
}

/* The sum over all cells that a rectangle touches. */
static double
get_sum(const Raster *raster, const double *table, SalRect rect)
{
  const double x = rect.x - raster->frame.x, y = rect.y - raster->frame.y, cell = raster->cell_mm;
  const guint x0 = (guint)CLAMP(floor(x / cell), 0, raster->n_columns);
  const guint y0 = (guint)CLAMP(floor(y / cell), 0, raster->n_rows);
  const guint x1 = (guint)CLAMP(ceil((x + rect.width) / cell), x0, raster->n_columns);
  const guint y1 = (guint)CLAMP(ceil((y + rect.height) / cell), y0, raster->n_rows);
  const gsize stride = raster->n_columns + 1;
  return table[y1 * stride + x1] - table[y0 * stride + x1] - table[y1 * stride + x0] +
         table[y0 * stride + x0];
}

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
  const SalPlacingGround *ground;
  const Raster *raster;
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

static void
add_candidate(const Placing *placing, GArray *candidates, const SalPiece *piece, double x, double y)
{
  const SalRect room = placing->room;
  Candidate candidate = { .rect = { room.x + x, room.y + y, piece->width_mm, piece->height_mm },
                          .order = candidates->len };
  if (is_blocked(placing, candidate.rect))
    return;
  const double change = get_sum(placing->raster, placing->raster->change, candidate.rect);
  if (change > 0.5 * CELL_MM * CELL_MM && !piece->may_hide_change)
    return;
  const double near = get_sum(placing->raster, placing->raster->change, grow(candidate.rect, NEAR_MM));
  const double away_x = MIN(x, room.width - piece->width_mm - x),
               away_y = MIN(y, room.height - piece->height_mm - y);
  const double away = MAX(0, away_x) + MAX(0, away_y);
  candidate.cost = CHANGE_COST * change + NEAR_COST * (near - change) +
                   get_sum(placing->raster, placing->raster->cost, candidate.rect) + AWAY_COST * away +
                   (away > 0.01 ? EDGE_COST : 0);
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

/* Puts a pinned piece into its corner, past those that stand there already. */
static void
pin_piece(const Placing *placing, Arrangement *arrangement, const SalPiece *piece, guint index)
{
  const SalRect room = placing->room;
  const gboolean is_right = piece->pin == SAL_PIN_TOP_RIGHT || piece->pin == SAL_PIN_BOTTOM_RIGHT;
  const gboolean is_bottom = piece->pin == SAL_PIN_BOTTOM_LEFT || piece->pin == SAL_PIN_BOTTOM_RIGHT;
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

guint
sal_placing_find(SalRect frame, SalPiece *pieces, guint n_pieces, const SalPlacingGround *ground)
{
  const guint n = MIN(n_pieces, MOST_PIECES);
  g_autoptr(Raster) raster = raster_fill(frame, ground);
  const Placing placing = { ground, raster, grow(frame, -ground->gap_mm) };
  Arrangement start = { .cost = 0 };
  for (guint i = 0; i < n; i++)
    if (pieces[i].pin != SAL_PIN_NONE)
      pin_piece(&placing, &start, &pieces[i], i);
  g_autoptr(GArray) beam = g_array_new(FALSE, FALSE, sizeof(Arrangement));
  g_array_append_val(beam, start);
  for (guint i = 0; i < n; i++) {
    if (pieces[i].pin != SAL_PIN_NONE)
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
    n_unplaced += pieces[i].is_placed ? 0 : 1;
  }
  return n_unplaced;
}
