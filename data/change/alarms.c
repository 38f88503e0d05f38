#include "data/change/alarms.h"

#include "data/base/error.h"

static const char *const names[] = {
  [SAL_ALARM_RESET] = "reset",         [SAL_ALARM_GAP] = "gap",         [SAL_ALARM_DRIFT] = "drift",
  [SAL_ALARM_UNMATCHED] = "unmatched", [SAL_ALARM_PARTIAL] = "partial", [SAL_N_ALARMS] = NULL,
};

const char *
sal_alarm_get_name(SalAlarmKind kind)
{
  return names[kind];
}

static gboolean
parse_one(const char *word, guint *kinds)
{
  for (guint kind = 0; kind < SAL_N_ALARMS; kind++)
    if (g_str_equal(word, names[kind])) {
      *kinds |= 1u << kind;
      return TRUE;
    }
  return FALSE;
}

gboolean
sal_alarms_parse(const char *text, guint *kinds, GError **error)
{
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  *kinds = 0;
  for (guint i = 0; words[i] != NULL; i++) {
    if (parse_one(words[i], kinds))
      continue;
    g_autofree char *quoted = sal_error_quote(words[i]), *hint = sal_error_suggest(words[i], names);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected some of reset,gap,drift,unmatched,partial, got '%s'%s", quoted, hint);
  }
  return *kinds != 0 || sal_error_set(error, SAL_ERROR_USAGE,
                                      "expected some of reset,gap,drift,unmatched,partial, got none");
}

static void
alarm_clear(gpointer data)
{
  SalAlarm *alarm = data;
  g_free(alarm->class_name);
  g_free(alarm->text);
}

/* Takes the text. */
static void
add(GArray *alarms, SalAlarmKind kind, SalDay from, SalDay to, char *text)
{
  SalAlarm alarm = { .kind = kind, .from = from, .to = to };
  alarm.text = text;
  g_array_append_val(alarms, alarm);
}

static void
add_resets(GArray *alarms, const SalInspection *inspection)
{
  for (guint i = 0; i < inspection->resets->len; i++) {
    const SalStep *step = &g_array_index(inspection->resets, SalStep, i);
    if (!sal_step_is_doubted(step))
      continue;
    g_autofree char *where = sal_step_describe_where(step);
    add(alarms, SAL_ALARM_RESET, step->from, step->to, g_strconcat(step->evidence, where, NULL));
    g_array_index(alarms, SalAlarm, alarms->len - 1).class_name =
        g_strdup(sal_classes_get_names(inspection->classes)[step->class_index]);
  }
}

static void
add_gaps(GArray *alarms, const SalInspection *inspection)
{
  for (guint i = 0; i < inspection->gaps->len; i++) {
    const SalStep *step = &g_array_index(inspection->gaps, SalStep, i);
    add(alarms, SAL_ALARM_GAP, step->from, step->to,
        g_strdup_printf("%d days from one snapshot to the next, usually %d", step->to - step->from,
                        inspection->usual_days));
  }
}

/* What a kind of drift means; NULL: it is none. */
static const char *
describe_outlines(SalDriftKind kind)
{
  switch (kind) {
  case SAL_DRIFT_ROUNDED:
    return "outlines are rounded anew";
  case SAL_DRIFT_SHIFTED:
    return "outlines are shifted as a whole";
  case SAL_DRIFT_TRACED:
    return "outlines are traced anew";
  case SAL_DRIFT_REDRAWN:
    return "outlines are drawn anew, with many specks";
  case SAL_DRIFT_NONE:
  case SAL_DRIFT_SAME:
    break;
  }
  return NULL;
}

static void
append_names(GString *text, const char *what, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++) {
    g_autofree char *quoted = sal_error_quote(fields->pdata[i]);
    g_string_append_printf(text, "%s%s'%s'", text->len > 0 && i == 0 ? "; " : "", i == 0 ? what : ", ",
                           quoted);
  }
}

