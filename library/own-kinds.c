#include "library/own-kinds.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "library/own-features.h"
#include "library/own-looks.h"

#include <string.h>

/* What kinds get that have no colour or symbol of their own: colours that are neither those of changes nor of water, for light land and for
 * dark, and symbols that tell them apart in grey, too. */
static const char *const light_colors[] = { "#c9a6ff", "#ff9d4d", "#4fd1c0", "#f2f2f2",
                                            "#e3b45a", "#ff7ac8", "#b9d84c", "#6cc7f0" };
static const char *const colors[] = { "#6a3d9a", "#d95f02", "#00766c", "#2b2b2b",
                                      "#a6761d", "#c51b8a", "#5b7a00", "#0b7fab" };
static const char *const symbols[] = { "circle", "square", "diamond", "triangle", "star", "cross" };
#define OTHER_COLOR "#808080"
#define OTHER_SYMBOL "circle"

typedef struct {
  char *value;          /* NULL: all others */
  char *color, *symbol; /* NULL: not said */
  guint n;              /* features */
} Kind;

static void
kind_clear(gpointer data)
{
  Kind *kind = data;
  g_free(kind->value);
  g_free(kind->color);
  g_free(kind->symbol);
}

static Kind *
find_kind(const GArray *kinds, const char *value)
{
  for (guint i = 0; value != NULL && i < kinds->len; i++) {
    Kind *kind = &g_array_index(kinds, Kind, i);
    if (g_strcmp0(kind->value, value) == 0)
      return kind;
  }
  return NULL;
}

/* "Drone strike/#c00/star": colour and symbol stand at the end, for values have slashes, too. */
static gboolean
parse_kind(const SalOwnKeys *said, const char *text, GArray *kinds, GError **error)
{
  Kind kind = { .value = g_strdup(text) };
  for (char *slash = strrchr(kind.value, '/'); slash != NULL; slash = strrchr(kind.value, '/')) {
    SalColor color;
    const gboolean is_symbol = g_strv_contains(sal_symbol_list_names(), slash + 1);
    char **place = is_symbol ? &kind.symbol : &kind.color;
    if (*place != NULL || (!is_symbol && !sal_color_parse(slash + 1, &color)))
      break;
    *place = g_strdup(slash + 1);
    *slash = '\0';
  }
  /* "A/#zz" is meant to be a colour. */
  const char *last = strrchr(kind.value, '/');
  const gboolean is_ok =
      *kind.value != '\0' && find_kind(kinds, kind.value) == NULL && (last == NULL || last[1] != '#');
  if (is_ok) {
    g_array_append_val(kinds, kind);
    return TRUE;
  }
  kind_clear(&kind);
  return sal_own_keys_set_wrong(said, "kind",
                                "a value of the field, once, and what it looks like, such as Drone/#c00/star",
                                text, error);
}

static gboolean
parse_kinds(const SalOwnKeys *said, GArray *kinds, GError **error)
{
  for (guint i = 0; i < said->kinds->len; i++)
    if (!parse_kind(said, said->kinds->pdata[i], kinds, error))
      return FALSE;
  if (kinds->len <= SAL_OWN_KINDS_MOST)
    return TRUE;
  g_autofree char *expected = g_strdup_printf("at most %u kinds", SAL_OWN_KINDS_MOST),
                  *n = g_strdup_printf("%u", kinds->len);
  return sal_own_keys_set_wrong(said, "kind", expected, n, error);
}

static int
compare_kinds(gconstpointer a, gconstpointer b)
{
  const Kind *first = a, *second = b;
  if (first->n != second->n)
    return first->n > second->n ? -1 : 1;
  return strcmp(first->value, second->value);
}

/* The values that most features have, where the user named none. */
static void
find_kinds(const SalOwnLayer *own, GArray *kinds)
{
  for (guint i = 0; i < own->features->len; i++) {
    const char *value = ((const SalOwnFeature *)own->features->pdata[i])->kind;
    if (value != NULL && find_kind(kinds, value) == NULL) {
      const Kind kind = { .value = g_strdup(value) };
      g_array_append_val(kinds, kind);
    }
    if (value != NULL)
      find_kind(kinds, value)->n++;
  }
  g_array_sort(kinds, compare_kinds);
}

static void
report_rest(const SalOwnKindsQuery *query, const GArray *kinds)
{
  g_autofree char *place = sal_error_quote_path(query->said->source);
  g_ptr_array_add(
      query->remarks,
      g_strdup_printf(
          SAL_OPTION("draw") ": %s: by: '%s' has %u values; all but the %u of most features are one "
                             "kind (kind says which are to be told apart)",
          place, query->said->by, kinds->len, SAL_OWN_KINDS_FOUND));
}

