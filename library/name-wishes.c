#include "library/name-wishes.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "library/known-places.h"
#include "render/names/name-wishes.h"

#include <string.h>

static gboolean
read_wish(const char *text, const GArray *known, SalNameWish *wish, GPtrArray *remarks, GError **error)
{
  const char *equals = strchr(text, '=');
  char *remark = NULL;
  if (equals == NULL || equals == text) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "label",
                                "expected NAME=hide, NAME=NE or the like, got '%s'", quoted);
  }
  wish->when = sal_when_new();
  wish->name = g_strndup(text, (gsize)(equals - text));
  if (!sal_name_wish_parse(equals + 1, wish, error))
    return FALSE;
  if (wish->text != NULL) {
    char *shown = sal_plain_flatten(wish->text);
    g_free(wish->text);
    wish->text = shown;
  }
  const SalAskedPlace asked = { known, wish->name, "label" };
  const gboolean is_found = sal_known_places_find(&asked, &wish->at, &remark, error);
  if (remark != NULL && remarks != NULL)
    g_ptr_array_add(remarks, remark);
  else
    g_free(remark);
  return is_found;
}

/* Of two wishes for one place at one time, one would be lost. */
static gboolean
check_new(const GArray *wishes, GError **error)
{
  const SalNameWish *last = &g_array_index(wishes, SalNameWish, wishes->len - 1);
  for (guint i = 0; i + 1 < wishes->len; i++) {
    const SalNameWish *other = &g_array_index(wishes, SalNameWish, i);
    if (other->at.x != last->at.x || other->at.y != last->at.y ||
        !sal_when_overlaps(&other->when, &last->when))
      continue;
    g_autofree char *quoted = sal_error_quote(last->name);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "label", "expected each place once, got '%s' again",
                                quoted);
  }
  return TRUE;
}

GArray *
sal_name_wishes_load(const SalientOptions *options, const SalPlaceQuery *places, GPtrArray *remarks,
                     GError **error)
{
  const char *const *texts = sal_options_get_strings(options->labels);
  g_autoptr(GArray) wishes = sal_name_wishes_new();
  if (texts == NULL)
    return g_steal_pointer(&wishes);
  g_autoptr(GArray) known = sal_known_places_load(options, *places, error);
  if (known == NULL)
    return NULL;
  for (guint i = 0; texts[i] != NULL; i++) {
    g_array_set_size(wishes, i + 1);
    if (!read_wish(texts[i], known, &g_array_index(wishes, SalNameWish, i), remarks, error) ||
        !check_new(wishes, error))
      return NULL;
  }
  return g_steal_pointer(&wishes);
}
