#include "render/names/placement.h"

#include <math.h>

#define CELL_MM 6.0 /* of the index */
#define MAX_CELLS 65536
#define MAX_EJECTED 3 /* that one item may displace */
#define LEAST_GAIN 1e-6
#define STEPS_OF_LOOK 10 /* what listing candidates counts for */

#define NONE G_MAXUINT

typedef struct {
  SalTurnedRect rect;
  guint owner;
  guint seen; /* the last search that met it */
} Entry;

struct _SalTaken {
  SalRect area;
  guint n_x, n_y;
  GArray **cells;    /* guint: numbers of entries; NULL: none yet */
  GArray *entries;   /* Entry; owner NONE - 1: free to be used again */
  GArray *unused;    /* guint */
  GHashTable *owned; /* owner -> GArray of guint */
  guint n_searches;
};

SalTurnedRect
sal_turned_rect_new(SalRect upright)
{
  return (SalTurnedRect){ upright.x + upright.width / 2, upright.y + upright.height / 2, upright.width,
                          upright.height, 0 };
}

SalTurnedRect
sal_turned_rect_new_line(SalPoint from, SalPoint to, double thickness_mm)
{
  return (SalTurnedRect){ (from.x + to.x) / 2, (from.y + to.y) / 2, hypot(to.x - from.x, to.y - from.y),
                          thickness_mm, atan2(from.y - to.y, to.x - from.x) * 180 / G_PI };
}

SalTurnedRect
sal_turned_rect_grow(SalTurnedRect rect, double margin_mm)
{
  rect.width += 2 * margin_mm;
  rect.height += 2 * margin_mm;
  return rect;
}

/* The directions of a rectangle's two sides. */
static void
get_axes(SalTurnedRect rect, SalPoint axes[2])
{
  const double angle = rect.angle_deg * G_PI / 180;
  axes[0] = rect.angle_deg == 0 ? (SalPoint){ 1, 0 } : (SalPoint){ cos(angle), -sin(angle) };
  axes[1] = (SalPoint){ -axes[0].y, axes[0].x };
}

SalBox
sal_turned_rect_get_box(SalTurnedRect rect)
{
  SalPoint axes[2];
  get_axes(rect, axes);
  const double half_x = (fabs(axes[0].x) * rect.width + fabs(axes[1].x) * rect.height) / 2;
  const double half_y = (fabs(axes[0].y) * rect.width + fabs(axes[1].y) * rect.height) / 2;
  return (SalBox){ rect.x - half_x, rect.y - half_y, rect.x + half_x, rect.y + half_y };
}

/* Half of what a rectangle measures along a direction. */
static double
get_reach(SalTurnedRect rect, const SalPoint axes[2], SalPoint along)
{
  return fabs(axes[0].x * along.x + axes[0].y * along.y) * rect.width / 2 +
         fabs(axes[1].x * along.x + axes[1].y * along.y) * rect.height / 2;
}

gboolean
sal_turned_rect_overlaps(SalTurnedRect a, SalTurnedRect b)
{
  const double dx = b.x - a.x, dy = b.y - a.y;
  if (a.angle_deg == 0 && b.angle_deg == 0)
    return fabs(dx) < (a.width + b.width) / 2 && fabs(dy) < (a.height + b.height) / 2;
  SalPoint axes[4];
  get_axes(a, axes);
  get_axes(b, axes + 2);
  for (int i = 0; i < 4; i++) {
    const double apart = fabs(dx * axes[i].x + dy * axes[i].y);
    if (apart >= get_reach(a, axes, axes[i]) + get_reach(b, axes + 2, axes[i]))
      return FALSE;
  }
  return TRUE;
}

static void
free_array(gpointer array)
{
  g_array_unref(array);
}

SalTaken *
sal_taken_new(SalRect area)
{
  SalTaken *taken = g_new0(SalTaken, 1);
  const double cell = MAX(CELL_MM, sqrt(MAX(0, area.width * area.height) / MAX_CELLS));
  taken->area = area;
  taken->n_x = (guint)CLAMP(ceil(area.width / cell), 1, MAX_CELLS);
  taken->n_y = (guint)CLAMP(ceil(area.height / cell), 1, MAX_CELLS);
  taken->cells = g_new0(GArray *, (gsize)taken->n_x * taken->n_y);
  taken->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  taken->unused = g_array_new(FALSE, FALSE, sizeof(guint));
  taken->owned = g_hash_table_new_full(NULL, NULL, NULL, free_array);
  return taken;
}

