#include "data/series/class-use.h"

#include "data/base/error.h"

#include <math.h>

#define MAX_FIELDS 3 /* whose values the error on a class names */

struct _SalClassUse {
  const SalSeries *series;
  const SalAreaModel *model;
  guint n_classes, n_fields;
  guint8 *matched, *had;              /* of each class; of each field */
  GArray *days;                       /* SalClassDay, by day */
  SalFieldValues *values, *unclassed; /* of all snapshots; NULL: the user defined no classes */
  SalDay first;                       /* the day of the earliest snapshot; what follows is of its files */
  char *path;
  char **field_names;
};

static void
clear_day(gpointer data)
{
  SalClassDay *day = data;
  g_free(day->n_features);
  g_free(day->areas_m2);
  sal_field_values_free(day->unclassed);
}

SalClassUse *
sal_class_use_new(const SalSeries *series, const SalAreaModel *model)
{
  const SalClasses *classes = sal_series_get_class_definitions(series);
  SalClassUse *use = g_new0(SalClassUse, 1);
  use->series = series;
  use->model = model;
  use->n_classes = sal_classes_get_n(classes);
  use->n_fields = g_strv_length((char **)sal_classes_get_fields(classes));
  use->matched = g_new0(guint8, use->n_classes);
  use->had = g_new0(guint8, use->n_fields + 1);
  use->days = g_array_new(FALSE, FALSE, sizeof(SalClassDay));
  g_array_set_clear_func(use->days, clear_day);
  if (sal_classes_are_defined(classes)) {
    use->values = sal_field_values_new(classes);
    use->unclassed = sal_field_values_new(classes);
  }
  return use;
}

void
sal_class_use_free(SalClassUse *use)
{
  if (use == NULL)
    return;
  g_free(use->matched);
  g_free(use->had);
  g_array_unref(use->days);
  sal_field_values_free(use->values);
  sal_field_values_free(use->unclassed);
  g_free(use->path);
  g_strfreev(use->field_names);
  g_free(use);
}

/* The place of a day among those that were noted: the first one that is not earlier. */
static guint
find_place(const SalClassUse *use, SalDay day)
{
  guint place = use->days->len;
  while (place > 0 && g_array_index(use->days, SalClassDay, place - 1).day >= day)
    place--;
  return place;
}

static void
add_day(SalClassUse *use, const SalSnapshot *snapshot, guint place)
{
  SalClassDay day = { snapshot->day, g_new0(guint, use->n_classes), g_new0(double, use->n_classes), NULL };
  for (guint c = 0; c < use->n_classes; c++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, c);
    const double m2 =
        use->model != NULL && use->n_classes > 1 ? sal_area_measure(use->model, area->polygons) : 0;
    day.n_features[c] = area->n_features;
    day.areas_m2[c] = isnan(m2) ? 0 : m2;
  }
  if (snapshot->n_unclassed > 0 && use->unclassed != NULL) {
    day.unclassed = sal_field_values_new(sal_series_get_class_definitions(use->series));
    sal_field_values_merge(day.unclassed, snapshot->unclassed);
    sal_field_values_merge(use->unclassed, snapshot->unclassed);
  }
  if (use->values != NULL && snapshot->values != NULL)
    sal_field_values_merge(use->values, snapshot->values);
  g_array_insert_val(use->days, place, day);
}

static void
take_first(SalClassUse *use, const SalSnapshot *snapshot)
{
  if (use->path != NULL && use->first <= snapshot->day)
    return;
  use->first = snapshot->day;
  g_free(use->path);
  g_strfreev(use->field_names);
  use->path = g_strdup(snapshot->path);
  use->field_names = g_strdupv(snapshot->field_names);
}

