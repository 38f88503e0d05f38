#include "render/write/svg-images.h"

#include "render/drawing/rsvg.h"
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

/* How the pixels fill their rectangle, and their bytes. */
static void
append_pixels(GString *out, const SalImage *image)
{
  g_autoptr(GBytes) bytes = sal_png_of_image(image);
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  g_autofree char *text = g_base64_encode(data, size);
  g_string_append(out, " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,");
  g_string_append(out, text);
  g_string_append_c(out, '"');
}

static void
append_number(GString *out, const char *before, double value, int decimals)
{
  g_string_append(out, before);
  sal_svg_append_number(out, value, decimals);
}

/* Of an SVG. */
static char *
make_elements(const Use *use, const char *prefix, GError **error)
{
  g_autofree char *own_prefix = g_strdup_printf("%simage%u-", prefix, use->number);
  return sal_rsvg_to_elements(sal_image_get_svg(use->image), sal_image_get_width_px(use->image),
                              sal_image_get_height_px(use->image), own_prefix, error);
}

static gboolean
define(const Use *use, const char *prefix, GString *out, GError **error)
{
  if (sal_image_get_svg(use->image) == NULL) {
    g_string_append_printf(out, "<image id=\"%simage%u\" width=\"%.0f\" height=\"%.0f\"", prefix, use->number,
                           DEFINED_SIDE, DEFINED_SIDE);
    append_pixels(out, use->image);
    g_string_append(out, "/>\n");
    return TRUE;
  }
  g_autofree char *elements = make_elements(use, prefix, error);
  if (elements != NULL)
    g_string_append_printf(out, "<g id=\"%simage%u\">%s</g>\n", prefix, use->number, elements);
  return elements != NULL;
}

gboolean
sal_svg_images_define(const SalSvgImages *images, const char *prefix, GString *out, GError **error)
{
  for (guint i = 0; i < images->order->len; i++) {
    const Use *use = images->order->pdata[i];
    if (use->n_uses > 1 && !define(use, prefix, out, error))
      return FALSE;
  }
  return TRUE;
}

static const Use *
find_use(const SalSvgImages *images, const SalItem *item)
{
  return g_hash_table_lookup(images->uses, sal_image_get_digest(item->image.image));
}

const char *
sal_svg_images_get_element(const SalSvgImages *images, const SalItem *item)
{
  const gboolean is_svg = sal_image_get_svg(item->image.image) != NULL;
  return find_use(images, item)->n_uses > 1 ? "use" : is_svg ? "g" : "image";
}

static void
append_transform(GString *out, SalRect px, double own_width, double own_height)
{
  append_number(out, " transform=\"translate(", px.x, 2);
  append_number(out, " ", px.y, 2);
  append_number(out, ") scale(", px.width / own_width, 6);
  append_number(out, " ", px.height / own_height, 6);
  g_string_append(out, ")\"");
}

void
sal_svg_images_append(const SalSvgImages *images, const SalItem *item, const char *prefix, SalSvgScale scale,
                      GString *out)
{
  const Use *use = find_use(images, item);
  const gboolean is_svg = sal_image_get_svg(use->image) != NULL, is_used = use->n_uses > 1;
  const SalRect rect = item->image.rect;
  const SalRect px = { rect.x * scale.x, rect.y * scale.y, rect.width * scale.x, rect.height * scale.y };
  if (item->image.opacity < 1) {
    append_number(out, " opacity=\"", item->image.opacity, 3);
    g_string_append_c(out, '"');
  }
  if (is_svg || is_used)
    append_transform(out, px, is_svg ? sal_image_get_width_px(use->image) : DEFINED_SIDE,
                     is_svg ? sal_image_get_height_px(use->image) : DEFINED_SIDE);
  if (is_used)
    g_string_append_printf(out, " xlink:href=\"#%simage%u\"", prefix, use->number);
  if (is_svg || is_used)
    return;
  append_number(out, " x=\"", px.x, 2);
  append_number(out, "\" y=\"", px.y, 2);
  append_number(out, "\" width=\"", px.width, 2);
  append_number(out, "\" height=\"", px.height, 2);
  g_string_append_c(out, '"');
  append_pixels(out, use->image);
}

char *
sal_svg_images_make_content(const SalSvgImages *images, const SalItem *item, const char *prefix,
                            GError **error)
{
  const Use *use = find_use(images, item);
  return use->n_uses == 1 && sal_image_get_svg(use->image) != NULL ? make_elements(use, prefix, error) : NULL;
}
