#include "render/write/pdf-grey.h"

#include <gio/gio.h>
#include <string.h>

#define CHUNK 65536

static gboolean
is_grey(SalColor color)
{
  return color.a == 0 || (color.r == color.g && color.g == color.b);
}

static gboolean
is_item_grey(const SalItem *item)
{
  switch (item->type) {
  case SAL_ITEM_AREA:
    return is_grey(item->area.fill) && is_grey(item->area.hatch.color) && is_grey(item->area.outline.color);
  case SAL_ITEM_LINE:
    return is_grey(item->line.color);
  case SAL_ITEM_TEXT:
    return is_grey(item->text.style.color) && is_grey(item->text.style.halo);
  case SAL_ITEM_IMAGE:
    return sal_image_is_grey(item->image.image);
  }
  return FALSE;
}

gboolean
sal_pdf_is_grey(const SalDrawing *drawing)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++)
      if (!is_item_grey(sal_layer_get_item(layer, j)))
        return FALSE;
  }
  return TRUE;
}

/* Runs all of data, or what belongs to the stream that it begins with, through a converter; NULL: it cannot be
 * converted. */
static GByteArray *
convert(GConverter *converter, const char *data, gsize size)
{
  g_autoptr(GByteArray) out = g_byte_array_new();
  g_autofree char *chunk = g_malloc(CHUNK);
  for (GConverterResult result = G_CONVERTER_CONVERTED; result != G_CONVERTER_FINISHED;) {
    gsize n_read = 0, n_written = 0;
    result = g_converter_convert(converter, data, size, chunk, CHUNK, G_CONVERTER_INPUT_AT_END, &n_read,
                                 &n_written, NULL);
    if (result == G_CONVERTER_ERROR)
      return NULL;
    g_byte_array_append(out, (const guint8 *)chunk, (guint)n_written);
    data += n_read, size -= n_read;
  }
  return g_steal_pointer(&out);
}

/* What has been copied of a content stream, and where in it the last operands begin, the latest first. */
typedef struct {
  GString *out;
  gsize operands[3];
  guint n_operands;
} Recoding;

static gboolean
is_delimiter(char c)
{
  return c == '\0' || g_ascii_isspace(c) || strchr("()<>[]{}/%", c) != NULL;
}

/* A string in brackets, whatever it holds; returns what follows. */
static const char *
copy_string(Recoding *recoding, const char *text, const char *end)
{
  guint depth = 0;
  do {
    if (*text == '\\' && text + 1 < end)
      g_string_append_c(recoding->out, *text++);
    else
      depth += *text == '(', depth -= *text == ')';
    g_string_append_c(recoding->out, *text++);
  } while (depth > 0 && text < end);
  return text;
}

static void
push_operand(Recoding *recoding)
{
  recoding->operands[2] = recoding->operands[1];
  recoding->operands[1] = recoding->operands[0];
  recoding->operands[0] = recoding->out->len;
  recoding->n_operands++;
}

/* Whether the last three operands are the same number. */
static gboolean
are_operands_equal(const Recoding *recoding)
{
  if (recoding->n_operands < 3)
    return FALSE;
  const char *text = recoding->out->str;
  const gsize *at = recoding->operands;
  const gsize length = strcspn(text + at[0], " \n");
  for (guint i = 1; i < 3; i++)
    if (strcspn(text + at[i], " \n") != length || strncmp(text + at[i], text + at[0], length) != 0)
      return FALSE;
  return TRUE;
}

/* A number, a name or an operator. */
static void
copy_word(Recoding *recoding, const char *word, gsize length)
{
  const gboolean is_number = g_ascii_isdigit(*word) || strchr("+-.", *word) != NULL;
  const gboolean is_fill = length == 2 && strncmp(word, "rg", 2) == 0;
  const gboolean is_color = is_fill || (length == 2 && strncmp(word, "RG", 2) == 0);
  if (is_number) {
    push_operand(recoding);
  } else {
    if (is_color && are_operands_equal(recoding)) {
      g_string_truncate(recoding->out, recoding->operands[1]);
      word = is_fill ? "g" : "G", length = 1;
    }
    recoding->n_operands = 0;
  }
  g_string_append_len(recoding->out, word, (gssize)length);
}

static GString *
recode(const char *text, const char *end)
{
  Recoding recoding = { .out = g_string_new(NULL) };
  while (text < end) {
    if (*text == '(') {
      text = copy_string(&recoding, text, end);
    } else if (is_delimiter(*text)) {
      g_string_append_c(recoding.out, *text++);
    } else {
      gsize length = 1;
      while (text + length < end && !is_delimiter(text[length]))
        length++;
      copy_word(&recoding, text, length);
      text += length;
    }
  }
  return recoding.out;
}

GBytes *
sal_pdf_grey_recode(const char *data, gsize size)
{
  g_autoptr(GZlibDecompressor) inflate = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  g_autoptr(GByteArray) plain = convert(G_CONVERTER(inflate), data, size);
  if (plain == NULL)
    return NULL;
  GString *grey = recode((const char *)plain->data, (const char *)plain->data + plain->len);
  g_autoptr(GZlibCompressor) deflate = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  GByteArray *packed = convert(G_CONVERTER(deflate), grey->str, grey->len);
  g_string_free(grey, TRUE);
  return packed != NULL ? g_byte_array_free_to_bytes(packed) : NULL;
}
