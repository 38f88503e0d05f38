#include "inspect.h"

static void
add_day(SalJson *json, const char *key, SalDay day)
{
  g_autofree char *text = sal_day_format(day);
  sal_json_add_string(json, key, text);
}

static void
add_strings(SalJson *json, const char *key, const GPtrArray *strings)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < strings->len; i++)
    sal_json_add_string(json, NULL, strings->pdata[i]);
  sal_json_close(json, ']');
}

static void
add_fields(SalJson *json, char *const *names)
{
  sal_json_open(json, "fields", '[');
  for (char *const *name = names; name != NULL && *name != NULL; name++)
    sal_json_add_string(json, NULL, *name);
  sal_json_close(json, ']');
}

/* Classes, or groups: name is the key of what each is called. */
static void
add_classes(SalJson *json, const char *key, const char *name, const GArray *classes)
{
  sal_json_open(json, key, '[');
  for (guint c = 0; c < classes->len; c++) {
    const ClassFinding *found = &g_array_index(classes, ClassFinding, c);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, name, found->name);
    sal_json_add_integer(json, "features", found->n_features);
    sal_json_add_integer(json, "polygons", found->n_polygons);
    sal_json_add_decimal(json, "area_km2", found->area_m2 / 1e6, 6);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_field_drift(SalJson *json, const SalFieldDrift *fields)
{
  add_strings(json, "fields_lost", fields->lost);
  add_strings(json, "fields_new", fields->added);
  sal_json_open(json, "fields_renamed", '[');
  for (guint i = 0; i < fields->renamed_to->len; i++) {
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "from", fields->renamed_from->pdata[i]);
    sal_json_add_string(json, "to", fields->renamed_to->pdata[i]);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

/* What changed since the snapshot before. */
static void
add_drift(SalJson *json, const Drift *drift)
{
  sal_json_open(json, "since_last", '{');
  sal_json_add_string(json, "drift", drift_get_name(drift));
  sal_json_add_integer(json, "corners_before", drift->drift.n_from);
  sal_json_add_integer(json, "corners", drift->drift.n_to);
  sal_json_add_integer(json, "corners_kept", drift->drift.n_kept);
  sal_json_add_integer(json, "corners_rounded", drift->drift.n_rounded);
  sal_json_add_decimal(json, "rounded_m", drift->drift.rounded_m, 4);
  if (drift->kind == SAL_DRIFT_SHIFTED)
    sal_json_add_decimal(json, "shift_m", drift->drift.shift_m, 3);
  sal_json_add_decimal(json, "changed_km2", drift->changed_m2 / 1e6, 6);
  if (drift->has_fields)
    add_field_drift(json, &drift->fields);
  sal_json_close(json, '}');
}

static void
add_finding(SalJson *json, const Finding *finding, gboolean is_first)
{
  g_autofree char *reading = entry_describe_reading(finding->entry);
  sal_json_open(json, NULL, '{');
  add_day(json, "date", finding->entry->day);
  add_day(json, "date_found", finding->entry->found.day);
  sal_json_add_string(json, "found_as", reading);
  sal_json_add_string(json, "found_in", finding->entry->found_in);
  sal_json_add_string(json, "path", finding->entry->path);
  if (finding->entry->others != NULL) {
    sal_json_open(json, "other_paths", '[');
    for (char **other = finding->entry->others; *other != NULL; other++)
      sal_json_add_string(json, NULL, *other);
    sal_json_close(json, ']');
  }
  sal_json_add_integer(json, "features", finding->n_features);
  sal_json_add_integer(json, "polygons", finding->n_polygons);
  sal_json_add_integer(json, "points", finding->n_points);
  sal_json_add_decimal(json, "area_km2", finding->area_m2 / 1e6, 6);
  sal_json_add_decimal(json, "noise_floor_km2", finding->drift.noise_m2 / 1e6, 6);
  sal_json_add_integer(json, "noise_parts", finding->drift.n_noise_parts);
  sal_json_add_integer(json, "repaired", finding->n_repaired);
  sal_json_add_integer(json, "null", finding->n_null);
  sal_json_add_integer(json, "other", finding->n_other);
  sal_json_add_integer(json, "decimals", finding->decimals);
  add_classes(json, "classes", "class", finding->classes);
  sal_json_add_integer(json, "in_no_class", finding->n_unclassed);
  if (finding->groups != NULL)
    add_classes(json, "groups", "value", finding->groups);
  if (!is_first)
    add_drift(json, &finding->drift);
  if (finding->field_names != NULL)
    add_fields(json, finding->field_names);
  add_strings(json, "remarks", finding->remarks);
  sal_json_close(json, '}');
}

static void
add_steps(SalJson *json, const char *key, const GArray *steps, const Inspection *inspection)
{
  const SalClasses *classes = inspection->settings->classes;
  const gboolean of_class = steps != inspection->gaps; /* a gap is one of the whole series */
  sal_json_open(json, key, '[');
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index(steps, Step, i);
    sal_json_open(json, NULL, '{');
    if (of_class)
      sal_json_add_string(json, "class", sal_classes_get_names(classes)[step->class_index]);
    add_day(json, "from", step->from);
    add_day(json, "to", step->to);
    sal_json_add_integer(json, "days", step->to - step->from);
    if (of_class || sal_classes_get_n(classes) == 1)
      sal_json_add_decimal(json, "net_km2", step->net_m2 / 1e6, 6);
    if (step->evidence != NULL) {
      sal_json_add_string(json, "flag", step->accepted ? NULL : "reset?");
      sal_json_add_string(json, "evidence", step->evidence);
      sal_json_add_boolean(json, "accepted_reset", step->accepted);
    }
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_class_jumps(SalJson *json, const Inspection *inspection)
{
  sal_json_open(json, "class_jumps", '[');
  for (guint i = 0; i < inspection->class_jumps->len; i++) {
    const ClassJump *jump = &g_array_index(inspection->class_jumps, ClassJump, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, inspection->group_field != NULL ? "value" : "class", jump->before.name);
    sal_json_add_string(json, "kind", jump_get_name(jump->kind));
    add_day(json, "from", jump->from);
    add_day(json, "to", jump->to);
    sal_json_add_integer(json, "features_from", jump->before.n_features);
    sal_json_add_integer(json, "features_to", jump->after.n_features);
    sal_json_add_decimal(json, "area_from_km2", jump->before.area_m2 / 1e6, 6);
    sal_json_add_decimal(json, "area_to_km2", jump->after.area_m2 / 1e6, 6);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_schema(SalJson *json, const Inspection *inspection)
{
  sal_json_add_string(json, "crs", inspection->crs_name);
  add_fields(json, inspection->field_names);
  sal_json_add_string(json, "group_field", inspection->group_field);
  sal_json_add_string(json, "area_model", sal_area_model_get_name(inspection->settings->area_model));
  if (inspection->settings->series.aoi != NULL)
    sal_json_add_string(json, "aoi", inspection->settings->series.aoi);
  sal_json_add_integer(json, "date_shift_days", inspection->settings->series.date_shift_days);
  sal_json_add_integer(json, "usual_days", inspection->usual_days);
}

char *
inspection_format_json(const Inspection *inspection)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_schema(&json, inspection);
  sal_json_open(&json, "snapshots", '[');
  for (guint i = 0; i < inspection->findings->len; i++)
    add_finding(&json, &g_array_index(inspection->findings, Finding, i), i == 0);
  sal_json_close(&json, ']');
  add_steps(&json, "gaps", inspection->gaps, inspection);
  add_steps(&json, "largest_steps", inspection->jumps, inspection);
  add_steps(&json, "resets", inspection->resets, inspection);
  add_class_jumps(&json, inspection);
  add_strings(&json, "remarks", sal_series_get_remarks(inspection->series));
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
