#include "render/names/placement.h"

#define MAX_EJECTED 3 /* that one item may displace */
#define LEAST_GAIN 1e-6
#define STEPS_OF_LOOK 10 /* what listing candidates counts for */

#define NONE G_MAXUINT

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

/* Lists the candidates of an item that cost less than its worth. */
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

/* Finds who is in the way of a candidate. FALSE: it is fixed, or they are too many. */
static gboolean
find_in_way(const Search *state, const SalCandidate *candidate, GArray *owners)
{
  g_array_set_size(owners, 0);
  for (guint i = 0; i < candidate->n_shapes; i++)
    sal_taken_find(state->taken, candidate->shapes[i], owners);
  return owners->len <= MAX_EJECTED &&
         (owners->len == 0 || g_array_index(owners, guint, owners->len - 1) != SAL_TAKEN_FIXED);
}

/* The gain if an item, which is taken out now, took a candidate and displaced others. Changes nothing. */
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

/* Takes out the least worthy items where the search has placed more than were asked for. */
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