static void
report_unused(const SalOwnKindsQuery *query, const Kind *kind)
{
  g_autofree char *place = sal_error_quote_path(query->said->source), *quoted = sal_error_quote(kind->value);
  g_ptr_array_add(query->remarks,
                  g_strdup_printf(SAL_OPTION("draw") ": %s: kind: no feature has '%s' as its '%s'", place,
                                  quoted, query->said->by));
}

static const char *
choose_color(const SalStyle *style, guint index)
{
  const SalColor land = style->land.fill;
  const gboolean is_dark = land.a > 0 && 0.3 * land.r + 0.6 * land.g + 0.1 * land.b < 110;
  return is_dark ? light_colors[index % G_N_ELEMENTS(light_colors)] : colors[index % G_N_ELEMENTS(colors)];
}

/* A layer without features that looks like a kind. What the keys say of all kinds holds where the kind says nothing. */
static SalOwnLayer *
make_layer(const SalOwnKindsQuery *query, const Kind *kind, guint index, GError **error)
{
  g_autoptr(SalOwnLayer) layer = sal_own_layer_new();
  SalOwnKeys keys = *query->said;
  const gboolean is_other = kind == NULL;
  const char *color = is_other ? NULL : kind->color, *symbol = is_other ? NULL : kind->symbol;
  if (color != NULL || keys.stroke == NULL)
    keys.stroke = (char *)(color != NULL ? color
                           : is_other    ? OTHER_COLOR
                                         : choose_color(query->style, index));
  if (color != NULL)
    keys.fill = NULL;
  if (symbol != NULL || keys.symbol == NULL)
    keys.symbol = (char *)(symbol != NULL ? symbol
                           : is_other     ? OTHER_SYMBOL
                                          : symbols[index % G_N_ELEMENTS(symbols)]);
  if (!sal_own_looks_read(&keys, layer, query->style, error))
    return NULL;
  layer->title = is_other ? g_strdup(sal_words_get(query->words, SAL_WORD_OTHER_KINDS))
                          : sal_plain_show(kind->value, SAL_OWN_LABEL_CHARS);
  return g_steal_pointer(&layer);
}

static gboolean
make_layers(const SalOwnKindsQuery *query, const GArray *kinds, GPtrArray *layers, GError **error)
{
  for (guint i = 0; i <= kinds->len; i++) {
    SalOwnLayer *layer = make_layer(query, i < kinds->len ? &g_array_index(kinds, Kind, i) : NULL, i, error);
    if (layer == NULL)
      return FALSE;
    g_ptr_array_add(layers, layer);
  }
  return TRUE;
}

/* Sizes are comparable among all kinds. */
static void
share_sizes(const SalOwnLayer *own, const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++) {
    SalOwnLayer *layer = layers->pdata[i];
    layer->marks.largest_value = own->marks.largest_value;
    layer->marks.least_value = own->marks.least_value;
    layer->marks.is_even = TRUE;
  }
}

GPtrArray *
sal_own_kinds_split(SalOwnLayer *own, const SalOwnKindsQuery *query, GError **error)
{
  g_autoptr(GArray) kinds = g_array_new(FALSE, TRUE, sizeof(Kind));
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_layer_free);
  g_array_set_clear_func(kinds, kind_clear);
  if (!parse_kinds(query->said, kinds, error))
    return NULL;
  if (kinds->len == 0)
    find_kinds(own, kinds);
  if (query->said->kinds->len == 0 && kinds->len > SAL_OWN_KINDS_FOUND) {
    report_rest(query, kinds);
    g_array_set_size(kinds, SAL_OWN_KINDS_FOUND);
  }
  if (!make_layers(query, kinds, layers, error))
    return NULL;
  for (guint i = 0; i < own->features->len; i++) {
    SalOwnFeature *feature = own->features->pdata[i];
    const Kind *kind = find_kind(kinds, feature->kind);
    const guint index = kind != NULL ? (guint)(kind - &g_array_index(kinds, Kind, 0)) : kinds->len;
    own->features->pdata[i] = NULL;
    sal_own_layer_add(layers->pdata[index], feature);
  }
  share_sizes(own, layers);
  for (guint i = kinds->len + 1; i-- > 0;) {
    if (((const SalOwnLayer *)layers->pdata[i])->features->len > 0)
      continue;
    if (i < kinds->len)
      report_unused(query, &g_array_index(kinds, Kind, i));
    g_ptr_array_remove_index(layers, i);
  }
  return g_steal_pointer(&layers);
}
