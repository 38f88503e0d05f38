#include "data/places/dated.h"

#include "data/base/csv.h"
#include "data/places/countries.h"
#include "data/places/tables-resource.h"

/* A water of the table. */
typedef struct {
  SalPoint at;
  SalDay from, to; /* to: the first day without it */
} Water;

/* A state of the table. */
typedef struct {
  const char *key; /* interned */
  SalDay from;
} State;

static SalDay
parse_day(const char *text, SalDay otherwise)
{
  SalDay day = otherwise;
  return *text == '\0' || sal_day_parse(text, &day, NULL) ? day : otherwise;
}

static gboolean
add_water(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  if (row->n_cells < 5 || g_str_equal(row->cells[0], "name"))
    return TRUE;
  const SalPoint at = { g_ascii_strtod(row->cells[1], NULL), g_ascii_strtod(row->cells[2], NULL) };
  const Water water = { at, parse_day(row->cells[3], G_MININT), parse_day(row->cells[4], G_MAXINT) };
  g_array_append_val((GArray *)data, water);
  return TRUE;
}

static gboolean
add_state(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  if (row->n_cells < 2 || g_str_equal(row->cells[0], "state"))
    return TRUE;
  const State state = { g_intern_string(row->cells[0]), parse_day(row->cells[1], G_MININT) };
  g_array_append_val((GArray *)data, state);
  return TRUE;
}

static GArray *
read_table(const char *name, gsize size, SalCsvFunc func)
{
  g_autofree char *path = g_strconcat("/salient/tables/", name, NULL);
  GArray *rows = g_array_new(FALSE, FALSE, (guint)size);
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_tables_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (text == NULL || !sal_csv_read(text, func, rows, NULL))
    g_error("%s: the program's own table cannot be read", path);
  return rows;
}

/* Whether a ring is a water that was not there on the day. */
static gboolean
is_absent(const GArray *waters, const SalPoint *ring, guint n, SalDay day)
{
  SalBox box = sal_box_empty();
  for (guint i = 0; i < n; i++)
    box = sal_box_add_point(box, ring[i].x, ring[i].y);
  for (guint i = 0; i < waters->len; i++) {
    const Water *water = &g_array_index(waters, Water, i);
    const SalPoint at = water->at;
    if ((day >= water->from && day < water->to) || at.x < box.xmin || at.x > box.xmax || at.y < box.ymin ||
        at.y > box.ymax)
      continue;
    gboolean is_inside = FALSE;
    for (guint j = 1; j < n; j++)
      if ((ring[j].y > at.y) != (ring[j - 1].y > at.y) &&
          at.x < (ring[j - 1].x - ring[j].x) * (at.y - ring[j].y) / (ring[j - 1].y - ring[j].y) + ring[j].x)
        is_inside = !is_inside;
    if (is_inside)
      return TRUE;
  }
  return FALSE;
}

SalGeometry *
sal_dated_fill_waters(const SalGeometry *land, SalDay day)
{
  g_autoptr(GArray) waters = read_table("waters.csv", sizeof(Water), add_water);
  SalGeometry *rest = sal_geometry_new(SAL_POLYGONS);
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(land); polygon++) {
    guint n_parts;
    const guint first = sal_geometry_get_polygon(land, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      guint n;
      const SalPoint *ring = sal_geometry_get_part(land, part, &n);
      if (part > first && is_absent(waters, ring, n, day))
        continue;
      g_array_append_vals(rest->points, ring, n);
      sal_geometry_end_part(rest);
    }
    sal_geometry_end_polygon(rest);
  }
  return rest;
}

gboolean
sal_dated_has_other_borders(const GArray *countries, SalDay day)
{
  if (day < parse_day(SAL_DATED_BORDERS_SINCE, 0))
    return TRUE;
  g_autoptr(GArray) states = read_table("states.csv", sizeof(State), add_state);
  for (guint i = 0; i < countries->len; i++) {
    const SalCountry *country = &g_array_index(countries, SalCountry, i);
    const char *key = *country->code != '\0' ? country->code : country->name;
    for (guint j = 0; j < states->len; j++) {
      const State *state = &g_array_index(states, State, j);
      if (g_str_equal(state->key, key) && day < state->from)
        return TRUE;
    }
  }
  return FALSE;
}
