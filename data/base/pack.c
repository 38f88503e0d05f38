#include "data/base/pack.h"

#include <string.h>

#define NO_TEXT G_MAXUINT64 /* stands for NULL where a length is expected */

void
sal_pack_number(GByteArray *bytes, guint64 number)
{
  g_byte_array_append(bytes, (const guint8 *)&number, sizeof number);
}

void
sal_pack_real(GByteArray *bytes, double real)
{
  g_byte_array_append(bytes, (const guint8 *)&real, sizeof real);
}

void
sal_pack_text(GByteArray *bytes, const char *text)
{
  const gsize length = text != NULL ? strlen(text) : 0;
  sal_pack_number(bytes, text != NULL ? length : NO_TEXT);
  g_byte_array_append(bytes, (const guint8 *)text, (guint)length);
}

void
sal_pack_texts(GByteArray *bytes, const char *const *texts)
{
  const guint n = texts != NULL ? g_strv_length((char **)texts) : 0;
  sal_pack_number(bytes, texts != NULL ? n : NO_TEXT);
  for (guint i = 0; i < n; i++)
    sal_pack_text(bytes, texts[i]);
}

void
sal_pack_items(GByteArray *bytes, gconstpointer items, guint n, gsize item_bytes)
{
  sal_pack_number(bytes, n);
  g_byte_array_append(bytes, items, (guint)(n * item_bytes));
}

gboolean
sal_unpack_fail(SalUnpack *unpack)
{
  unpack->failed = TRUE;
  return FALSE;
}

/* Takes n bytes off; NULL if there are not as many. */
static const guint8 *
take(SalUnpack *unpack, guint64 n)
{
  if (unpack->failed || n > (guint64)(unpack->end - unpack->at)) {
    sal_unpack_fail(unpack);
    return NULL;
  }
  const guint8 *taken = unpack->at;
  unpack->at += n;
  return taken;
}

guint64
sal_unpack_number(SalUnpack *unpack)
{
  guint64 number = 0;
  const guint8 *bytes = take(unpack, sizeof number);
  if (bytes != NULL)
    memcpy(&number, bytes, sizeof number);
  return number;
}

guint
sal_unpack_guint(SalUnpack *unpack, guint max)
{
  const guint64 number = sal_unpack_number(unpack);
  return number <= max ? (guint)number : (guint)sal_unpack_fail(unpack);
}

double
sal_unpack_real(SalUnpack *unpack)
{
  double real = 0;
  const guint8 *bytes = take(unpack, sizeof real);
  if (bytes != NULL)
    memcpy(&real, bytes, sizeof real);
  return real;
}

char *
sal_unpack_text(SalUnpack *unpack)
{
  const guint64 length = sal_unpack_number(unpack);
  const guint8 *bytes = unpack->failed || length == NO_TEXT ? NULL : take(unpack, length);
  if (bytes == NULL)
    return NULL;
  if (memchr(bytes, '\0', length) != NULL) {
    sal_unpack_fail(unpack);
    return NULL;
  }
  return g_strndup((const char *)bytes, length);
}

char **
sal_unpack_texts(SalUnpack *unpack)
{
  const guint64 n = sal_unpack_number(unpack);
  if (unpack->failed || n == NO_TEXT)
    return NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint64 i = 0; i < n && !unpack->failed; i++) {
    char *text = sal_unpack_text(unpack);
    if (text == NULL)
      sal_unpack_fail(unpack);
    g_ptr_array_add(texts, text);
  }
  if (unpack->failed)
    return NULL;
  g_ptr_array_add(texts, NULL);
  g_ptr_array_set_free_func(texts, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&texts), FALSE);
}

void
sal_unpack_items(SalUnpack *unpack, GArray *items)
{
  const guint item_bytes = g_array_get_element_size(items);
  const guint64 n = sal_unpack_number(unpack);
  if (unpack->failed || n > (guint64)(unpack->end - unpack->at) / item_bytes) {
    sal_unpack_fail(unpack);
    return;
  }
  const guint8 *bytes = take(unpack, n * item_bytes);
  if (bytes != NULL && n > 0)
    g_array_append_vals(items, bytes, (guint)n);
}

gboolean
sal_unpack_is_done(const SalUnpack *unpack)
{
  return !unpack->failed && unpack->at == unpack->end;
}
