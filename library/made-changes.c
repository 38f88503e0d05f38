#include "library/made-changes.h"

#include "data/change/rows.h"
#include "data/table/compared-rows.h"
#include "data/table/summary.h"

/* The note of a file that is of a period. */
static SalMade
begin(const char *name, const SalPeriod *period)
{
  return (SalMade){ .name = g_strdup(name),
                    .format = sal_made_find_format(name),
                    .period = g_strdup(period->name),
                    .from = sal_day_format(period->from),
                    .to = sal_day_format(period->to) };
}

static SalMadeFigures
make_figures(gint64 gained, gint64 lost, gint64 net)
{
  return (SalMadeFigures){ { "gained_km2", "lost_km2", "net_km2" }, { gained, lost, net } };
}

SalMade
sal_made_of_row(const char *name, const SalRow *row)
{
  const SalChange *change = row->change;
  SalMade made = begin(name, &change->period);
  made.class_name = g_strdup(change->class_name);
  made.region = g_strdup(change->region);
  made.figures = make_figures(row->gained, row->lost, row->net);
  return made;
}

/* The text if it is that of all; takes the one that was known so far. */
static char *
keep_common(char *known, const char *text)
{
  if (g_strcmp0(known, text) == 0)
    return known;
  g_free(known);
  return NULL;
}

SalMade
sal_made_of_changes(const char *name, const GPtrArray *changes, const SalAreaModel *model)
{
  if (changes->len == 0)
    return (SalMade){ .name = g_strdup(name), .format = sal_made_find_format(name) };
  const SalChange *first = changes->pdata[0];
  SalPeriod span = first->period;
  char *period = g_strdup(first->period.name), *class_name = g_strdup(first->class_name),
       *region = g_strdup(first->region);
  for (guint i = 1; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    span.from = MIN(span.from, change->period.from);
    span.to = MAX(span.to, change->period.to);
    period = keep_common(period, change->period.name);
    class_name = keep_common(class_name, change->class_name);
    region = keep_common(region, change->region);
  }
  SalMade made = begin(name, &span);
  g_free(made.period);
  made.period = period;
  made.class_name = class_name;
  made.region = region;
  if (class_name != NULL && (region == NULL || *region == '\0')) {
    const SalChanges shown = { .changes = (GPtrArray *)changes };
    g_autoptr(GArray) rows = sal_rows_compute(&shown, model);
    const SalSummary summary = sal_summary_compute(rows, first->class_name, SAL_RATE_NONE);
    made.figures = make_figures(summary.sum.gained, summary.sum.lost, summary.sum.net);
  }
  return made;
}

SalMade
sal_made_of_state(const char *name, const SalChange *state)
{
  const SalComparedRow row = sal_compared_row_of_state(state);
  SalMade made = begin(name, &state->period);
  made.class_name = g_strdup(state->class_name);
  made.region = g_strdup(state->region);
  made.figures = (SalMadeFigures){ { "agreed_km2", "only_a_km2", "only_b_km2" },
                                   { row.agreed, row.only_a, row.only_b } };
  return made;
}
