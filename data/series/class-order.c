#include "data/series/class-order.h"

#include "data/base/error.h"

/* The first part of a class that is not made yet; -1: it can be made. */
static int
find_missing(const GPtrArray *compositions, const guint8 *made, guint index)
{
  guint n = 0;
  const SalComposition *composition = compositions->pdata[index];
  const guint *parts = composition != NULL ? sal_composition_get_parts(composition, &n) : NULL;
  for (guint i = 0; i < n; i++)
    if (!made[parts[i]])
      return (int)parts[i];
  return -1;
}

/* Follows missing parts, of which every class that is not made has one, until one comes again. */
static void
set_circle_error(const GPtrArray *compositions, const char *const *names, const guint8 *made, GError **error)
{
  g_autofree guint8 *seen = g_new0(guint8, compositions->len);
  guint start = 0;
  while (made[start])
    start++;
  for (; !seen[start]; start = (guint)find_missing(compositions, made, start))
    seen[start] = TRUE;
  GString *circle = g_string_new(names[start]);
  guint index = start;
  do {
    index = (guint)find_missing(compositions, made, index);
    g_string_append_printf(circle, " → %s", names[index]);
  } while (index != start);
  g_autofree char *text = g_string_free(circle, FALSE);
  g_autofree char *quoted = sal_error_quote(text);
  sal_error_set(error, SAL_ERROR_USAGE,
                "expected classes that do not refer to each other in a circle, got '%s'", quoted);
}

GArray *
sal_class_order_find(const GPtrArray *compositions, const char *const *names, GError **error)
{
  g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));
  g_autofree guint8 *made = g_new0(guint8, compositions->len + 1);
  for (guint n_before = G_MAXUINT; order->len != n_before;) {
    n_before = order->len;
    for (guint i = 0; i < compositions->len; i++)
      if (!made[i] && find_missing(compositions, made, i) < 0) {
        made[i] = TRUE;
        g_array_append_val(order, i);
      }
  }
  if (order->len == compositions->len)
    return g_steal_pointer(&order);
  set_circle_error(compositions, names, made, error);
  return NULL;
}
