#include "render/write/svg-dark.h"

#include <string.h>

#define MARK '\n' /* declarations have none */

/* One that differs in its pixels cannot be shown in two ways. */
static gboolean
image_matches(const SalItem *a, const SalItem *b)
{
  const SalRect x = a->image.rect, y = b->image.rect;
  return g_str_equal(sal_image_get_digest(a->image.image), sal_image_get_digest(b->image.image)) &&
         x.x == y.x && x.y == y.y && x.width == y.width && x.height == y.height &&
         a->image.opacity == b->image.opacity;
}

static gboolean
item_matches(const SalItem *a, const SalItem *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == SAL_ITEM_IMAGE)
    return image_matches(a, b);
  if (a->type != SAL_ITEM_TEXT)
    return sal_geometry_get_n_points(a->geometry) == sal_geometry_get_n_points(b->geometry);
  return g_str_equal(a->text.text, b->text.text) && a->text.x == b->text.x && a->text.y == b->text.y &&
         a->text.anchor == b->text.anchor && a->text.angle_deg == b->text.angle_deg;
}

static gboolean
layer_matches(const SalLayer *a, const SalLayer *b)
{
  const guint n = sal_layer_get_n_items(a);
  if (!g_str_equal(sal_layer_get_id(a), sal_layer_get_id(b)) || n != sal_layer_get_n_items(b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!item_matches(sal_layer_get_item(a, i), sal_layer_get_item(b, i)))
      return FALSE;
  return TRUE;
}

gboolean
sal_svg_dark_matches(const SalDrawing *light, const SalDrawing *dark)
{
  const guint n = sal_drawing_get_n_layers(light);
  if (n != sal_drawing_get_n_layers(dark))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!layer_matches(sal_drawing_get_layer(light, i), sal_drawing_get_layer(dark, i)))
      return FALSE;
  return TRUE;
}

/* The declarations of light that dark lacks would still hold: appends their initial values. */
static void
append_initial(GString *joined, const char *light, const char *dark)
{
  g_auto(GStrv) declarations = g_strsplit(light, ";", -1), others = g_strsplit(dark, ";", -1);
  for (guint i = 0; declarations[i] != NULL; i++) {
    const gsize length = strcspn(declarations[i], ":");
    gboolean is_there = length == 0;
    for (guint j = 0; !is_there && others[j] != NULL; j++)
      is_there = strncmp(others[j], declarations[i], length + 1) == 0;
    if (!is_there)
      g_string_append_printf(joined, ";%.*s:initial", (int)length, declarations[i]);
  }
}

char *
sal_svg_dark_join(char *light, char *dark)
{
  g_autofree char *owned_light = light, *owned_dark = dark;
  if (light == NULL || dark == NULL || g_str_equal(light, dark))
    return g_steal_pointer(&owned_light);
  GString *joined = g_string_new(light);
  g_string_append_printf(joined, "%c%s", MARK, dark);
  append_initial(joined, light, dark);
  return g_string_free(joined, FALSE);
}

char *
sal_svg_dark_split(const char *text, const char **dark)
{
  const char *mark = strchr(text, MARK);
  *dark = mark != NULL ? mark + 1 : NULL;
  return mark != NULL ? g_strndup(text, (gsize)(mark - text)) : g_strdup(text);
}
