#include "render/words/parties.h"

#include "render/words/words.h"

/* Replaces a placeholder in a template, and leaves the others. is_template: the result is one, too. */
static char *
put(const char *text, const char *placeholder, const char *value, gboolean is_template)
{
  g_autoptr(GString) name = g_string_new(value), filled = g_string_new(text);
  if (is_template) {
    g_string_replace(name, "{", "{{", 0);
    g_string_replace(name, "}", "}}", 0);
  }
  g_string_replace(filled, placeholder, name->str, 1);
  return g_strdup(filled->str);
}

static void
set_title(SalWords *words, SalWord title, SalWord pattern, const char *holder)
{
  g_autofree char *text = put(sal_words_get(words, pattern), "{holder}", holder, TRUE);
  sal_words_set(words, title, 0, text);
}

/* An entry of the legend is no template. */
static void
set_entry(SalWords *words, SalWord entry, SalWord pattern, const char *holder, const char *opponent)
{
  g_autofree char *text = sal_words_fill(words, pattern, "holder", holder, "opponent", opponent, NULL);
  sal_words_set(words, entry, 0, text);
}

void
sal_words_set_parties(SalWords *words, const char *holder, const char *opponent)
{
  set_title(words, SAL_WORD_TITLE, SAL_WORD_TITLE_HOLDER, holder);
  set_title(words, SAL_WORD_TITLE_SHORT, SAL_WORD_TITLE_HOLDER_SHORT, holder);
  set_title(words, SAL_WORD_TITLE_CUMULATIVE, SAL_WORD_TITLE_HOLDER_CUMULATIVE, holder);
  set_title(words, SAL_WORD_TITLE_REGIONS, SAL_WORD_TITLE_HOLDER_REGIONS, holder);
  set_title(words, SAL_WORD_TITLE_SHARES, SAL_WORD_TITLE_HOLDER_SHARES, holder);
  const char *other = opponent != NULL ? opponent : "";
  set_entry(words, SAL_WORD_GAINED, SAL_WORD_GAINED_BY, holder, other);
  set_entry(words, SAL_WORD_HELD, SAL_WORD_HELD_BY, holder, other);
  set_entry(words, SAL_WORD_LOST, opponent != NULL ? SAL_WORD_LOST_TO : SAL_WORD_LOST_BY, holder, other);
}
