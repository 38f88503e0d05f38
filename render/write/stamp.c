#include "render/write/stamp.h"

#include "render/write/pixel-memory.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_RUN 8    /* pixels: fewer that are clear or opaque are no span of their own */
#define LEAST_SOLID 16 /* likewise, of one colour */

typedef enum { CLEAR, MIXED, OPAQUE, SOLID } Kind;

/* Pixels that follow each other in a row. Spans have their pixels one after the other; a solid one, which is opaque, has
 * one. */
typedef struct {
  int x, y, n;
  Kind kind; /* of all of them */
} Span;

struct _SalStamp {
  gatomicrefcount references;
  SalPixelRect rect;
  guint32 *pixels;
  gsize n_pixels;
  GArray *spans;      /* Span */
  gboolean is_packed; /* otherwise every row is a span */
};

static SalStamp *
stamp_alloc(SalPixelRect rect)
{
  SalStamp *stamp = g_new0(SalStamp, 1);
  g_atomic_ref_count_init(&stamp->references);
  stamp->rect = rect;
  stamp->spans = g_array_new(FALSE, FALSE, sizeof(Span));
  return stamp;
}

SalStamp *
sal_stamp_new(SalPixelRect rect)
{
  g_return_val_if_fail(rect.width > 0 && rect.height > 0, NULL);
  SalStamp *stamp = stamp_alloc(rect);
  stamp->n_pixels = (gsize)rect.width * (gsize)rect.height;
  stamp->pixels = (guint32 *)(void *)sal_pixel_memory_new(stamp->n_pixels * sizeof *stamp->pixels, 0);
  if (stamp->pixels == NULL)
    g_error("expected memory for %" G_GSIZE_FORMAT " pixels, got none", stamp->n_pixels);
  for (int y = 0; y < rect.height; y++) {
    const Span row = { rect.x, rect.y + y, rect.width, MIXED };
    g_array_append_val(stamp->spans, row);
  }
  return stamp;
}

static guint32 *
get_row(cairo_surface_t *image, int x, int y)
{
  guint8 *row = cairo_image_surface_get_data(image) + (gsize)y * (gsize)cairo_image_surface_get_stride(image);
  return (guint32 *)(void *)row + x;
}

SalStamp *
sal_stamp_ref(SalStamp *stamp)
{
  g_atomic_ref_count_inc(&stamp->references);
  return stamp;
}

void
sal_stamp_unref(SalStamp *stamp)
{
  if (stamp == NULL || !g_atomic_ref_count_dec(&stamp->references))
    return;
  g_array_unref(stamp->spans);
  free(stamp->pixels);
  g_free(stamp);
}

cairo_t *
sal_stamp_begin(SalStamp *stamp)
{
  cairo_surface_t *surface =
      cairo_image_surface_create_for_data((guchar *)stamp->pixels, CAIRO_FORMAT_ARGB32, stamp->rect.width,
                                          stamp->rect.height, 4 * stamp->rect.width);
  cairo_surface_set_device_offset(surface, -stamp->rect.x, -stamp->rect.y);
  cairo_t *cr = cairo_create(surface);
  cairo_surface_destroy(surface);
  return cr;
}

static Kind
get_kind(guint32 pixel)
{
  return pixel == 0 ? CLEAR : pixel >> 24 == 0xFF ? OPAQUE : MIXED;
}

/* How many of n pixels from the first on are the same. */
static inline int
count_same(const guint32 *pixels, int n)
{
  const guint64 twice = (guint64)pixels[0] << 32 | pixels[0];
  guint64 two;
  int i = 1;
  for (; i + 2 <= n; i += 2) {
    memcpy(&two, pixels + i, sizeof two);
    if (two != twice)
      break;
  }
  while (i < n && pixels[i] == pixels[0])
    i++;
  return i;
}

/* The first pixels that are a span of their own, or of no kind that is longer. n: how many there are. */
static Span
find_span(const guint32 *pixels, int n)
{
  const int n_same = count_same(pixels, n);
  Kind kind = get_kind(pixels[0]);
  if (kind == OPAQUE && n_same >= LEAST_SOLID)
    return (Span){ .n = n_same, .kind = SOLID };
  int n_alike = n_same;
  while (kind != CLEAR && n_alike < n && get_kind(pixels[n_alike]) == kind &&
         (kind != OPAQUE || n - n_alike < LEAST_SOLID ||
          count_same(pixels + n_alike, LEAST_SOLID) < LEAST_SOLID))
    n_alike++;
  if (n_alike < LEAST_RUN)
    kind = MIXED;
  return (Span){ .n = n_alike, .kind = kind };
}

/* Appends the pixels of a row without long stretches of clear ones, and spans for them. */
static void
add_row(GArray *pixels, GArray *spans, const guint32 *row, Span whole)
{
  const guint first = spans->len;
  Span span;
  for (int x = 0; x < whole.n; x += span.n) {
    span = find_span(row + x, whole.n - x);
    if (span.kind == CLEAR)
      continue;
    Span *last = spans->len > first ? &g_array_index(spans, Span, spans->len - 1) : NULL;
    g_array_append_vals(pixels, row + x, span.kind == SOLID ? 1 : (guint)span.n);
    span.x = whole.x + x, span.y = whole.y;
    if (last != NULL && span.kind == MIXED && last->kind == MIXED && last->x + last->n == span.x)
      last->n += span.n;
    else
      g_array_append_val(spans, span);
  }
}

