#include "data/table/table-places.h"

#include "data/places/place.h"

#include <string.h>

/* The places that a class gained and lost. */
typedef struct {
  GArray *gained, *lost; /* guint: numbers of places */
} Changed;

static void
clear_changed(Changed *changed)
{
  g_clear_pointer(&changed->gained, g_array_unref);
  g_clear_pointer(&changed->lost, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Changed, clear_changed)

static int
find_class(const char *const *classes, const char *name)
{
  for (int c = 0; classes[c] != NULL; c++)
    if (strcmp(classes[c], name) == 0)
      return c;
  return -1;
}

/* FALSE: it is not known of a region, or of a class that is none of the series. */
static gboolean
find_changed(const SalHoldings *holdings, const SalChange *change, Changed *changed)
{
  const int c = find_class(sal_holdings_get_classes(holdings), change->class_name);
  if (c < 0 || change->region[0] != '\0')
    return FALSE;
  changed->gained = sal_holdings_list_gained(holdings, (guint)c, change->from_snapshot, change->to_snapshot);
  changed->lost = sal_holdings_list_lost(holdings, (guint)c, change->from_snapshot, change->to_snapshot);
  return TRUE;
}

static void
add_list(SalJson *json, const char *key, const GArray *all, const GArray *numbers)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < numbers->len; i++)
    sal_json_add_string(json, NULL, g_array_index(all, SalPlace, g_array_index(numbers, guint, i)).name);
  sal_json_close(json, ']');
}

void
sal_places_areas_append_text(const SalHoldings *holdings, GString *text)
{
  const guint n = holdings != NULL ? sal_holdings_get_n_areas(holdings) : 0;
  if (n > 0)
    g_string_append_printf(text, "places that are areas: %u, held from %g%% of their area on\n", n,
                           100 * sal_holdings_get_least_share(holdings));
}

void
sal_places_areas_add_json(const SalHoldings *holdings, SalJson *json)
{
  if (holdings != NULL && sal_holdings_get_n_areas(holdings) > 0)
    sal_json_add_decimal(json, "place_share_percent", 100 * sal_holdings_get_least_share(holdings), 3);
}

void
sal_places_changed_add_json(const SalHoldings *holdings, const SalChange *change, SalJson *json)
{
  g_auto(Changed) changed = { NULL };
  if (holdings == NULL)
    return;
  if (!find_changed(holdings, change, &changed)) {
    sal_json_add_string(json, "places_changed", NULL);
    return;
  }
  const GArray *all = sal_holdings_get_places(holdings);
  sal_json_open(json, "places_changed", '{');
  sal_json_add_integer(json, "gained", changed.gained->len);
  sal_json_add_integer(json, "lost", changed.lost->len);
  add_list(json, "gained_names", all, changed.gained);
  add_list(json, "lost_names", all, changed.lost);
  sal_places_areas_add_json(holdings, json);
  sal_json_close(json, '}');
}

static void
write_gained(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_auto(Changed) changed = { NULL };
  if (find_changed(context->holdings, row->change, &changed))
    g_string_append_printf(text, "%u", changed.gained->len);
}

static void
write_lost(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  g_auto(Changed) changed = { NULL };
  if (find_changed(context->holdings, row->change, &changed))
    g_string_append_printf(text, "%u", changed.lost->len);
}

void
sal_places_changed_add_columns(const SalHoldings *holdings, SalTableColumns *columns)
{
  static const SalTableColumn list[] = {
    { "places_gained", SAL_COLUMN_INTEGER, NULL, "how many of the places came to be held", write_gained },
    { "places_lost", SAL_COLUMN_INTEGER, NULL, "how many of them ceased to be held", write_lost },
  };
  sal_table_columns_add(columns, list, holdings != NULL ? G_N_ELEMENTS(list) : 0);
}

void
sal_places_changed_append_text(const SalHoldings *holdings, const GArray *rows, const char *class_name,
                               GString *text)
{
  guint n_gained = 0, n_lost = 0;
  if (holdings == NULL)
    return;
  for (guint i = 0; i < rows->len; i++) {
    g_auto(Changed) changed = { NULL };
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (!sal_row_counts(row, class_name) || !find_changed(holdings, row->change, &changed))
      continue;
    n_gained += changed.gained->len;
    n_lost += changed.lost->len;
  }
  g_string_append_printf(text, "%s: places gained %u, lost %u, summed over the periods (%u places)\n",
                         class_name, n_gained, n_lost, sal_holdings_get_places(holdings)->len);
}
