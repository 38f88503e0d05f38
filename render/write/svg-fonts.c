#include "render/write/svg-fonts.h"

#include "render/drawing/fonts.h"
#include "render/write/fontsubset.h"
#include "render/write/svg-css.h"

#include <string.h>

static void
bytes_free(gpointer bytes)
{
  g_bytes_unref(bytes);
}

static GPtrArray *
make_subsets(const GPtrArray *fonts, GError **error)
{
  g_autoptr(GPtrArray) subsets = g_ptr_array_new_with_free_func(bytes_free);
  for (guint i = 0; i < fonts->len; i++) {
    const SalFont *font = fonts->pdata[i];
    GBytes *subset =
        sal_font_subset(font->file, font->index, (const gunichar *)(const void *)font->characters->data,
                        font->characters->len, font->family, error);
    if (subset == NULL)
      return NULL;
    g_ptr_array_add(subsets, subset);
  }
  return g_steal_pointer(&subsets);
}

/* FNV-1a over all files. */
static guint32
hash_files(const GPtrArray *files)
{
  guint32 hash = 2166136261u;
  for (guint i = 0; i < files->len; i++) {
    gsize size;
    const guint8 *data = g_bytes_get_data(files->pdata[i], &size);
    for (gsize j = 0; j < size; j++)
      hash = (hash ^ data[j]) * 16777619u;
  }
  return hash;
}

static void
append_face(GString *css, const SalFont *font, const char *alias, GBytes *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(file, &size);
  const gboolean is_cff = size >= 4 && memcmp(data, "OTTO", 4) == 0;
  g_autofree char *base64 = g_base64_encode(data, size);
  g_autofree char *family = sal_svg_format_family(alias);
  g_string_append_printf(css,
                         "@font-face{font-family:%s;font-weight:%d;font-style:%s;"
                         "src:url(data:font/%s;base64,%s)}\n",
                         family, font->weight, font->italic ? "italic" : "normal", is_cff ? "otf" : "ttf",
                         base64);
}

/* In the order of the drawing's families, then all others. */
static void
add_alias(GPtrArray *aliases, const char *alias, gboolean is_wanted, guint *n_wanted)
{
  if (g_ptr_array_find_with_equal_func(aliases, alias, g_str_equal, NULL))
    return;
  g_ptr_array_insert(aliases, is_wanted ? (int)(*n_wanted)++ : -1, g_strdup(alias));
}

static gboolean
is_first_family(const char *families, const char *family)
{
  g_autofree char *used = g_strndup(families, strcspn(families, ","));
  return g_ascii_strcasecmp(g_strstrip(used), family) == 0;
}

char *
sal_svg_embed_fonts(GString *css, const SalDrawing *drawing, GError **error)
{
  const char *families = sal_drawing_get_font_family(drawing);
  g_autoptr(GPtrArray) fonts = sal_fonts_collect(drawing);
  g_autoptr(GPtrArray) subsets = make_subsets(fonts, error);
  g_autoptr(GPtrArray) aliases = g_ptr_array_new_with_free_func(g_free);
  guint n_wanted = 0;
  if (subsets == NULL)
    return NULL;
  const guint32 hash = hash_files(subsets);
  for (guint i = 0; i < fonts->len; i++) {
    const SalFont *font = fonts->pdata[i];
    g_autofree char *alias = g_strdup_printf("%s %08x", font->family, hash);
    append_face(css, font, alias, subsets->pdata[i]);
    add_alias(aliases, alias, is_first_family(families, font->family), &n_wanted);
  }
  g_ptr_array_add(aliases, g_strdup(families));
  g_ptr_array_add(aliases, NULL);
  return g_strjoinv(",", (char **)aliases->pdata);
}
