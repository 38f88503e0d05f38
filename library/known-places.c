#include "library/known-places.h"

#include "data/base/error.h"
#include "data/osm/theatre.h"
#include "data/places/placenames.h"

#include <math.h>
#include <string.h>

#define NEAREST 3           /* names that an error tells at most */
#define SAME_PLACE_DEG 0.05 /* entries of one name that lie so near to each other are one place */

GArray *
sal_known_places_load(const SalientOptions *options, SalPlaceQuery query, GError **error)
{
  g_autofree char *folder = sal_settings_find_places(options);
  query.folder = folder;
  query.theatre = sal_theatre_is_named(options->basemap) ? options->basemap : NULL;
  query.gazetteer = TRUE;
  query.box = (SalBox){ -180, -90, 180, 90 };
  return sal_places_load(&query, NULL, error);
}

static const char *
find_longer(const char *word, const GPtrArray *names)
{
  for (guint i = 0; i + 1 < names->len; i++)
    if (g_str_has_prefix(names->pdata[i], word))
      return names->pdata[i];
  return NULL;
}

char *
sal_known_names_suggest(const char *word, GPtrArray *names)
{
  g_autoptr(GPtrArray) nearest = g_ptr_array_new();
  g_ptr_array_add(names, NULL);
  for (guint i = 0; i < NEAREST; i++) {
    const char *near = sal_error_nearest(word, (const char *const *)names->pdata);
    const char *name = near != NULL ? near : find_longer(word, names);
    guint index;
    if (name == NULL || !g_ptr_array_find(names, name, &index))
      break;
    g_ptr_array_add(nearest, (gpointer)name);
    for (index = 0; index + 1 < names->len;)
      if (g_str_equal(names->pdata[index], name))
        g_ptr_array_remove_index(names, index);
      else
        index++;
  }
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < nearest->len; i++) {
    g_autofree char *quoted = sal_error_quote(nearest->pdata[i]);
    g_string_append_printf(text, "%s'%s'",
                           i == 0                 ? " (did you mean "
                           : i + 1 < nearest->len ? ", "
                                                  : " or ",
                           quoted);
  }
  return nearest->len > 0 ? g_strconcat(text->str, "?)", NULL) : g_strdup("");
}

static GPtrArray *
list_names(const GArray *places)
{
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    g_ptr_array_add(names, place->name);
    for (guint j = 0; place->names != NULL && j < place->names->len; j++)
      g_ptr_array_add(names, g_array_index(place->names, SalPlaceName, j).text);
  }
  return names;
}

static gboolean
is_elsewhere(const SalPlace *place, const SalPlace *other)
{
  return fabs(place->lat - other->lat) > SAME_PLACE_DEG ||
         fabs(remainder(place->lon - other->lon, 360)) >
             SAME_PLACE_DEG / MAX(cos(place->lat * G_PI / 180), 0.01);
}

/* The most important place of that name. */
static const SalPlace *
find_place(const SalAskedPlace *asked, char **remark)
{
  const guint64 hash = sal_place_name_hash(asked->name);
  const SalPlace *found = NULL;
  guint n = 0;
  for (guint i = 0; i < asked->places->len; i++) {
    const SalPlace *place = &g_array_index(asked->places, SalPlace, i);
    if (!sal_place_has_name(place, hash))
      continue;
    if (found == NULL)
      found = place;
    n += found == place || is_elsewhere(found, place);
  }
  if (n > 1) {
    g_autofree char *quoted = sal_error_quote(asked->name);
    *remark = g_strdup_printf(SAL_OPTION("%s") ": %u places are called '%s': the most important one, at "
                                               "%.3f,%.3f, is taken",
                              asked->option, n, quoted, found->lon, found->lat);
  }
  return found;
}

gboolean
sal_known_places_find(const SalAskedPlace *asked, SalPoint *point, char **remark, GError **error)
{
  const SalPlace *place = find_place(asked, remark);
  if (place != NULL) {
    *point = (SalPoint){ place->lon, place->lat };
    return TRUE;
  }
  g_autoptr(GPtrArray) names = list_names(asked->places);
  g_autofree char *quoted = sal_error_quote(asked->name), *hint = sal_known_names_suggest(asked->name, names);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, asked->option,
      "expected a place that the program or " SAL_OPTION("places") " knows, got '%s'%s", quoted, hint);
}
