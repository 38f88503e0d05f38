#include "data/source/change-words.h"

#include <string.h>

static const struct {
  const char *word;
  SalChangeWord change;
} change_words[] = { { "gain", SAL_CHANGE_WORD_GAINED },        { "gains", SAL_CHANGE_WORD_GAINED },
                     { "gained", SAL_CHANGE_WORD_GAINED },      { "added", SAL_CHANGE_WORD_GAINED },
                     { "addition", SAL_CHANGE_WORD_GAINED },    { "additions", SAL_CHANGE_WORD_GAINED },
                     { "increase", SAL_CHANGE_WORD_GAINED },    { "new", SAL_CHANGE_WORD_GAINED },
                     { "captured", SAL_CHANGE_WORD_GAINED },    { "loss", SAL_CHANGE_WORD_LOST },
                     { "losses", SAL_CHANGE_WORD_LOST },        { "lost", SAL_CHANGE_WORD_LOST },
                     { "removed", SAL_CHANGE_WORD_LOST },       { "removal", SAL_CHANGE_WORD_LOST },
                     { "decrease", SAL_CHANGE_WORD_LOST },      { "deleted", SAL_CHANGE_WORD_LOST },
                     { "nochange", SAL_CHANGE_WORD_UNCHANGED }, { "unchanged", SAL_CHANGE_WORD_UNCHANGED },
                     { "same", SAL_CHANGE_WORD_UNCHANGED },     { "stable", SAL_CHANGE_WORD_UNCHANGED },
                     { "held", SAL_CHANGE_WORD_UNCHANGED },     { "notchanged", SAL_CHANGE_WORD_UNCHANGED },
                     { "constant", SAL_CHANGE_WORD_UNCHANGED } };

/* The letters of a value, in small ones: "No change" is "nochange". Owned by the caller. */
static char *
keep_letters(const char *value)
{
  GString *letters = g_string_new(NULL);
  for (const char *p = value; *p != '\0'; p++)
    if (g_ascii_isalpha(*p))
      g_string_append_c(letters, g_ascii_tolower(*p));
  return g_string_free(letters, FALSE);
}

SalChangeWord
sal_change_word_find(const char *value)
{
  g_autofree char *letters = keep_letters(value);
  for (guint i = 0; i < G_N_ELEMENTS(change_words); i++)
    if (strcmp(letters, change_words[i].word) == 0)
      return change_words[i].change;
  return SAL_CHANGE_WORD_NONE;
}

gboolean
sal_change_words_tell(const GPtrArray *values)
{
  gboolean has[SAL_CHANGE_WORD_UNCHANGED + 1] = { FALSE };
  for (guint i = 0; i < values->len; i++)
    has[sal_change_word_find(values->pdata[i])] = TRUE;
  return has[SAL_CHANGE_WORD_GAINED] + has[SAL_CHANGE_WORD_LOST] + has[SAL_CHANGE_WORD_UNCHANGED] >= 2;
}
