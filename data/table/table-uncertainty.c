#include "data/table/table-uncertainty.h"

#include "data/base/csv.h"
#include "data/change/change.h"
#include "data/change/cutoff.h"
#include "data/change/mean.h"
#include "data/table/table-day.h"

#include <math.h>

static gint64
to_m2(double m2)
{
  return sal_row_count_units(m2, 1);
}

/* A net that may be the row's own, which is rounded with the areas that it is the difference of: a range never ends a square
 * metre beside it. */
static gint64
round_net(const SalRow *row, double m2)
{
  return fabs(m2 - sal_change_get_net_m2(row->change)) < 1e-3 ? row->net : to_m2(m2);
}

/* CSV */

gboolean
sal_uncertainty_has_columns(const SalUncertaintyAsked *asked)
{
  return (asked->is_given && (asked->cutoff || asked->model)) || asked->position.is_stated;
}

/* Which of the figures a column has. */
enum { CUTOFF_MIN, CUTOFF_MAX, BOUND, RANDOM, MODEL_MIN, MODEL_MAX, NEW_EDGES, OLD_EDGES };

static void
write_km2(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalUncertainty *found = row->change->uncertainty;
  if (found == NULL)
    return;
  const SalUnstated why = index <= CUTOFF_MAX ? found->cutoff.why
                          : index <= RANDOM   ? found->position.why
                                              : found->model.why;
  const double m2[] = { found->cutoff.net_min_m2,  found->cutoff.net_max_m2, found->position.bound_m2,
                        found->position.random_m2, found->model.net_min_m2,  found->model.net_max_m2 };
  if (why == SAL_UNSTATED_NOT)
    sal_csv_append_km2(text, index <= CUTOFF_MAX ? round_net(row, m2[index]) : to_m2(m2[index]));
}

static void
write_length(GString *text, const SalRow *row, const SalTableContext *context, guint index)
{
  const SalUncertainty *found = row->change->uncertainty;
  if (found != NULL && found->position.why == SAL_UNSTATED_NOT)
    sal_csv_append_decimal(text, (index == NEW_EDGES ? found->position.new_m : found->position.old_m) / 1000,
                           3);
}

static const SalTableColumn of_cutoff[] = {
  { "net_cutoff_min_km2", SAL_COLUMN_NUMBER, "km2",
    "the least net, with the boundaries of the period as they are, a day earlier and a day later", write_km2,
    CUTOFF_MIN },
  { "net_cutoff_max_km2", SAL_COLUMN_NUMBER, "km2", "the greatest net, likewise", write_km2, CUTOFF_MAX },
};

static const SalTableColumn of_position[] = {
  { "new_edges_km", SAL_COLUMN_NUMBER, "km", "the length of the edges that only the end has", write_length,
    NEW_EDGES },
  { "old_edges_km", SAL_COLUMN_NUMBER, "km", "the length of the edges that only the start has", write_length,
    OLD_EDGES },
  { "net_position_bound_km2", SAL_COLUMN_NUMBER, "km2",
    "by how much the net is off if all that is new is off to one side by the stated error", write_km2,
    BOUND },
  { "net_position_random_km2", SAL_COLUMN_NUMBER, "km2",
    "the standard deviation of the net if the front is off at random by the stated error", write_km2,
    RANDOM },
};

static const SalTableColumn of_model[] = {
  { "net_model_min_km2", SAL_COLUMN_NUMBER, "km2", "the least net by any area model", write_km2, MODEL_MIN },
  { "net_model_max_km2", SAL_COLUMN_NUMBER, "km2", "the greatest net by any area model", write_km2,
    MODEL_MAX },
};

void
sal_uncertainty_add_columns(const SalUncertaintyAsked *asked, SalTableColumns *columns)
{
  if (asked == NULL)
    return;
  if (asked->is_given && asked->cutoff)
    sal_table_columns_add(columns, of_cutoff, G_N_ELEMENTS(of_cutoff));
  if (asked->position.is_stated)
    sal_table_columns_add(columns, of_position, G_N_ELEMENTS(of_position));
  if (asked->model)
    sal_table_columns_add(columns, of_model, G_N_ELEMENTS(of_model));
}

/* JSON */

static void
add_km2(SalJson *json, const char *key, gboolean is_known, double m2)
{
  if (is_known)
    sal_json_add_km2(json, key, to_m2(m2));
  else
    sal_json_add_string(json, key, NULL);
}

static void
add_day(SalJson *json, const char *key, SalDay day)
{
  if (day == SAL_DAY_NONE)
    sal_json_add_string(json, key, NULL);
  else
    sal_table_add_day(json, key, day);
}

static void
add_variant(SalJson *json, const SalCutoffVariant *variant)
{
  const gboolean is_known = variant->state == SAL_VARIANT_OTHER || variant->state == SAL_VARIANT_SAME;
  sal_json_open(json, NULL, '{');
  sal_json_add_integer(json, "from_shift_days", variant->from_shift_days);
  sal_json_add_integer(json, "to_shift_days", variant->to_shift_days);
  sal_json_add_string(json, "snapshots", sal_variant_state_get_name(variant->state));
  add_day(json, "from_snapshot", variant->from_snapshot);
  add_day(json, "to_snapshot", variant->to_snapshot);
  add_km2(json, "gained_km2", is_known, variant->gained_m2);
  add_km2(json, "lost_km2", is_known, variant->lost_m2);
  add_km2(json, "net_km2", is_known, variant->net_m2);
  sal_json_close(json, '}');
}

