#include "data/change/bands.h"

#include "data/base/error.h"
#include "data/geometry/band.h"
#include "data/places/place.h"

#include <math.h>
#include <string.h>

#define MIN_KM 0.1

/* What was measured of a class at a snapshot. */
typedef struct {
  double front_m; /* NaN: not measured */
  SalBandFigures
      *figures; /* by band, then region: the whole, each region, none of them; NULL: there is no front */
} Measured;

struct _SalBands {
  SalBandsQuery query;
  guint n_entries, n_classes, n_slots; /* slots: the whole, the regions and none of them */
  Measured *measured;                  /* by entry and class */
  SalDay *days;                        /* of each entry */
  double *places_m;                    /* by class and place; NULL: not measured */
};

gboolean
sal_band_list_parse(const char *text, SalBandList *list, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  const guint n = g_strv_length(parts);
  gboolean is_good = n >= 1 && n <= SAL_BANDS_MAX;
  for (guint i = 0; i < n && is_good; i++) {
    char *end;
    const char *part = g_strstrip(parts[i]);
    list->km[i] = g_ascii_strtod(part, &end);
    is_good = end != part && *end == '\0' && list->km[i] >= MIN_KM && list->km[i] <= SAL_BANDS_MAX_KM &&
              (i == 0 || list->km[i] > list->km[i - 1]);
  }
  list->n = n;
  if (is_good)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected up to %d distances from %.1f to %d km, ascending, as 5,20,50, got '%s'",
                       SAL_BANDS_MAX, MIN_KM, SAL_BANDS_MAX_KM, quoted);
}

SalBands *
sal_bands_new(const SalBandsQuery *query, guint n_entries)
{
  SalBands *bands = g_new0(SalBands, 1);
  bands->query = *query;
  bands->n_entries = n_entries;
  bands->n_classes = g_strv_length((char **)query->classes);
  bands->n_slots = query->regions != NULL ? sal_regions_get_n_regions(query->regions) + 2 : 1;
  bands->days = g_new0(SalDay, n_entries + 1);
  bands->measured = g_new0(Measured, (gsize)n_entries * bands->n_classes + 1);
  for (gsize i = 0; i < (gsize)n_entries * bands->n_classes; i++)
    bands->measured[i].front_m = NAN;
  return bands;
}

void
sal_bands_free(SalBands *bands)
{
  if (bands == NULL)
    return;
  for (gsize i = 0; i < (gsize)bands->n_entries * bands->n_classes; i++)
    g_free(bands->measured[i].figures);
  g_free(bands->measured);
  g_free(bands->days);
  g_free(bands->places_m);
  g_free(bands);
}

void
sal_bands_set_day(SalBands *bands, guint entry, SalDay day)
{
  bands->days[entry] = day;
}

/* Measuring */

/* Adds an area to the whole and to the regions that it lies in; side: 0 held, 1 other. */
static gboolean
add_area(const SalBands *bands, const SalGeometry *area, int side, SalBandFigures *slots, GError **error)
{
  const SalAreaModel *model = bands->query.model;
  g_autoptr(GPtrArray) pieces = NULL;
  if (bands->query.regions != NULL) {
    pieces = sal_tiling_cut(sal_regions_get_tiling(bands->query.regions), area, TRUE, error);
    if (pieces == NULL)
      return FALSE;
  }
  for (guint slot = 0; slot < bands->n_slots; slot++) {
    const SalGeometry *piece = slot == 0 ? area : pieces->pdata[slot - 1];
    *(side == 0 ? &slots[slot].held_m2 : &slots[slot].other_m2) = sal_area_measure(model, piece);
  }
  return TRUE;
}

static gboolean
measure_band(const SalBands *bands, const SalGeometry *front, double km, const SalGeometry *polygons,
             SalBandFigures *slots, GError **error)
{
  g_autoptr(SalGeometry) band = sal_band_make(front, km * 1000, error);
  g_autoptr(SalGeometry) held = band != NULL ? sal_geometry_intersection(band, polygons, error) : NULL;
  g_autoptr(SalGeometry) ground =
      held != NULL ? sal_geometry_intersection(band, sal_theatre_get_area(bands->query.theatre), error)
                   : NULL;
  g_autoptr(SalGeometry) other = ground != NULL ? sal_geometry_difference(ground, polygons, error) : NULL;
  return other != NULL && add_area(bands, held, 0, slots, error) && add_area(bands, other, 1, slots, error);
}

static const SalPlace *
get_place(const SalBands *bands, guint i)
{
  return &g_array_index(sal_holdings_get_places(bands->query.holdings), SalPlace, i);
}

/* NaN: the place is not in the theatre. */
static double
measure_place(const SalBands *bands, const SalOutline *front, guint i)
{
  const SalPlace *place = get_place(bands, i);
  const SalPoint point = { place->lon, place->lat };
  return sal_theatre_has(bands->query.theatre, point) ? sal_outline_get_distance_m(front, point) : NAN;
}

