/* Works out which options hold for each side, pairs the classes of both and finds names for the sides. */
#include "library/sides.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/source/source.h"

#include <string.h>

static const char *const class_options[2] = { "a-class", "b-class" };

/* Takes from a side's own options those that say where its data come from and how they are read. All others
 * hold for both sides. */
static void
take_whole(const SalientOptions *whole, SalientOptions *view)
{
  view->sources = whole->sources;
  view->excludes = whole->excludes, view->skip_bad = whole->skip_bad, view->increments = whole->increments;
  view->layers = whole->layers, view->classes = whole->classes;
  view->exclusive = whole->exclusive, view->strict = whole->strict, view->allow_empty = whole->allow_empty;
  view->where = whole->where, view->source_crs = whole->source_crs;
  view->territory = whole->territory, view->side = whole->side, view->snap = whole->snap;
  view->date_field = whole->date_field, view->date_pattern = whole->date_pattern;
  view->time_zone = whole->time_zone, view->date_shift = whole->date_shift;
  view->valid_from = whole->valid_from, view->valid_to = whole->valid_to;
  view->valid_to_included = whole->valid_to_included;
  view->max_size = whole->max_size;
  view->credit = whole->credit;
  view->definition = whole->definition, view->show = whole->show;
  view->given = whole->given;
}

#define OVERRIDE(view, own, field)                                                                           \
  G_STMT_START                                                                                               \
  {                                                                                                          \
    if ((own)->field != NULL)                                                                                \
      (view)->field = (own)->field;                                                                          \
  }                                                                                                          \
  G_STMT_END

static void
make_view(const SalientOptions *options, guint side, SalientOptions *view)
{
  const SalSideOptions *own = &options->sides[side], *other = &options->sides[1 - side];
  *view = *options;
  if (own->whole != NULL)
    take_whole(own->whole, view);
  if (own->sources != NULL)
    view->sources = own->sources;
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
  if (own->date_shift != SAL_NO_SHIFT)
    view->date_shift = own->date_shift;
  if (own->snap >= 0)
    view->snap = own->snap;
  else if (view->territory == NULL && other->territory != NULL)
    view->snap = -1;
}

static gboolean
check_sources(const SalientOptions *options, const SalSides *sides, GError **error)
{
  const gboolean has_own[2] = { options->sides[0].sources != NULL, options->sides[1].sources != NULL };
  const gboolean has_a = sides->views[0].sources != NULL, has_b = sides->views[1].sources != NULL;
  if (options->sources != NULL && has_own[0] && has_own[1]) {
    g_autofree char *quoted = sal_error_quote_path(options->sources->pdata[0]);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected " SAL_OPTION("a") " and " SAL_OPTION(
                             "b") ", or a SOURCE for a side that has none, got '%s' besides both",
                         quoted);
  }
  if (has_a && has_b)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected " SAL_OPTION("a") " SOURCE and " SAL_OPTION("b") " SOURCE, got none for %s",
                       has_a   ? "B"
                       : has_b ? "A"
                               : "either");
}

/* The name in a definition "NAME=EXPR" or "NAME ?= EXPR". Owned by the caller. */
static char *
get_defined_name(const char *definition)
{
  char *name = g_strndup(definition, strcspn(definition, "="));
  const gsize n = strlen(name);
  if (n > 0 && name[n - 1] == '?')
    name[n - 1] = '\0';
  return g_strstrip(name);
}

/* The definition of a name, lent. If there is none, returns NULL, and names has all names that are defined. */
static const char *
find_definition(const GPtrArray *definitions, const char *name, GPtrArray *names)
{
  for (guint i = 0; definitions != NULL && i < definitions->len; i++) {
    g_ptr_array_add(names, get_defined_name(definitions->pdata[i]));
    if (g_str_equal(names->pdata[i], name))
      return definitions->pdata[i];
  }
  return NULL;
}

static gboolean
set_class_error(guint side, const char *word, const GPtrArray *names, GError **error)
{
  g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
  g_autofree char *quoted = sal_error_quote(word), *known = sal_error_quote(list);
  g_autofree char *hint = sal_error_suggest(word, (const char *const *)names->pdata);
  if (names->len == 0)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, class_options[side],
        "expected NAME=EXPR, or a name that " SAL_OPTION("class") " or a preset defines, got '%s'", quoted);
  return sal_error_set_option(error, SAL_ERROR_USAGE, class_options[side],
                              "expected NAME=EXPR or one of %s, got '%s'%s", known, quoted, hint);
}

