#include "data/change/finding.h"

#include "data/base/secrets.h"

static SalClassFinding
describe_class(const SalAreaModel *model, const char *name, guint n_features, const SalGeometry *polygons)
{
  return (SalClassFinding){ g_intern_string(name), n_features, sal_geometry_get_n_polygons(polygons),
                            sal_area_measure(model, polygons) };
}

static GArray *
list_classes(const SalAreaModel *model, const SalSnapshot *snapshot)
{
  GArray *classes = g_array_new(FALSE, FALSE, sizeof(SalClassFinding));
  for (guint c = 0; c < snapshot->areas->len; c++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, c);
    const SalClassFinding found = describe_class(model, area->name, area->n_features, area->polygons);
    g_array_append_val(classes, found);
  }
  return classes;
}

static GArray *
list_groups(const SalAreaModel *model, const SalSnapshot *snapshot)
{
  if (snapshot->groups == NULL)
    return NULL;
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(SalClassFinding));
  for (guint i = 0; i < snapshot->groups->len; i++) {
    const SalGroup *group = &g_array_index(snapshot->groups, SalGroup, i);
    const SalClassFinding found = describe_class(model, group->name, group->n_features, group->polygons);
    g_array_append_val(groups, found);
  }
  return groups;
}

static double
add_areas(const GArray *classes)
{
  double sum_m2 = 0;
  for (guint c = 0; c < classes->len; c++)
    sum_m2 += g_array_index(classes, SalClassFinding, c).area_m2;
  return sum_m2;
}

static void
describe_entry(SalFinding *finding, const SalEntry *entry)
{
  finding->day = entry->day;
  finding->found = entry->found;
  finding->found_in = sal_secrets_mask(entry->found_in);
  finding->is_found_in_name = g_strcmp0(entry->found_in, sal_source_get_base_name(entry->path)) == 0;
  finding->path = sal_secrets_mask(entry->path);
  finding->others = entry->others != NULL ? g_new0(char *, entry->n_others + 1) : NULL;
  for (guint i = 0; i < entry->n_others; i++)
    finding->others[i] = sal_secrets_mask(entry->others[i]);
}

gboolean
sal_finding_init(SalFinding *finding, const SalEntry *entry, const SalSnapshot *last,
                 const SalSnapshot *snapshot, const SalInspectionOptions *options, GError **error)
{
  SalSinceLast since_last = { SAL_DRIFT_NONE };
  if (last != NULL && !sal_since_last_init(&since_last, last, snapshot, options, error))
    return FALSE;
  *finding = (SalFinding){
    .classes = list_classes(options->area_model, snapshot),
    .groups = list_groups(options->area_model, snapshot),
    .n_features = snapshot->n_features,
    .n_polygons = snapshot->n_polygons,
    .n_points = snapshot->n_points,
    .n_unclassed = snapshot->n_unclassed,
    .n_repaired = snapshot->n_repaired,
    .n_null = snapshot->n_null,
    .n_other = snapshot->n_other,
    .decimals = snapshot->decimals,
    .since_last = since_last,
    .new_fields = since_last.has_other_fields ? g_strdupv(snapshot->field_names) : NULL,
    .remarks = g_ptr_array_ref(snapshot->remarks),
  };
  finding->area_m2 = add_areas(finding->classes);
  describe_entry(finding, entry);
  return TRUE;
}

void
sal_finding_clear(SalFinding *finding)
{
  g_free(finding->found_in);
  g_free(finding->path);
  g_strfreev(finding->others);
  g_array_unref(finding->classes);
  g_clear_pointer(&finding->groups, g_array_unref);
  sal_since_last_clear(&finding->since_last);
  g_strfreev(finding->new_fields);
  g_ptr_array_unref(finding->remarks);
}

const GArray *
sal_finding_get_kinds(const SalFinding *finding)
{
  return finding->groups != NULL ? finding->groups : finding->classes;
}

SalClassFinding
sal_class_finding_get(const GArray *kinds, const char *name)
{
  for (guint i = 0; i < kinds->len; i++)
    if (g_array_index(kinds, SalClassFinding, i).name == name)
      return g_array_index(kinds, SalClassFinding, i);
  return (SalClassFinding){ .name = name };
}
