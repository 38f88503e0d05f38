/* An inspection for programs. */
#include "data/table/inspection-phrases.h"
#include "data/table/inspection-private.h"
#include "data/table/table-day.h"
#include "data/table/unclassed-json.h"

static void
add_strings(SalJson *json, const char *key, const GPtrArray *strings)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < strings->len; i++)
    sal_json_add_string(json, NULL, strings->pdata[i]);
  sal_json_close(json, ']');
}

static void
add_texts(SalJson *json, const char *key, char *const *texts)
{
  sal_json_open(json, key, '[');
  for (char *const *text = texts; text != NULL && *text != NULL; text++)
    sal_json_add_string(json, NULL, *text);
  sal_json_close(json, ']');
}

/* Adds classes or groups. name is the key of their names. */
static void
add_classes(SalJson *json, const char *key, const char *name, const GArray *classes)
{
  sal_json_open(json, key, '[');
  for (guint c = 0; c < classes->len; c++) {
    const SalClassFinding *found = &g_array_index(classes, SalClassFinding, c);
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

static void
add_since_last(SalJson *json, const SalSinceLast *since, gboolean has_border)
{
  const SalDrift *corners = &since->corners;
  sal_json_open(json, "since_last", '{');
  sal_json_add_string(json, "drift", sal_drift_get_name(since->kind));
  sal_json_add_integer(json, "corners_before", corners->n_from);
  sal_json_add_integer(json, "corners", corners->n_to);
  sal_json_add_integer(json, "corners_kept", corners->n_kept);
  sal_json_add_integer(json, "corners_rounded", corners->n_rounded);
  sal_json_add_decimal(json, "rounded_m", corners->rounded_m, 4);
  if (since->kind == SAL_DRIFT_SHIFTED)
    sal_json_add_decimal(json, "shift_m", corners->shift_m, 3);
  sal_json_add_decimal(json, "changed_km2", since->changed_m2 / 1e6, 6);
  if (has_border) {
    sal_json_add_decimal(json, "border_gained_km2", since->border_gained_m2 / 1e6, 6);
    sal_json_add_decimal(json, "border_lost_km2", since->border_lost_m2 / 1e6, 6);
  }
  if (since->has_other_fields)
    add_field_drift(json, &since->fields);
  sal_json_close(json, '}');
}

/* Adds the date, how it was found, and the files that make up the snapshot. */
static void
add_origin(SalJson *json, const SalFinding *finding)
{
  g_autofree char *reading = sal_phrase_reading(&finding->found);
  sal_table_add_day(json, "date", finding->day);
  sal_table_add_day(json, "date_found", finding->found.day);
  sal_json_add_string(json, "found_as", reading);
  sal_json_add_string(json, "found_in", finding->found_in);
  if (finding->found.reason != NULL)
    sal_json_add_string(json, "found_because", finding->found.reason);
  sal_json_add_string(json, "path", finding->path);
  if (finding->others != NULL)
    add_texts(json, "other_paths", finding->others);
}

static void
add_counts(SalJson *json, const SalFinding *finding)
{
  sal_json_add_integer(json, "features", finding->n_features);
  sal_json_add_integer(json, "polygons", finding->n_polygons);
  sal_json_add_integer(json, "points", finding->n_points);
  sal_json_add_decimal(json, "area_km2", finding->area_m2 / 1e6, 6);
  sal_json_add_decimal(json, "noise_floor_km2", finding->since_last.noise_m2 / 1e6, 6);
  sal_json_add_integer(json, "noise_parts", finding->since_last.n_noise_parts);
  sal_json_add_integer(json, "repaired", finding->n_repaired);
  sal_json_add_integer(json, "null", finding->n_null);
  sal_json_add_integer(json, "other", finding->n_other);
  sal_json_add_integer(json, "decimals", finding->decimals);
}

static void
add_finding(SalJson *json, const SalInspection *inspection, guint i, const char *before_option)
{
  const SalFinding *finding = &g_array_index(inspection->findings, SalFinding, i);
  sal_json_open(json, NULL, '{');
  add_origin(json, finding);
  add_counts(json, finding);
  add_classes(json, "classes", "class", finding->classes);
  sal_json_add_integer(json, "in_no_class", finding->n_unclassed);
  if (finding->groups != NULL)
    add_classes(json, "groups", "value", finding->groups);
  if (i > 0)
    add_since_last(json, &finding->since_last, inspection->border != NULL);
  if (finding->new_fields != NULL)
    add_texts(json, "fields", finding->new_fields);
  sal_json_add_remarks(json, finding->remarks, before_option);
  sal_json_close(json, '}');
}

static void
add_steps(SalJson *json, const char *key, const GArray *steps, const SalInspection *inspection)
{
  const SalClasses *classes = inspection->classes;
  const gboolean of_class = steps != inspection->gaps; /* a gap is one of the whole series */
  sal_json_open(json, key, '[');
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    sal_json_open(json, NULL, '{');
    if (of_class)
      sal_json_add_string(json, "class", sal_classes_get_names(classes)[step->class_index]);
    sal_table_add_day(json, "from", step->from);
    sal_table_add_day(json, "to", step->to);
    sal_json_add_integer(json, "days", step->to - step->from);
    if (of_class || sal_classes_get_n(classes) == 1)
      sal_json_add_decimal(json, "net_km2", sal_step_get_net_m2(step) / 1e6, 6);
    if (step->evidence != NULL) {
      sal_json_add_string(json, "flag", sal_step_is_doubted(step) ? "reset?" : NULL);
      sal_json_add_string(json, "evidence", step->evidence);
      sal_json_add_boolean(json, "accepted_reset", step->verdict == SAL_VERDICT_RESET);
    }
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_class_jumps(SalJson *json, const SalInspection *inspection)
{
  sal_json_open(json, "class_jumps", '[');
  for (guint i = 0; i < inspection->class_jumps->len; i++) {
    const SalClassJump *jump = &g_array_index(inspection->class_jumps, SalClassJump, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, inspection->group_field != NULL ? "value" : "class", jump->before.name);
    sal_json_add_string(json, "kind", sal_jump_kind_get_name(jump->kind));
    sal_table_add_day(json, "from", jump->from);
    sal_table_add_day(json, "to", jump->to);
    sal_json_add_integer(json, "features_from", jump->before.n_features);
    sal_json_add_integer(json, "features_to", jump->after.n_features);
    sal_json_add_decimal(json, "area_from_km2", jump->before.area_m2 / 1e6, 6);
    sal_json_add_decimal(json, "area_to_km2", jump->after.area_m2 / 1e6, 6);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_schema(SalJson *json, const SalInspection *inspection)
{
  sal_json_add_string(json, "crs", inspection->crs_name);
  add_texts(json, "fields", inspection->field_names);
  sal_json_add_string(json, "group_field", inspection->group_field);
  sal_json_add_string(json, "area_model", inspection->area_model);
  if (inspection->aoi != NULL)
    sal_json_add_source(json, "aoi", inspection->aoi);
  if (inspection->border != NULL) {
    sal_json_add_source(json, "border_source", inspection->border);
    sal_json_add_decimal(json, "border_width_km", inspection->border_width_m / 1000, 3);
  }
  sal_json_add_integer(json, "date_shift_days", inspection->date_shift_days);
  sal_json_add_integer(json, "usual_days", inspection->usual_days);
}

char *
sal_inspection_format_json(const SalInspection *inspection, const char *before_option)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_schema(&json, inspection);
  sal_json_open(&json, "snapshots", '[');
  for (guint i = 0; i < inspection->findings->len; i++)
    add_finding(&json, inspection, i, before_option);
  sal_json_close(&json, ']');
  add_steps(&json, "gaps", inspection->gaps, inspection);
  add_steps(&json, "largest_steps", inspection->largest_steps, inspection);
  add_steps(&json, "resets", inspection->resets, inspection);
  add_class_jumps(&json, inspection);
  sal_json_add_string(&json, "archive", sal_archive_kind_get_name(inspection->archive_kind));
  sal_unclassed_add_json(&json, inspection->unclassed);
  sal_json_add_faults(&json, inspection->faults, before_option);
  sal_json_add_remarks(&json, inspection->remarks, before_option);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
