/* Sorts features into classes and makes an area of each: joined polygons, or closed front lines. */
#include "data/series/snapshot.h"

#include "data/base/error.h"
#include "data/base/texts.h"
#include "data/geometry/wrap.h"
#include "data/series/drift.h"
#include "data/series/repair.h"
#include "data/source/bounds.h"

#include <stdlib.h>

static void
clear_area(gpointer data)
{
  SalControlArea *area = data;
  sal_geometry_free(area->polygons);
}

static void
clear_group(gpointer data)
{
  SalGroup *group = data;
  g_free(group->name);
  sal_geometry_free(group->polygons);
}

static void
clear_snapshot(gpointer data)
{
  SalSnapshot *snapshot = data;
  g_clear_pointer(&snapshot->groups, g_array_unref);
  g_free(snapshot->path);
  g_array_unref(snapshot->areas);
  g_ptr_array_unref(snapshot->remarks);
  sal_field_values_free(snapshot->values);
  sal_field_values_free(snapshot->unclassed);
  g_strfreev(snapshot->field_names);
  g_free(snapshot->has_field);
}

SalSnapshot *
sal_snapshot_ref(SalSnapshot *snapshot)
{
  return g_atomic_rc_box_acquire(snapshot);
}

void
sal_snapshot_unref(SalSnapshot *snapshot)
{
  g_atomic_rc_box_release_full(snapshot, clear_snapshot);
}

SalSnapshot *
sal_snapshot_new_empty(SalDay day, const char *path)
{
  SalSnapshot *snapshot = g_atomic_rc_box_new0(SalSnapshot);
  snapshot->day = day;
  snapshot->path = g_strdup(path);
  snapshot->areas = g_array_new(FALSE, TRUE, sizeof(SalControlArea));
  g_array_set_clear_func(snapshot->areas, clear_area);
  snapshot->remarks = g_ptr_array_new_with_free_func(g_free);
  return snapshot;
}

G_GNUC_PRINTF(2, 3)
static void
add_remark(SalSnapshot *snapshot, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_ptr_array_add(snapshot->remarks, g_strdup_vprintf(format, args));
  va_end(args);
}

/* A snapshot while its control areas are made. */
typedef struct {
  SalSnapshot *snapshot;
  const SalSnapshotOptions *options;
  GHashTable *valid; /* SalFeature to SalGeometry: a feature of several classes is repaired once */
  GPtrArray *sorted; /* GPtrArray of SalFeature, by class */
  GPtrArray *areas;  /* SalGeometry, by class; NULL: not made yet */
} Building;

/* The valid polygons of a feature, lent. */
static const SalGeometry *
get_valid(const Building *building, const SalFeature *feature, GError **error)
{
  SalGeometry *valid = g_hash_table_lookup(building->valid, feature);
  if (valid == NULL) {
    const SalRepairOptions options = { building->options->strict, building->options->max_bytes };
    valid = sal_repair_polygons(feature, &options, building->snapshot->remarks,
                                &building->snapshot->n_repaired, error);
    if (valid != NULL)
      g_hash_table_insert(building->valid, (gpointer)feature, valid);
  }
  return valid;
}

/* Joins the polygons of features. A single feature keeps its own coordinates; several are dissolved, because
 * pieces of one class may overlap. Owned by the caller. */
static SalGeometry *
join_polygons(const Building *building, const GPtrArray *features, GError **error)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  guint n_joined = 0;
  for (guint i = 0; i < features->len; i++) {
    const SalFeature *feature = features->pdata[i];
    if (feature->polygons == NULL)
      continue;
    const SalGeometry *valid = get_valid(building, feature, error);
    if (valid == NULL)
      return NULL;
    sal_geometry_append(all, valid);
    n_joined++;
  }
  if (n_joined > 1 && !sal_bound_check_joins(all, building->options->max_bytes, error))
    return NULL;
  SalGeometry *joined = n_joined < 2 ? g_steal_pointer(&all) : sal_geometry_dissolve(all, error);
  return joined != NULL ? sal_wrap_longitudes(joined, error) : NULL;
}

/* Appends the outlines of polygons: a polygon among the fronts is a pocket that closes on itself. */
static void
append_outlines(SalGeometry *lines, const SalGeometry *polygons)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    g_array_append_vals(lines->points, points, n);
    sal_geometry_end_part(lines);
  }
}

