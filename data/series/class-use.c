#include "data/series/class-use.h"

#include "data/base/error.h"

struct _SalClassUse {
  const SalSeries *series;
  guint n_classes, n_fields;
  guint8 *matched, *had; /* of each class; of each field */
  SalDay first;          /* the day of the earliest snapshot; what follows is of its files */
  char *path;
  char **field_names;
};

SalClassUse *
sal_class_use_new(const SalSeries *series)
{
  const SalClasses *classes = sal_series_get_class_definitions(series);
  SalClassUse *use = g_new0(SalClassUse, 1);
  use->series = series;
  use->n_classes = sal_classes_get_n(classes);
  use->n_fields = g_strv_length((char **)sal_classes_get_fields(classes));
  use->matched = g_new0(guint8, use->n_classes);
  use->had = g_new0(guint8, use->n_fields + 1);
  return use;
}

void
sal_class_use_free(SalClassUse *use)
{
  if (use == NULL)
    return;
  g_free(use->matched);
  g_free(use->had);
  g_free(use->path);
  g_strfreev(use->field_names);
  g_free(use);
}

void
sal_class_use_add(SalClassUse *use, const SalSnapshot *snapshot)
{
  for (guint c = 0; c < use->n_classes; c++)
    use->matched[c] |= g_array_index(snapshot->areas, SalControlArea, c).n_features > 0;
  for (guint i = 0; i < use->n_fields; i++)
    use->had[i] |= snapshot->has_field == NULL || snapshot->has_field[i];
  if (use->path != NULL && use->first <= snapshot->day)
    return;
  use->first = snapshot->day;
  g_free(use->path);
  g_strfreev(use->field_names);
  use->path = g_strdup(snapshot->path);
  use->field_names = g_strdupv(snapshot->field_names);
}

gboolean
sal_class_use_has(const SalClassUse *use, guint index)
{
  return use->matched[index];
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

/* Where all classes are optional, something must still belong to one of them. */
static gboolean
check_any(const SalClassUse *use, const SalClasses *classes, GError **error)
{
  for (guint c = 0; c < use->n_classes; c++)
    if (use->matched[c])
      return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)sal_classes_get_names(classes));
  g_autofree char *quoted = sal_error_quote(list);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "class",
                              "expected areas that belong to one of %s, got none on any date", quoted);
}

gboolean
sal_class_use_check(const SalClassUse *use, GError **error)
{
  const SalClasses *classes = sal_series_get_class_definitions(use->series);
  if (!sal_classes_are_defined(classes) || use->path == NULL)
    return TRUE;
  if (!check_fields(use, classes, error))
    return FALSE;
  for (guint c = 0; c < use->n_classes; c++) {
    g_autofree char *quoted = sal_error_quote(sal_classes_get_names(classes)[c]);
    if (!use->matched[c] && !sal_classes_is_optional(classes, c))
      return sal_error_set_option(error, SAL_ERROR_FORMAT, "class",
                                  "'%s': expected areas that belong to it, got none on any date", quoted);
  }
  return check_any(use, classes, error);
}
