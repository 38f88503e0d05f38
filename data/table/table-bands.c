#include "data/table/table-bands.h"

#include "data/base/cells.h"
#include "data/base/csv.h"

#include <math.h>

static double
get_km(const SalBands *bands, guint band)
{
  return sal_bands_get_list(bands)->km[band];
}

/* "5", "0.5": whatever the locale. */
static char *
format_km(double km)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  return g_strdup(g_ascii_formatd(digits, sizeof digits, "%g", km));
}

static void
append_decimal(GString *text, double value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_c(text, ',');
  if (!isnan(value))
    g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.3f", value));
}

static gboolean
is_whole(const SalChange *change)
{
  return change->region[0] == '\0';
}

/* Figures of a row: those of no front are 0. */
static SalBandFigures
get_figures(const SalBands *bands, const SalChange *change, guint band)
{
  const SalBandFigures *figures =
      sal_bands_find(bands, change->to_snapshot, change->class_name, change->region, band);
  return figures != NULL ? *figures : (SalBandFigures){ 0 };
}

static double
get_front_km(const SalBands *bands, const SalChange *change)
{
  return is_whole(change) ? sal_bands_get_front_m(bands, change->to_snapshot, change->class_name) / 1000
                          : NAN;
}

/* CSV */

static void
write_front(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_decimal(text, get_front_km(context->bands, row->change), 3);
}

static void
write_held(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_decimal(text, get_figures(context->bands, row->change, index).held_m2 / 1e6, 3);
}

static void
write_other(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_decimal(text, get_figures(context->bands, row->change, index).other_m2 / 1e6, 3);
}

static void
write_places_held(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  if (is_whole(row->change))
    g_string_append_printf(text, "%u", get_figures(context->bands, row->change, index).n_places_held);
}

static void
write_places_other(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  if (is_whole(row->change))
    g_string_append_printf(text, "%u", get_figures(context->bands, row->change, index).n_places_other);
}

void
sal_bands_add_columns(const SalBands *bands, const SalHoldings *holdings, SalTableColumns *columns)
{
  static const SalTableColumn front = { "front_km", SAL_COLUMN_NUMBER, "km",
                                        "the length of the front at the end", write_front };
  static const SalTableColumn of_band[] = {
    /* places last */
    { "held_km2", SAL_COLUMN_NUMBER, "km2", "held within that distance of the front at the end", write_held },
    { "other_km2", SAL_COLUMN_NUMBER, "km2", "on the other side within that distance of the front at the end",
      write_other },
    { "places_held", SAL_COLUMN_INTEGER, NULL, "how many places within that distance are held at the end",
      write_places_held },
    { "places_other", SAL_COLUMN_INTEGER, NULL,
      "how many places within that distance are on the other side at the end", write_places_other },
  };
  sal_table_columns_add(columns, &front, bands != NULL ? 1 : 0);
  for (guint i = 0; bands != NULL && i < sal_bands_get_list(bands)->n; i++) {
    g_autofree char *km = format_km(get_km(bands, i));
    for (guint k = 0; k < (holdings != NULL ? 4 : 2); k++) {
      g_autofree char *name = g_strdup_printf("within_%skm_%s", km, of_band[k].name);
      sal_table_columns_add_like(columns, &of_band[k], name, i);
    }
  }
}

/* JSON */

static void
add_km(SalJson *json, const char *key, double km)
{
  if (isnan(km))
    sal_json_add_string(json, key, NULL);
  else
    sal_json_add_decimal(json, key, km, 3);
}