/* Whether a name is that of one of definitions. */
static gboolean
has_definition(const GPtrArray *definitions, const char *name)
{
  for (guint i = 0; i < definitions->len; i++) {
    g_autofree char *own = get_defined_name(definitions->pdata[i]);
    if (g_str_equal(own, name))
      return TRUE;
  }
  return FALSE;
}

/* Adds from definitions what picked classes are made of, and what that is made of. */
static void
add_parts(GPtrArray *picked, const GPtrArray *definitions)
{
  for (guint i = 0; definitions != NULL && i < picked->len; i++) {
    const char *text = strchr(picked->pdata[i], '=') + 1;
    g_autoptr(SalComposition) composition =
        sal_composition_is_one(text) ? sal_composition_new(text, NULL) : NULL;
    const char *const *parts = composition != NULL ? sal_composition_get_names(composition) : NULL;
    for (guint j = 0; parts != NULL && parts[j] != NULL; j++) {
      g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
      const char *definition =
          has_definition(picked, parts[j]) ? NULL : find_definition(definitions, parts[j], names);
      if (definition != NULL)
        g_ptr_array_add(picked, g_strdup(definition));
    }
  }
}

/* Chooses the classes that `a-class` or `b-class` lists. A name there stands for the definition that `class`
 * gives it. What they are made of comes after them and is not compared. */
static gboolean
pick_classes(const SalientOptions *options, SalSides *sides, guint side, GError **error)
{
  const GPtrArray *words = options->sides[side].classes;
  if (words == NULL)
    return TRUE;
  if (sides->views[side].exclusive)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "exclusive",
                                "expected " SAL_OPTION("class") " alone with it, got ‹%s›",
                                class_options[side]);
  sides->pickeds[side] = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  for (guint i = 0; i < words->len; i++) {
    const char *word = words->pdata[i];
    g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated(8, g_free, TRUE);
    const char *definition =
        strchr(word, '=') != NULL ? word : find_definition(sides->views[side].classes, word, names);
    if (definition == NULL)
      return set_class_error(side, word, names, error);
    g_ptr_array_add(sides->pickeds[side], g_strdup(definition));
  }
  sides->n_picked[side] = words->len;
  add_parts(sides->pickeds[side], sides->views[side].classes);
  sides->views[side].classes = sides->pickeds[side];
  return TRUE;
}

static void
add_pair(SalSides *sides, const char *a, const char *b)
{
  const SalClassPair pair = sal_class_pair_new(a, b);
  sides->classes = g_renew(SalClassPair, sides->classes, sides->n_classes + 1);
  sides->classes[sides->n_classes++] = pair;
}

static gboolean
set_pairing_error(const char *expected, const char *const *const names[2], GError **error)
{
  g_autofree char *a = g_strjoinv(", ", (char **)names[0]), *b = g_strjoinv(", ", (char **)names[1]);
  g_autofree char *quoted_a = sal_error_quote(a), *quoted_b = sal_error_quote(b);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      SAL_OPTION("a-class") ", " SAL_OPTION("b-class") ": expected %s, got '%s' of A and '%s' of B", expected,
      quoted_a, quoted_b);
}

/* The names that are to be compared: the picked ones, without what they are made of, or else all. Owned by the
 * caller, who frees the list alone. */
