#include "render/write/pdf-target.h"

#include <string.h>

void
sal_pdf_target_clear(SalPdfTarget *target)
{
  g_clear_pointer(&target->bytes, g_byte_array_unref);
  g_clear_pointer(&target->offsets, g_array_unref);
}

void
sal_pdf_target_init(SalPdfTarget *target, guint n)
{
  target->bytes = g_byte_array_new();
  target->offsets = g_array_new(FALSE, TRUE, sizeof(gsize));
  g_array_set_size(target->offsets, n + 1);
}

guint
sal_pdf_target_take(SalPdfTarget *target)
{
  g_array_set_size(target->offsets, target->offsets->len + 1);
  return target->offsets->len - 1;
}

gboolean
sal_pdf_target_has(const SalPdfTarget *target, guint object)
{
  return g_array_index(target->offsets, gsize, object) != 0;
}

void
sal_pdf_target_append(SalPdfTarget *target, const char *text)
{
  g_byte_array_append(target->bytes, (const guint8 *)text, (guint)strlen(text));
}

void
sal_pdf_target_append_format(SalPdfTarget *target, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  sal_pdf_target_append(target, text);
}

void
sal_pdf_target_begin(SalPdfTarget *target, guint object)
{
  g_array_index(target->offsets, gsize, object) = target->bytes->len;
  sal_pdf_target_append_format(target, "%u 0 obj\n", object);
}

void
sal_pdf_target_append_string(SalPdfTarget *target, const char *text)
{
  glong n = 0;
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
  sal_pdf_target_append(target, "<FEFF");
  for (glong i = 0; i < n; i++)
    sal_pdf_target_append_format(target, "%04X", utf16[i]);
  sal_pdf_target_append(target, ">");
}

void
sal_pdf_target_append_box(SalPdfTarget *target, double width_pt, double height_pt)
{
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  sal_pdf_target_append_format(target, "[0 0 %s %s]", g_ascii_formatd(width, sizeof width, "%.5f", width_pt),
                               g_ascii_formatd(height, sizeof height, "%.5f", height_pt));
}

void
sal_pdf_target_append_bytes(SalPdfTarget *target, const void *data, gsize size)
{
  g_byte_array_append(target->bytes, data, (guint)size);
}

/* Numbers that no object has are linked to that of the table's first line, as the standard permits. */
void
sal_pdf_target_end(SalPdfTarget *target, guint root, guint info)
{
  const gsize start = target->bytes->len;
  sal_pdf_target_append_format(target, "xref\n0 %u\n0000000000 65535 f \n", target->offsets->len);
  for (guint i = 1; i < target->offsets->len; i++)
    if (sal_pdf_target_has(target, i))
      sal_pdf_target_append_format(target, "%010" G_GSIZE_FORMAT " 00000 n \n",
                                   g_array_index(target->offsets, gsize, i));
    else
      sal_pdf_target_append(target, "0000000000 65535 f \n");
  sal_pdf_target_append_format(
      target,
      "trailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
      target->offsets->len, root, info, start);
}
