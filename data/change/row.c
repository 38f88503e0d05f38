#include "data/change/row.h"

#include <math.h>
#include <string.h>

gint64
sal_row_count_units(double m2, double unit_m2)
{
  return (gint64)llround(m2 / unit_m2);
}

/* The steps are counted by their rounded areas, so that the net of a period is the sum of those of its days. */
static gint64
count_redefined(const SalChange *change, double unit_m2)
{
  gint64 sum = 0;
  if (change->accepted || change->course == NULL)
    return sal_row_count_units(change->redefined_gained_m2 - change->redefined_lost_m2, unit_m2);
  for (guint i = 0; i < change->course->notable->len; i++) {
    const SalStep *step = change->course->notable->pdata[i];
    if (step->verdict == SAL_VERDICT_RESET)
      sum +=
          sal_row_count_units(step->area_to_m2, unit_m2) - sal_row_count_units(step->area_from_m2, unit_m2);
  }
  return sum;
}

/* Noise and redrawn border are two parts of what was gained and lost. */
static void
limit_parts(SalRow *row)
{
  row->noise_gained = MIN(row->noise_gained, row->gained);
  row->noise_lost = MIN(row->noise_lost, row->lost);
  row->border_gained = MIN(row->border_gained, row->gained - row->noise_gained);
  row->border_lost = MIN(row->border_lost, row->lost - row->noise_lost);
}

SalRow
sal_row_round(const SalChange *change, double unit_m2, gboolean additive)
{
  SalRow row = { .change = change,
                 .area_from = sal_row_count_units(change->area_from_m2, unit_m2),
                 .area_to = sal_row_count_units(change->area_to_m2, unit_m2),
                 .gained = sal_row_count_units(change->gained_m2, unit_m2),
                 .lost = sal_row_count_units(change->lost_m2, unit_m2),
                 .noise_gained = sal_row_count_units(change->noise_gained_m2, unit_m2),
                 .noise_lost = sal_row_count_units(change->noise_lost_m2, unit_m2),
                 .border_gained = sal_row_count_units(change->border_gained_m2, unit_m2),
                 .border_lost = sal_row_count_units(change->border_lost_m2, unit_m2),
                 .redefined = count_redefined(change, unit_m2) };
  row.net = row.area_to - row.area_from - row.redefined;
  if (additive && row.net >= 0)
    row.gained = row.lost + row.net;
  else if (additive)
    row.lost = row.gained - row.net;
  limit_parts(&row);
  return row;
}

gboolean
sal_row_is_empty(const SalRow *row)
{
  return row->area_from == 0 && row->area_to == 0 && row->gained == 0 && row->lost == 0;
}

gboolean
sal_row_belongs_to(const SalRow *row, const char *class_name)
{
  return strcmp(row->change->class_name, class_name) == 0 && row->change->region[0] == '\0';
}

gboolean
sal_row_counts(const SalRow *row, const char *class_name)
{
  return sal_row_belongs_to(row, class_name) && !row->change->accepted;
}
