/* Who holds what maps show, and from whom it was taken. */
#pragma once

#include "library/options.h"

#include "render/words/catalogue.h"

/* Checks a value of `holder-form`, "gen=Russian forces": one of the cases that words have, and a name. Error USAGE, without a
 * place. */
gboolean sal_parties_check_form(const char *value, GError **error);

/* Checks `holder`, `opponent` and `holder-form`: each name is 1 to 60 characters in one line, and all need a holder. Error
 * USAGE. */
gboolean sal_parties_check(const SalientOptions *options, GError **error);

/* The language or file of words: without the option `words` that of the places' names, if there are words in it, or else
 * English. Lent. */
const char *sal_parties_choose_words(const SalientOptions *options);

/* The words with the parties' names, owned by the caller; NULL: there is no holder. lang: a built-in language, into
 * which names of countries are translated, or a file, where they stand as they are given. Errors: as
 * sal_words_load(). */
gboolean
sal_parties_load_words(const SalientOptions *options, const char *lang, SalWords **words, GError **error);

/* A remark if sentences in these words leave out the holder, because they lack a case of its name; words: NULL: there is
 * no holder. Owned by the caller; NULL: nothing to remark. */
char *sal_parties_remark_form(const SalientOptions *options, const SalWords *words);
