#include "data/table/ledger-json.h"

#include "data/base/json.h"
#include "data/places/place.h"
#include "data/table/table-bands.h"
#include "data/table/table-day.h"
#include "data/table/table-places.h"

#include <math.h>
#include <string.h>

static const SalPlace *
get_place(const GArray *places, guint i)
{
  return &g_array_index(places, SalPlace, i);
}

/* The holder's class; null: none. */
static void
add_holder(SalJson *json, const char *key, const SalLedger *ledger, int holder)
{
  sal_json_add_string(json, key, holder != SAL_LEDGER_NOBODY ? sal_ledger_get_holder(ledger, holder) : NULL);
}

static void
add_handover(SalJson *json, const SalLedger *ledger, const SalHandover *handover)
{
  sal_json_open(json, NULL, '{');
  sal_table_add_day(json, "before", handover->before);
  sal_table_add_day(json, "on", handover->on);
  add_holder(json, "from", ledger, handover->from);
  add_holder(json, "to", ledger, handover->to);
  sal_json_add_string(json, "flag", sal_flag_get_name(handover->flag));
  sal_json_add_boolean(json, "accepted_reset", handover->is_accepted_reset);
  sal_json_close(json, '}');
}

static void
add_percent(SalJson *json, const char *key, double share)
{
  sal_json_add_decimal(json, key, 100 * share, 3);
}

/* How much of an area each class covers at the start and at the end; nothing of points. */
static void
add_shares(SalJson *json, const SalLedger *ledger, const SalLedgerPlace *place)
{
  if (isnan(sal_holdings_get_share(ledger->holdings, TRUE, 0, place->place)))
    return;
  sal_json_open(json, "shares", '[');
  for (guint c = 0; ledger->classes[c] != NULL; c++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "class", ledger->classes[c]);
    add_percent(json, "from_percent", sal_holdings_get_share(ledger->holdings, FALSE, c, place->place));
    add_percent(json, "to_percent", sal_holdings_get_share(ledger->holdings, TRUE, c, place->place));
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_members(SalJson *json, const SalLedger *ledger, const SalLedgerPlace *place)
{
  const SalPlace *known = get_place(ledger->all, place->place);
  sal_json_add_string(json, "place", known->name);
  sal_json_add_decimal(json, "lon", known->lon, 6);
  sal_json_add_decimal(json, "lat", known->lat, 6);
  sal_json_add_integer(json, "population", llround(known->population));
  sal_json_add_string(json, "region", place->region);
  add_holder(json, "holder_from", ledger, place->start);
  add_holder(json, "holder_to", ledger, place->end);
  sal_json_add_integer(json, "changes", place->handovers->len);
  if (isnan(place->edge_m))
    sal_json_add_string(json, "edge_km", NULL);
  else
    sal_json_add_decimal(json, "edge_km", place->edge_m / 1000, 3);
  sal_json_add_boolean(json, "on_edge", place->is_on_edge);
  add_shares(json, ledger, place);
  sal_bands_add_ledger_json(ledger->bands, (guint)MAX(ledger->shown, 0), place->place, json);
  sal_json_open(json, "history", '[');
  for (guint i = 0; i < place->handovers->len; i++)
    add_handover(json, ledger, &g_array_index(place->handovers, SalHandover, i));
  sal_json_close(json, ']');
}

static void
add_names(SalJson *json, const char *key, const GArray *all, const GPtrArray *list)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < list->len; i++)
    sal_json_add_string(json, NULL, get_place(all, ((const SalLedgerPlace *)list->pdata[i])->place)->name);
  sal_json_close(json, ']');
}

/* Adds what a class gained and lost in a region, or everywhere if it is NULL. */
static void
add_figures(SalJson *json, const SalLedger *ledger, int class_index, const char *region)
{
  g_auto(SalPlaceCount) count = sal_ledger_count(ledger, class_index, region);
  sal_json_add_integer(json, "held_from", count.held_from);
  sal_json_add_integer(json, "held_to", count.held_to);
  sal_json_add_integer(json, "gained", count.gained->len);
  sal_json_add_integer(json, "lost", count.lost->len);
  add_names(json, "gained_names", ledger->all, count.gained);
  add_names(json, "lost_names", ledger->all, count.lost);
}

static void
add_regions(SalJson *json, const SalLedger *ledger, int class_index)
{
  g_autoptr(GPtrArray) regions = sal_ledger_list_regions(ledger);
  sal_json_open(json, "regions", '[');
  for (guint i = 0; i < regions->len; i++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "region", regions->pdata[i]);
    add_figures(json, ledger, class_index, regions->pdata[i]);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_count(SalJson *json, const SalLedger *ledger, int class_index)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "class", ledger->classes[class_index]);
  add_figures(json, ledger, class_index, NULL);
  add_regions(json, ledger, class_index);
  sal_json_close(json, '}');
}

