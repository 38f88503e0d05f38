#include "data/table/table-movement.h"

#include "data/base/csv.h"

#include <math.h>

static void
add_km(SalJson *json, const char *key, double m)
{
  if (isnan(m))
    sal_json_add_string(json, key, NULL);
  else
    sal_json_add_decimal(json, key, m / 1000, 3);
}

static void
add_point(SalJson *json, const char *key, SalPoint point)
{
  sal_json_open(json, key, '[');
  sal_json_add_decimal(json, NULL, point.x, 6);
  sal_json_add_decimal(json, NULL, point.y, 6);
  sal_json_close(json, ']');
}

static void
add_reach(SalJson *json, const char *key, const char *place_key, double m, SalPoint at)
{
  add_km(json, key, m);
  if (m > 0)
    add_point(json, place_key, at);
  else
    sal_json_add_string(json, place_key, NULL);
}

static void
add_area(SalJson *json, const char *key, const SalMovedArea *area)
{
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "kind", area->is_lost ? "lost" : "gained");
  sal_json_add_decimal(json, "km2", area->area_m2 / 1e6, 6);
  sal_json_add_decimal(json, "lon", area->centroid.x, 6);
  sal_json_add_decimal(json, "lat", area->centroid.y, 6);
  add_km(json, "from_front_km", area->front_gap_m);
  sal_json_add_string(json, "place", area->place);
  add_km(json, "place_km", area->place_m);
  sal_json_add_string(json, "place_direction",
                      area->place != NULL ? sal_direction_get_name(area->direction) : NULL);
  sal_json_close(json, '}');
}

void
sal_movement_add_json_areas(const SalMovement *movement, SalJson *json, const char *key)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; movement != NULL && i < movement->n_largest; i++)
    add_area(json, NULL, &movement->largest[i]);
  sal_json_close(json, ']');
}

void
sal_movement_add_json(const SalMovement *movement, SalJson *json)
{
  sal_json_open(json, "movement", '{');
  sal_movement_add_json_areas(movement, json, "largest");
  if (movement->group.area_m2 > 0)
    add_area(json, "largest_group", &movement->group);
  else
    sal_json_add_string(json, "largest_group", NULL);
  add_reach(json, "advance_km", "advance_at", movement->advance_m, movement->advance_at);
  add_reach(json, "retreat_km", "retreat_at", movement->retreat_m, movement->retreat_at);
  add_km(json, movement->has_front ? "front_from_km" : "outline_from_km", movement->line_from_m);
  add_km(json, movement->has_front ? "front_to_km" : "outline_to_km", movement->line_to_m);
  sal_json_add_decimal(json, "km2_per_day", movement->net_m2_per_day / 1e6, 6);
  sal_json_close(json, '}');
}

static void
write_advance(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalMovement *movement = row->change->movement;
  sal_csv_append_decimal(text, movement != NULL ? movement->advance_m / 1000 : NAN, 3);
}

static void
write_retreat(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalMovement *movement = row->change->movement;
  sal_csv_append_decimal(text, movement != NULL ? movement->retreat_m / 1000 : NAN, 3);
}

static void
write_pace(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalMovement *movement = row->change->movement;
  sal_csv_append_decimal(text, movement != NULL ? movement->net_m2_per_day / 1e6 : NAN, 6);
}

void
sal_movement_add_columns(SalTableColumns *columns)
{
  static const SalTableColumn list[] = {
    { "advance_km", SAL_COLUMN_NUMBER, "km", "how far the furthest gain lies from what was held",
      write_advance },
    { "retreat_km", SAL_COLUMN_NUMBER, "km", "how far the furthest loss lies from what is held",
      write_retreat },
    { "km2_per_day", SAL_COLUMN_NUMBER, "km2/day", "net, divided by the days", write_pace },
  };
  sal_table_columns_add(columns, list, G_N_ELEMENTS(list));
}

/* The change of a class with the furthest retreat or advance; NULL: there is none. */
static const SalChange *
find_furthest(const GArray *rows, const char *class_name, gboolean retreat)
{
  const SalChange *furthest = NULL;
  double best_m = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    const SalMovement *movement = row->change->movement;
    if (movement == NULL || !sal_row_counts(row, class_name))
      continue;
    const double m = retreat ? movement->retreat_m : movement->advance_m;
    if (m > best_m) {
      best_m = m;
      furthest = row->change;
    }
  }
  return furthest;
}

static void
append_reach(GString *text, const char *what, double m, SalPoint at, const char *period)
{
  char km[3][G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_ascii_formatd(km[0], sizeof km[0], "%.1f", m / 1000);
  g_ascii_formatd(km[1], sizeof km[1], "%.2f", at.x);
  g_ascii_formatd(km[2], sizeof km[2], "%.2f", at.y);
  g_string_append_printf(text, "%s: %s, %s km to (%s, %s)", what, period, km[0], km[1], km[2]);
}

void
sal_movement_append_summary(GString *text, const GArray *rows, const char *class_name)
{
  const SalChange *advance = find_furthest(rows, class_name, FALSE);
  const SalChange *retreat = find_furthest(rows, class_name, TRUE);
  if (advance != NULL || retreat != NULL)
    g_string_append_printf(text, "%s: ", class_name);
  if (advance != NULL)
    append_reach(text, "furthest advance", advance->movement->advance_m, advance->movement->advance_at,
                 advance->period.name);
  if (advance != NULL && retreat != NULL)
    g_string_append(text, "; ");
  if (retreat != NULL)
    append_reach(text, advance != NULL ? "retreat" : "furthest retreat", retreat->movement->retreat_m,
                 retreat->movement->retreat_at, retreat->period.name);
  if (advance != NULL || retreat != NULL)
    g_string_append_c(text, '\n');
}
