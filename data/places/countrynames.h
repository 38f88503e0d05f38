/* What countries are called, in every language, and letters made capital. All use of ICU. */
#pragma once

#include <glib.h>

/* The name of a country (ISO 3166-1 alpha-2, e.g. "UA") in a language ("en", "uk"), owned by the caller; NULL if
 * there is no such country. In a language that ICU does not know, it is ICU's own choice. */
char *sal_country_name_get(const char *code, const char *lang);

/* The code of the country whose English name this is, without regard to case: interned; NULL: none has it. */
const char *sal_country_name_find(const char *english);

/* Packs ICU's version, as part of a key for a cache: names follow from it. */
void sal_country_names_pack_version(GByteArray *key);

/* Text in capital letters as a language has them. Owned by the caller. */
char *sal_country_name_capitalize(const char *text, const char *lang);