void
sal_taken_free(SalTaken *taken)
{
  if (taken == NULL)
    return;
  for (gsize i = 0; i < (gsize)taken->n_x * taken->n_y; i++)
    g_clear_pointer(&taken->cells[i], g_array_unref);
  g_free(taken->cells);
  g_array_unref(taken->entries);
  g_array_unref(taken->unused);
  g_hash_table_unref(taken->owned);
  g_free(taken);
}

/* The cells that a rectangle touches, from first to last in both directions; what lies outside the area goes
 * to the cells at its edge. */
typedef struct {
  guint x0, y0, x1, y1;
} Cells;

static guint
find_cell(double at, double from, double length, guint n)
{
  return (guint)CLAMP(floor((at - from) / length * n), 0, n - 1.0);
}

static Cells
find_cells(const SalTaken *taken, SalTurnedRect rect)
{
  const SalBox box = sal_turned_rect_get_box(rect);
  const SalRect area = taken->area;
  return (Cells){ find_cell(box.xmin, area.x, area.width, taken->n_x),
                  find_cell(box.ymin, area.y, area.height, taken->n_y),
                  find_cell(box.xmax, area.x, area.width, taken->n_x),
                  find_cell(box.ymax, area.y, area.height, taken->n_y) };
}

static guint
take_entry(SalTaken *taken)
{
  if (taken->unused->len > 0) {
    const guint number = g_array_index(taken->unused, guint, taken->unused->len - 1);
    g_array_set_size(taken->unused, taken->unused->len - 1);
    return number;
  }
  g_array_set_size(taken->entries, taken->entries->len + 1);
  return taken->entries->len - 1;
}

static void
remember_owner(SalTaken *taken, guint owner, guint number)
{
  GArray *numbers = g_hash_table_lookup(taken->owned, GUINT_TO_POINTER(owner));
  if (numbers == NULL) {
    numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(taken->owned, GUINT_TO_POINTER(owner), numbers);
  }
  g_array_append_val(numbers, number);
}

void
sal_taken_add(SalTaken *taken, SalTurnedRect rect, guint owner)
{
  const guint number = take_entry(taken);
  g_array_index(taken->entries, Entry, number) = (Entry){ rect, owner, taken->n_searches };
  remember_owner(taken, owner, number);
  const Cells cells = find_cells(taken, rect);
  for (guint y = cells.y0; y <= cells.y1; y++) {
    for (guint x = cells.x0; x <= cells.x1; x++) {
      GArray **cell = &taken->cells[(gsize)y * taken->n_x + x];
      if (*cell == NULL)
        *cell = g_array_new(FALSE, FALSE, sizeof(guint));
      g_array_append_val(*cell, number);
    }
  }
}

static void
remove_number(GArray *cell, guint number)
{
  guint i = 0;
  while (g_array_index(cell, guint, i) != number)
    i++;
  g_array_remove_index_fast(cell, i);
}

void
sal_taken_remove(SalTaken *taken, guint owner)
{
  const GArray *numbers = g_hash_table_lookup(taken->owned, GUINT_TO_POINTER(owner));
  for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
    const guint number = g_array_index(numbers, guint, i);
    const Cells cells = find_cells(taken, g_array_index(taken->entries, Entry, number).rect);
    for (guint y = cells.y0; y <= cells.y1; y++)
      for (guint x = cells.x0; x <= cells.x1; x++)
        remove_number(taken->cells[(gsize)y * taken->n_x + x], number);
    g_array_append_val(taken->unused, number);
  }
  g_hash_table_remove(taken->owned, GUINT_TO_POINTER(owner));
}

/* Inserts into an ascending list, once. */
static void
insert_owner(GArray *owners, guint owner)
{
  guint at = owners->len;
  while (at > 0 && g_array_index(owners, guint, at - 1) > owner)
    at--;
  if (at == 0 || g_array_index(owners, guint, at - 1) != owner)
    g_array_insert_val(owners, at, owner);
}

/* Collects into owners, or says at the first overlap that there is one. */
static gboolean
search(SalTaken *taken, SalTurnedRect rect, GArray *owners)
{
  const Cells cells = find_cells(taken, rect);
  taken->n_searches++;
  for (guint y = cells.y0; y <= cells.y1; y++) {
    for (guint x = cells.x0; x <= cells.x1; x++) {
      const GArray *cell = taken->cells[(gsize)y * taken->n_x + x];
      for (guint i = 0; cell != NULL && i < cell->len; i++) {
        Entry *entry = &g_array_index(taken->entries, Entry, g_array_index(cell, guint, i));
        if (entry->seen == taken->n_searches)
          continue;
        entry->seen = taken->n_searches;
        if (!sal_turned_rect_overlaps(entry->rect, rect))
          continue;
        if (owners == NULL)
          return TRUE;
        insert_owner(owners, entry->owner);
      }
    }
  }
  return FALSE;
}