static SalGeometry *
collect_lines(const GPtrArray *features)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < features->len; i++) {
    const SalFeature *feature = features->pdata[i];
    if (feature->lines != NULL)
      sal_geometry_append(lines, feature->lines);
    if (feature->polygons != NULL)
      append_outlines(lines, feature->polygons);
  }
  return lines;
}

static void
report_left_out(SalSnapshot *snapshot, const GPtrArray *features)
{
  for (guint i = 0; i < features->len; i++) {
    const SalFeature *feature = features->pdata[i];
    if (feature->strays == NULL)
      continue;
    snapshot->n_repaired++;
    sal_repair_report_strays(feature, NULL, snapshot->remarks);
  }
}

static SalGeometry *
close_fronts(const Building *building, guint index, const GPtrArray *features, GError **error)
{
  const SalSnapshotOptions *options = building->options;
  g_autoptr(SalGeometry) lines = collect_lines(features);
  g_auto(SalFrontReport) report = { NULL };
  SalGeometry *areas = sal_front_close(lines, options->territory, &options->fronts[index], &report, error);
  report_left_out(building->snapshot, features);
  for (guint i = 0; report.remarks != NULL && i < report.remarks->len; i++)
    add_remark(building->snapshot, "%s", (const char *)report.remarks->pdata[i]);
  if (report.n_unreached > 0)
    add_remark(building->snapshot,
               "%u part%s of the territory that no front line reaches: not counted as held",
               report.n_unreached, report.n_unreached == 1 ? "" : "s");
  return areas;
}

static gboolean
has_lines(const GPtrArray *features)
{
  for (guint i = 0; i < features->len; i++)
    if (((const SalFeature *)features->pdata[i])->lines != NULL)
      return TRUE;
  return FALSE;
}

static void
set_empty_error(const SalSnapshot *snapshot, const GPtrArray *features, GError **error)
{
  if (features->len == 0)
    sal_error_set(error, SAL_ERROR_FORMAT, "expected at least one area, got no features");
  else if (has_lines(features))
    sal_error_set(error, SAL_ERROR_FORMAT,
                  "expected areas, got lines only "
                  "(front lines need " SAL_OPTION("territory") " and " SAL_OPTION("side") ")");
  else
    sal_error_set(error, SAL_ERROR_FORMAT, "expected areas, got %u feature%s without any", features->len,
                  features->len == 1 ? "" : "s");
}

static void
count(SalSnapshot *snapshot)
{
  snapshot->n_polygons = snapshot->n_points = 0;
  for (guint i = 0; i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    if (area->is_composed)
      continue;
    snapshot->n_polygons += sal_geometry_get_n_polygons(area->polygons);
    snapshot->n_points += sal_geometry_get_n_points(area->polygons);
  }
}

static gboolean
is_usable(const SalFeature *feature, const SalSnapshotOptions *options)
{
  return feature->polygons != NULL || (options->territory != NULL && feature->lines != NULL);
}

/* Adds a feature to its classes. FALSE if it has none. */
static gboolean
sort_feature(SalFeature *feature, char *const *values, const SalSnapshotOptions *options, GPtrArray *sorted)
{
  gboolean used = FALSE;
  for (guint c = 0; c < sorted->len; c++) {
    if (options->classes != NULL && !sal_classes_match(options->classes, c, values))
      continue;
    g_ptr_array_add(sorted->pdata[c], feature);
    used = TRUE;
  }
  return used;
}

/* Sorts a usable feature, and counts its values. */
static void
take_feature(SalSnapshot *snapshot, SalFeature *feature, const SalSnapshotOptions *options, GPtrArray *sorted)
{
  char *const *values =
      options->fields != NULL ? sal_fields_get_class_values(options->fields, feature) : NULL;
  const gboolean is_classed = sort_feature(feature, values, options, sorted);
  snapshot->n_unclassed += !is_classed;
  if (snapshot->values != NULL)
    sal_field_values_add(snapshot->values, feature, values, snapshot->day);
  if (snapshot->unclassed != NULL && !is_classed)
    sal_field_values_add(snapshot->unclassed, feature, values, snapshot->day);
}

