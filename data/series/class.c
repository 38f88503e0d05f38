#include "data/series/class.h"

#include "data/base/error.h"
#include "data/series/expression.h"

#include <string.h>

struct _SalClasses {
  gboolean defined;
  GPtrArray *names;       /* interned, NULL-terminated */
  GPtrArray *fields;      /* utf8, NULL-terminated */
  GPtrArray *expressions; /* SalExpression, by class; empty if the user defined no classes */
  GPtrArray *texts;       /* utf8: the texts of the expressions; likewise */
  GArray *optional;       /* gboolean; likewise */
};

static gboolean
check_name(const SalClasses *classes, const char *name, GError **error)
{
  g_autofree char *quoted = sal_error_quote(name);
  if (name[0] == '\0')
    return sal_error_set(error, SAL_ERROR_USAGE, "expected a name before '=', got none");
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p))
    if (g_unichar_iscntrl(g_utf8_get_char(p)))
      return sal_error_set(error, SAL_ERROR_USAGE, "expected a name without control characters, got '%s'",
                           quoted);
  if (g_strv_contains((const char *const *)classes->names->pdata, name))
    return sal_error_set(error, SAL_ERROR_USAGE, "expected different names, got '%s' twice", quoted);
  return TRUE;
}

/* Reads what is before "=": the name, and a "?" if the class is optional. Owned by the caller. */
static char *
read_name(const char *definition, gsize length, gboolean *optional)
{
  char *name = g_strstrip(g_strndup(definition, length));
  *optional = g_str_has_suffix(name, "?");
  if (*optional)
    name[strlen(name) - 1] = '\0';
  return g_strchomp(name);
}

static gboolean
add_class(SalClasses *classes, const char *definition, GError **error)
{
  const char *equals = strchr(definition, '=');
  g_autofree char *quoted = sal_error_quote(definition);
  if (!g_utf8_validate(definition, -1, NULL) || equals == NULL)
    return sal_error_set(error, SAL_ERROR_USAGE, "expected NAME=EXPRESSION, got '%s'", quoted);
  gboolean optional = FALSE;
  g_autofree char *name = read_name(definition, (gsize)(equals - definition), &optional);
  if (!check_name(classes, name, error))
    return FALSE;
  SalExpression *expression = sal_expression_new(equals + 1, classes->fields, error);
  if (expression == NULL) {
    g_autofree char *quoted_name = sal_error_quote(name);
    g_prefix_error(error, "%s: ", quoted_name);
    return FALSE;
  }
  g_ptr_array_add(classes->expressions, expression);
  g_ptr_array_add(classes->texts, g_strstrip(g_strdup(equals + 1)));
  g_array_append_val(classes->optional, optional);
  classes->names->pdata[classes->names->len - 1] = (gpointer)g_intern_string(name);
  g_ptr_array_add(classes->names, NULL);
  return TRUE;
}

static void
clear_classes(gpointer data)
{
  SalClasses *classes = data;
  g_ptr_array_unref(classes->names);
  g_ptr_array_unref(classes->fields);
  g_ptr_array_unref(classes->expressions);
  g_ptr_array_unref(classes->texts);
  g_array_unref(classes->optional);
}

SalClasses *
sal_classes_new(const char *const *definitions, GError **error)
{
  g_autoptr(SalClasses) classes = g_atomic_rc_box_new0(SalClasses);
  classes->names = g_ptr_array_new();
  classes->fields = g_ptr_array_new_with_free_func(g_free);
  classes->expressions = g_ptr_array_new_with_free_func((GDestroyNotify)sal_expression_free);
  classes->texts = g_ptr_array_new_with_free_func(g_free);
  classes->optional = g_array_new(FALSE, FALSE, sizeof(gboolean));
  classes->defined = definitions != NULL && definitions[0] != NULL;
  if (!classes->defined)
    g_ptr_array_add(classes->names, (gpointer)g_intern_static_string("control"));
  g_ptr_array_add(classes->names, NULL);
  g_ptr_array_add(classes->fields, NULL);
  for (guint i = 0; classes->defined && definitions[i] != NULL; i++)
    if (!add_class(classes, definitions[i], error))
      return NULL;
  return g_steal_pointer(&classes);
}

SalClasses *
sal_classes_ref(SalClasses *classes)
{
  return g_atomic_rc_box_acquire(classes);
}

void
sal_classes_unref(SalClasses *classes)
{
  g_atomic_rc_box_release_full(classes, clear_classes);
}

gboolean
sal_classes_are_defined(const SalClasses *classes)
{
  return classes->defined;
}

guint
sal_classes_get_n(const SalClasses *classes)
{
  return classes->names->len - 1;
}

const char *const *
sal_classes_get_names(const SalClasses *classes)
{
  return (const char *const *)classes->names->pdata;
}

const char *const *
sal_classes_get_fields(const SalClasses *classes)
{
  return (const char *const *)classes->fields->pdata;
}

gboolean
sal_classes_is_optional(const SalClasses *classes, guint index)
{
  return classes->defined && g_array_index(classes->optional, gboolean, index);
}

const char *
sal_classes_get_expression(const SalClasses *classes, guint index)
{
  return classes->defined ? classes->texts->pdata[index] : NULL;
}

gboolean
sal_classes_require_field(const SalClasses *classes, guint field)
{
  for (guint i = 0; i < classes->expressions->len; i++)
    if (!sal_classes_is_optional(classes, i) &&
        sal_expression_asks_for(classes->expressions->pdata[i], field))
      return TRUE;
  return FALSE;
}

gboolean
sal_classes_tell_files_apart(const SalClasses *classes)
{
  static const char *const origins[] = { "file", "folder", "layer", "ogr_file", "ogr_folder", "ogr_layer" };
  for (guint i = 0; i + 1 < classes->fields->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS(origins); j++)
      if (g_ascii_strcasecmp(classes->fields->pdata[i], origins[j]) == 0)
        return TRUE;
  return FALSE;
}

gboolean
sal_classes_match(const SalClasses *classes, guint index, char *const *values)
{
  return !classes->defined || sal_expression_holds(classes->expressions->pdata[index], values);
}
