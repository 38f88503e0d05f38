#include "data/series/class.h"

#include "data/base/error.h"
#include "data/series/class-order.h"
#include "data/series/expression.h"

#include <string.h>

struct _SalClasses {
  gboolean defined;
  GPtrArray *names;        /* interned, NULL-terminated */
  GPtrArray *fields;       /* utf8, NULL-terminated */
  GPtrArray *texts;        /* utf8: the expressions, by class; empty if the user defined no classes */
  GPtrArray *expressions;  /* SalExpression; likewise; NULL: other classes make it up */
  GPtrArray *compositions; /* SalComposition; likewise; NULL: features make it up */
  GArray *optional;        /* gboolean; likewise */
  GArray *order;           /* guint: parts come before what is made of them */
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

/* Reads the name and the text of a definition; the text is understood when all names are known. */
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
  g_ptr_array_add(classes->texts, g_strstrip(g_strdup(equals + 1)));
  g_array_append_val(classes->optional, optional);
  classes->names->pdata[classes->names->len - 1] = (gpointer)g_intern_string(name);
  g_ptr_array_add(classes->names, NULL);
  return TRUE;
}

static gboolean
read_composition(SalClasses *classes, guint index, GError **error)
{
  const char *const *names = sal_classes_get_names(classes);
  SalComposition *composition = sal_composition_new(classes->texts->pdata[index], error);
  g_ptr_array_add(classes->compositions, composition);
  g_ptr_array_add(classes->expressions, NULL);
  return composition != NULL && sal_composition_find_parts(composition, names, names[index], error);
}

static gboolean
read_expression(SalClasses *classes, guint index, GError **error)
{
  const char *text = classes->texts->pdata[index];
  SalExpression *expression = sal_expression_new(text, classes->fields, error);
  g_ptr_array_add(classes->expressions, expression);
  g_ptr_array_add(classes->compositions, NULL);
  if (expression != NULL)
    return TRUE;
  g_autofree char *hint = sal_composition_hint(text, sal_classes_get_names(classes));
  return sal_error_append(error, "%s", hint);
}

static gboolean
read_definition(SalClasses *classes, guint index, GError **error)
{
  if (sal_composition_is_one(classes->texts->pdata[index]) ? read_composition(classes, index, error)
                                                           : read_expression(classes, index, error))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(sal_classes_get_names(classes)[index]);
  g_prefix_error(error, "%s: ", quoted);
  return FALSE;
}

static gboolean
read_definitions(SalClasses *classes, const char *const *definitions, GError **error)
{
  for (guint i = 0; definitions[i] != NULL; i++)
    if (!add_class(classes, definitions[i], error))
      return FALSE;
  for (guint i = 0; i < classes->texts->len; i++)
    if (!read_definition(classes, i, error))
      return FALSE;
  classes->order = sal_class_order_find(classes->compositions, sal_classes_get_names(classes), error);
  return classes->order != NULL;
}

static void
free_expression(gpointer expression)
{
  sal_expression_free(expression);
}

static void
free_composition(gpointer composition)
{
  sal_composition_free(composition);
}

static void
clear_classes(gpointer data)
{
  SalClasses *classes = data;
  g_ptr_array_unref(classes->names);
  g_ptr_array_unref(classes->fields);
  g_ptr_array_unref(classes->texts);
  g_ptr_array_unref(classes->expressions);
  g_ptr_array_unref(classes->compositions);
  g_array_unref(classes->optional);
  g_clear_pointer(&classes->order, g_array_unref);
}

SalClasses *
sal_classes_new(const char *const *definitions, GError **error)
{
  g_autoptr(SalClasses) classes = g_atomic_rc_box_new0(SalClasses);
  classes->names = g_ptr_array_new();
  classes->fields = g_ptr_array_new_with_free_func(g_free);
  classes->texts = g_ptr_array_new_with_free_func(g_free);
  classes->expressions = g_ptr_array_new_with_free_func(free_expression);
  classes->compositions = g_ptr_array_new_with_free_func(free_composition);
  classes->optional = g_array_new(FALSE, FALSE, sizeof(gboolean));
  classes->defined = definitions != NULL && definitions[0] != NULL;
  if (!classes->defined)
    g_ptr_array_add(classes->names, (gpointer)g_intern_static_string("control"));
  g_ptr_array_add(classes->names, NULL);
  g_ptr_array_add(classes->fields, NULL);
  if (classes->defined && !read_definitions(classes, definitions, error))
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
sal_classes_ask_for(const SalClasses *classes, guint index, guint field)
{
  return classes->defined && classes->expressions->pdata[index] != NULL &&
         sal_expression_asks_for(classes->expressions->pdata[index], field);
}

gboolean
sal_classes_require_field(const SalClasses *classes, guint field)
{
  for (guint i = 0; i < classes->expressions->len; i++)
    if (!sal_classes_is_optional(classes, i) && sal_classes_ask_for(classes, i, field))
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
  if (!classes->defined)
    return TRUE;
  return classes->expressions->pdata[index] != NULL &&
         sal_expression_holds(classes->expressions->pdata[index], values);
}

int
sal_classes_find(const SalClasses *classes, const char *name)
{
  for (guint i = 0; i < sal_classes_get_n(classes); i++)
    if (g_str_equal(classes->names->pdata[i], name))
      return (int)i;
  return -1;
}

const SalComposition *
sal_classes_get_composition(const SalClasses *classes, guint index)
{
  return classes->defined ? classes->compositions->pdata[index] : NULL;
}

guint
sal_classes_get_made(const SalClasses *classes, guint step)
{
  return classes->defined ? g_array_index(classes->order, guint, step) : step;
}

void
sal_classes_mark_parts(const SalClasses *classes, guint index, guint8 *marks)
{
  marks[index] = TRUE;
  for (guint step = sal_classes_get_n(classes); step > 0; step--) {
    guint n = 0;
    const guint made = sal_classes_get_made(classes, step - 1);
    const SalComposition *composition = sal_classes_get_composition(classes, made);
    const guint *parts = composition != NULL ? sal_composition_get_parts(composition, &n) : NULL;
    for (guint i = 0; marks[made] && i < n; i++)
      marks[parts[i]] = TRUE;
  }
}

char *
sal_classes_describe(const SalClasses *classes, const char *name)
{
  const guint n = sal_classes_get_n(classes);
  const int index = name != NULL ? sal_classes_find(classes, name) : -1;
  g_autofree guint8 *marks = g_new0(guint8, n);
  GString *text = g_string_new(NULL);
  if (index >= 0)
    sal_classes_mark_parts(classes, (guint)index, marks);
  for (guint i = 0; i < n; i++) {
    const SalComposition *composition = sal_classes_get_composition(classes, i);
    if (composition == NULL || (name != NULL && !marks[i]))
      continue;
    g_autofree char *told = sal_composition_format(composition);
    g_string_append_printf(text, "%s%s = %s", text->len > 0 ? "; " : "", sal_classes_get_names(classes)[i],
                           told);
  }
  if (text->len > 0)
    return g_string_free(text, FALSE);
  g_string_free(text, TRUE);
  return NULL;
}