void
sal_bands_add_json(const SalBands *bands, const SalHoldings *holdings, const SalChange *change, SalJson *json)
{
  if (bands == NULL)
    return;
  add_km(json, "front_km", get_front_km(bands, change));
  sal_json_open(json, "bands", '[');
  for (guint i = 0; i < sal_bands_get_list(bands)->n; i++) {
    const SalBandFigures figures = get_figures(bands, change, i);
    sal_json_open(json, NULL, '{');
    add_km(json, "within_km", get_km(bands, i));
    add_km(json, "held_km2", figures.held_m2 / 1e6);
    add_km(json, "other_km2", figures.other_m2 / 1e6);
    if (holdings != NULL && is_whole(change)) {
      sal_json_add_integer(json, "places_held", figures.n_places_held);
      sal_json_add_integer(json, "places_other", figures.n_places_other);
    }
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

void
sal_bands_add_json_theatre(const SalBands *bands, SalJson *json)
{
  if (bands == NULL)
    return;
  const SalTheatre *theatre = sal_bands_get_theatre(bands);
  sal_json_open(json, "theatre", '{');
  sal_json_add_string(json, "name", sal_theatre_get_name(theatre));
  add_km(json, "no_front_within_km", sal_theatre_get_near_m(theatre) / 1000);
  sal_json_close(json, '}');
}

/* Text */

static const SalChange *
find_last(const GArray *rows, const char *class_name)
{
  const SalChange *last = NULL;
  for (guint i = 0; i < rows->len; i++)
    if (sal_row_belongs_to(&g_array_index(rows, SalRow, i), class_name))
      last = g_array_index(rows, SalRow, i).change;
  return last;
}

void
sal_bands_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                      GString *text)
{
  const SalBands *bands = context->bands;
  const SalHoldings *holdings = context->holdings;
  const SalChange *last = bands != NULL ? find_last(rows, class_name) : NULL;
  if (last == NULL)
    return;
  const char *unit = sal_cells_get_unit_name(context->unit);
  g_autofree char *day = sal_day_format(last->to_snapshot);
  g_autofree char *front = format_km(round(get_front_km(bands, last) * 10) / 10);
  g_string_append_printf(text, "%s: front on %s: %s km\n", class_name, day, front);
  for (guint i = 0; i < sal_bands_get_list(bands)->n; i++) {
    const SalBandFigures figures = get_figures(bands, last, i);
    g_autofree char *km = format_km(get_km(bands, i));
    g_autofree char *held = sal_cells_format_m2(context->unit, figures.held_m2, FALSE);
    g_autofree char *other = sal_cells_format_m2(context->unit, figures.other_m2, FALSE);
    g_string_append_printf(text, "%s: within %s km of the front: %s %s held, %s %s on the other side",
                           class_name, km, held, unit, other, unit);
    if (holdings != NULL)
      g_string_append_printf(text, "; places: %u held, %u on the other side", figures.n_places_held,
                             figures.n_places_other);
    g_string_append_c(text, '\n');
  }
}

void
sal_bands_append_text_theatre(const SalBands *bands, GString *text)
{
  if (bands == NULL)
    return;
  const SalTheatre *theatre = sal_bands_get_theatre(bands);
  const double near_m = sal_theatre_get_near_m(theatre);
  g_autofree char *near = format_km(near_m / 1000);
  if (near_m > 0)
    g_string_append_printf(
        text,
        "front: the edge of what is held in %s; none within %s km of its coasts and borders, "
        "by Natural Earth\n",
        sal_theatre_get_name(theatre), near);
  else
    g_string_append_printf(text, "front: the edge of what is held in %s, without its own edge\n",
                           sal_theatre_get_name(theatre));
}

/* Ledgers */

static double
find_band_km(const SalBands *bands, double distance_m)
{
  const int band = isnan(distance_m) ? -1 : sal_bands_find_reaching(bands, distance_m);
  return band >= 0 ? get_km(bands, (guint)band) : NAN;
}

void
sal_bands_append_ledger_csv(const SalBands *bands, guint class_index, guint place, GString *text)
{
  if (bands == NULL)
    return;
  const double distance_m = sal_bands_get_place_m(bands, class_index, place);
  const double band_km = find_band_km(bands, distance_m);
  g_autofree char *km = isnan(band_km) ? g_strdup("") : format_km(band_km);
  append_decimal(text, distance_m / 1000);
  g_string_append_printf(text, ",%s", km);
}

void
sal_bands_add_ledger_json(const SalBands *bands, guint class_index, guint place, SalJson *json)
{
  if (bands == NULL)
    return;
  const double distance_m = sal_bands_get_place_m(bands, class_index, place);
  add_km(json, "front_km", distance_m / 1000);
  add_km(json, "band_km", find_band_km(bands, distance_m));
}

/* Places within a band at the end, on the side of a class or not. */
static guint
count(const SalBands *bands, const SalLedger *ledger, guint class_index, guint band, gboolean is_held)
{
  guint n = 0;
  for (guint i = 0; i < ledger->places->len; i++) {
    const SalLedgerPlace *place = &g_array_index(ledger->places, SalLedgerPlace, i);
    n += sal_bands_get_place_m(bands, class_index, place->place) <= get_km(bands, band) * 1000 &&
         (place->end == (int)class_index) == is_held;
  }
  return n;
}

void
sal_bands_add_ledger_json_counts(const SalBands *bands, const SalLedger *ledger, SalJson *json)
{
  const guint class_index = (guint)MAX(ledger->shown, 0);
  if (bands == NULL)
    return;
  sal_json_open(json, "bands", '[');
  for (guint i = 0; i < sal_bands_get_list(bands)->n; i++) {
    sal_json_open(json, NULL, '{');
    add_km(json, "within_km", get_km(bands, i));
    sal_json_add_integer(json, "places_held", count(bands, ledger, class_index, i, TRUE));
    sal_json_add_integer(json, "places_other", count(bands, ledger, class_index, i, FALSE));
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_bands_add_json_theatre(bands, json);
}

void
sal_bands_append_ledger_text(const SalBands *bands, const SalLedger *ledger, GString *text)
{
  const guint class_index = (guint)MAX(ledger->shown, 0);
  for (guint i = 0; bands != NULL && i < sal_bands_get_list(bands)->n; i++) {
    g_autofree char *km = format_km(get_km(bands, i));
    g_string_append_printf(
        text, "%s: within %s km of the front at the end: places: %u held, %u on the other side\n",
        ledger->classes[class_index], km, count(bands, ledger, class_index, i, TRUE),
        count(bands, ledger, class_index, i, FALSE));
  }
  sal_bands_append_text_theatre(bands, text);
}
