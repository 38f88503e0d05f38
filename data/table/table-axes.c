#include "data/table/table-axes.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/base/plain.h"
#include "data/table/table-day.h"

#include <math.h>
#include <string.h>

#define NAME_MAX_CHARS 80
#define N_TEXT_COLUMNS 3
#define BEYOND "\u2021" /* marks a front beyond which something is held */

static gboolean
is_crossed(const SalAxisFront *front)
{
  return front->state == SAL_AXIS_CROSSED;
}

/* Owned by the caller. */
static char *
define(const SalAxes *axes)
{
  const double gap_m = sal_axes_get_least_gap_m(axes);
  g_autoptr(GString) text =
      g_string_new("the front on an axis A>B is where what is held from A on, without a "
                   "gap, ends on the geodesic (WGS 84) from A to B");
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (gap_m > 0)
    g_string_append_printf(text, "; gaps narrower than %s m are none",
                           g_ascii_formatd(digits, sizeof digits, "%g", gap_m));
  g_string_append(text, "; distances are from A; movement is arithmetic, and no forecast");
  return g_strdup(text->str);
}

/* CSV */

/* Nothing unless the front crosses the axis. */
static void
append_front(GString *text, const SalAxisFront *front)
{
  if (is_crossed(front))
    sal_csv_append_decimal(text, (double)front->front_m / 1000, 3);
}

static void
append_furthest(GString *text, const SalAxisFront *front)
{
  if (front->furthest_m >= 0)
    sal_csv_append_decimal(text, (double)front->furthest_m / 1000, 3);
}

static void
write_name(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_field(text, sal_axes_get(context->axes, index)->name);
}

static void
write_from(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    append_front(text, &movement.from);
}

static void
write_to(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    append_front(text, &movement.to);
}

static void
write_moved(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement) && movement.is_known)
    sal_csv_append_decimal(text, (double)movement.moved_m / 1000, 3);
}

static void
write_pace(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    sal_csv_append_decimal(text, sal_axis_movement_get_pace(&movement), 1);
}

static void
write_from_state(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    g_string_append(text, sal_axis_state_get_name(movement.from.state));
}

static void
write_to_state(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    g_string_append(text, sal_axis_state_get_name(movement.to.state));
}

static void
write_from_furthest(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    append_furthest(text, &movement.from);
}

static void
write_to_furthest(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  SalAxisMovement movement;
  if (sal_axes_compute(context->axes, index, row, &movement))
    append_furthest(text, &movement.to);
}

void
sal_axes_add_columns(const SalAxes *axes, SalTableColumns *columns)
{
  static const SalTableColumn list[] = {
    { "", SAL_COLUMN_TEXT, NULL, "the name of the axis", write_name },
    { "_from_km", SAL_COLUMN_NUMBER, "km",
      "where the front crosses the axis at the start, from its first place on", write_from },
    { "_to_km", SAL_COLUMN_NUMBER, "km", "where the front crosses the axis at the end", write_to },
    { "_moved_km", SAL_COLUMN_NUMBER, "km", "how far the front moved along the axis", write_moved },
    { "_m_per_day", SAL_COLUMN_NUMBER, "m/day", "the same, divided by the days", write_pace },
    { "_from_state", SAL_COLUMN_TEXT, NULL, "whether the front crosses the axis at the start",
      write_from_state },
    { "_to_state", SAL_COLUMN_TEXT, NULL, "whether the front crosses the axis at the end", write_to_state },
    { "_from_furthest_km", SAL_COLUMN_NUMBER, "km",
      "the furthest point of the axis that is held at the start", write_from_furthest },
    { "_to_furthest_km", SAL_COLUMN_NUMBER, "km", "the furthest point of the axis that is held at the end",
      write_to_furthest },
  };
  for (guint i = 0; axes != NULL && i < sal_axes_get_n(axes); i++)
    for (guint k = 0; k < G_N_ELEMENTS(list); k++) {
      g_autofree char *name = g_strdup_printf("axis%u%s", i + 1, list[k].name);
      sal_table_columns_add_like(columns, &list[k], name, i);
    }
}

/* JSON */

static void
add_km(SalJson *json, const char *key, gboolean is_known, gint64 m)
{
  if (is_known)
    sal_json_add_decimal(json, key, (double)m / 1000, 3);
  else
    sal_json_add_string(json, key, NULL);
}

static void
add_movement(SalJson *json, const SalAxisMovement *movement)
{
  const double pace = sal_axis_movement_get_pace(movement);
  add_km(json, "from_km", is_crossed(&movement->from), movement->from.front_m);
  sal_json_add_string(json, "from_state", sal_axis_state_get_name(movement->from.state));
  add_km(json, "to_km", is_crossed(&movement->to), movement->to.front_m);
  sal_json_add_string(json, "to_state", sal_axis_state_get_name(movement->to.state));
  add_km(json, "from_furthest_km", movement->from.furthest_m >= 0, movement->from.furthest_m);
  add_km(json, "to_furthest_km", movement->to.furthest_m >= 0, movement->to.furthest_m);
  add_km(json, "moved_km", movement->is_known, movement->moved_m);
  if (isnan(pace))
    sal_json_add_string(json, "m_per_day", NULL);
  else
    sal_json_add_decimal(json, "m_per_day", pace, 1);
}