/* Sorts features with a geometry of the kind that is used by class, and counts the others: GPtrArray of
 * GPtrArray of SalFeature, lent. */
static GPtrArray *
sort_features(SalSnapshot *snapshot, const GPtrArray *features, const SalSnapshotOptions *options)
{
  const guint n_classes = options->classes != NULL ? sal_classes_get_n(options->classes) : 1;
  GPtrArray *sorted = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint c = 0; c < n_classes; c++)
    g_ptr_array_add(sorted, g_ptr_array_new());
  for (guint i = 0; i < features->len; i++) {
    if (!is_usable(features->pdata[i], options))
      snapshot->n_other++;
    else
      take_feature(snapshot, features->pdata[i], options, sorted);
  }
  return sorted;
}

/* What other classes a class is made of; NULL: features make it up. */
static const SalComposition *
get_composition(const Building *building, guint index)
{
  const SalClasses *classes = building->options->classes;
  return classes != NULL ? sal_classes_get_composition(classes, index) : NULL;
}

/* Cuts from polygons what the classes before have that features make up. Takes polygons; the result is owned
 * by the caller. */
static SalGeometry *
cut_earlier(const Building *building, guint index, SalGeometry *polygons, GError **error)
{
  g_autoptr(SalGeometry) rest = polygons;
  for (guint i = 0; i < index; i++) {
    const SalGeometry *earlier = building->areas->pdata[i];
    if (get_composition(building, i) != NULL || sal_geometry_is_empty(earlier) || sal_geometry_is_empty(rest))
      continue;
    SalGeometry *less = sal_geometry_difference(rest, earlier, error);
    if (less == NULL)
      return NULL;
    sal_geometry_free(rest);
    rest = less;
  }
  return g_steal_pointer(&rest);
}

/* Makes the area of a class out of its features. */
static SalGeometry *
make_area(const Building *building, guint index, GError **error)
{
  const SalSnapshotOptions *options = building->options;
  const GPtrArray *features = building->sorted->pdata[index];
  const gboolean defined = options->classes != NULL && sal_classes_are_defined(options->classes);
  SalGeometry *area = options->territory == NULL || (defined && features->len == 0)
                          ? join_polygons(building, features, error)
                          : close_fronts(building, index, features, error);
  return area != NULL && options->exclusive ? cut_earlier(building, index, area, error) : area;
}

static const char *
get_class_name(const Building *building, guint index)
{
  const SalSnapshotOptions *options = building->options;
  return options->classes != NULL ? sal_classes_get_names(options->classes)[index] : options->class_name;
}

/* Makes a class, whose parts are made already. */
static gboolean
make_class(const Building *building, guint index, GError **error)
{
  const SalSnapshotOptions *options = building->options;
  const SalComposition *composition = get_composition(building, index);
  SalGeometry *area = composition != NULL
                          ? sal_composition_compute(composition, building->areas, options->max_bytes, error)
                          : make_area(building, index, error);
  building->areas->pdata[index] = area;
  if (area != NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(get_class_name(building, index));
  if (options->classes != NULL && sal_classes_are_defined(options->classes))
    g_prefix_error(error, "class '%s': ", quoted);
  return FALSE;
}

/* How many features make up a class, or all the parts that it is made of. */
static guint
count_features(const Building *building, guint index)
{
  if (get_composition(building, index) == NULL)
    return ((const GPtrArray *)building->sorted->pdata[index])->len;
  g_autofree guint8 *marks = g_new0(guint8, building->sorted->len);
  g_autoptr(GHashTable) features = g_hash_table_new(NULL, NULL);
  sal_classes_mark_parts(building->options->classes, index, marks);
  for (guint c = 0; c < building->sorted->len; c++) {
    const GPtrArray *own = building->sorted->pdata[c];
    for (guint i = 0; marks[c] && i < own->len; i++)
      g_hash_table_add(features, own->pdata[i]);
  }
  return g_hash_table_size(features);
}

/* Appends the area of a class to the snapshot. */
static void
add_area(const Building *building, guint index)
{
  const SalClasses *classes = building->options->classes;
  const char *name = get_class_name(building, index);
  const SalControlArea area = { name, g_steal_pointer(&building->areas->pdata[index]),
                                count_features(building, index), get_composition(building, index) != NULL };
  if (classes != NULL && sal_classes_are_defined(classes) && sal_geometry_is_empty(area.polygons) &&
      !sal_classes_is_optional(classes, index)) {
    g_autofree char *quoted = sal_error_quote(name);
    add_remark(building->snapshot, "class '%s' has no area: counted as 0", quoted);
  }
  g_array_append_val(building->snapshot->areas, area);
}

/* The usable features by the value that they are grouped by, lent from them: GPtrArray of SalFeature, lent. */
static GHashTable *
group_features(const Building *building, const GPtrArray *features)
{
  const SalSnapshotOptions *options = building->options;
  GHashTable *groups =
      g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < features->len; i++) {
    SalFeature *feature = features->pdata[i];
    if (!is_usable(feature, options))
      continue;
    const char *value = sal_fields_get_group_value(options->fields, feature);
    if (value == NULL)
      value = "";
    if (g_hash_table_size(groups) >= SAL_MAX_GROUPS && !g_hash_table_contains(groups, value))
      value = SAL_GROUP_OTHERS;
    GPtrArray *members = g_hash_table_lookup(groups, value);
    if (members == NULL) {
      members = g_ptr_array_new();
      g_hash_table_insert(groups, (gpointer)value, members);
    }
    g_ptr_array_add(members, feature);
  }
  return groups;
}