static void
add_context(SalJson *json, const SalLedger *ledger, const SalTableContext *context)
{
  sal_json_open(json, "sources", '[');
  for (guint i = 0; context->sources[i] != NULL; i++)
    sal_json_add_source(json, NULL, context->sources[i]);
  sal_json_close(json, ']');
  sal_table_add_day(json, "from", ledger->from);
  sal_table_add_day(json, "to", ledger->to);
  sal_json_add_integer(json, "snapshots", ledger->n_snapshots);
  if (context->definition != NULL)
    sal_json_add_string(json, "definition", context->definition);
  if (context->holder != NULL)
    sal_json_add_string(json, "holder", context->holder);
  if (context->opponent != NULL)
    sal_json_add_string(json, "opponent", context->opponent);
  if (context->shown != NULL)
    sal_json_add_string(json, "show", context->shown);
  sal_places_areas_add_json(ledger->holdings, json);
  sal_bands_add_ledger_json_counts(ledger->bands, ledger, json);
  if (context->aoi != NULL)
    sal_json_add_source(json, "aoi", context->aoi);
  if (context->regions != NULL)
    sal_json_add_source(json, "regions", context->regions);
}

/* Adds what each period changed, unless periods are only from each snapshot to the next. */
static void
add_periods(SalJson *json, const SalLedger *ledger, const SalTableContext *context)
{
  if (context->cadence.every == SAL_EVERY_SNAPSHOT)
    return;
  sal_json_open(json, "periods", '[');
  for (guint i = 0; i < ledger->periods->len; i++) {
    const SalChange *change = ledger->periods->pdata[i];
    if (change->region[0] != '\0' || (context->shown != NULL && context->shown != change->class_name))
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "period", change->period.name);
    sal_table_add_day(json, "from_snapshot", change->from_snapshot);
    sal_table_add_day(json, "to_snapshot", change->to_snapshot);
    sal_json_add_boolean(json, "partial", change->period.partial);
    sal_json_add_string(json, "class", change->class_name);
    sal_json_add_string(json, "flag", sal_flag_get_name(sal_change_get_flag(change)));
    sal_places_changed_add_json(ledger->holdings, change, json);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

char *
sal_ledger_format_json(const SalLedger *ledger, const SalTableContext *context, const GPtrArray *remarks)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_context(&json, ledger, context);
  sal_json_open(&json, "places_changed", '[');
  for (int c = 0; ledger->classes[c] != NULL; c++)
    if (ledger->shown < 0 || ledger->shown == c)
      add_count(&json, ledger, c);
  sal_json_close(&json, ']');
  add_periods(&json, ledger, context);
  sal_json_open(&json, "places", '[');
  for (guint i = 0; i < ledger->places->len; i++) {
    sal_json_open(&json, NULL, '{');
    add_members(&json, ledger, &g_array_index(ledger->places, SalLedgerPlace, i));
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  sal_json_add_faults(&json, context->faults, context->before_option);
  sal_json_add_remarks(&json, remarks, context->before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

char *
sal_ledger_format_geojson(const SalLedger *ledger, const SalBasis *basis)
{
  g_auto(SalJson) json = { NULL };
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "type", "FeatureCollection");
  sal_json_open(&json, "features", '[');
  for (guint i = 0; i < ledger->places->len; i++) {
    const SalLedgerPlace *place = &g_array_index(ledger->places, SalLedgerPlace, i);
    const SalPlace *known = get_place(ledger->all, place->place);
    sal_json_open(&json, NULL, '{');
    sal_json_add_string(&json, "type", "Feature");
    sal_json_open(&json, "geometry", '{');
    sal_json_add_string(&json, "type", "Point");
    sal_json_open(&json, "coordinates", '[');
    sal_json_add_decimal(&json, NULL, known->lon, 6);
    sal_json_add_decimal(&json, NULL, known->lat, 6);
    sal_json_close(&json, ']');
    sal_json_close(&json, '}');
    sal_json_open(&json, "properties", '{');
    add_members(&json, ledger, place);
    for (guint k = 0; basis->form == SAL_BASIS_COLUMNS && k < SAL_N_BASES; k++)
      sal_json_add_string(&json, sal_basis_get_names()[k], basis->values[k]);
    sal_json_close(&json, '}');
    sal_json_close(&json, '}');
  }
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
