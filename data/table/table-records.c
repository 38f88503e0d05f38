#include "data/table/table-records.h"

#include "data/table/table-day.h"

static void
add_day(SalJson *json, const char *key, SalDay day)
{
  if (day == SAL_DAY_NONE)
    sal_json_add_string(json, key, NULL);
  else
    sal_table_add_day(json, key, day);
}

static void
add_span(SalJson *json, const SalCompared *compared)
{
  sal_table_add_day(json, "series_from", compared->first.from);
  sal_table_add_day(json, "series_to", compared->last.to);
  sal_json_add_boolean(json, "whole_source", compared->is_whole);
  sal_json_add_integer(json, "n", compared->n_counted);
}

static void
add_record(SalJson *json, const SalRecord *record)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "kind", sal_record_kind_get_name(record->kind));
  sal_json_add_string(json, "since", record->has_since ? record->since.name : NULL);
  if (record->has_since)
    sal_json_add_km2(json, "since_km2", record->since_value);
  else
    sal_json_add_string(json, "since_km2", NULL);
  sal_json_add_boolean(json, "equal", record->is_equal);
  sal_json_add_integer(json, "beats", record->n_beaten);
  sal_json_add_integer(json, "uncounted_between", record->n_uncounted);
  sal_json_add_integer(json, "rank", record->rank);
  sal_json_add_integer(json, "shared_by", record->n_equal);
  sal_json_close(json, '}');
}

static void
add_streak(SalJson *json, const SalStreak *streak)
{
  if (streak->n == 0) {
    sal_json_add_string(json, "streak", NULL);
    return;
  }
  sal_json_open(json, "streak", '{');
  sal_json_add_string(json, "kind", streak->sign > 0 ? "net_gain" : "net_loss");
  sal_json_add_integer(json, "n", streak->n);
  sal_json_add_string(json, "first", streak->first.name);
  sal_json_add_boolean(json, "at_least", streak->is_at_least);
  sal_json_close(json, '}');
}

static void
add_held(SalJson *json, const SalHeldBefore *held)
{
  if (held->sign == 0) {
    sal_json_add_string(json, "held_before", NULL);
    return;
  }
  sal_json_open(json, "held_before", '{');
  sal_json_add_string(json, "kind", held->sign > 0 ? "as_much" : "as_little");
  add_day(json, "last", held->last);
  add_day(json, "next", held->next);
  sal_table_add_day(json, "looked_from", held->from);
  sal_json_add_boolean(json, "after_reset", held->is_after_reset);
  sal_json_close(json, '}');
}

void
sal_standing_add_json(const SalStanding *standing, SalJson *json)
{
  if (standing == NULL) {
    sal_json_add_string(json, "records", NULL);
    return;
  }
  sal_json_open(json, "records", '{');
  add_span(json, standing->compared);
  sal_json_add_string(json, "why_uncounted", sal_uncounted_get_name(standing->reason));
  sal_json_open(json, "list", '[');
  for (guint i = 0; i < standing->records->len; i++)
    add_record(json, &g_array_index(standing->records, SalRecord, i));
  sal_json_close(json, ']');
  add_streak(json, &standing->streak);
  add_held(json, &standing->held);
  sal_json_close(json, '}');
}

static void
add_compared(SalJson *json, const SalCompared *compared)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "class", compared->class_name);
  add_span(json, compared);
  sal_json_add_boolean(json, "even", compared->is_even);
  sal_json_open(json, "uncounted", '[');
  for (guint i = 0; i < compared->uncounted->len; i++) {
    const SalUncounted *uncounted = &g_array_index(compared->uncounted, SalUncounted, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "period", uncounted->period.name);
    sal_json_add_string(json, "why", sal_uncounted_get_name(uncounted->reason));
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

void
sal_compared_add_json(const GPtrArray *compared, SalJson *json)
{
  if (compared == NULL)
    return;
  sal_json_open(json, "records_among", '[');
  for (guint i = 0; i < compared->len; i++)
    add_compared(json, compared->pdata[i]);
  sal_json_close(json, ']');
}
