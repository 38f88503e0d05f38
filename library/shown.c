#include "library/shown.h"

#include "data/base/error.h"

static gboolean
set_unknown(const char *name, const char *const *names, GError **error)
{
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *quoted = sal_error_quote(name), *known = sal_error_quote(list);
  g_autofree char *hint = sal_error_suggest(name, names);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "show", "expected one of the classes (%s), got '%s'%s",
                              known, quoted, hint);
}

gboolean
sal_shown_check(const SalientOptions *options, const SalClasses *classes, GError **error)
{
  return options->show == NULL || sal_classes_find(classes, options->show) >= 0 ||
         set_unknown(options->show, sal_classes_get_names(classes), error);
}

const char *
sal_shown_find(const SalientOptions *options, const SalClasses *classes)
{
  const int index = options->show != NULL ? sal_classes_find(classes, options->show) : -1;
  return index >= 0 ? sal_classes_get_names(classes)[index] : NULL;
}

gboolean
sal_shown_find_pair(const SalientOptions *options, const SalSides *sides, int *pair, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  *pair = -1;
  for (guint i = 0; options->show != NULL && i < sides->n_classes; i++) {
    const SalClassPair *own = &sides->classes[i];
    g_ptr_array_add(names, (gpointer)own->name);
    if (*pair < 0 && (g_str_equal(own->a, options->show) || g_str_equal(own->b, options->show) ||
                      g_str_equal(own->name, options->show)))
      *pair = (int)i;
  }
  g_ptr_array_add(names, NULL);
  return options->show == NULL || *pair >= 0 ||
         set_unknown(options->show, (const char *const *)names->pdata, error);
}

gboolean
sal_shown_set_unused(const char *class_name, GError **error)
{
  g_autofree char *quoted = sal_error_quote(class_name);
  return sal_error_set_option(
      error, SAL_ERROR_FORMAT, "show",
      "expected a class to which something belongs, got '%s' with nothing on any date", quoted);
}

/* Whether an option was set by the caller, not by a project or preset. */
static gboolean
is_set_directly(const SalientOptions *options, const char *name)
{
  return g_hash_table_contains(options->given, name) && sal_options_get_place(options, name) == NULL;
}

/* Whether what an option says is about the classes: a project or preset speaks of its own. */
static gboolean
is_about_classes(const SalientOptions *options, const char *name)
{
  return is_set_directly(options, name) ||
         !(is_set_directly(options, "class") || is_set_directly(options, "show"));
}

/* The class that sentences are about: the one that `show` names, else the first; NULL: there is none. */
static const char *
find_subject(const SalientOptions *options, const SalClasses *classes)
{
  return options->show != NULL ? sal_shown_find(options, classes) : sal_classes_get_names(classes)[0];
}

gboolean
sal_shown_has_holder(const SalientOptions *options, const SalClasses *classes, const char *class_name)
{
  const char *shown = find_subject(options, classes);
  return options->holder != NULL && shown != NULL && (class_name == NULL || class_name == shown) &&
         is_about_classes(options, "holder");
}

char *
sal_shown_define(const SalientOptions *options, const SalClasses *classes, const char *class_name)
{
  const char *shown = find_subject(options, classes);
  g_autofree char *parts = sal_classes_describe(classes, class_name);
  const gboolean is_about = shown != NULL && (class_name == NULL || class_name == shown);
  const gboolean has_sentence = options->definition != NULL && options->definition[0] != '\0' &&
                                is_about_classes(options, "definition");
  if (!is_about || !has_sentence)
    return g_steal_pointer(&parts);
  return g_strdup_printf("%s: %s%s%s", shown, options->definition, parts != NULL ? "; " : "",
                         parts != NULL ? parts : "");
}

char *
sal_shown_define_sides(const SalSides *sides, const SalClassPair *pair)
{
  g_autofree char *a =
      sal_shown_define(&sides->views[0], sides->settings[0].classes, pair != NULL ? pair->a : NULL);
  g_autofree char *b =
      sal_shown_define(&sides->views[1], sides->settings[1].classes, pair != NULL ? pair->b : NULL);
  if (g_strcmp0(a, b) == 0)
    return g_steal_pointer(&a);
  if (a == NULL || b == NULL)
    return g_strdup_printf("%s (%s)", a != NULL ? a : b, a != NULL ? "A" : "B");
  return g_strdup_printf("%s (A); %s (B)", a, b);
}
