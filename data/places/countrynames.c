#include "data/places/countrynames.h"

#include "data/base/pack.h"

#include <string.h>
#include <unicode/ucasemap.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

#define NAME_UNITS 200 /* of UTF-16; the longest name that ICU has is far shorter */

char *
sal_country_name_get(const char *code, const char *lang)
{
  UChar name[NAME_UNITS];
  UErrorCode status = U_ZERO_ERROR;
  g_autofree char *locale = g_strconcat("und_", code, NULL);
  const int32_t n = uloc_getDisplayCountry(locale, lang, name, NAME_UNITS, &status);
  /* U_USING_DEFAULT_WARNING: there was no name, and the code was given back. */
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || n <= 0 || n >= NAME_UNITS)
    return NULL;
  g_autofree char *text = g_utf16_to_utf8(name, n, NULL, NULL, NULL);
  return g_strcmp0(text, code) != 0 ? g_steal_pointer(&text) : NULL;
}

const char *
sal_country_name_find(const char *english)
{
  g_autofree char *wanted = g_utf8_casefold(english, -1);
  for (const char *const *code = uloc_getISOCountries(); *code != NULL; code++) {
    g_autofree char *name = sal_country_name_get(*code, "en");
    g_autofree char *folded = name != NULL ? g_utf8_casefold(name, -1) : NULL;
    if (g_strcmp0(folded, wanted) == 0)
      return g_intern_string(*code);
  }
  return NULL;
}

char *
sal_country_name_capitalize(const char *text, const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  UCaseMap *map = ucasemap_open(lang, 0, &status);
  if (U_FAILURE(status))
    return g_strdup(text);
  const gsize room = 3 * strlen(text) + 1; /* a letter has at most three capitals, as U+0390 has */
  char *capital = g_malloc(room);
  ucasemap_utf8ToUpper(map, capital, (int32_t)room, text, -1, &status);
  ucasemap_close(map);
  if (!U_FAILURE(status))
    return capital;
  g_free(capital);
  return g_strdup(text);
}

void
sal_country_names_pack_version(GByteArray *key)
{
  UVersionInfo version;
  u_getVersion(version);
  sal_pack_items(key, version, G_N_ELEMENTS(version), sizeof version[0]);
}