static const char **
list_compared(const SalSides *sides, guint side)
{
  const SalClasses *classes = sides->settings[side].classes;
  const guint n = sides->pickeds[side] != NULL ? sides->n_picked[side] : sal_classes_get_n(classes);
  const char **names = g_new0(const char *, n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = sal_classes_get_names(classes)[i];
  return names;
}

/* Pairs the classes that the user chose, the first of A with the first of B and so on. */
static gboolean
pair_in_order(SalSides *sides, const char *const *const names[2], GError **error)
{
  if (g_strv_length((char **)names[0]) != g_strv_length((char **)names[1]))
    return set_pairing_error("as many classes of A as of B", names, error);
  for (guint i = 0; names[0][i] != NULL; i++)
    add_pair(sides, names[0][i], names[1][i]);
  return TRUE;
}

/* Pairs the classes that have the same name, in the order of A. */
static gboolean
pair_namesakes(SalSides *sides, const char *const *const names[2], GError **error)
{
  for (guint i = 0; names[0][i] != NULL; i++)
    if (g_strv_contains(names[1], names[0][i]))
      add_pair(sides, names[0][i], names[0][i]);
  return sides->n_classes > 0 ||
         set_pairing_error("a class of A and one of B to compare, for want of namesakes", names, error);
}

static gboolean
pair_classes(SalSides *sides, GError **error)
{
  g_autofree const char **a = list_compared(sides, 0), **b = list_compared(sides, 1);
  const char *const *const names[2] = { a, b };
  return sides->pickeds[0] != NULL || sides->pickeds[1] != NULL ? pair_in_order(sides, names, error)
                                                                : pair_namesakes(sides, names, error);
}

void
sal_sides_list_single_classes(const SalSides *sides, GPtrArray *remarks)
{
  if (sides->pickeds[0] != NULL || sides->pickeds[1] != NULL)
    return;
  for (guint side = 0; side < 2; side++) {
    const char *const *others = sal_classes_get_names(sides->settings[1 - side].classes);
    const char *const *own = sal_classes_get_names(sides->settings[side].classes);
    g_autoptr(GPtrArray) single = g_ptr_array_new_null_terminated(4, NULL, TRUE);
    for (guint i = 0; own[i] != NULL; i++)
      if (!g_strv_contains(others, own[i]))
        g_ptr_array_add(single, (gpointer)own[i]);
    if (single->len == 0)
      continue;
    g_autofree char *list = g_strjoinv("', '", (char **)single->pdata);
    g_autofree char *quoted = sal_error_quote(list);
    g_ptr_array_add(remarks, g_strdup_printf("class%s '%s': defined for %c alone, left out",
                                             single->len > 1 ? "es" : "", quoted, "AB"[side]));
  }
}

/* Lists the sources of a side for people, without passwords. whole: with their folders. Owned by the caller. */
static char *
list_sources(const SalSides *sides, guint side, gboolean whole)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  for (char **source = (char **)sides->views[side].sources->pdata; *source != NULL; source++) {
    g_autofree char *masked = sal_secrets_mask(*source);
    const gboolean has_base = !whole && !sal_source_is_database(*source);
    g_ptr_array_add(words, has_base ? g_path_get_basename(masked) : g_strdup(masked));
  }
  g_autofree char *list = g_strjoinv(", ", (char **)words->pdata);
  return g_utf8_make_valid(list, -1);
}

/* The name that the user gives to a side, or else its sources. If these are the same on both sides and only one
 * class of A is compared with another one of B, the name is that of the class. */
static char *
make_name(const SalientOptions *options, const SalSides *sides, guint side)
{
  if (options->sides[side].name != NULL)
    return g_strdup(options->sides[side].name);
  const SalClassPair *first = &sides->classes[0];
  g_autofree char *own = list_sources(sides, side, TRUE), *other = list_sources(sides, 1 - side, TRUE);
  const gboolean are_alike = g_str_equal(own, other);
  if (are_alike && sides->n_classes == 1 && first->a != first->b)
    return g_strdup(side == 0 ? first->a : first->b);
  g_autofree char *brief = list_sources(sides, side, FALSE),
                  *brief_other = list_sources(sides, 1 - side, FALSE);
  return are_alike || !g_str_equal(brief, brief_other) ? g_steal_pointer(&brief) : g_steal_pointer(&own);
}

static void
make_names(const SalientOptions *options, SalSides *sides)
{
  for (guint side = 0; side < 2; side++)
    sides->names[side] = make_name(options, sides, side);
  if (!g_str_equal(sides->names[0], sides->names[1]))
    return;
  for (guint side = 0; side < 2; side++) {
    g_autofree char *name = sides->names[side];
    sides->names[side] = g_strdup_printf("%s (%c)", name, "AB"[side]);
  }
}

/* The credits of both sides. */
static char *
make_credit(const SalSides *sides)
{
  const char *a = sides->views[0].credit, *b = sides->views[1].credit;
  if (a == NULL || b == NULL || g_str_equal(a, b))
    return g_strdup(a != NULL ? a : b);
  return g_strdup_printf("%s; %s", a, b);
}

gboolean
sal_sides_resolve(const SalientOptions *options, SalSides *sides, GError **error)
{
  for (guint side = 0; side < 2; side++)
    make_view(options, side, &sides->views[side]);
  if (!check_sources(options, sides, error))
    return FALSE;
  for (guint side = 0; side < 2; side++)
    if (!pick_classes(options, sides, side, error) ||
        !sal_settings_resolve(&sides->views[side], &sides->settings[side], error))
      return sal_options_blame(&sides->views[side], error);
  for (guint side = 0; side < 2; side++)
    sides->settings[side].series.has_picked_classes = sides->pickeds[side] != NULL;
  if (!pair_classes(sides, error))
    return FALSE;
  make_names(options, sides);
  sides->credit = make_credit(sides);
  return TRUE;
}

void
sal_sides_clear(SalSides *sides)
{
  for (guint side = 0; side < 2; side++) {
    sal_settings_clear(&sides->settings[side]);
    g_free(sides->names[side]);
    g_clear_pointer(&sides->pickeds[side], g_ptr_array_unref);
  }
  g_free(sides->classes);
  g_free(sides->credit);
}
