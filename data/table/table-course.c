#include "data/table/table-course.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/table/table-day.h"
#include "data/table/table-movement.h"

static const SalStep *
get_notable(const SalCourse *course, guint i)
{
  return course->notable->pdata[i];
}

static void
add_km2(SalJson *json, const char *key, double m2)
{
  sal_json_add_km2(json, key, sal_row_count_units(m2, 1));
}

static void
add_figures(SalJson *json, const SalStep *step)
{
  sal_table_add_day(json, "from", step->from);
  sal_table_add_day(json, "to", step->to);
  add_km2(json, "gained_km2", step->gained_m2);
  add_km2(json, "lost_km2", step->lost_m2);
  sal_json_add_km2(json, "net_km2",
                   sal_row_count_units(step->area_to_m2, 1) - sal_row_count_units(step->area_from_m2, 1));
}

static void
add_step(SalJson *json, const SalStep *step)
{
  sal_json_open(json, NULL, '{');
  add_figures(json, step);
  sal_json_add_string(json, "flag", sal_step_is_doubted(step) ? "reset?" : NULL);
  sal_json_add_string(json, "evidence", step->evidence);
  sal_json_add_boolean(json, "accepted_reset", step->verdict == SAL_VERDICT_RESET);
  sal_json_add_boolean(json, "genuine", step->verdict == SAL_VERDICT_GENUINE);
  sal_json_add_boolean(json, "incursion", sal_step_get_incursions_m2(step) > 0);
  sal_movement_add_json_areas(step->movement, json, "largest");
  sal_json_close(json, '}');
}

static void
add_largest(SalJson *json, const SalStep *step)
{
  if (step == NULL) {
    sal_json_add_string(json, "largest_step", NULL);
    return;
  }
  sal_json_open(json, "largest_step", '{');
  add_figures(json, step);
  sal_json_close(json, '}');
}

static void
add_unchanged(SalJson *json, const SalChange *change)
{
  const SalDay since = sal_change_find_unchanged_since(change);
  if (since == SAL_DAY_NONE)
    sal_json_add_string(json, "unchanged_since", NULL);
  else
    sal_table_add_day(json, "unchanged_since", since);
}

void
sal_course_add_json(const SalRow *row, SalJson *json)
{
  const SalCourse *course = row->change->course;
  sal_json_add_km2(json, "redefined_km2", row->redefined);
  if (course == NULL)
    return;
  sal_json_add_integer(json, "n_steps", course->n_steps);
  add_km2(json, "turnover_gained_km2", course->gained_m2);
  add_km2(json, "turnover_lost_km2", course->lost_m2);
  add_largest(json, course->largest);
  add_unchanged(json, row->change);
  sal_json_open(json, "steps", '[');
  for (guint i = 0; i < course->notable->len; i++)
    add_step(json, get_notable(course, i));
  sal_json_close(json, ']');
}

static void
write_redefined(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  sal_csv_append_km2(text, row->redefined);
}

static void
write_turnover(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalCourse *course = row->change->course;
  if (course != NULL)
    sal_csv_append_km2(text, sal_row_count_units(course->gained_m2 + course->lost_m2, 1));
}

void
sal_course_add_columns(SalTableColumns *columns)
{
  static const SalTableColumn list[] = {
    { "redefined_km2", SAL_COLUMN_NUMBER, "km2", "what accepted resets changed, which is in no other figure",
      write_redefined },
    { "turnover_km2", SAL_COLUMN_NUMBER, "km2",
      "all that was gained and lost on the way, from snapshot to snapshot", write_turnover },
  };
  sal_table_columns_add(columns, list, G_N_ELEMENTS(list));
}

static void
append_step(GString *text, const SalChange *change, const SalStep *step, const SalCellsUnit *unit)
{
  g_autofree char *from = sal_day_format(step->from), *to = sal_day_format(step->to);
  g_autofree char *net = sal_cells_format_m2(unit, sal_step_get_net_m2(step), TRUE);
  g_autofree char *at = sal_step_describe_where(step);
  if (step->verdict == SAL_VERDICT_RESET)
    g_string_append_printf(text, "%s: taken out of %s: %s to %s, accepted as a reset (net %s %s)\n",
                           change->class_name, change->period.name, from, to, net,
                           sal_cells_get_unit_name(unit));
  else if (sal_change_get_flag(change) == SAL_FLAG_RESET)
    g_string_append_printf(text, "%s: reset? %s: %s%s\n", change->class_name, change->period.name,
                           step->evidence, at);
  else if (sal_step_is_doubted(step))
    g_string_append_printf(text, "%s: %s contains a reset? %s to %s: %s%s\n", change->class_name,
                           change->period.name, from, to, step->evidence, at);
}

void
sal_course_append_text(const SalChange *change, const SalCellsUnit *unit, GString *text)
{
  const SalCourse *course = change->course;
  for (guint i = 0; course != NULL && i < course->notable->len; i++)
    append_step(text, change, get_notable(course, i), unit);
}
