#include "data/change/holdings.h"

#include "data/change/place-shares.h"
#include "data/geometry/locating.h"
#include "data/places/place.h"

#include <math.h>

struct _SalHoldings {
  GArray *places; /* SalPlace */
  SalPointSet *points;
  const char *const *classes;
  guint n_entries, n_classes;
  gsize row;             /* bytes of one entry and class: a bit a place, so that threads share no byte */
  guint8 *held, *edges;  /* rows, by entry and class */
  SalDay *days;          /* of each entry */
  double *distances_m;   /* by class and place, at the last entry */
  SalPlaceShares *areas; /* NULL: none is watched */
  double least_share;
  double *shares[2]; /* by class and place, at the first and the last entry; NULL: no area is watched */
};

static SalPoint *
list_points(const GArray *places)
{
  SalPoint *points = g_new(SalPoint, places->len + 1);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    points[i] = (SalPoint){ place->lon, place->lat };
  }
  return points;
}

SalHoldings *
sal_holdings_new(GArray *places, guint n_entries, const char *const *classes)
{
  const guint n_classes = g_strv_length((char **)classes);
  SalHoldings *holdings = g_new0(SalHoldings, 1);
  g_autofree SalPoint *points = list_points(places);
  holdings->places = g_array_ref(places);
  holdings->points = sal_point_set_new(points, places->len);
  holdings->n_entries = n_entries;
  holdings->classes = classes;
  holdings->n_classes = n_classes;
  holdings->row = places->len / 8 + 1;
  holdings->held = g_malloc0_n((gsize)n_entries * n_classes, holdings->row);
  holdings->edges = g_malloc0_n((gsize)n_entries * n_classes, holdings->row);
  holdings->days = g_new0(SalDay, n_entries + 1);
  holdings->distances_m = g_new0(double, (gsize)n_classes * places->len + 1);
  return holdings;
}

void
sal_holdings_free(SalHoldings *holdings)
{
  if (holdings == NULL)
    return;
  g_array_unref(holdings->places);
  sal_point_set_free(holdings->points);
  g_free(holdings->held);
  g_free(holdings->edges);
  g_free(holdings->days);
  g_free(holdings->distances_m);
  sal_place_shares_free(holdings->areas);
  for (guint i = 0; i < G_N_ELEMENTS(holdings->shares); i++)
    g_free(holdings->shares[i]);
  g_free(holdings);
}

static gsize
find_row(const SalHoldings *holdings, guint entry, guint class_index)
{
  return ((gsize)entry * holdings->n_classes + class_index) * holdings->row;
}

static void
set_bit(guint8 *row, guint i, gboolean on)
{
  const guint8 bit = (guint8)(1u << (i % 8));
  row[i / 8] = (guint8)(on ? row[i / 8] | bit : row[i / 8] & ~bit);
}

static gboolean
get_bit(const guint8 *row, guint i)
{
  return (row[i / 8] >> (i % 8)) & 1;
}

void
sal_holdings_watch_areas(SalHoldings *holdings, const SalAreaModel *model, double least)
{
  const gsize n = (gsize)holdings->n_classes * holdings->places->len;
  holdings->areas = sal_place_shares_new(holdings->places, model);
  holdings->least_share = least;
  for (guint i = 0; holdings->areas != NULL && i < G_N_ELEMENTS(holdings->shares); i++) {
    holdings->shares[i] = g_new(double, n + 1);
    for (gsize k = 0; k < n; k++)
      holdings->shares[i][k] = NAN;
  }
}

/* Has areas go by their shares, of which those at the ends are kept. */
static gboolean
set_areas(SalHoldings *holdings, guint entry, guint class_index, const SalGeometry *polygons,
          const SalWhere *where, GError **error)
{
  const guint n = sal_place_shares_get_n(holdings->areas);
  const gsize row = find_row(holdings, entry, class_index);
  g_autofree double *share = g_new(double, n + 1);
  if (n == 0)
    return TRUE;
  if (!sal_place_shares_measure(holdings->areas, polygons, where, share, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const guint place = sal_place_shares_get_place(holdings->areas, i);
    const gsize slot = (gsize)class_index * holdings->places->len + place;
    set_bit(holdings->held + row, place, share[i] >= holdings->least_share);
    set_bit(holdings->edges + row, place, FALSE);
    if (entry == 0)
      holdings->shares[0][slot] = share[i];
    if (entry + 1 == holdings->n_entries)
      holdings->shares[1][slot] = share[i];
  }
  return TRUE;
}

gboolean
sal_holdings_set(SalHoldings *holdings, guint entry, SalDay day, guint class_index,
                 const SalGeometry *polygons, GError **error)
{
  const guint n = holdings->places->len;
  const gsize row = find_row(holdings, entry, class_index);
  g_autofree SalWhere *where = g_new(SalWhere, n + 1);
  holdings->days[entry] = day;
  sal_point_set_locate(holdings->points, polygons, where);
  for (guint i = 0; i < n; i++) {
    set_bit(holdings->held + row, i, where[i] != SAL_WHERE_OUTSIDE);
    set_bit(holdings->edges + row, i, where[i] == SAL_WHERE_ON_EDGE);
  }
  return set_areas(holdings, entry, class_index, polygons, where, error);
}

void
sal_holdings_measure(SalHoldings *holdings, guint class_index, const SalGeometry *polygons,
                     const SalOutline *without)
{
  g_autoptr(SalOutline) outline = sal_outline_new_without(polygons, without);
  for (guint i = 0; i < holdings->places->len; i++) {
    const SalPlace *place = &g_array_index(holdings->places, SalPlace, i);
    holdings->distances_m[(gsize)class_index * holdings->places->len + i] =
        sal_outline_get_distance_m(outline, (SalPoint){ place->lon, place->lat });
  }
}

GArray *
sal_holdings_get_places(const SalHoldings *holdings)
{
  return holdings->places;
}

const char *const *
sal_holdings_get_classes(const SalHoldings *holdings)
{
  return holdings->classes;
}

guint
sal_holdings_get_n_entries(const SalHoldings *holdings)
{
  return holdings->n_entries;
}

SalDay
sal_holdings_get_day(const SalHoldings *holdings, guint entry)
{
  return holdings->days[entry];
}

guint
sal_holdings_find(const SalHoldings *holdings, SalDay day)
{
  guint low = 0, high = holdings->n_entries;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (holdings->days[middle] <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? low - 1 : 0;
}

gboolean
sal_holdings_has(const SalHoldings *holdings, guint entry, guint class_index, guint place)
{
  return get_bit(holdings->held + find_row(holdings, entry, class_index), place);
}

gboolean
sal_holdings_is_on_edge(const SalHoldings *holdings, guint entry, guint class_index, guint place)
{
  return get_bit(holdings->edges + find_row(holdings, entry, class_index), place);
}

double
sal_holdings_get_distance_m(const SalHoldings *holdings, guint class_index, guint place)
{
  return holdings->distances_m[(gsize)class_index * holdings->places->len + place];
}

double
sal_holdings_get_least_share(const SalHoldings *holdings)
{
  return holdings->areas != NULL ? holdings->least_share : 0;
}

guint
sal_holdings_get_n_areas(const SalHoldings *holdings)
{
  return sal_place_shares_get_n(holdings->areas);
}

double
sal_holdings_get_share(const SalHoldings *holdings, gboolean at_end, guint class_index, guint place)
{
  const double *shares = holdings->shares[at_end ? 1 : 0];
  return shares != NULL ? shares[(gsize)class_index * holdings->places->len + place] : NAN;
}
