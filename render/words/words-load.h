/* Loads catalogues. A catalogue is a YAML file of the keys of render/words/catalogue.h. The built-in ones
 * stand in render/words/. English has a text for every key, and the other languages change what differs
 * from it; a user's file changes what differs from its `base`. Nothing depends on the locale of the
 * process. */
#pragma once

#include "data/base/error.h"
#include "render/words/catalogue.h"

/* Loads a language ("uk") or a file (a path with a slash or ending in .yaml, .yml or .json). Owned by the
 * caller. Errors: USAGE (no such language), IO, STYLE with file and line (an unknown key, a wrong value, an
 * unknown placeholder). */
SalWords *sal_words_load(const char *language_or_path, GError **error);

/* The codes of the built-in languages, sorted, NULL-terminated. Static. */
const char *const *sal_words_get_languages(void);
