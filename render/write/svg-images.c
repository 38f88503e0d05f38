#include "render/write/svg-images.h"

#include "render/write/png-image.h"

/* Definitions are this wide and high, in user units, and scaled where they are used: that keeps enough decimals. */
#define DEFINED_SIDE 1000.0

typedef struct {
  const SalImage *image; /* lent from the item */
  guint number;          /* from 1 */
  guint n_uses;
} Use;

struct _SalSvgImages {
  GHashTable *uses; /* digest, lent from the image -> Use, owned by order */
  GPtrArray *order; /* Use, owned: in the order of their first item */
};

SalSvgImages *
sal_svg_images_new(void)
{
  SalSvgImages *images = g_new0(SalSvgImages, 1);
  images->uses = g_hash_table_new(g_str_hash, g_str_equal);
  images->order = g_ptr_array_new_with_free_func(g_free);
  return images;
}

void
sal_svg_images_free(SalSvgImages *images)
{
  if (images == NULL)
    return;
  g_hash_table_unref(images->uses);
  g_ptr_array_unref(images->order);
  g_free(images);
}

void
sal_svg_images_count(SalSvgImages *images, const SalItem *item)
{
  if (item->type != SAL_ITEM_IMAGE)
    return;
  const char *digest = sal_image_get_digest(item->image.image);
  Use *use = g_hash_table_lookup(images->uses, digest);
  if (use == NULL) {
    use = g_new0(Use, 1);
    *use = (Use){ item->image.image, images->order->len + 1, 0 };
    g_ptr_array_add(images->order, use);
    g_hash_table_insert(images->uses, (gpointer)digest, use);
  }
  use->n_uses++;
}

gboolean
sal_svg_images_are_shared(const SalSvgImages *images)
{
  for (guint i = 0; i < images->order->len; i++)
    if (((const Use *)images->order->pdata[i])->n_uses > 1)
      return TRUE;
  return FALSE;
}

/* How the image fills its rectangle, and its bytes. */
static void
append_content(GString *out, const SalImage *image)
{
  GBytes *svg = sal_image_get_svg(image);
  g_autoptr(GBytes) bytes = svg != NULL ? g_bytes_ref(svg) : sal_png_of_image(image);
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  g_autofree char *text = g_base64_encode(data, size);
  g_string_append_printf(out, " preserveAspectRatio=\"none\" xlink:href=\"data:image/%s;base64,",
                         svg != NULL ? "svg+xml" : "png");
  g_string_append(out, text);
  g_string_append_c(out, '"');
}

static void
append_number(GString *out, const char *before, double value, int decimals)
{
  g_string_append(out, before);
  sal_svg_append_number(out, value, decimals);
}

void
sal_svg_images_define(const SalSvgImages *images, const char *prefix, GString *out)
{
  for (guint i = 0; i < images->order->len; i++) {
    const Use *use = images->order->pdata[i];
    if (use->n_uses < 2)
      continue;
    g_string_append_printf(out, "<image id=\"%simage%u\" width=\"%.0f\" height=\"%.0f\"", prefix, use->number,
                           DEFINED_SIDE, DEFINED_SIDE);
    append_content(out, use->image);
    g_string_append(out, "/>\n");
  }
}

static const Use *
find_use(const SalSvgImages *images, const SalItem *item)
{
  return g_hash_table_lookup(images->uses, sal_image_get_digest(item->image.image));
}

const char *
sal_svg_images_get_element(const SalSvgImages *images, const SalItem *item)
{
  return find_use(images, item)->n_uses > 1 ? "use" : "image";
}

void
sal_svg_images_append(const SalSvgImages *images, const SalItem *item, const char *prefix, SalSvgScale scale,
                      GString *out)
{
  const Use *use = find_use(images, item);
  const SalRect rect = item->image.rect;
  const double x = rect.x * scale.x, y = rect.y * scale.y, width = rect.width * scale.x,
               height = rect.height * scale.y;
  if (item->image.opacity < 1) {
    append_number(out, " opacity=\"", item->image.opacity, 3);
    g_string_append_c(out, '"');
  }
  if (use->n_uses > 1) {
    append_number(out, " transform=\"translate(", x, 2);
    append_number(out, " ", y, 2);
    append_number(out, ") scale(", width / DEFINED_SIDE, 6);
    append_number(out, " ", height / DEFINED_SIDE, 6);
    g_string_append_printf(out, ")\" xlink:href=\"#%simage%u\"", prefix, use->number);
    return;
  }
  append_number(out, " x=\"", x, 2);
  append_number(out, "\" y=\"", y, 2);
  append_number(out, "\" width=\"", width, 2);
  append_number(out, "\" height=\"", height, 2);
  g_string_append_c(out, '"');
  append_content(out, use->image);
}
