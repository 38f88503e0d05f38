#include "data/table/alarms-report.h"

#include "data/base/error.h"
#include "data/base/json.h"
#include "data/table/inspection-phrases.h"
#include "data/table/table-day.h"

static char *
format_alarm(const SalAlarm *alarm, const SalInspection *inspection)
{
  const gboolean has_class = alarm->class_name != NULL && sal_classes_get_n(inspection->classes) > 1;
  g_autofree char *span = sal_phrase_span(alarm->from, alarm->to);
  g_autofree char *quoted = has_class ? sal_error_quote(alarm->class_name) : NULL;
  return g_strdup_printf("%s: %s: %s%s%s\n", sal_alarm_get_name(alarm->kind), span, has_class ? quoted : "",
                         has_class ? ": " : "", alarm->text);
}

char *
sal_alarms_format_text(const GArray *alarms, const SalInspection *inspection)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < alarms->len; i++) {
    g_autofree char *line = format_alarm(&g_array_index(alarms, SalAlarm, i), inspection);
    g_string_append(text, line);
  }
  return g_string_free(text, FALSE);
}

static void
add_alarm(SalJson *json, const SalAlarm *alarm)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "kind", sal_alarm_get_name(alarm->kind));
  sal_table_add_day(json, "from", alarm->from);
  sal_table_add_day(json, "to", alarm->to);
  sal_json_add_string(json, "class", alarm->class_name);
  sal_json_add_string(json, "text", alarm->text);
  sal_json_close(json, '}');
}

char *
sal_alarms_format_json(const GArray *alarms, guint kinds, const SalInspection *inspection,
                       const char *before_option)
{
  const guint n = inspection->findings->len;
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_open(&json, "fail_on", '[');
  for (guint kind = 0; kind < SAL_N_ALARMS; kind++)
    if (kinds & (1u << kind))
      sal_json_add_string(&json, NULL, sal_alarm_get_name((SalAlarmKind)kind));
  sal_json_close(&json, ']');
  sal_json_add_integer(&json, "snapshots", n);
  sal_table_add_day(&json, "first", g_array_index(inspection->findings, SalFinding, 0).day);
  sal_table_add_day(&json, "last", g_array_index(inspection->findings, SalFinding, n - 1).day);
  sal_json_open(&json, "findings", '[');
  for (guint i = 0; i < alarms->len; i++)
    add_alarm(&json, &g_array_index(alarms, SalAlarm, i));
  sal_json_close(&json, ']');
  sal_json_add_faults(&json, inspection->faults, before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
