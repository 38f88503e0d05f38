/* What the reader of catalogues fills in. */
#pragma once

#include "render/words/words.h"

struct _SalWords {
  char **texts[SAL_N_WORDS]; /* as many as sal_words_get_n_texts() says */
  GHashTable *classes;       /* name: what it is called */
};

/* The items of a list; 1 of a single text. */
guint sal_words_get_n_texts(SalWord word);

/* Without any text. Owned by the caller. */
SalWords *sal_words_new(void);
