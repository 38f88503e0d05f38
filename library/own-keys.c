#include "library/own-keys.h"

#include "data/base/error.h"
#include "data/dates/dates.h"
#include "data/source/names.h"
#include "data/source/raster.h"
#include "data/source/rasters.h"
#include "library/key-values.h"

#include <string.h>

#define SAID(field) G_STRUCT_OFFSET(SalOwnKeys, field)

#define LISTED(field) 0, G_STRUCT_OFFSET(SalOwnKeys, field)

static const struct {
  const char *name;
  gsize offset;
  gsize list;          /* of a key that may be given again; 0: it may not, and has an offset */
  SalOwnKeysKind kind; /* of sources */
} keys[] = {
  { "where", SAID(where), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "stroke", SAID(stroke), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "width", SAID(width), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "dash", SAID(dash), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "fill", SAID(fill), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "hatch", SAID(hatch), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "symbol", SAID(symbol), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "size", SAID(size), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "size-by", SAID(size_by), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "by", SAID(by), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "kind", LISTED(kinds), SAL_OWN_KEYS_FOR_FEATURES },
  { "arrow", SAID(arrow), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "label", SAID(label), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "label-size", SAID(label_size), 0, SAL_OWN_KEYS_FOR_FEATURES },
  { "date", SAID(date), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "dates", SAID(dates), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "from", SAID(from), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "until", SAID(until), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "below", SAID(below), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "detail", SAID(detail), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "legend", SAID(legend), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "credit", SAID(credit), 0, SAL_OWN_KEYS_FOR_BOTH },
  { "hillshade", SAID(hillshade), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "z", SAID(z), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "opacity", SAID(opacity), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "band", SAID(band), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "stretch", SAID(stretch), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "crs", SAID(crs), 0, SAL_OWN_KEYS_FOR_RASTERS },
  { "layer", LISTED(layers), SAL_OWN_KEYS_FOR_BOTH },
};

void
sal_own_keys_clear(SalOwnKeys *said)
{
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (keys[i].list == 0)
      g_free(G_STRUCT_MEMBER(char *, said, keys[i].offset));
  g_free(said->source);
  g_clear_pointer(&said->layers, g_ptr_array_unref);
  g_clear_pointer(&said->kinds, g_ptr_array_unref);
}
char *
sal_own_keys_get_source(const char *text)
{
  return sal_key_values_take_value(&text, SAL_OWN_KEYS_BARE);
}

static gboolean
set_unknown_key(const char *key, GError **error)
{
  const char *names[G_N_ELEMENTS(keys) + 1] = { NULL };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    names[i] = keys[i].name;
  return sal_key_values_set_unknown(key, "draw", names, error);
}

/* Takes value. */
static gboolean
take_value(SalOwnKeys *said, const char *key, char *value, GError **error)
{
  g_autofree char *owned = value;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!g_str_equal(keys[i].name, key))
      continue;
    if (keys[i].list > 0) {
      g_ptr_array_insert(G_STRUCT_MEMBER(GPtrArray *, said, keys[i].list), -1, g_steal_pointer(&owned));
      return TRUE;
    }
    char **place = &G_STRUCT_MEMBER(char *, said, keys[i].offset);
    if (*place != NULL)
      return sal_error_set_option(error, SAL_ERROR_USAGE, "draw", "%s: expected it once, got it again", key);
    *place = g_steal_pointer(&owned);
    return TRUE;
  }
  return set_unknown_key(key, error);
}

gboolean
sal_own_keys_parse(const char *text, SalOwnKeys *said, GError **error)
{
  said->layers = g_ptr_array_new_null_terminated(2, g_free, TRUE);
  said->kinds = g_ptr_array_new_with_free_func(g_free);
  said->source = sal_key_values_take_value(&text, SAL_OWN_KEYS_BARE);
  if (*said->source == '\0')
    return sal_error_set_option(error, SAL_ERROR_USAGE, "draw",
                                "expected SOURCE[,KEY=VALUE...], got no source");
  while (*text != '\0') {
    g_autofree char *key = sal_key_values_take_key(&text);
    if (!take_value(said, key, sal_key_values_take_value(&text, SAL_OWN_KEYS_BARE), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_own_keys_set_wrong(const SalOwnKeys *said, const char *key, const char *expected, const char *value,
                       GError **error)
{
  g_autofree char *place = sal_error_quote_path(said->source), *quoted = sal_error_quote(value);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "draw", "%s: %s: expected %s, got '%s'", place, key,
                              expected, quoted);
}

/* A GeoPackage or a folder is one if a key says so that only rasters have. */
gboolean
sal_own_keys_are_of_raster(const SalOwnKeys *said)
{
  gboolean has_key = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    has_key |= keys[i].kind == SAL_OWN_KEYS_FOR_RASTERS &&
               G_STRUCT_MEMBER(const char *, said, keys[i].offset) != NULL;
  if (has_key && g_file_test(said->source, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_autofree char *name = g_strdup(said->source);
  if (sal_source_is_url(name))
    name[strcspn(name, "?#")] = '\0';
  return sal_raster_is_name(name) || (has_key && sal_raster_may_be(name)) || sal_rasters_are_in(said->source);
}

static gboolean
is_said(const SalOwnKeys *said, guint key)
{
  return keys[key].list > 0 ? G_STRUCT_MEMBER(const GPtrArray *, said, keys[key].list)->len > 0
                            : G_STRUCT_MEMBER(const char *, said, keys[key].offset) != NULL;
}

gboolean
sal_own_keys_check(const SalOwnKeys *said, SalOwnKeysKind kind, GError **error)
{
  static const char *const sources[] = {
    [SAL_OWN_KEYS_FOR_FEATURES] = "lines, areas and points", [SAL_OWN_KEYS_FOR_RASTERS] = "rasters"
  };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!is_said(said, i) || keys[i].kind == SAL_OWN_KEYS_FOR_BOTH || keys[i].kind == kind)
      continue;
    g_autofree char *place = sal_error_quote_path(said->source);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "draw",
                                "%s: expected keys of %s, got '%s', which is one of %s", place, sources[kind],
                                keys[i].name, sources[keys[i].kind]);
  }
  return TRUE;
}

gboolean
sal_own_keys_are_dated_by_file(const SalOwnKeys *said)
{
  return g_strcmp0(said->date, "file") == 0;
}

gboolean
sal_own_keys_find_days(const SalOwnKeys *said, const GPtrArray *paths, const char *time_zone, GArray **days,
                       GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  if (!sal_own_keys_are_dated_by_file(said))
    return TRUE;
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add(names, (gpointer)sal_source_get_base_name(paths->pdata[i]));
  const SalDateQuery query = { .names = (const char *const *)names->pdata,
                               .n = names->len,
                               .time_zone = time_zone };
  *days = sal_dates_find(&query, NULL, error);
  return *days != NULL || sal_error_blame(error, "draw");
}
