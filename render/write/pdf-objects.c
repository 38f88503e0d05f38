#include "render/write/pdf-objects.h"

#include <string.h>

#define RGB "/DeviceRGB"

char *
sal_pdf_describe_space(const SalPdfRepaint *repaint)
{
  switch (repaint->colors->space) {
  case SAL_PDF_GREY:
    return g_strdup("/DeviceGray");
  case SAL_PDF_CMYK:
    return g_strdup("/DeviceCMYK");
  case SAL_PDF_RGB:
    return g_strdup_printf("[/ICCBased %u 0 R]", repaint->profile);
  case SAL_PDF_PLAIN:
    break;
  }
  return g_strdup(RGB);
}

static gboolean
is_content(const char *dictionary)
{
  return strstr(dictionary, "/Subtype /Form") != NULL || strstr(dictionary, "/PatternType 1") != NULL;
}

static gboolean
is_picture(const char *dictionary)
{
  return strstr(dictionary, "/Subtype /Image") != NULL;
}

gboolean
sal_pdf_object_has_colors(const char *dictionary)
{
  return is_content(dictionary) || strstr(dictionary, RGB) != NULL;
}

/* The number behind a key; 0: there is none. */
static gsize
get_number(const char *dictionary, const char *key)
{
  const char *found = strstr(dictionary, key);
  return found != NULL ? (gsize)g_ascii_strtoull(found + strlen(key), NULL, 10) : 0;
}

/* A text with another one in place of all that is like it. Owned by the caller. */
static char *
replace(const char *text, const char *from, const char *to)
{
  g_auto(GStrv) parts = g_strsplit(text, from, -1);
  return g_strjoinv(to, parts);
}

/* The dictionary with the length of another stream, in place of a number or a reference to one. Owned by the caller; NULL: it has
 * none. */
static char *
set_length(const char *dictionary, gsize length)
{
  const char *key = strstr(dictionary, "/Length ");
  if (key == NULL)
    return NULL;
  const char *end = key + strlen("/Length ");
  end += strspn(end, "0123456789");
  if (g_str_has_prefix(end, " 0 R"))
    end += strlen(" 0 R");
  return g_strdup_printf("%.*s/Length %" G_GSIZE_FORMAT "%s", (int)(key - dictionary), dictionary, length,
                         end);
}

/* Pictures are packed without losses, and have no filter of their own before that. */
static GBytes *
repaint_picture(const SalPdfRepaint *repaint, const char *dictionary, const char *stream, gsize size)
{
  const gsize width = get_number(dictionary, "/Width "), height = get_number(dictionary, "/Height ");
  const gboolean is_known = strstr(dictionary, "/BitsPerComponent 8") != NULL &&
                            strstr(dictionary, "/Filter /FlateDecode") != NULL &&
                            strstr(dictionary, "/DecodeParms") == NULL;
  if (!is_known || width == 0 || height > G_MAXUINT32 / width)
    return NULL;
  return sal_pdf_colors_recode_pixels(repaint->colors, stream, size, width * height, repaint->use);
}

GByteArray *
sal_pdf_object_repaint(const SalPdfRepaint *repaint, const char *dictionary, const char *stream, gsize size)
{
  g_autoptr(GBytes) bytes = is_picture(dictionary) ? repaint_picture(repaint, dictionary, stream, size)
                            : is_content(dictionary)
                                ? sal_pdf_colors_recode(repaint->colors, stream, size, repaint->use)
                                : NULL;
  if (bytes == NULL)
    return NULL;
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  g_autofree char *space = sal_pdf_describe_space(repaint);
  g_autofree char *other = replace(dictionary, RGB, space);
  g_autofree char *whole = set_length(other, length);
  if (whole == NULL)
    return NULL;
  GByteArray *object = g_byte_array_new();
  g_byte_array_append(object, (const guint8 *)whole, (guint)strlen(whole));
  g_byte_array_append(object, (const guint8 *)"\nstream\n", strlen("\nstream\n"));
  g_byte_array_append(object, data, (guint)length);
  g_byte_array_append(object, (const guint8 *)"\nendstream\n", strlen("\nendstream\n"));
  return object;
}

/* The dictionary with an entry of one of its own dictionaries, which may be new. */
static char *
add_entry(const char *dictionary, const char *key, const char *entry)
{
  g_autofree char *start = g_strdup_printf("%s <<", key);
  const char *found = strstr(dictionary, start), *open = strstr(dictionary, "<<");
  if (found != NULL)
    return g_strdup_printf("%.*s %s%s", (int)(found - dictionary + (long)strlen(start)), dictionary, entry,
                           found + strlen(start));
  if (open == NULL)
    return g_strdup(dictionary);
  return g_strdup_printf("%.*s<<\n   %s %s >>%s", (int)(open - dictionary), dictionary, start, entry,
                         open + strlen("<<"));
}

char *
sal_pdf_resources_complete(const SalPdfRepaint *repaint, const char *dictionary)
{
  g_autofree char *space = sal_pdf_describe_space(repaint);
  if (repaint->colors->space == SAL_PDF_RGB) {
    g_autofree char *entry = g_strdup_printf("/DefaultRGB %s", space);
    return add_entry(dictionary, "/ColorSpace", entry);
  }
  if (repaint->colors->space == SAL_PDF_CMYK)
    return add_entry(dictionary, "/ExtGState",
                     "/" SAL_PDF_OVERPRINT " << /OP true /op true /OPM 1 >> /" SAL_PDF_KNOCK_OUT
                     " << /OP false /op false /OPM 1 >>");
  return g_strdup(dictionary);
}