void
sal_axes_add_json(const SalAxes *axes, const SalRow *row, SalJson *json)
{
  SalAxisMovement movement;
  if (axes == NULL)
    return;
  if (!sal_axes_compute(axes, 0, row, &movement)) {
    sal_json_add_string(json, "axes", NULL);
    return;
  }
  sal_json_open(json, "axes", '[');
  for (guint i = 0; i < sal_axes_get_n(axes); i++) {
    if (!sal_axes_compute(axes, i, row, &movement))
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "axis", sal_axes_get(axes, i)->name);
    add_movement(json, &movement);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

void
sal_axes_add_json_run(const SalAxes *axes, const GArray *rows, const char *class_name, SalJson *json)
{
  if (axes == NULL)
    return;
  sal_json_open(json, "axes", '[');
  for (guint i = 0; i < sal_axes_get_n(axes); i++) {
    SalAxisMovement run;
    if (!sal_axes_compute_run(axes, i, rows, class_name, &run))
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "axis", sal_axes_get(axes, i)->name);
    sal_table_add_day(json, "from_snapshot", run.from_day);
    sal_table_add_day(json, "to_snapshot", run.to_day);
    add_movement(json, &run);
    if (run.is_known)
      sal_json_add_integer(json, "days", run.days);
    else
      sal_json_add_string(json, "days", NULL);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_end(SalJson *json, const char *key, const SalAxis *axis, guint end)
{
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "name", axis->ends[end]);
  sal_json_add_decimal(json, "lon", axis->points[end].x, 6);
  sal_json_add_decimal(json, "lat", axis->points[end].y, 6);
  sal_json_close(json, '}');
}

void
sal_axes_add_json_list(const SalAxes *axes, SalJson *json)
{
  if (axes == NULL)
    return;
  g_autofree char *definition = define(axes);
  sal_json_open(json, "axes", '[');
  for (guint i = 0; i < sal_axes_get_n(axes); i++) {
    const SalAxis *axis = sal_axes_get(axes, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "axis", axis->name);
    add_end(json, "from", axis, 0);
    add_end(json, "to", axis, 1);
    sal_json_add_decimal(json, "length_km", sal_geodesic_get_length_m(axis->line) / 1000, 3);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_add_string(json, "axis_definition", definition);
}

/* Text */

/* "+1,234.5", "−0.3"; whatever the locale. Owned by the caller. */
static char *
format_pace(double pace, gboolean with_sign)
{
  char *text = sal_cells_format_units(llround(pace * 10) * 100, with_sign);
  text[strlen(text) - 2] = '\0'; /* one decimal of three */
  return text;
}

static char *
format_front(const SalAxisFront *front)
{
  static const char *const words[] = { [SAL_AXIS_CROSSED] = "",
                                       [SAL_AXIS_NOTHING_HELD] = "nothing held",
                                       [SAL_AXIS_START_NOT_HELD] = "A not held",
                                       [SAL_AXIS_ALL_HELD] = "all held" };
  g_autofree char *km = sal_cells_format_units(front->front_m, FALSE);
  if (!is_crossed(front))
    return g_strdup(words[front->state]);
  return g_strconcat(km, front->furthest_m > front->front_m ? BEYOND : "", NULL);
}

static char **
make_titles(void)
{
  static const char *const titles[] = { "Axis",          "Period",   "Class",   "Start km from A",
                                        "End km from A", "Moved km", "m a day", NULL };
  return g_strdupv((char **)titles);
}

static char **
make_cells(const SalAxis *axis, const SalRow *row, const SalAxisMovement *movement)
{
  const double pace = sal_axis_movement_get_pace(movement);
  char **cells = g_new0(char *, 8);
  cells[0] = g_strdup(axis->name);
  cells[1] = sal_period_make_label(&row->change->period);
  cells[2] = g_strdup(row->change->class_name);
  cells[3] = format_front(&movement->from);
  cells[4] = format_front(&movement->to);
  cells[5] = movement->is_known ? sal_cells_format_units(movement->moved_m, TRUE) : g_strdup("\u2013");
  cells[6] = isnan(pace) ? g_strdup("\u2013") : format_pace(pace, TRUE);
  return cells;
}

static GPtrArray *
make_grid(const SalAxes *axes, const GArray *rows, const char *shown)
{
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_ptr_array_add(grid, make_titles());
  for (guint i = 0; i < sal_axes_get_n(axes); i++)
    for (guint k = 0; k < rows->len; k++) {
      const SalRow *row = &g_array_index(rows, SalRow, k);
      SalAxisMovement movement;
      if ((shown == NULL || shown == row->change->class_name) && sal_axes_compute(axes, i, row, &movement))
        g_ptr_array_add(grid, make_cells(sal_axes_get(axes, i), row, &movement));
    }
  return grid;
}

void
sal_axes_append_text_table(const SalAxes *axes, const GArray *rows, const char *shown, GString *text)
{
  if (axes == NULL)
    return;
  g_autoptr(GPtrArray) grid = make_grid(axes, rows, shown);
  sal_cells_append_text(text, grid, N_TEXT_COLUMNS);
  g_string_append_c(text, '\n');
}

void
sal_axes_append_markdown_table(const SalAxes *axes, const GArray *rows, const char *shown, GString *text)
{
  if (axes == NULL)
    return;
  g_autoptr(GPtrArray) grid = make_grid(axes, rows, shown);
  g_string_append_c(text, '\n');
  sal_cells_append_markdown(text, grid, N_TEXT_COLUMNS);
}

/* "the front moved 12.345 km towards Pokrovsk from 2024-04-01 to 2025-11-01, 579 days: 21.3 m a day; it stands 13.345 km
 * from Avdiivka". */
static void
append_movement(GString *text, const SalAxisMovement *run, const char *from, const char *to)
{
  g_autofree char *moved = sal_cells_format_units(ABS(run->moved_m), FALSE);
  g_autofree char *front = sal_cells_format_units(run->to.front_m, FALSE);
  g_autofree char *first = sal_day_format(run->from_day), *last = sal_day_format(run->to_day);
  const double pace = sal_axis_movement_get_pace(run);
  g_string_append(text, ": the front ");
  if (run->moved_m == 0)
    g_string_append(text, "did not move");
  else
    g_string_append_printf(text, "moved %s km towards %s", moved, run->moved_m > 0 ? to : from);
  g_string_append_printf(text, " from %s to %s", first, last);
  if (!isnan(pace)) {
    g_autofree char *a_day = format_pace(fabs(pace), FALSE);
    g_string_append_printf(text, ", %d days%s: %s m a day", run->days,
                           run->days != run->to_day - run->from_day ? " without accepted resets" : "", a_day);
  }
  g_string_append_printf(text, "; it stands %s km from %s", front, from);
}

static void
append_state(GString *text, const SalAxisFront *front, SalDay day, const char *from)
{
  g_autofree char *when = sal_day_format(day), *km = sal_cells_format_units(front->front_m, FALSE);
  switch (front->state) {
  case SAL_AXIS_CROSSED:
    g_string_append_printf(text, " on %s the front stood %s km from %s", when, km, from);
    break;
  case SAL_AXIS_NOTHING_HELD:
    g_string_append_printf(text, " on %s nothing was held on it", when);
    break;
  case SAL_AXIS_START_NOT_HELD:
    g_string_append_printf(text, " on %s %s was not held", when, from);
    break;
  case SAL_AXIS_ALL_HELD:
    g_string_append_printf(text, " on %s all of it was held", when);
    break;
  }
}

void
sal_axes_append_text(const SalAxes *axes, const GArray *rows, const char *class_name, GString *text)
{
  for (guint i = 0; axes != NULL && i < sal_axes_get_n(axes); i++) {
    const SalAxis *axis = sal_axes_get(axes, i);
    SalAxisMovement run;
    if (!sal_axes_compute_run(axes, i, rows, class_name, &run))
      continue;
    g_autofree char *from = sal_plain_show(axis->ends[0], NAME_MAX_CHARS);
    g_autofree char *to = sal_plain_show(axis->ends[1], NAME_MAX_CHARS);
    g_autofree char *length = sal_cells_format_units(llround(sal_geodesic_get_length_m(axis->line)), FALSE);
    g_string_append_printf(text, "%s: axis %s>%s, %s km", class_name, from, to, length);
    if (run.is_known)
      append_movement(text, &run, from, to);
    else {
      g_string_append(text, ": movement not known:");
      append_state(text, &run.from, run.from_day, from);
      g_string_append_c(text, ',');
      append_state(text, &run.to, run.to_day, from);
    }
    if (run.to.state != SAL_AXIS_NOTHING_HELD && run.to.state != SAL_AXIS_ALL_HELD &&
        run.to.furthest_m > run.to.front_m) {
      g_autofree char *furthest = sal_cells_format_units(run.to.furthest_m, FALSE);
      g_string_append_printf(text, "; %ssomething is held up to %s km",
                             run.to.state == SAL_AXIS_CROSSED ? "beyond a gap " : "", furthest);
    }
    g_string_append_c(text, '\n');
  }
}

void
sal_axes_append_text_definition(const SalAxes *axes, GString *text)
{
  if (axes == NULL)
    return;
  g_autofree char *definition = define(axes);
  g_string_append_printf(text, "axis: %s; " BEYOND " beyond a gap something is held on the axis\n",
                         definition);
}
