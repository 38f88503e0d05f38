#include "sides.h"

#include <string.h>

static const char *const class_options[2] = { "--a-class", "--b-class" };

#define OVERRIDE(view, own, field)                                                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((own)->field != NULL)                                                                                \
      (view)->field = (own)->field;                                                                          \
  }                                                                                                          \
  G_STMT_END

static void
make_view(const Arguments *arguments, guint side, Arguments *view)
{
  const SideArguments *own = &arguments->sides[side], *other = &arguments->sides[1 - side];
  *view = *arguments;
  if (own->sources != NULL)
    view->operands = own->sources;
  OVERRIDE(view, own, layers);
  OVERRIDE(view, own, where);
  OVERRIDE(view, own, source_crs);
  OVERRIDE(view, own, territory);
  OVERRIDE(view, own, side);
  OVERRIDE(view, own, date_field);
  OVERRIDE(view, own, date_pattern);
  OVERRIDE(view, own, time_zone);
  OVERRIDE(view, own, valid_from);
  OVERRIDE(view, own, valid_to);
  if (view->territory == NULL && other->territory != NULL)
    view->snap = -1;
  if (own->date_shift != NO_SHIFT)
    view->date_shift = own->date_shift;
}

static gboolean
check_sources(const Arguments *arguments, GError **error)
{
  const gboolean has_a = arguments->sides[0].sources != NULL, has_b = arguments->sides[1].sources != NULL;
  const gboolean has_both = arguments->operands->len > 0;
  if (has_both && has_a && has_b) {
    g_autofree char *quoted = sal_error_quote(arguments->operands->pdata[0]);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected --a and --b, or a SOURCE for a side that has none, got '%s' besides both",
                         quoted);
  }
  if (has_both || (has_a && has_b))
    return TRUE;
  return sal_error_set(error, SAL_ERROR_USAGE, "expected --a SOURCE and --b SOURCE, got none for %s",
                       has_a   ? "B"
                       : has_b ? "A"
                               : "either");
}

/* The definition that --class gives to a name, lent; NULL: none. */
static const char *
find_definition(const GPtrArray *definitions, const char *name)
{
  const gsize length = strlen(name);
  for (guint i = 0; definitions != NULL && i < definitions->len; i++) {
    const char *definition = definitions->pdata[i];
    if (strncmp(definition, name, length) == 0 && definition[length] == '=')
      return definition;
  }
  return NULL;
}

/* Definitions stand for themselves, names for the definition that --class gives. */
static gboolean
pick_classes(const Arguments *arguments, Sides *sides, guint side, GError **error)
{
  const GPtrArray *words = arguments->sides[side].classes;
  if (words == NULL)
    return TRUE;
  if (arguments->exclusive)
    return sal_error_set(error, SAL_ERROR_USAGE, "--exclusive: expected --class alone with it, got %s",
                         class_options[side]);
  sides->pickeds[side] = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  for (guint i = 0; i < words->len; i++) {
    const char *word = words->pdata[i];
    const char *definition = strchr(word, '=') != NULL ? word : find_definition(arguments->classes, word);
    if (definition == NULL) {
      g_autofree char *quoted = sal_error_quote(word);
      return sal_error_set(error, SAL_ERROR_USAGE,
                           "%s: expected NAME=EXPR, or a name that --class defines, got '%s'",
                           class_options[side], quoted);
    }
    g_ptr_array_add(sides->pickeds[side], g_strdup(definition));
  }
  sides->views[side].classes = sides->pickeds[side];
  return TRUE;
}

/* Classes of either side in the order in which they are given. */
static gboolean
pair_classes(Sides *sides, GError **error)
{
  const char *const *a = sal_classes_get_names(sides->settings[0].classes);
  const char *const *b = sal_classes_get_names(sides->settings[1].classes);
  const guint n_a = g_strv_length((char **)a), n_b = g_strv_length((char **)b);
  if (n_a != n_b)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "--a-class, --b-class: expected as many classes of A as of B, got %u and %u", n_a,
                         n_b);
  sides->n_classes = n_a;
  sides->classes = g_new(SalClassPair, n_a);
  for (guint i = 0; i < n_a; i++)
    sides->classes[i] = sal_class_pair_new(a[i], b[i]);
  return TRUE;
}

/* As the user says; else the sources as they are spelled, and where those are alike, the class. */
static char *
make_name(const Arguments *arguments, const Sides *sides, guint side)
{
  if (arguments->sides[side].name != NULL)
    return g_strdup(arguments->sides[side].name);
  g_autofree char *own = g_strjoinv(", ", (char **)sides->views[side].operands->pdata);
  g_autofree char *other = g_strjoinv(", ", (char **)sides->views[1 - side].operands->pdata);
  const SalClassPair *first = &sides->classes[0];
  if (g_str_equal(own, other) && sides->n_classes == 1 && first->a != first->b)
    return g_strdup(side == 0 ? first->a : first->b);
  return g_utf8_make_valid(own, -1);
}

static void
make_names(const Arguments *arguments, Sides *sides)
{
  for (guint side = 0; side < 2; side++)
    sides->names[side] = make_name(arguments, sides, side);
  if (!g_str_equal(sides->names[0], sides->names[1]))
    return;
  for (guint side = 0; side < 2; side++) {
    g_autofree char *name = sides->names[side];
    sides->names[side] = g_strdup_printf("%s (%c)", name, "AB"[side]);
  }
}

gboolean
sides_resolve(const Arguments *arguments, Sides *sides, GError **error)
{
  if (!check_sources(arguments, error))
    return FALSE;
  for (guint side = 0; side < 2; side++) {
    make_view(arguments, side, &sides->views[side]);
    if (!pick_classes(arguments, sides, side, error) ||
        !settings_resolve(&sides->views[side], &sides->settings[side], error))
      return FALSE;
  }
  if (!pair_classes(sides, error))
    return FALSE;
  make_names(arguments, sides);
  return TRUE;
}

void
sides_clear(Sides *sides)
{
  for (guint side = 0; side < 2; side++) {
    settings_clear(&sides->settings[side]);
    g_free(sides->names[side]);
    g_clear_pointer(&sides->pickeds[side], g_ptr_array_unref);
  }
  g_free(sides->classes);
}
