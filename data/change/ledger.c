#include "data/change/ledger.h"

#include "data/geometry/locating.h"
#include "data/places/place.h"

#include <string.h>

static void
clear_place(gpointer data)
{
  g_array_unref(((SalLedgerPlace *)data)->handovers);
}

void
sal_ledger_free(SalLedger *ledger)
{
  if (ledger == NULL)
    return;
  g_array_unref(ledger->places);
  g_free(ledger);
}

const char *
sal_ledger_get_holder(const SalLedger *ledger, int holder)
{
  return holder == SAL_LEDGER_NOBODY ? "" : ledger->classes[holder];
}

static int
find_holder(const SalLedger *ledger, const SalHoldings *holdings, guint entry, guint place)
{
  if (ledger->shown >= 0)
    return sal_holdings_has(holdings, entry, (guint)ledger->shown, place) ? ledger->shown : SAL_LEDGER_NOBODY;
  for (int c = 0; ledger->classes[c] != NULL; c++)
    if (sal_holdings_has(holdings, entry, (guint)c, place))
      return c;
  return SAL_LEDGER_NOBODY;
}

/* Resets */

/* The step of a class between two neighbouring days; NULL: steps were not looked at. */
static const SalStep *
find_step(const SalChanges *changes, int c, SalDay from, SalDay to)
{
  if (c < 0 || (guint)c >= changes->steps->len)
    return NULL;
  const GArray *steps = changes->steps->pdata[c];
  guint low = 0, high = steps->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (g_array_index(steps, SalStep, middle).from < from)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == steps->len)
    return NULL;
  const SalStep *step = &g_array_index(steps, SalStep, low);
  return step->from == from && step->to == to ? step : NULL;
}

static void
judge(const SalChanges *changes, SalHandover *handover)
{
  const int sides[2] = { handover->from, handover->to };
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    const SalStep *step = find_step(changes, sides[i], handover->before, handover->on);
    if (step == NULL)
      continue;
    handover->is_accepted_reset |= step->verdict == SAL_VERDICT_RESET;
    if (sal_step_is_doubted(step))
      handover->flag = SAL_FLAG_RESET;
  }
}

/* Places */

static SalLedgerPlace
make_place(const SalLedger *ledger, const SalChanges *changes, guint i)
{
  const SalHoldings *holdings = changes->holdings;
  const guint last = ledger->n_snapshots - 1, measured = (guint)MAX(ledger->shown, 0);
  SalLedgerPlace place = { .place = i, .region = g_intern_static_string("") };
  place.handovers = g_array_new(FALSE, FALSE, sizeof(SalHandover));
  place.start = place.end = find_holder(ledger, holdings, 0, i);
  for (guint entry = 1; entry <= last; entry++) {
    const int holder = find_holder(ledger, holdings, entry, i);
    if (holder == place.end)
      continue;
    SalHandover handover = { .before = sal_holdings_get_day(holdings, entry - 1),
                             .on = sal_holdings_get_day(holdings, entry),
                             .from = place.end,
                             .to = holder };
    judge(changes, &handover);
    g_array_append_val(place.handovers, handover);
    place.end = holder;
  }
  place.edge_m = sal_holdings_get_distance_m(holdings, measured, i);
  place.is_on_edge = sal_holdings_is_on_edge(holdings, last, measured, i);
  return place;
}

/* Finds the region of each place: the first one by name that covers it. */
static void
find_regions(SalLedger *ledger, const SalRegions *regions)
{
  const guint n = ledger->all->len, n_regions = sal_regions_get_n_regions(regions);
  g_autofree SalPoint *points = g_new(SalPoint, n + 1);
  g_autofree SalWhere *where = g_new(SalWhere, n + 1);
  for (guint i = 0; i < n; i++) {
    const SalPlace *place = &g_array_index(ledger->all, SalPlace, i);
    points[i] = (SalPoint){ place->lon, place->lat };
    g_array_index(ledger->places, SalLedgerPlace, i).region = sal_regions_get_name(regions, n_regions);
  }
  g_autoptr(SalPointSet) set = sal_point_set_new(points, n);
  for (guint r = n_regions; r-- > 0;) {
    sal_point_set_locate(set, sal_tiling_get_tile(sal_regions_get_tiling(regions), r), where);
    for (guint i = 0; i < n; i++)
      if (where[i] != SAL_WHERE_OUTSIDE)
        g_array_index(ledger->places, SalLedgerPlace, i).region = sal_regions_get_name(regions, r);
  }
}

