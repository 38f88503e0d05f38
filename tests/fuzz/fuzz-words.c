/* Bytes as a words file. */
#include "file.h"

#include "render/words/template.h"
#include "render/words/words-load.h"
#include "render/words/words.h"

/* Values that look like placeholders stay what they are, and a text stays one line. */
static void
check_text(const SalWords *words, SalWord word, guint index)
{
  static const char *const values[] = { "{km2}", "}{", "2024", "<b>", "12", "{period}",
                                        "x",     "y",  "z",    "{{",  "a",  "b" };
  const SalWordKey *key = sal_words_get_key(word);
  const char *text = sal_words_get_item(words, word, index);
  g_assert_true(text != NULL && g_utf8_validate(text, -1, NULL) && strpbrk(text, "\n\r\033") == NULL);
  if (key->fields == NULL)
    return;
  g_auto(GStrv) names = g_strsplit(key->fields, " ", -1);
  g_assert_cmpuint(g_strv_length(names), <=, G_N_ELEMENTS(values));
  g_assert_true(sal_template_check(text, (const char *const *)names, SAL_ERROR_STYLE, NULL));
  g_autofree char *filled = sal_template_fill(text, (const char *const *)names, values);
  g_assert_true(g_utf8_validate(filled, -1, NULL) && strchr(filled, '\n') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *path = fuzz_put("words.yaml", data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalWords) words = sal_words_load(path, &error);
  fuzz_check_error(words != NULL, error);
  if (words == NULL)
    return 0;
  for (guint word = 0; word < SAL_N_WORDS; word++)
    for (guint i = 0; i < sal_words_get_n_texts((SalWord)word); i++)
      check_text(words, (SalWord)word, i);
  sal_words_find_class(words, "control");
  return 0;
}