static void
count_places(const SalBands *bands, const SalGeometry *front, guint entry, guint class_index,
             SalBandFigures *figures)
{
  const SalHoldings *holdings = bands->query.holdings;
  if (holdings == NULL)
    return;
  g_autoptr(SalOutline) outline = sal_outline_new(front);
  for (guint i = 0; i < sal_holdings_get_places(holdings)->len; i++) {
    const double m = measure_place(bands, outline, i);
    const gboolean is_held = sal_holdings_has(holdings, entry, class_index, i);
    for (guint band = 0; band < bands->query.list.n; band++) {
      SalBandFigures *whole = &figures[band * bands->n_slots];
      if (m <= bands->query.list.km[band] * 1000)
        *(is_held ? &whole->n_places_held : &whole->n_places_other) += 1;
    }
  }
}

gboolean
sal_bands_measure(SalBands *bands, guint entry, guint class_index, const SalGeometry *polygons,
                  GError **error)
{
  Measured *measured = &bands->measured[(gsize)entry * bands->n_classes + class_index];
  g_autoptr(SalGeometry) front = sal_theatre_find_front(bands->query.theatre, polygons, bands->query.border);
  measured->front_m = sal_outline_measure_m(front, NULL);
  if (sal_geometry_is_empty(front))
    return TRUE;
  measured->figures = g_new0(SalBandFigures, (gsize)bands->query.list.n * bands->n_slots);
  for (guint band = 0; band < bands->query.list.n; band++)
    if (!measure_band(bands, front, bands->query.list.km[band], polygons,
                      &measured->figures[band * bands->n_slots], error)) {
      g_prefix_error(error, "bands: ");
      return FALSE;
    }
  count_places(bands, front, entry, class_index, measured->figures);
  return TRUE;
}

void
sal_bands_measure_places(SalBands *bands, guint class_index, const SalGeometry *polygons)
{
  const guint n = sal_holdings_get_places(bands->query.holdings)->len;
  g_autoptr(SalGeometry) front = sal_theatre_find_front(bands->query.theatre, polygons, bands->query.border);
  g_autoptr(SalOutline) outline = sal_outline_new(front);
  if (bands->places_m == NULL)
    bands->places_m = g_new0(double, (gsize)n * bands->n_classes + 1);
  for (guint i = 0; i < n; i++)
    bands->places_m[(gsize)class_index * n + i] = measure_place(bands, outline, i);
  bands->measured[(gsize)(bands->n_entries - 1) * bands->n_classes + class_index].front_m =
      sal_outline_measure_m(front, NULL);
}

/* Looking up */

const SalBandList *
sal_bands_get_list(const SalBands *bands)
{
  return &bands->query.list;
}

const SalTheatre *
sal_bands_get_theatre(const SalBands *bands)
{
  return bands->query.theatre;
}

/* The last entry on a day or before that was measured; NULL: none was. */
static const Measured *
find_measured(const SalBands *bands, SalDay day, const char *class_name)
{
  guint low = 0, high = bands->n_entries, c = 0;
  while (c < bands->n_classes && !g_str_equal(bands->query.classes[c], class_name))
    c++;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (bands->days[middle] <= day)
      low = middle + 1;
    else
      high = middle;
  }
  for (guint i = low; c < bands->n_classes && i > 0; i--) {
    const Measured *measured = &bands->measured[(gsize)(i - 1) * bands->n_classes + c];
    if (!isnan(measured->front_m))
      return measured;
  }
  return NULL;
}

/* -1: there is no such region. */
static int
find_slot(const SalBands *bands, const char *region)
{
  if (*region == '\0')
    return 0;
  for (guint slot = 1; slot < bands->n_slots; slot++)
    if (g_str_equal(sal_regions_get_name(bands->query.regions, slot - 1), region))
      return (int)slot;
  return -1;
}

const SalBandFigures *
sal_bands_find(const SalBands *bands, SalDay day, const char *class_name, const char *region, guint band)
{
  const Measured *measured = find_measured(bands, day, class_name);
  const int slot = find_slot(bands, region);
  return measured != NULL && measured->figures != NULL && slot >= 0
             ? &measured->figures[band * bands->n_slots + (guint)slot]
             : NULL;
}

double
sal_bands_get_front_m(const SalBands *bands, SalDay day, const char *class_name)
{
  const Measured *measured = find_measured(bands, day, class_name);
  return measured != NULL ? measured->front_m : NAN;
}

gboolean
sal_bands_have_front(const SalBands *bands)
{
  for (gsize i = 0; i < (gsize)bands->n_entries * bands->n_classes; i++)
    if (bands->measured[i].front_m > 0)
      return TRUE;
  return FALSE;
}

double
sal_bands_get_place_m(const SalBands *bands, guint class_index, guint place)
{
  const guint n = sal_holdings_get_places(bands->query.holdings)->len;
  return bands->places_m != NULL ? bands->places_m[(gsize)class_index * n + place] : NAN;
}

int
sal_bands_find_reaching(const SalBands *bands, double distance_m)
{
  for (guint i = 0; i < bands->query.list.n; i++)
    if (distance_m <= bands->query.list.km[i] * 1000)
      return (int)i;
  return -1;
}