static void
append_fields(GString *text, const SalFieldDrift *fields)
{
  append_names(text, "fields gone: ", fields->lost);
  append_names(text, "new fields: ", fields->added);
  for (guint i = 0; i < fields->renamed_to->len; i++) {
    g_autofree char *from = sal_error_quote(fields->renamed_from->pdata[i]);
    g_autofree char *to = sal_error_quote(fields->renamed_to->pdata[i]);
    g_string_append_printf(text, "%sfield '%s' is now '%s'", text->len > 0 ? "; " : "", from, to);
  }
}

static void
add_drifts(GArray *alarms, const SalInspection *inspection)
{
  for (guint i = 1; i < inspection->findings->len; i++) {
    const SalFinding *last = &g_array_index(inspection->findings, SalFinding, i - 1);
    const SalFinding *finding = &g_array_index(inspection->findings, SalFinding, i);
    g_autoptr(GString) text = g_string_new(describe_outlines(finding->since_last.kind));
    if (finding->since_last.has_other_fields)
      append_fields(text, &finding->since_last.fields);
    if (text->len > 0)
      add(alarms, SAL_ALARM_DRIFT, last->day, finding->day, g_strdup(text->str));
  }
}

/* A line for each value that tells such features apart, or one for all. */
static void
add_unmatched(GArray *alarms, const SalInspection *inspection)
{
  const SalUnclassed *unclassed = inspection->unclassed;
  const guint n = inspection->findings->len;
  if (unclassed == NULL || unclassed->n_features == 0)
    return;
  g_autoptr(GPtrArray) values = unclassed->values != NULL ? sal_values_list(unclassed->values) : NULL;
  for (guint i = 0; values != NULL && i < values->len; i++) {
    const SalValue *value = values->pdata[i];
    g_autofree char *field = sal_error_quote(unclassed->field), *quoted = sal_error_quote(value->value);
    add(alarms, SAL_ALARM_UNMATCHED, value->first, value->last,
        g_strdup_printf("%u features on %u dates belong to no class: %s '%s'", value->n_features,
                        value->n_dates, field, quoted));
  }
  if (values == NULL || values->len == 0)
    add(alarms, SAL_ALARM_UNMATCHED, g_array_index(inspection->findings, SalFinding, 0).day,
        g_array_index(inspection->findings, SalFinding, n - 1).day,
        g_strdup_printf("%u features on %u dates belong to no class", unclassed->n_features,
                        unclassed->n_dates));
}

GArray *
sal_alarms_new(const SalInspection *inspection, guint kinds)
{
  static void (*const adders[])(GArray *, const SalInspection *) = {
    [SAL_ALARM_RESET] = add_resets,
    [SAL_ALARM_GAP] = add_gaps,
    [SAL_ALARM_DRIFT] = add_drifts,
    [SAL_ALARM_UNMATCHED] = add_unmatched,
  };
  GArray *alarms = g_array_new(FALSE, FALSE, sizeof(SalAlarm));
  g_array_set_clear_func(alarms, alarm_clear);
  for (guint kind = 0; kind < G_N_ELEMENTS(adders); kind++)
    if (kinds & (1u << kind))
      adders[kind](alarms, inspection);
  return alarms;
}

gboolean
sal_alarms_add_partial(GArray *alarms, const SalSeries *series, const SalPairingOptions *options,
                       GError **error)
{
  SalPairingOptions all = *options;
  all.periods.partial = TRUE;
  g_autoptr(GArray) periods = sal_pairing_list_periods(series, &all, NULL, error);
  for (guint i = 0; periods != NULL && i < periods->len; i++) {
    const SalPeriod *period = &g_array_index(periods, SalPeriod, i);
    if (period->partial)
      add(alarms, SAL_ALARM_PARTIAL, period->from, period->to,
          g_strdup_printf("%s has data of these days only", period->name));
    else if (!sal_pairing_covers(series, &all, period))
      add(alarms, SAL_ALARM_PARTIAL, period->from, period->to,
          g_strdup_printf("%s has no snapshot near one of its ends", period->name));
  }
  return periods != NULL;
}
