#include "render/words/words.h"

#include "render/words/template.h"
#include "render/words/words-load.h"

#include <string.h>

#define MAX_FIELDS 12
#define NBSP "\xc2\xa0"

static const SalWords *
get_english(void)
{
  static const SalWords *english = NULL;
  if (g_once_init_enter(&english)) {
    g_autoptr(GError) error = NULL;
    const SalWords *loaded = sal_words_load("en", &error);
    g_assert_no_error(error);
    g_once_init_leave(&english, loaded);
  }
  return english;
}

const char *
sal_words_get_item(const SalWords *words, SalWord word, guint index)
{
  if (words == NULL)
    words = get_english();
  g_return_val_if_fail(word < SAL_N_WORDS && index < sal_words_get_n_texts(word), "");
  return sal_words_read(words, word, index);
}

const char *
sal_words_get(const SalWords *words, SalWord word)
{
  return sal_words_get_item(words, word, 0);
}

const char *
sal_words_find_class(const SalWords *words, const char *class_name)
{
  return sal_words_read_class(words != NULL ? words : get_english(), class_name);
}

/* The end of the second unit of an area, "(+194 sq mi)", at text; NULL: what is there is something else. */
static const char *
find_end_of_area(const char *text, const char *unit)
{
  const char *end = *text == '(' ? strpbrk(text + 1, "()") : NULL;
  const gsize length = end != NULL ? (gsize)(end - text) : 0;
  return end != NULL && *end == ')' && length > strlen(unit) && !g_ascii_isalpha(text[1]) &&
                 strncmp(end - strlen(unit), unit, strlen(unit)) == 0
             ? end
             : NULL;
}

char *
sal_words_unnest_areas(const SalWords *words, char *text)
{
  if (words == NULL || sal_words_get_area_units(words) != SAL_AREA_BOTH)
    return text;
  g_autofree char *owned = text, *unit = g_strconcat(NBSP, sal_words_get(words, SAL_WORD_SQMI), NULL);
  GString *flat = g_string_new(NULL);
  guint depth = 0;
  for (const char *at = text; *at != '\0'; at++) {
    const char *end = depth > 0 && *at == ' ' ? find_end_of_area(at + 1, unit) : NULL;
    if (end != NULL) {
      g_string_append_c(flat, '/');
      g_string_append_len(flat, at + 2, end - at - 2);
      at = end;
      continue;
    }
    depth = *at == '(' ? depth + 1 : *at == ')' && depth > 0 ? depth - 1 : depth;
    g_string_append_c(flat, *at);
  }
  return g_string_free(flat, FALSE);
}

static char *
fill(const char *text, va_list args)
{
  const char *names[MAX_FIELDS + 1] = { NULL }, *values[MAX_FIELDS + 1] = { NULL };
  guint n = 0;
  for (const char *name = va_arg(args, const char *); name != NULL && n < MAX_FIELDS;
       name = va_arg(args, const char *), n++)
    names[n] = name, values[n] = va_arg(args, const char *);
  return sal_template_fill(text, names, values);
}

char *
sal_words_fill(const SalWords *words, SalWord word, ...)
{
  va_list args;
  va_start(args, word);
  char *filled = fill(sal_words_get(words, word), args);
  va_end(args);
  return sal_words_unnest_areas(words, filled);
}

char *
sal_words_fill_item(const SalWords *words, SalWord word, guint index, ...)
{
  va_list args;
  va_start(args, index);
  char *filled = fill(sal_words_get_item(words, word, index), args);
  va_end(args);
  return sal_words_unnest_areas(words, filled);
}