/* Takes both. */
static void
set_packed(SalStamp *stamp, GArray *pixels, GArray *spans)
{
  stamp->n_pixels = pixels->len;
  free(stamp->pixels);
  stamp->pixels = g_memdup2(pixels->data, stamp->n_pixels * sizeof *stamp->pixels);
  g_array_unref(pixels);
  g_array_unref(stamp->spans);
  stamp->spans = spans;
  stamp->is_packed = TRUE;
}

void
sal_stamp_pack(SalStamp *stamp)
{
  if (stamp->is_packed)
    return;
  GArray *pixels = g_array_new(FALSE, FALSE, sizeof(guint32)),
         *spans = g_array_new(FALSE, FALSE, sizeof(Span));
  for (guint y = 0; y < stamp->spans->len; y++)
    add_row(pixels, spans, stamp->pixels + (gsize)y * (gsize)stamp->rect.width,
            g_array_index(stamp->spans, Span, y));
  set_packed(stamp, pixels, spans);
}

/* Opaque pixels of RGB24 have any value where alpha would be. */
static void
copy_row(guint32 *to, const guint32 *from, int n, guint32 opaque)
{
  for (int i = 0; i < n; i++)
    to[i] = from[i] | opaque;
}

SalStamp *
sal_stamp_new_copy(cairo_surface_t *image)
{
  const SalPixelRect rect = { 0, 0, cairo_image_surface_get_width(image),
                              cairo_image_surface_get_height(image) };
  const guint32 opaque = cairo_image_surface_get_format(image) == CAIRO_FORMAT_RGB24 ? 0xFF000000 : 0;
  SalStamp *stamp = stamp_alloc(rect);
  GArray *pixels = g_array_new(FALSE, FALSE, sizeof(guint32)),
         *spans = g_array_new(FALSE, FALSE, sizeof(Span));
  g_autofree guint32 *row = g_new(guint32, rect.width);
  cairo_surface_flush(image);
  for (int y = 0; y < rect.height; y++) {
    copy_row(row, get_row(image, 0, y), rect.width, opaque);
    add_row(pixels, spans, row, (Span){ 0, y, rect.width, MIXED });
  }
  set_packed(stamp, pixels, spans);
  return stamp;
}

gsize
sal_stamp_get_size(const SalStamp *stamp)
{
  return sizeof *stamp + stamp->spans->len * sizeof(Span) + stamp->n_pixels * sizeof *stamp->pixels;
}

/* The channels of a pixel, 16 bits for each. */
static inline guint64
spread(guint32 pixel)
{
  return (guint64)(pixel >> 8 & 0xFF00FF) << 32 | (pixel & 0xFF00FF);
}

/* A pixel times share of 255, rounded. */
static inline guint32
scale_pixel(guint32 pixel, guint32 share)
{
  const guint64 low = G_GUINT64_CONSTANT(0x00FF00FF00FF00FF);
  const guint64 product = spread(pixel) * share + G_GUINT64_CONSTANT(0x0080008000800080);
  const guint64 scaled = (product + (product >> 8 & low)) >> 8 & low;
  return (guint32)scaled | (guint32)(scaled >> 32) << 8;
}

/* Four pixels, their channels, and these with room for products. */
typedef guint32 Four __attribute__((vector_size(16)));
typedef guint8 FourChannels __attribute__((vector_size(16)));
typedef guint16 FourProducts __attribute__((vector_size(32)));

/* As lay_row() does each. */
static inline void
lay_four(guint32 *to, const guint32 *from)
{
  Four pixels, below;
  memcpy(&pixels, from, sizeof pixels);
  memcpy(&below, to, sizeof below);
  Four rest = 255 - (pixels >> 24);
  rest |= rest << 8;
  rest |= rest << 16;
  const FourProducts product = __builtin_convertvector((FourChannels)below, FourProducts) *
                                   __builtin_convertvector((FourChannels)rest, FourProducts) +
                               128;
  pixels += (Four) __builtin_convertvector((product + (product >> 8)) >> 8, FourChannels);
  memcpy(to, &pixels, sizeof pixels);
}

static inline gboolean
are_four_clear(const guint32 *pixels)
{
  guint64 pairs[2];
  memcpy(pairs, pixels, sizeof pairs);
  return (pairs[0] | pairs[1]) == 0;
}

static void
lay_row(guint32 *to, const guint32 *from, int n)
{
  int i = 0;
  for (; i + 4 <= n; i += 4)
    if (!are_four_clear(from + i))
      lay_four(to + i, from + i);
  for (; i < n; i++)
    to[i] = from[i] + scale_pixel(to[i], 255 - (from[i] >> 24));
}

static void
fill_row(guint32 *to, guint32 pixel, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = pixel;
}

void
sal_stamp_lay(const SalStamp *stamp, cairo_surface_t *image)
{
  cairo_surface_flush(image);
  const guint32 *from = stamp->pixels;
  for (guint i = 0; i < stamp->spans->len; i++) {
    const Span *span = &g_array_index(stamp->spans, Span, i);
    guint32 *to = get_row(image, span->x, span->y);
    if (span->kind == SOLID)
      fill_row(to, *from, span->n);
    else if (span->kind == OPAQUE)
      memcpy(to, from, (gsize)span->n * sizeof *to);
    else
      lay_row(to, from, span->n);
    from += span->kind == SOLID ? 1 : span->n;
  }
  cairo_surface_mark_dirty_rectangle(image, stamp->rect.x, stamp->rect.y, stamp->rect.width,
                                     stamp->rect.height);
}
