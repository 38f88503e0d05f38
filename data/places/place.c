#include "data/places/place.h"

#include "data/base/error.h"
#include "data/places/placenames.h"

#include <math.h>
#include <string.h>

GArray *
sal_place_list_new(void)
{
  GArray *places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  g_array_set_clear_func(places, (GDestroyNotify)sal_place_clear);
  return places;
}

void
sal_place_clear(SalPlace *place)
{
  g_clear_pointer(&place->name, g_free);
  g_clear_pointer(&place->names, g_array_unref);
  g_clear_pointer(&place->polygons, sal_geometry_free);
}

static void
clear_name(gpointer data)
{
  g_free(((SalPlaceName *)data)->text);
}

void
sal_place_add_name(SalPlace *place, const char *lang, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (place->names == NULL) {
    place->names = g_array_new(FALSE, FALSE, sizeof(SalPlaceName));
    g_array_set_clear_func(place->names, clear_name);
  }
  const SalPlaceName name = { g_intern_string(lang), g_strdup(text) };
  g_array_append_val(place->names, name);
}

void
sal_place_add_names(SalPlace *place, const char *lang, const char *list, const char *separator)
{
  g_auto(GStrv) names = g_strsplit(list, separator, -1);
  for (guint i = 0; names[i] != NULL; i++)
    sal_place_add_name(place, lang, g_strstrip(names[i]));
}

const char *
sal_place_get_name(const SalPlace *place, const char *lang)
{
  for (guint i = 0; place->names != NULL && i < place->names->len; i++) {
    const SalPlaceName *name = &g_array_index(place->names, SalPlaceName, i);
    if (g_str_equal(name->lang, lang))
      return name->text;
  }
  return NULL;
}

gboolean
sal_place_has_name(const SalPlace *place, guint64 hash)
{
  if (sal_place_name_hash(place->name) == hash)
    return TRUE;
  for (guint i = 0; place->names != NULL && i < place->names->len; i++)
    if (sal_place_name_hash(g_array_index(place->names, SalPlaceName, i).text) == hash)
      return TRUE;
  return FALSE;
}

void
sal_place_take_names(SalPlace *place, const SalPlace *from)
{
  const guint n_own = place->names != NULL ? place->names->len : 0;
  for (guint i = 0; from->names != NULL && i < from->names->len; i++) {
    const SalPlaceName *name = &g_array_index(from->names, SalPlaceName, i);
    gboolean known = FALSE;
    for (guint j = 0; j < n_own && !known; j++)
      known = g_array_index(place->names, SalPlaceName, j).lang == name->lang;
    sal_place_add_name(place, known ? "" : name->lang, name->text);
  }
}

guint
sal_place_find_rank(double population)
{
  static const double least[] = { 1e6, 3e5, 8e4, 2e4, 3e3 };
  static const guint ranks[] = { 4, 6, 7, 8, 9 };
  for (guint i = 0; i < G_N_ELEMENTS(least); i++)
    if (population >= least[i])
      return ranks[i];
  return 10;
}

double
sal_place_get_importance(const SalPlace *place)
{
  return log10(place->population + 1000) - 0.15 * place->rank;
}

gboolean
sal_place_lang_check(const char *text, GError **error)
{
  const gsize length = strspn(text, "abcdefghijklmnopqrstuvwxyz");
  if (text[length] == '\0' && (length == 2 || length == 3))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected a language's code of two or three letters such as en, uk or ru, got '%s'",
                       quoted);
}