static void
add_cutoff(SalJson *json, const SalRow *row)
{
  const SalCutoff *cutoff = &row->change->uncertainty->cutoff;
  const gboolean is_known = cutoff->why == SAL_UNSTATED_NOT;
  sal_json_open(json, "cutoff", '{');
  sal_json_add_string(json, "why_none", sal_unstated_get_name(cutoff->why));
  add_km2(json, "net_min_km2", is_known, is_known ? (double)round_net(row, cutoff->net_min_m2) : NAN);
  add_km2(json, "net_max_km2", is_known, is_known ? (double)round_net(row, cutoff->net_max_m2) : NAN);
  sal_json_open(json, "variants", '[');
  for (guint i = 0; i < cutoff->n_variants; i++)
    add_variant(json, &cutoff->variants[i]);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static void
add_length(SalJson *json, const char *key, gboolean is_known, double m, double unit_m, int decimals)
{
  if (is_known)
    sal_json_add_decimal(json, key, m / unit_m, decimals);
  else
    sal_json_add_string(json, key, NULL);
}

static void
add_position(SalJson *json, const SalPositionError *position)
{
  const gboolean is_known = position->why == SAL_UNSTATED_NOT;
  sal_json_open(json, "position", '{');
  sal_json_add_string(json, "why_none", sal_unstated_get_name(position->why));
  add_length(json, "error_m", is_known, position->error_m, 1, 3);
  add_length(json, "correlation_km", is_known, position->correlation_m, 1000, 6);
  add_length(json, "new_edges_km", is_known, position->new_m, 1000, 3);
  add_length(json, "old_edges_km", is_known, position->old_m, 1000, 3);
  add_km2(json, "bound_km2", is_known, position->bound_m2);
  add_km2(json, "random_km2", is_known, position->random_m2);
  sal_json_close(json, '}');
}

static void
add_model(SalJson *json, const SalModelSpread *model)
{
  const gboolean is_known = model->why == SAL_UNSTATED_NOT;
  sal_json_open(json, "model", '{');
  sal_json_add_string(json, "why_none", sal_unstated_get_name(model->why));
  add_km2(json, "net_min_km2", is_known, model->net_min_m2);
  add_km2(json, "net_max_km2", is_known, model->net_max_m2);
  sal_json_open(json, "models", '[');
  for (guint i = 0; i < model->n_models; i++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "area_model", model->models[i]);
    sal_json_add_km2(json, "net_km2", to_m2(model->net_m2[i]));
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

void
sal_uncertainty_add_json(const SalRow *row, SalJson *json)
{
  const SalUncertainty *found = row->change->uncertainty;
  if (found == NULL) {
    sal_json_add_string(json, "uncertainty", NULL);
    return;
  }
  sal_json_open(json, "uncertainty", '{');
  add_cutoff(json, row);
  add_position(json, &found->position);
  add_model(json, &found->model);
  sal_json_close(json, '}');
}

GPtrArray *
sal_uncertainty_list_changes(const GArray *rows, const char *class_name)
{
  GPtrArray *changes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (sal_row_belongs_to(row, class_name) && row->change->uncertainty != NULL)
      g_ptr_array_add(changes, (gpointer)row->change);
  }
  return changes;
}

static const SalChange *
get_change(const GPtrArray *changes, guint i)
{
  return changes->pdata[i];
}

/* How far apart the ends of a period's range are; -1: it has none. */
static double
get_width_m2(const SalChange *change)
{
  const SalCutoff *cutoff = &change->uncertainty->cutoff;
  return cutoff->why == SAL_UNSTATED_NOT ? cutoff->net_max_m2 - cutoff->net_min_m2 : -1;
}

const SalChange *
sal_uncertainty_find_widest(const GPtrArray *changes)
{
  const SalChange *widest = NULL;
  for (guint i = 0; i < changes->len; i++)
    if (get_width_m2(get_change(changes, i)) > (widest != NULL ? get_width_m2(widest) : -1))
      widest = get_change(changes, i);
  return widest;
}

gboolean
sal_uncertainty_find_mean(const GPtrArray *changes, double *min_m2, double *max_m2)
{
  g_autofree guint8 *chosen = sal_mean_choose(changes);
  const SalCutoffMean mean = sal_cutoff_sum(changes, chosen);
  guint n = 0;
  for (guint i = 0; i < changes->len; i++)
    n += chosen[i];
  *min_m2 = mean.net_min_m2 / MAX(n, 1);
  *max_m2 = mean.net_max_m2 / MAX(n, 1);
  return n > 0 && mean.known;
}

void
sal_uncertainty_add_json_summary(const GArray *rows, const char *class_name, SalJson *json)
{
  double min_m2, max_m2;
  g_autoptr(GPtrArray) changes = sal_uncertainty_list_changes(rows, class_name);
  const SalChange *widest = sal_uncertainty_find_widest(changes);
  if (changes->len == 0) {
    sal_json_add_string(json, "uncertainty", NULL);
    return;
  }
  const gboolean has_mean = sal_uncertainty_find_mean(changes, &min_m2, &max_m2);
  sal_json_open(json, "uncertainty", '{');
  sal_json_open(json, "cutoff", '{');
  sal_json_add_string(json, "widest_period", widest != NULL ? widest->period.name : NULL);
  add_km2(json, "mean_net_min_km2", has_mean, min_m2);
  add_km2(json, "mean_net_max_km2", has_mean, max_m2);
  sal_json_close(json, '}');
  sal_json_close(json, '}');
}
