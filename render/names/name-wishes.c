#include "render/names/name-wishes.h"

#include "data/base/error.h"
#include "data/places/placenames.h"

#include <math.h>
#include <string.h>

#define SAME_PLACE_DEG 0.05 /* lists give the point of one town that differently */
#define TEXT "text="

static const char *const sides[] = {
  [SAL_DIRECTION_NORTH] = "N",      [SAL_DIRECTION_NORTHEAST] = "NE", [SAL_DIRECTION_EAST] = "E",
  [SAL_DIRECTION_SOUTHEAST] = "SE", [SAL_DIRECTION_SOUTH] = "S",      [SAL_DIRECTION_SOUTHWEST] = "SW",
  [SAL_DIRECTION_WEST] = "W",       [SAL_DIRECTION_NORTHWEST] = "NW",
};

static void
wish_clear(gpointer data)
{
  SalNameWish *wish = data;
  g_clear_pointer(&wish->name, g_free);
  g_clear_pointer(&wish->text, g_free);
}

GArray *
sal_name_wishes_new(void)
{
  GArray *wishes = g_array_new(FALSE, TRUE, sizeof(SalNameWish));
  g_array_set_clear_func(wishes, wish_clear);
  return wishes;
}

gboolean
sal_name_side_parse(const char *word, SalDirection *side)
{
  for (guint i = SAL_DIRECTION_NORTH; i < SAL_N_DIRECTIONS; i++)
    if (g_str_equal(word, sides[i])) {
      *side = (SalDirection)i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
parse_word(const char *word, SalNameWish *wish)
{
  if (sal_name_side_parse(word, &wish->side))
    return TRUE;
  wish->is_hidden |= g_str_equal(word, "hide");
  wish->is_forced |= g_str_equal(word, "force");
  return g_str_equal(word, "hide") || g_str_equal(word, "force");
}

/* "from=2024-11" and the like. FALSE and no error: it is something else. */
static gboolean
parse_when(const char *word, SalWhen *when, GError **error)
{
  static const struct {
    const char *start;
    gboolean (*set)(SalWhen *when, const char *text, GError **error);
  } keys[] = { { "from=", sal_when_set_from },
               { "until=", sal_when_set_until },
               { "period=", sal_when_set_period } };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!g_str_has_prefix(word, keys[i].start))
      continue;
    if (keys[i].set(when, word + strlen(keys[i].start), error))
      return TRUE;
    g_prefix_error(error, "%.*s: ", (int)strlen(keys[i].start) - 1, keys[i].start);
    return sal_error_blame(error, "label");
  }
  return FALSE;
}

/* A name stands on one side, and one that is hidden on none. */
static gboolean
check_words(const SalNameWish *wish, guint n_sides, GError **error)
{
  if (n_sides > 1)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "label", "expected one side, got %u", n_sides);
  return !wish->is_hidden || (!wish->is_forced && n_sides == 0 && wish->text == NULL) ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "label",
                              "expected hide alone, got other words with it");
}

gboolean
sal_name_wish_parse(const char *words, SalNameWish *wish, GError **error)
{
  const char *at = words;
  guint n_sides = 0;
  while (!g_str_has_prefix(at, TEXT)) {
    const gsize n = strcspn(at, ",");
    g_autofree char *word = g_strndup(at, n);
    GError *fault = NULL;
    const gboolean is_when = parse_when(word, &wish->when, &fault);
    if (fault != NULL) {
      g_propagate_error(error, fault);
      return FALSE;
    }
    if (!is_when && !parse_word(word, wish)) {
      g_autofree char *quoted = sal_error_quote(word);
      return sal_error_set_option(error, SAL_ERROR_USAGE, "label",
                                  "expected hide, force, a side (N, NE, E, SE, S, SW, W, NW), from=, until=, "
                                  "period= or text=..., got '%s'",
                                  quoted);
    }
    n_sides += !is_when && !g_str_equal(word, "hide") && !g_str_equal(word, "force");
    if (at[n] == '\0')
      return check_words(wish, n_sides, error);
    at += n + 1;
  }
  g_free(wish->text);
  wish->text = g_strdup(at + strlen(TEXT));
  if (*wish->text == '\0')
    return sal_error_set_option(error, SAL_ERROR_USAGE, "label", "expected a text behind text=, got none");
  return check_words(wish, n_sides, error);
}

int
sal_name_wish_find(const SalNameWish *wish, const GArray *places)
{
  const guint64 hash = sal_place_name_hash(wish->name);
  const double lon_deg = SAME_PLACE_DEG / MAX(cos(wish->at.y * G_PI / 180), 0.01);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    if (fabs(place->lat - wish->at.y) <= SAME_PLACE_DEG &&
        fabs(remainder(place->lon - wish->at.x, 360)) <= lon_deg && sal_place_has_name(place, hash))
      return (int)i;
  }
  return -1;
}

static void
apply(const SalNameWish *wish, SalPlace *place)
{
  place->is_forced |= wish->is_forced || wish->side != SAL_DIRECTION_NEAR;
  place->name_side = (int)wish->side;
  if (wish->text == NULL)
    return;
  sal_place_add_name(place, "", place->name); /* by which it is still known */
  g_free(place->name);
  place->name = g_strdup(wish->text);
}

gboolean
sal_name_wish_is_general(const SalNameWish *wish)
{
  return sal_when_is_always(&wish->when) && !wish->is_found;
}

void
sal_name_wishes_apply(const GArray *wishes, GArray *places)
{
  for (guint i = 0; wishes != NULL && i < wishes->len; i++) {
    const SalNameWish *wish = &g_array_index(wishes, SalNameWish, i);
    const int index = sal_name_wish_is_general(wish) ? sal_name_wish_find(wish, places) : -1;
    if (index >= 0 && wish->is_hidden)
      g_array_remove_index(places, (guint)index);
    else if (index >= 0)
      apply(wish, &g_array_index(places, SalPlace, (guint)index));
  }
}

GHashTable *
sal_name_wishes_find_dated(const GArray *wishes, const GArray *places, const SalPeriod *period)
{
  g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
  for (guint i = 0; wishes != NULL && i < wishes->len; i++) {
    const SalNameWish *wish = &g_array_index(wishes, SalNameWish, i);
    const gboolean is_meant =
        (wish->spot != 0 || !sal_name_wish_is_general(wish)) && sal_when_has(&wish->when, period);
    const int index = is_meant ? sal_name_wish_find(wish, places) : -1;
    if (index >= 0)
      g_hash_table_insert(found, &g_array_index(places, SalPlace, (guint)index), (gpointer)wish);
  }
  return g_hash_table_size(found) > 0 ? g_steal_pointer(&found) : NULL;
}
