/* Each value is packed by itself, because structs have gaps whose bytes mean nothing. */
#include "render/drawing/digest.h"

#include "data/base/pack.h"
#include "render/drawing/fonts.h"

#define FONT_HEAD_BYTES 4096 /* a font begins with a list of its tables, with a checksum of each */

static void
pack_color(GByteArray *bytes, SalColor color)
{
  const guint8 channels[] = { color.r, color.g, color.b, color.a };
  g_byte_array_append(bytes, channels, G_N_ELEMENTS(channels));
}

static void
pack_line_style(GByteArray *bytes, const SalLineStyle *style)
{
  pack_color(bytes, style->color);
  sal_pack_real(bytes, style->width_mm);
  sal_pack_items(bytes, style->dash_mm, style->n_dash, sizeof style->dash_mm[0]);
}

static void
pack_area_style(GByteArray *bytes, const SalAreaStyle *style)
{
  pack_color(bytes, style->fill);
  pack_color(bytes, style->hatch.color);
  sal_pack_real(bytes, style->hatch.angle_deg);
  sal_pack_real(bytes, style->hatch.spacing_mm);
  sal_pack_real(bytes, style->hatch.width_mm);
  pack_line_style(bytes, &style->outline);
}

static void
pack_text(GByteArray *bytes, const SalItem *item)
{
  const SalTextStyle *style = &item->text.style;
  sal_pack_text(bytes, item->text.text);
  sal_pack_real(bytes, item->text.x);
  sal_pack_real(bytes, item->text.y);
  sal_pack_number(bytes, item->text.anchor);
  sal_pack_real(bytes, item->text.angle_deg);
  sal_pack_real(bytes, style->size_pt);
  sal_pack_number(bytes, (guint64)style->weight);
  sal_pack_number(bytes, (guint64)style->italic);
  pack_color(bytes, style->color);
  pack_color(bytes, style->halo);
  sal_pack_real(bytes, style->halo_mm);
  sal_pack_real(bytes, style->spacing_em);
}

static void
pack_image(GByteArray *bytes, const SalItem *item)
{
  sal_pack_text(bytes, sal_image_get_digest(item->image.image));
  sal_pack_real(bytes, item->image.rect.x);
  sal_pack_real(bytes, item->image.rect.y);
  sal_pack_real(bytes, item->image.rect.width);
  sal_pack_real(bytes, item->image.rect.height);
  sal_pack_real(bytes, item->image.opacity);
}

static void
pack_geometry(GByteArray *bytes, const SalGeometry *geometry)
{
  sal_pack_number(bytes, geometry->type);
  sal_pack_items(bytes, geometry->points->data, geometry->points->len, sizeof(SalPoint));
  sal_pack_items(bytes, geometry->part_ends->data, geometry->part_ends->len, sizeof(guint));
  sal_pack_items(bytes, geometry->polygon_ends->data, geometry->polygon_ends->len, sizeof(guint));
}

static void
pack_group(GByteArray *bytes, const SalDrawingGroup *group)
{
  sal_pack_text(bytes, group != NULL ? group->id : NULL);
  sal_pack_text(bytes, group != NULL ? group->kind : NULL);
  sal_pack_text(bytes, group != NULL ? group->title : NULL);
}

static void
pack_item(GByteArray *bytes, const SalItem *item)
{
  sal_pack_number(bytes, item->type);
  pack_group(bytes, item->group);
  sal_pack_text(bytes, item->info.id);
  sal_pack_text(bytes, item->info.title);
  sal_pack_texts(bytes, item->info.data);
  switch (item->type) {
  case SAL_ITEM_AREA:
    pack_geometry(bytes, item->geometry);
    pack_area_style(bytes, &item->area);
    break;
  case SAL_ITEM_LINE:
    pack_geometry(bytes, item->geometry);
    pack_line_style(bytes, &item->line);
    break;
  case SAL_ITEM_TEXT:
    pack_text(bytes, item);
    break;
  case SAL_ITEM_IMAGE:
    pack_image(bytes, item);
    break;
  }
}

static void
pack_layer(GByteArray *bytes, const SalDrawing *drawing, guint index)
{
  const SalLayer *layer = sal_drawing_get_layer(drawing, index);
  SalRect clip = { 0 };
  sal_pack_text(bytes, sal_layer_get_id(layer));
  sal_pack_text(bytes, sal_layer_get_title(layer));
  pack_group(bytes, sal_drawing_get_group(drawing, index));
  sal_pack_number(bytes, (guint64)sal_layer_get_clip(layer, &clip));
  sal_pack_real(bytes, clip.x);
  sal_pack_real(bytes, clip.y);
  sal_pack_real(bytes, clip.width);
  sal_pack_real(bytes, clip.height);
  sal_pack_number(bytes, sal_layer_get_n_items(layer));
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++)
    pack_item(bytes, sal_layer_get_item(layer, i));
}

static void
pack_fonts(GByteArray *bytes, const SalDrawing *drawing)
{
  g_autoptr(GPtrArray) fonts = sal_fonts_collect(drawing);
  for (guint i = 0; i < fonts->len; i++) {
    const SalFont *font = fonts->pdata[i];
    gsize size;
    const guint8 *file = g_bytes_get_data(font->file, &size);
    sal_pack_text(bytes, font->family);
    sal_pack_number(bytes, (guint64)font->weight);
    sal_pack_number(bytes, (guint64)font->italic);
    sal_pack_number(bytes, font->index);
    sal_pack_number(bytes, size);
    sal_pack_items(bytes, file, (guint)MIN(size, FONT_HEAD_BYTES), 1);
  }
}

char *
sal_drawing_digest(const SalDrawing *drawing)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  sal_pack_real(bytes, sal_drawing_get_width_mm(drawing));
  sal_pack_real(bytes, sal_drawing_get_height_mm(drawing));
  sal_pack_text(bytes, sal_drawing_get_font_family(drawing));
  sal_pack_text(bytes, sal_drawing_get_title(drawing));
  sal_pack_text(bytes, sal_drawing_get_description(drawing));
  sal_pack_text(bytes, sal_drawing_get_language(drawing));
  sal_pack_text(bytes, sal_drawing_get_record(drawing));
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    pack_layer(bytes, drawing, i);
  pack_fonts(bytes, drawing);
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
}
