#include "render/page/box-logo.h"

#include "data/base/error.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES (8u << 20)
#define PNG_START "\x89PNG"

/* All bytes of a file; told: its name in errors. */
static GBytes *
read_bytes(const char *path, const char *told, GError **error)
{
  g_autofree char *bytes = g_malloc(MAX_BYTES + 1);
  FILE *file = fopen(path, "rbe");
  const gsize n = file != NULL ? fread(bytes, 1, MAX_BYTES + 1, file) : 0;
  const int fault = file == NULL || ferror(file) ? errno : 0;
  if (file != NULL)
    fclose(file);
  if (fault != 0) {
    sal_error_set(error, SAL_ERROR_IO, "%s: expected an SVG or PNG file, got '%s'", told, g_strerror(fault));
    sal_error_mark_errno(error, fault);
    return NULL;
  }
  if (n > MAX_BYTES) {
    sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected at most %u MiB, got more", told, MAX_BYTES >> 20);
    return NULL;
  }
  return g_bytes_new(bytes, n);
}

SalImage *
sal_box_logo_load(const SalPageTemplate *template, const SalTemplateBox *box, GError **error)
{
  g_autofree char *path = sal_page_template_find_file(template, box->file),
                  *told = sal_error_quote_path(path);
  g_autoptr(GBytes) bytes = read_bytes(path, told, error);
  SalImage *logo = NULL;
  if (bytes != NULL) {
    gsize n = 0;
    const char *start = g_bytes_get_data(bytes, &n);
    const gboolean is_png = n >= strlen(PNG_START) && memcmp(start, PNG_START, strlen(PNG_START)) == 0;
    logo = is_png ? sal_image_new_from_png(bytes, error) : sal_image_new_from_svg(bytes, error);
    if (logo == NULL)
      g_prefix_error(error, "%s: ", told);
  }
  if (logo == NULL)
    sal_page_template_prefix(template, box, error);
  return logo;
}

gboolean
sal_box_logo_check_all(const SalPageTemplate *template, GError **error)
{
  for (guint i = 0; i < template->boxes->len; i++) {
    const SalTemplateBox *box = sal_page_template_get_box(template, i);
    if (box->kind != SAL_BOX_LOGO)
      continue;
    g_autoptr(SalImage) logo = sal_box_logo_load(template, box, error);
    if (logo == NULL)
      return FALSE;
  }
  return TRUE;
}

void
sal_box_logo_draw(const SalPlacedBox *placed, SalImage *logo, SalLayer *layer)
{
  static const double shares[] = { 0, 0.5, 1 };
  const SalRect room = placed->inner;
  const double ratio = sal_image_get_width_px(logo) / sal_image_get_height_px(logo);
  const double width = MIN(room.width, room.height * ratio), height = width / ratio;
  const SalRect rect = { room.x + shares[placed->box->align] * (room.width - width),
                         room.y + shares[placed->box->valign] * (room.height - height), width, height };
  sal_layer_add_image(layer, sal_image_ref(logo), rect, 1, NULL);
}
