#include "render/write/pdf-colors.h"

#include "data/base/error.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define CHUNK 65536
#define CMYK_PREFIX "cmyk:"

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
  const SalPdfColors *colors;
  SalPdfInkUse *use;
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

/* The lightness of a colour as sRGB writes a grey of it. */
static double
find_grey(const double rgb[3])
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double y = 0;
  if (rgb[0] == rgb[1] && rgb[1] == rgb[2])
    return rgb[0];
  for (guint i = 0; i < 3; i++)
    y += weights[i] * (rgb[i] <= 0.04045 ? rgb[i] / 12.92 : pow((rgb[i] + 0.055) / 1.055, 2.4));
  return y <= 0.0031308 ? 12.92 * y : 1.055 * pow(y, 1 / 2.4) - 0.055;
}

static void
append_number(GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(text, sizeof text, "%.4f", number);
  gsize length = strlen(text);
  while (text[length - 1] == '0')
    length--;
  length -= text[length - 1] == '.';
  g_string_append_len(out, text, (gssize)length);
  g_string_append_c(out, ' ');
}

/* All of the black ink and nothing else prints over what is below it, so that no light shows at its edges where inks are not quite
 * in register. */
static void
append_inks(Recoding *recoding, const double rgb[3], gboolean is_fill)
{
  double cmyk[4], sum = 0;
  sal_inks_find(recoding->colors->inks, rgb, cmyk);
  const gboolean is_black = cmyk[0] + cmyk[1] + cmyk[2] == 0 && cmyk[3] == 1;
  for (guint i = 0; i < 4; i++) {
    append_number(recoding->out, cmyk[i]);
    sum += cmyk[i];
  }
  g_string_append_printf(recoding->out, "%s /%s gs", is_fill ? "k" : "K",
                         is_black ? SAL_PDF_OVERPRINT : SAL_PDF_KNOCK_OUT);
  if (recoding->use != NULL)
    recoding->use->most_ink = MAX(recoding->use->most_ink, sum);
}

/* Puts a colour in place of the last three operands. */
static void
replace_color(Recoding *recoding, gboolean is_fill)
{
  double rgb[3];
  for (guint i = 0; i < 3; i++)
    rgb[i] = CLAMP(g_ascii_strtod(recoding->out->str + recoding->operands[2 - i], NULL), 0, 1);
  if (recoding->colors->space == SAL_PDF_CMYK) {
    g_string_truncate(recoding->out, recoding->operands[2]);
    append_inks(recoding, rgb, is_fill);
    return;
  }
  if (rgb[0] == rgb[1] && rgb[1] == rgb[2]) { /* the number stays as it is written */
    g_string_truncate(recoding->out, recoding->operands[1]);
  } else {
    g_string_truncate(recoding->out, recoding->operands[2]);
    append_number(recoding->out, find_grey(rgb));
  }
  g_string_append_c(recoding->out, is_fill ? 'g' : 'G');
}

/* A number, a name or an operator. */
static void
copy_word(Recoding *recoding, const char *word, gsize length)
{
  const gboolean is_number = g_ascii_isdigit(*word) || strchr("+-.", *word) != NULL;
  const gboolean is_fill = length == 2 && strncmp(word, "rg", 2) == 0;
  const gboolean is_color = is_fill || (length == 2 && strncmp(word, "RG", 2) == 0);
  if (is_number)
    push_operand(recoding);
  if (is_color && recoding->n_operands >= 3)
    replace_color(recoding, is_fill);
  else
    g_string_append_len(recoding->out, word, (gssize)length);
  if (!is_number)
    recoding->n_operands = 0;
}

static GString *
recode(const SalPdfColors *colors, const char *text, const char *end, SalPdfInkUse *use)
{
  Recoding recoding = { .colors = colors, .use = use, .out = g_string_new(NULL) };
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

static GByteArray *
decompress(const char *data, gsize size)
{
  g_autoptr(GZlibDecompressor) inflate = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  return convert(G_CONVERTER(inflate), data, size);
}

GBytes *
sal_pdf_colors_compress(const void *data, gsize size)
{
  g_autoptr(GZlibCompressor) deflate = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  GByteArray *packed = convert(G_CONVERTER(deflate), data, size);
  return packed != NULL ? g_byte_array_free_to_bytes(packed) : NULL;
}

GBytes *
sal_pdf_colors_recode(const SalPdfColors *colors, const char *data, gsize size, SalPdfInkUse *use)
{
  g_autoptr(GByteArray) plain = decompress(data, size);
  if (plain == NULL)
    return NULL;
  GString *recoded = recode(colors, (const char *)plain->data, (const char *)plain->data + plain->len, use);
  GBytes *packed = sal_pdf_colors_compress(recoded->str, recoded->len);
  g_string_free(recoded, TRUE);
  return packed;
}

static void
make_grey_pixels(const guint8 *rgb, guint8 *grey, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    const double color[] = { rgb[3 * i] / 255.0, rgb[3 * i + 1] / 255.0, rgb[3 * i + 2] / 255.0 };
    grey[i] = (guint8)lround(255 * find_grey(color));
  }
}

static double
find_most_ink(const guint8 *cmyk, gsize n)
{
  int most = 0;
  for (gsize i = 0; i < n; i++)
    most = MAX(most, cmyk[4 * i] + cmyk[4 * i + 1] + cmyk[4 * i + 2] + cmyk[4 * i + 3]);
  return most / 255.0;
}

GBytes *
sal_pdf_colors_recode_pixels(const SalPdfColors *colors, const char *data, gsize size, gsize n_pixels,
                             SalPdfInkUse *use)
{
  g_autoptr(GByteArray) rgb = decompress(data, size);
  if (rgb == NULL || rgb->len / 3 != n_pixels || rgb->len % 3 != 0)
    return NULL;
  const gsize depth = colors->space == SAL_PDF_CMYK ? 4 : 1;
  g_autofree guint8 *pixels = g_malloc(n_pixels * depth);
  if (colors->space == SAL_PDF_CMYK)
    sal_inks_convert(colors->inks, rgb->data, pixels, n_pixels);
  else
    make_grey_pixels(rgb->data, pixels, n_pixels);
  if (colors->space == SAL_PDF_CMYK && use != NULL)
    use->most_ink = MAX(use->most_ink, find_most_ink(pixels, n_pixels));
  return sal_pdf_colors_compress(pixels, n_pixels * depth);
}

const char *
sal_pdf_colors_get_file(const char *text)
{
  return text != NULL && g_str_has_prefix(text, CMYK_PREFIX) ? text + strlen(CMYK_PREFIX) : NULL;
}

gboolean
sal_pdf_colors_parse(const char *text, SalPdfColorSpace *space, SalInks **inks, GError **error)
{
  static const char *const names[] = { "rgb", "grey", "cmyk:FILE", NULL };
  const char *file = sal_pdf_colors_get_file(text);
  *inks = NULL;
  *space = SAL_PDF_CMYK;
  if (file != NULL && *file != '\0') {
    *inks = sal_inks_load(file, error);
    return *inks != NULL;
  }
  *space = g_str_equal(text, "grey") ? SAL_PDF_GREY : SAL_PDF_RGB;
  if (g_str_equal(text, "rgb") || g_str_equal(text, "grey"))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(text), *hint = sal_error_suggest(text, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected rgb, grey or cmyk:FILE, got '%s'%s", quoted, hint);
}
