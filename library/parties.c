#include "library/parties.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/places/countrynames.h"
#include "library/values.h"
#include "render/words/parties.h"
#include "render/words/sentence.h"
#include "render/words/words-load.h"

#include <string.h>

#define MOST_CHARACTERS 60

static gboolean
is_name(const char *name)
{
  gboolean is_plain = g_utf8_validate(name, -1, NULL) && g_utf8_strlen(name, -1) <= MOST_CHARACTERS;
  gboolean has_letter = FALSE;
  for (const char *p = name; is_plain && *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    is_plain = !sal_plain_is_control(c) && !sal_plain_is_turn(c);
    has_letter |= g_unichar_isgraph(c);
  }
  return is_plain && has_letter;
}

static gboolean
check_name(const char *option, const char *name, GError **error)
{
  if (name == NULL || is_name(name))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set_option(error, SAL_ERROR_USAGE, option,
                              "expected a name of 1 to %d characters in one line, got '%s'", MOST_CHARACTERS,
                              quoted);
}

/* The form of "gen=Russian forces"; SAL_N_FORMS: there is none. name: receives the name, lent. */
static SalForm
parse_form(const char *value, const char **name)
{
  const char *equals = strchr(value, '=');
  SalForm form = 0;
  for (; equals != NULL && form < SAL_N_FORMS; form++) {
    const char *known = sal_forms_get_names()[form];
    if (strlen(known) == (gsize)(equals - value) && g_str_has_prefix(value, known)) {
      *name = equals + 1;
      return form;
    }
  }
  return SAL_N_FORMS;
}

gboolean
sal_parties_check_form(const char *value, GError **error)
{
  const char *name = NULL;
  if (parse_form(value, &name) < SAL_N_FORMS && is_name(name))
    return TRUE;
  g_autofree char *list = g_strjoinv(", ", (char **)sal_forms_get_names()), *quoted = sal_error_quote(value);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected one of %s and a name of 1 to %d characters, got '%s'", list, MOST_CHARACTERS,
                       quoted);
}

static gboolean
check_forms(const SalientOptions *options, GError **error)
{
  const GPtrArray *forms = options->holder_forms;
  if (forms != NULL && options->holder == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "holder-form",
                                "expected " SAL_OPTION("holder") " too");
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    if (!sal_parties_check_form(forms->pdata[i], error))
      return sal_error_blame(error, "holder-form");
  return TRUE;
}

gboolean
sal_parties_check(const SalientOptions *options, GError **error)
{
  if (!check_name("holder", options->holder, error) || !check_name("opponent", options->opponent, error) ||
      !check_forms(options, error))
    return FALSE;
  return options->opponent == NULL || options->holder != NULL ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "opponent", "expected " SAL_OPTION("holder") " too");
}

/* A country's English name in another language; any other name as it is. Owned by the caller. */
static char *
translate(const char *name, const char *lang)
{
  const char *code = name != NULL ? sal_country_name_find(name) : NULL;
  char *translated = code != NULL ? sal_country_name_get(code, lang) : NULL;
  return translated != NULL ? translated : g_strdup(name);
}

const char *
sal_parties_choose_words(const SalientOptions *options)
{
  if (options->words != NULL)
    return options->words;
  const char *const *languages = sal_words_get_languages();
  return options->lang != NULL && g_strv_contains(languages, options->lang) ? options->lang : "en";
}

/* The forms of the holder's name that sentences need: what the option says, or the words of whoever the holder is, or else of
 * a party of that name; name: in the page's language, the nominative. */
static void
set_forms(SalWords *words, const SalientOptions *options, const char *name)
{
  for (SalForm form = 0; form < SAL_N_FORMS; form++) {
    const char *text = sal_words_read_form(words, NULL, form);
    if (text == NULL)
      text = sal_words_read_form(words, options->holder, form);
    sal_words_set_holder(words, form, text != NULL || form != SAL_FORM_NOM ? text : name);
  }
  for (guint i = 0; options->holder_forms != NULL && i < options->holder_forms->len; i++) {
    const char *text = NULL;
    const SalForm form = parse_form(options->holder_forms->pdata[i], &text);
    sal_words_set_holder(words, form, text);
  }
}

gboolean
sal_parties_load_words(const SalientOptions *options, const char *lang, SalWords **words, GError **error)
{
  *words = NULL;
  if (options->holder == NULL)
    return TRUE;
  *words = sal_words_load(lang, error);
  if (*words == NULL)
    return FALSE;
  const gboolean is_language = g_strv_contains(sal_words_get_languages(), lang);
  g_autofree char *holder = is_language ? translate(options->holder, lang) : g_strdup(options->holder);
  g_autofree char *opponent = is_language ? translate(options->opponent, lang) : g_strdup(options->opponent);
  sal_words_set_parties(*words, holder, opponent);
  set_forms(*words, options, holder);
  return TRUE;
}

char *
sal_parties_remark_form(const SalientOptions *options, const SalWords *words)
{
  const char *form = words != NULL ? sal_sentence_find_missing_form(words) : NULL;
  if (form == NULL)
    return NULL;
  g_autofree char *holder = sal_error_quote(options->holder);
  g_autofree char *remark = g_strdup_printf("sentences do not name the holder, because the words lack the "
                                            "case '%s' of '%s'; 'holder: { %s: ... }' in a file "
                                            "of " SAL_OPTION("words") " gives it",
                                            form, holder, form);
  return sal_error_spell(remark, options->spelling);
}