static gboolean
add_groups(const Building *building, const GPtrArray *features, GError **error)
{
  g_autoptr(GHashTable) groups = group_features(building, features);
  g_autofree const char **names = (const char **)g_hash_table_get_keys_as_array(groups, NULL);
  const guint n = g_hash_table_size(groups);
  building->snapshot->groups = g_array_new(FALSE, TRUE, sizeof(SalGroup));
  g_array_set_clear_func(building->snapshot->groups, clear_group);
  qsort(names, n, sizeof *names, sal_texts_compare);
  for (guint i = 0; i < n; i++) {
    const GPtrArray *members = g_hash_table_lookup(groups, names[i]);
    const SalGroup group = { g_strdup(names[i]), members->len, join_polygons(building, members, error) };
    g_array_append_val(building->snapshot->groups, group);
    if (group.polygons == NULL)
      return FALSE;
  }
  return TRUE;
}

static void
free_area(gpointer area)
{
  sal_geometry_free(area);
}

static gboolean
add_areas(SalSnapshot *snapshot, const GPtrArray *features, const SalSnapshotOptions *options, GError **error)
{
  if (options->classes != NULL && sal_classes_are_defined(options->classes)) {
    snapshot->values = sal_field_values_new(options->classes);
    snapshot->unclassed = sal_field_values_new(options->classes);
  }
  g_autoptr(GPtrArray) sorted = sort_features(snapshot, features, options);
  g_autoptr(GPtrArray) areas = g_ptr_array_new_with_free_func(free_area);
  g_autoptr(GHashTable) valid = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)sal_geometry_free);
  const Building building = { snapshot, options, valid, sorted, areas };
  g_ptr_array_set_size(areas, (int)sorted->len);
  for (guint step = 0; step < sorted->len; step++)
    if (!make_class(&building, options->classes != NULL ? sal_classes_get_made(options->classes, step) : step,
                    error))
      return FALSE;
  for (guint c = 0; c < sorted->len; c++)
    add_area(&building, c);
  return !options->is_grouped || add_groups(&building, features, error);
}

/* The decimals of the class with the most points, of those that features make up: one at least does. */
static guint
find_decimals(const SalSnapshot *snapshot)
{
  const SalGeometry *largest = NULL;
  for (guint i = 0; i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    if (area->is_composed)
      continue;
    if (largest == NULL || sal_geometry_get_n_points(area->polygons) > sal_geometry_get_n_points(largest))
      largest = area->polygons;
  }
  return sal_drift_get_decimals(largest);
}