void
sal_taken_find(SalTaken *taken, SalTurnedRect rect, GArray *owners)
{
  search(taken, rect, owners);
}

gboolean
sal_taken_is_free(SalTaken *taken, SalTurnedRect rect)
{
  return !search(taken, rect, NULL);
}

/* The state of a search. */
typedef struct {
  const SalPlacement *placement;
  SalTaken *taken;
  GArray **candidates; /* of each item: SalCandidate, cheapest first; NULL: not looked at yet */
  guint *chosen;       /* of each item: index into its candidates; NONE: left out */
  guint *order;        /* items, worthiest first */
  guint n_looked_at;   /* of order */
  guint n_placed;
} Search;

/* A better choice: an item takes a candidate, and those in its way move or drop out. */
typedef struct {
  double gain;
  guint candidate;
  guint n_ejected;
  guint ejected[MAX_EJECTED], moved_to[MAX_EJECTED]; /* NONE: drops out */
} Move;

static gint
compare_candidates(gconstpointer a, gconstpointer b)
{
  const SalCandidate *first = a, *second = b;
  if (first->cost != second->cost)
    return first->cost < second->cost ? -1 : 1;
  return (first->tag > second->tag) - (first->tag < second->tag);
}

static gint
compare_worths(gconstpointer a, gconstpointer b, gpointer data)
{
  const double *worths = data;
  const guint first = *(const guint *)a, second = *(const guint *)b;
  if (worths[first] != worths[second])
    return worths[first] > worths[second] ? -1 : 1;
  return (first > second) - (first < second);
}

/* Lists those candidates of an item that pay and are clear of what is fixed. */
static void
look_at(Search *state, guint item)
{
  const SalPlacement *placement = state->placement;
  GArray *candidates = g_array_new(FALSE, FALSE, sizeof(SalCandidate));
  placement->list(item, candidates, placement->data);
  g_array_sort(candidates, compare_candidates);
  state->candidates[item] = candidates;
  for (guint i = 0; i < candidates->len; i++) {
    if (g_array_index(candidates, SalCandidate, i).cost >= placement->worths[item]) {
      g_array_set_size(candidates, i);
      return;
    }
  }
}

static const SalCandidate *
get_candidate(const Search *state, guint item, guint candidate)
{
  return &g_array_index(state->candidates[item], SalCandidate, candidate);
}

static gboolean
is_free(const Search *state, const SalCandidate *candidate)
{
  for (guint i = 0; i < candidate->n_shapes; i++) {
    if (!sal_taken_is_free(state->taken, candidate->shapes[i]))
      return FALSE;
  }
  return TRUE;
}

static guint
find_free(const Search *state, guint item)
{
  for (guint i = 0; i < state->candidates[item]->len; i++) {
    if (is_free(state, get_candidate(state, item, i)))
      return i;
  }
  return NONE;
}

static void
put(Search *state, guint item, guint candidate)
{
  if (candidate == NONE)
    return;
  const SalCandidate *what = get_candidate(state, item, candidate);
  for (guint i = 0; i < what->n_shapes; i++)
    sal_taken_add(state->taken, what->shapes[i], item);
  state->chosen[item] = candidate;
  state->n_placed++;
}

static void
take_out(Search *state, guint item)
{
  if (state->chosen[item] == NONE)
    return;
  sal_taken_remove(state->taken, item);
  state->chosen[item] = NONE;
  state->n_placed--;
}

/* What an item adds to the sum with one of its candidates. */
static double
get_value(const Search *state, guint item, guint candidate)
{
  return candidate == NONE ? 0 : state->placement->worths[item] - get_candidate(state, item, candidate)->cost;
}

static void
place_greedily(Search *state)
{
  const SalPlacement *placement = state->placement;
  while (state->n_looked_at < placement->n_items && state->n_placed < placement->max_placed) {
    const guint item = state->order[state->n_looked_at++];
    if (placement->anchors != NULL && !sal_taken_is_free(state->taken, placement->anchors[item]))
      continue;
    look_at(state, item);
    put(state, item, find_free(state, item));
  }
}