void
sal_class_use_add(SalClassUse *use, const SalSnapshot *snapshot)
{
  const guint place = find_place(use, snapshot->day);
  if (place < use->days->len && g_array_index(use->days, SalClassDay, place).day == snapshot->day)
    return;
  add_day(use, snapshot, place);
  for (guint c = 0; c < use->n_classes; c++)
    use->matched[c] |= g_array_index(snapshot->areas, SalControlArea, c).n_features > 0;
  for (guint i = 0; i < use->n_fields; i++)
    use->had[i] |= snapshot->has_field == NULL || snapshot->has_field[i];
  take_first(use, snapshot);
}

gboolean
sal_class_use_has(const SalClassUse *use, guint index)
{
  return use->matched[index];
}

const GArray *
sal_class_use_get_days(const SalClassUse *use)
{
  return use->days;
}

/* The file's own fields and the pseudo-fields. Owned by the caller. */
static char **
list_known(const SalClassUse *use)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  if (use->field_names != NULL)
    g_strv_builder_addv(names, (const char **)use->field_names);
  g_strv_builder_addv(names, (const char **)sal_source_pseudo_fields);
  return g_strv_builder_end(names);
}

static gboolean
set_field_error(const SalClassUse *use, const char *field, GError **error)
{
  g_auto(GStrv) known = list_known(use);
  g_autofree char *list = use->field_names != NULL ? g_strjoinv(", ", use->field_names) : g_strdup("");
  g_autofree char *everywhere = g_strjoinv(", ", (char **)sal_source_pseudo_fields);
  g_autofree char *path = sal_error_quote_path(use->path);
  g_autofree char *fields = sal_error_quote(list), *wanted = sal_error_quote(field);
  g_autofree char *suggestion = sal_error_suggest(field, (const char *const *)known);
  sal_error_set_option(error, SAL_ERROR_FORMAT, "class",
                       "field '%s': expected one of the file's (%s) or %s, got none of that name%s", wanted,
                       fields, everywhere, suggestion);
  g_prefix_error(error, "%s: ", path);
  return FALSE;
}

static gboolean
check_fields(const SalClassUse *use, const SalClasses *classes, GError **error)
{
  for (guint i = 0; i < use->n_fields; i++)
    if (!use->had[i] && sal_classes_require_field(classes, i))
      return set_field_error(use, sal_classes_get_fields(classes)[i], error);
  return TRUE;
}

/* Whether a value comes again on another date. Layers that do not are called after their files. */
static gboolean
has_lasting(const SalValues *values)
{
  g_autoptr(GPtrArray) list = sal_values_list(values);
  for (guint i = 0; i < list->len; i++)
    if (((const SalValue *)list->pdata[i])->n_dates > 1)
      return TRUE;
  return FALSE;
}

/* What there is in the fields that a class asks for, and in which layers: " (status 'held' (8); layer 'x'
 * (4))". index: of the class, or -1 for all classes. "" if no values are known. Owned by the caller. */
static char *
describe_values(const SalClassUse *use, int index)
{
  const SalClasses *classes = sal_series_get_class_definitions(use->series);
  GString *text = g_string_new(NULL);
  guint n_told = 0;
  for (guint i = 0; use->values->n_features > 0 && i < use->values->values->len && n_told < MAX_FIELDS; i++) {
    const gboolean is_asked = i >= use->n_fields ? has_lasting(use->values->values->pdata[i])
                                                 : index < 0 || sal_classes_ask_for(classes, (guint)index, i);
    if (!is_asked || (i < use->n_fields && !use->had[i]))
      continue;
    g_autofree char *told = sal_field_values_format(use->values, i);
    g_string_append_printf(text, "%s%s", n_told++ > 0 ? "; " : " (there are: ", told);
  }
  g_string_append(text, n_told > 0 ? ")" : "");
  return g_string_free(text, FALSE);
}

/* Where all classes are optional, something must still belong to one of them. */
static gboolean
check_any(const SalClassUse *use, const SalClasses *classes, GError **error)
{
  for (guint c = 0; c < use->n_classes; c++)
    if (use->matched[c])
      return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)sal_classes_get_names(classes));
  g_autofree char *quoted = sal_error_quote(list), *values = describe_values(use, -1);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "class",
                              "expected areas that belong to one of %s, got none on any date%s", quoted,
                              values);
}