SalSnapshot *
sal_snapshot_new(SalDay day, const char *path, const GPtrArray *features, const SalSnapshotOptions *options,
                 GError **error)
{
  g_autoptr(SalSnapshot) snapshot = sal_snapshot_new_empty(day, path);
  const gboolean defined = options->classes != NULL && sal_classes_are_defined(options->classes);
  snapshot->n_features = features->len;
  if (!add_areas(snapshot, features, options, error))
    return NULL;
  count(snapshot);
  snapshot->decimals = find_decimals(snapshot);
  const gboolean is_empty = snapshot->n_polygons == 0 && !(defined && features->len > snapshot->n_other);
  if (is_empty && !options->allow_empty) {
    set_empty_error(snapshot, features, error);
    return NULL;
  }
  if (is_empty)
    add_remark(snapshot, "no area: counted as 0");
  return g_steal_pointer(&snapshot);
}

/* Replaces polygons by those pieces of them that are in tiles. */
static gboolean
cut_to_tiles(SalGeometry **polygons, const SalTiling *tiles, GError **error)
{
  g_autoptr(GPtrArray) pieces = sal_tiling_cut(tiles, *polygons, FALSE, error);
  if (pieces == NULL)
    return FALSE;
  sal_geometry_free(*polygons);
  *polygons = g_steal_pointer(&pieces->pdata[0]);
  for (guint tile = 1; tile < sal_tiling_get_n_tiles(tiles); tile++)
    sal_geometry_append(*polygons, pieces->pdata[tile]);
  return TRUE;
}

SalSnapshot *
sal_snapshot_new_single(SalDay day, const char *path, const char *class_name, SalGeometry *polygons)
{
  SalSnapshot *snapshot = sal_snapshot_new_empty(day, path);
  const SalControlArea area = { .name = class_name, .polygons = polygons };
  g_array_append_val(snapshot->areas, area);
  count(snapshot);
  snapshot->decimals = find_decimals(snapshot);
  return snapshot;
}

SalSnapshot *
sal_snapshot_new_like(const SalSnapshot *like, GPtrArray *polygons)
{
  SalSnapshot *snapshot = sal_snapshot_new_empty(like->day, like->path);
  g_ptr_array_unref(snapshot->remarks);
  snapshot->remarks = g_ptr_array_ref(like->remarks);
  for (guint c = 0; c < polygons->len; c++) {
    SalControlArea area = g_array_index(like->areas, SalControlArea, c);
    area.polygons = g_steal_pointer(&polygons->pdata[c]);
    g_array_append_val(snapshot->areas, area);
  }
  snapshot->n_features = like->n_features;
  snapshot->n_null = like->n_null;
  snapshot->n_unclassed = like->n_unclassed;
  snapshot->n_other = like->n_other;
  snapshot->n_repaired = like->n_repaired;
  snapshot->sureness = like->sureness;
  snapshot->field_names = g_strdupv(like->field_names);
  count(snapshot);
  snapshot->decimals = find_decimals(snapshot);
  return snapshot;
}

GPtrArray *
sal_snapshot_collect_fronts(const GPtrArray *features, const SalSnapshotOptions *options)
{
  g_autoptr(SalSnapshot) counts = sal_snapshot_new_empty(0, "");
  g_autoptr(GPtrArray) sorted = sort_features(counts, features, options);
  GPtrArray *fronts = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint c = 0; c < sorted->len; c++)
    g_ptr_array_add(fronts, collect_lines(sorted->pdata[c]));
  return fronts;
}

gboolean
sal_snapshot_clip(SalSnapshot *snapshot, const SalTiling *tiles, GError **error)
{
  snapshot->has_origin = FALSE;
  for (guint i = 0; i < snapshot->areas->len; i++)
    if (!cut_to_tiles(&g_array_index(snapshot->areas, SalControlArea, i).polygons, tiles, error))
      return FALSE;
  for (guint i = 0; snapshot->groups != NULL && i < snapshot->groups->len; i++)
    if (!cut_to_tiles(&g_array_index(snapshot->groups, SalGroup, i).polygons, tiles, error))
      return FALSE;
  count(snapshot);
  return TRUE;
}

const SalGeometry *
sal_snapshot_get_polygons(const SalSnapshot *snapshot, const char *class_name)
{
  for (guint i = 0; i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    if (area->name == class_name)
      return area->polygons;
  }
  return NULL;
}

void
sal_snapshot_blame_pair(const SalSnapshot *from, const SalSnapshot *to, GError **error)
{
  g_autofree char *first = sal_day_format(from->day), *second = sal_day_format(to->day);
  g_prefix_error(error, "%s to %s: ", first, second);
}