SalLedger *
sal_ledger_new(const SalChanges *changes, const SalLedgerOptions *options)
{
  const SalHoldings *holdings = changes->holdings;
  SalLedger *ledger = g_new0(SalLedger, 1);
  ledger->classes = sal_holdings_get_classes(holdings);
  ledger->shown = options->shown;
  ledger->periods = changes->changes;
  ledger->holdings = holdings;
  ledger->bands = changes->bands;
  ledger->n_snapshots = sal_holdings_get_n_entries(holdings);
  ledger->from = sal_holdings_get_day(holdings, 0);
  ledger->to = sal_holdings_get_day(holdings, ledger->n_snapshots - 1);
  ledger->all = sal_holdings_get_places(holdings);
  ledger->places = g_array_new(FALSE, FALSE, sizeof(SalLedgerPlace));
  g_array_set_clear_func(ledger->places, clear_place);
  for (guint i = 0; i < ledger->all->len; i++) {
    const SalLedgerPlace place = make_place(ledger, changes, i);
    g_array_append_val(ledger->places, place);
  }
  if (options->regions != NULL)
    find_regions(ledger, options->regions);
  return ledger;
}

/* Remarks */

static gboolean
is_doubted(const SalLedgerPlace *place)
{
  for (guint i = 0; i < place->handovers->len; i++)
    if (g_array_index(place->handovers, SalHandover, i).flag != SAL_FLAG_NONE)
      return TRUE;
  return FALSE;
}

void
sal_ledger_remark(const SalLedger *ledger, GPtrArray *remarks)
{
  guint n_on_edge = 0, n_doubted = 0;
  for (guint i = 0; i < ledger->places->len; i++) {
    const SalLedgerPlace *place = &g_array_index(ledger->places, SalLedgerPlace, i);
    n_on_edge += place->is_on_edge;
    n_doubted += is_doubted(place);
  }
  if (n_on_edge > 0)
    g_ptr_array_add(remarks,
                    g_strdup_printf("places: at the end %u of %u lie exactly on the edge and count as held",
                                    n_on_edge, ledger->places->len));
  if (n_doubted > 0)
    g_ptr_array_add(remarks, g_strdup_printf("places: %u of %u changed hands in a step that may be a "
                                             "redefinition of the data, not movement",
                                             n_doubted, ledger->places->len));
}

/* Counting */

static gint
compare_regions(gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *)a, *second = *(const char *const *)b;
  const int rest = g_str_equal(first, SAL_REGION_NONE) - g_str_equal(second, SAL_REGION_NONE);
  return rest != 0 ? rest : strcmp(first, second);
}

GPtrArray *
sal_ledger_list_regions(const SalLedger *ledger)
{
  GPtrArray *regions = g_ptr_array_new();
  g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < ledger->places->len; i++) {
    const char *region = g_array_index(ledger->places, SalLedgerPlace, i).region;
    if (region[0] != '\0' && g_hash_table_add(known, (gpointer)region))
      g_ptr_array_add(regions, (gpointer)region);
  }
  g_ptr_array_sort(regions, compare_regions);
  return regions;
}

SalPlaceCount
sal_ledger_count(const SalLedger *ledger, int class_index, const char *region)
{
  SalPlaceCount count = { .gained = g_ptr_array_new(), .lost = g_ptr_array_new() };
  for (guint i = 0; i < ledger->places->len; i++) {
    SalLedgerPlace *place = &g_array_index(ledger->places, SalLedgerPlace, i);
    if (region != NULL && region != place->region)
      continue;
    count.held_from += place->start == class_index;
    count.held_to += place->end == class_index;
    if (place->start == place->end) {
      count.n_back += place->handovers->len > 0;
      continue;
    }
    if (place->end == class_index)
      g_ptr_array_add(count.gained, place);
    if (place->start == class_index)
      g_ptr_array_add(count.lost, place);
  }
  return count;
}

void
sal_place_count_clear(SalPlaceCount *count)
{
  g_clear_pointer(&count->gained, g_ptr_array_unref);
  g_clear_pointer(&count->lost, g_ptr_array_unref);
}

GArray *
sal_holdings_list_gained(const SalHoldings *holdings, guint class_index, SalDay from, SalDay to)
{
  const guint first = sal_holdings_find(holdings, from), last = sal_holdings_find(holdings, to);
  GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < sal_holdings_get_places(holdings)->len; i++)
    if (!sal_holdings_has(holdings, first, class_index, i) &&
        sal_holdings_has(holdings, last, class_index, i))
      g_array_append_val(numbers, i);
  return numbers;
}

GArray *
sal_holdings_list_lost(const SalHoldings *holdings, guint class_index, SalDay from, SalDay to)
{
  return sal_holdings_list_gained(holdings, class_index, to, from);
}