static gboolean
check_class(const SalClassUse *use, const SalClasses *classes, guint index, GError **error)
{
  if (use->matched[index] || sal_classes_is_optional(classes, index))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(sal_classes_get_names(classes)[index]);
  g_autofree char *values = describe_values(use, (int)index);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "class",
                              "'%s': expected areas that belong to it, got none on any date%s", quoted,
                              values);
}

static gboolean
wants_unclassed(const SalClassUse *use)
{
  return use->unclassed != NULL && !sal_series_has_picked_classes(use->series);
}

static guint
count_unclassed_days(const SalClassUse *use)
{
  guint n = 0;
  for (guint i = 0; i < use->days->len; i++)
    n += g_array_index(use->days, SalClassDay, i).unclassed != NULL;
  return n;
}

SalUnclassed *
sal_class_use_list_unclassed(const SalClassUse *use)
{
  if (!wants_unclassed(use))
    return NULL;
  SalUnclassed *unclassed = g_new0(SalUnclassed, 1);
  unclassed->n_features = use->unclassed->n_features;
  unclassed->n_dates = count_unclassed_days(use);
  if (unclassed->n_features == 0)
    return unclassed;
  const guint index = sal_field_values_find_telling(use->unclassed, use->values);
  const SalValues *values = use->unclassed->values->pdata[index];
  unclassed->field = g_strdup(use->unclassed->names[index]);
  unclassed->values = sal_values_new(sal_values_get_n(values));
  sal_values_merge(unclassed->values, values);
  return unclassed;
}

void
sal_unclassed_free(SalUnclassed *unclassed)
{
  if (unclassed == NULL)
    return;
  g_free(unclassed->field);
  sal_values_free(unclassed->values);
  g_free(unclassed);
}

/* "12 features on 4 dates belong to no class: layer 'x' (8), 'y' (4)", with the verb that one and that
 * several have. NULL: there are none. Owned by the caller. */
static char *
describe_unclassed(const SalClassUse *use, const char *one_does, const char *many_do)
{
  const guint n = wants_unclassed(use) ? use->unclassed->n_features : 0;
  const guint n_days = count_unclassed_days(use);
  if (n == 0)
    return NULL;
  const guint field = sal_field_values_find_telling(use->unclassed, use->values);
  g_autofree char *values = sal_field_values_format(use->unclassed, field);
  return g_strdup_printf("%u feature%s on %u date%s %s: %s", n, n == 1 ? "" : "s", n_days,
                         n_days == 1 ? "" : "s", n == 1 ? one_does : many_do, values);
}

char *
sal_class_use_describe_unclassed(const SalClassUse *use)
{
  return describe_unclassed(use, "belongs to no class", "belong to no class");
}

static gboolean
check_strictly(const SalClassUse *use, GError **error)
{
  g_autofree char *unclassed = sal_series_is_strict(use->series)
                                   ? describe_unclassed(use, "that belongs to none", "that belong to none")
                                   : NULL;
  return unclassed == NULL || sal_error_set_option(error, SAL_ERROR_FORMAT, "strict",
                                                   "expected a class for every feature, got %s", unclassed);
}

gboolean
sal_class_use_check(const SalClassUse *use, GError **error)
{
  const SalClasses *classes = sal_series_get_class_definitions(use->series);
  if (!sal_classes_are_defined(classes) || use->path == NULL)
    return TRUE;
  if (!check_fields(use, classes, error))
    return FALSE;
  for (guint c = 0; c < use->n_classes; c++)
    if (!check_class(use, classes, c, error))
      return FALSE;
  return check_any(use, classes, error) && check_strictly(use, error);
}

const SalValues *
sal_class_use_get_unclassed(const SalClassUse *use, const SalClassDay *day, const char **field)
{
  if (day->unclassed == NULL)
    return NULL;
  const guint index = sal_field_values_find_telling(use->unclassed, use->values);
  *field = use->unclassed->names[index];
  return day->unclassed->values->pdata[index];
}