/* Who is in the way of a candidate; FALSE: something that cannot be displaced, or too many. */
static gboolean
find_in_way(const Search *state, const SalCandidate *candidate, GArray *owners)
{
  g_array_set_size(owners, 0);
  for (guint i = 0; i < candidate->n_shapes; i++)
    sal_taken_find(state->taken, candidate->shapes[i], owners);
  return owners->len <= MAX_EJECTED &&
         (owners->len == 0 || g_array_index(owners, guint, owners->len - 1) != SAL_TAKEN_FIXED);
}

/* What a candidate of an item that is taken out would gain with others displaced. Leaves all as it was. */
static Move
try_candidate(Search *state, guint item, guint candidate, const GArray *in_way)
{
  Move move = { get_value(state, item, candidate), candidate, in_way->len, { 0 }, { 0 } };
  guint before[MAX_EJECTED];
  for (guint i = 0; i < in_way->len; i++) {
    move.ejected[i] = g_array_index(in_way, guint, i);
    before[i] = state->chosen[move.ejected[i]];
    move.gain -= get_value(state, move.ejected[i], before[i]);
    take_out(state, move.ejected[i]);
  }
  put(state, item, candidate);
  for (guint i = 0; i < in_way->len; i++) {
    move.moved_to[i] = find_free(state, move.ejected[i]);
    move.gain += get_value(state, move.ejected[i], move.moved_to[i]);
    put(state, move.ejected[i], move.moved_to[i]);
  }
  take_out(state, item);
  for (guint i = 0; i < in_way->len; i++)
    take_out(state, move.ejected[i]);
  for (guint i = 0; i < in_way->len; i++)
    put(state, move.ejected[i], before[i]);
  return move;
}

static void
make_move(Search *state, guint item, const Move *move)
{
  for (guint i = 0; i < move->n_ejected; i++)
    take_out(state, move->ejected[i]);
  put(state, item, move->candidate);
  for (guint i = 0; i < move->n_ejected; i++)
    put(state, move->ejected[i], move->moved_to[i]);
}

/* Makes the best move of one item; FALSE if none gains anything. */
static gboolean
better_item(Search *state, guint item, GArray *in_way, guint *n_steps)
{
  if (state->candidates[item] == NULL) {
    *n_steps -= MIN(*n_steps, STEPS_OF_LOOK);
    look_at(state, item);
  }
  const guint before = state->chosen[item];
  const double value = get_value(state, item, before);
  Move best = { value + LEAST_GAIN, NONE, 0, { 0 }, { 0 } };
  take_out(state, item);
  for (guint i = 0; i<state->candidates[item]->len && * n_steps> 0; i++) {
    const SalCandidate *candidate = get_candidate(state, item, i);
    if (get_value(state, item, i) <= best.gain)
      break;
    (*n_steps)--;
    if (!find_in_way(state, candidate, in_way))
      continue;
    const Move move = try_candidate(state, item, i, in_way);
    if (move.gain > best.gain)
      best = move;
  }
  if (best.candidate == NONE)
    put(state, item, before);
  else
    make_move(state, item, &best);
  return best.candidate != NONE;
}

static void
better(Search *state)
{
  guint n_steps = state->placement->max_steps;
  gboolean is_better = n_steps > 0;
  g_autoptr(GArray) in_way = g_array_new(FALSE, FALSE, sizeof(guint));
  while (is_better && n_steps > 0) {
    is_better = FALSE;
    for (guint i = 0; i < state->n_looked_at && n_steps > 0; i++)
      is_better |= better_item(state, state->order[i], in_way, &n_steps);
  }
}

/* What was squeezed in beyond the number asked for makes the least worthy drop out. */
static void
trim(Search *state)
{
  for (guint i = state->n_looked_at; i > 0 && state->n_placed > state->placement->max_placed; i--)
    take_out(state, state->order[i - 1]);
}

guint
sal_placement_search(const SalPlacement *placement, SalTaken *taken, SalCandidate *choice)
{
  const guint n = placement->n_items;
  g_autofree guint *chosen = g_new(guint, n), *order = g_new(guint, n);
  g_autofree GArray **candidates = g_new0(GArray *, n);
  for (guint i = 0; i < n; i++)
    order[i] = i, chosen[i] = NONE;
  if (n > 0)
    g_qsort_with_data(order, (gint)n, sizeof *order, compare_worths, (gpointer)placement->worths);
  Search state = { placement, taken, candidates, chosen, order, 0, 0 };
  place_greedily(&state);
  better(&state);
  trim(&state);
  for (guint i = 0; i < n; i++) {
    choice[i] = chosen[i] != NONE ? *get_candidate(&state, i, chosen[i]) : (SalCandidate){ .n_shapes = 0 };
    g_clear_pointer(&candidates[i], g_array_unref);
  }
  return state.n_placed;
}
