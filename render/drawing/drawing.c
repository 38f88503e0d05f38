#include "render/drawing/drawing.h"

#include "render/drawing/textline.h"

#include <math.h>
#include <string.h>

#define DOT_TOLERANCE_MM 0.002

struct _SalLayer {
  gatomicrefcount references;
  char *id;
  char *title;
  guint share; /* 0: not shared */
  gboolean is_clipped;
  SalRect clip;
  GPtrArray *items;             /* SalItem, owned */
  GPtrArray *groups;            /* SalDrawingGroup, owned */
  const SalDrawingGroup *group; /* that is open; NULL: none */
};

struct _SalDrawing {
  double width_mm, height_mm;
  char *font_family;
  char *title;
  char *description;
  char *language;               /* NULL: not known */
  char *record;                 /* NULL: none */
  GPtrArray *printed;           /* SalPrinted */
  GPtrArray *remarks;           /* utf8 */
  GPtrArray *layers;            /* SalLayer, a reference each */
  GPtrArray *layer_groups;      /* SalDrawingGroup of each layer, lent from groups; NULL: none */
  GPtrArray *groups;            /* SalDrawingGroup, owned */
  const SalDrawingGroup *group; /* that is open; NULL: none */
  GHashTable *ids;              /* of layers; lent from them */
};

static gboolean
is_id(const char *text)
{
  if (text == NULL || *text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_')
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_data_name(const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++) {
    if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && *p != '-')
      return FALSE;
  }
  return TRUE;
}

/* Names in pairs with values. */
static gboolean
is_data(const char *const *data)
{
  for (; data != NULL && *data != NULL; data += 2) {
    if (!is_data_name(data[0]) || data[1] == NULL)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_info(const SalItemInfo *info)
{
  return info == NULL || ((info->id == NULL || is_id(info->id)) && is_data(info->data));
}

static SalItemInfo
info_copy(const SalItemInfo *info)
{
  g_autoptr(GPtrArray) data = NULL;
  for (guint i = 0; info->data != NULL && info->data[i] != NULL; i++) {
    if (data == NULL)
      data = g_ptr_array_new();
    g_ptr_array_add(data, sal_text_clean(info->data[i]));
  }
  if (data != NULL)
    g_ptr_array_add(data, NULL);
  return (SalItemInfo){ .id = g_strdup(info->id),
                        .title = info->title != NULL ? sal_text_clean(info->title) : NULL,
                        .data = data != NULL ? (const char *const *)g_ptr_array_steal(data, NULL) : NULL };
}

/* Of a copy only. */
static void
info_clear(SalItemInfo *info)
{
  g_free((char *)info->id);
  g_free((char *)info->title);
  g_strfreev((char **)info->data);
}

static void
item_free(gpointer data)
{
  SalItem *item = data;
  info_clear(&item->info);
  g_clear_pointer(&item->geometry, sal_geometry_free);
  if (item->type == SAL_ITEM_TEXT)
    g_free(item->text.text);
  else if (item->type == SAL_ITEM_IMAGE)
    sal_image_unref(item->image.image);
  g_free(item);
}

static gboolean
is_group(const SalDrawingGroup *group)
{
  return group != NULL && is_id(group->id) && is_id(group->kind);
}

static SalDrawingGroup *
group_copy(const SalDrawingGroup *group)
{
  SalDrawingGroup *copy = g_new(SalDrawingGroup, 1);
  *copy = (SalDrawingGroup){ .id = g_strdup(group->id),
                             .kind = g_strdup(group->kind),
                             .title = sal_text_clean(group->title != NULL ? group->title : group->id) };
  return copy;
}

static void
group_free(gpointer data)
{
  SalDrawingGroup *group = data;
  g_free((char *)group->id);
  g_free((char *)group->kind);
  g_free((char *)group->title);
  g_free(group);
}

SalLayer *
sal_layer_new(const char *id, const char *title)
{
  g_return_val_if_fail(is_id(id), NULL);
  SalLayer *layer = g_new0(SalLayer, 1);
  g_atomic_ref_count_init(&layer->references);
  layer->id = g_strdup(id);
  layer->title = sal_text_clean(title != NULL ? title : id);
  layer->items = g_ptr_array_new_with_free_func(item_free);
  layer->groups = g_ptr_array_new_with_free_func(group_free);
  return layer;
}

SalLayer *
sal_layer_ref(SalLayer *layer)
{
  g_return_val_if_fail(layer != NULL, NULL);
  g_atomic_ref_count_inc(&layer->references);
  return layer;
}

void
sal_layer_unref(SalLayer *layer)
{
  if (layer == NULL || !g_atomic_ref_count_dec(&layer->references))
    return;
  g_ptr_array_unref(layer->items);
  g_ptr_array_unref(layer->groups);
  g_free(layer->id);
  g_free(layer->title);
  g_free(layer);
}

void
sal_layer_set_clip(SalLayer *layer, SalRect clip)
{
  g_return_if_fail(layer != NULL && clip.width >= 0 && clip.height >= 0);
  layer->is_clipped = TRUE;
  layer->clip = clip;
}

void
sal_layer_set_shared(SalLayer *layer)
{
  static guint n_shared = 0;
  g_return_if_fail(layer != NULL);
  layer->share = g_atomic_int_add(&n_shared, 1) + 1;
}

static SalItem *
add_item(SalLayer *layer, SalItemType type)
{
  SalItem *item = g_new0(SalItem, 1);
  item->type = type;
  item->group = layer->group;
  g_ptr_array_add(layer->items, item);
  return item;
}

/* NULL for a geometry that draws nothing. */
static SalItem *
add_geometry(SalLayer *layer, SalItemType type, SalGeometry *geometry, const SalItemInfo *info)
{
  if (geometry == NULL || sal_geometry_is_empty(geometry)) {
    g_clear_pointer(&geometry, sal_geometry_free);
    return NULL;
  }
  SalItem *item = add_item(layer, type);
  item->geometry = geometry;
  if (info != NULL)
    item->info = info_copy(info);
  return item;
}

void
sal_layer_add_area(SalLayer *layer, SalGeometry *polygons, const SalAreaStyle *style, const SalItemInfo *info)
{
  g_return_if_fail(layer != NULL && style != NULL && is_info(info));
  g_return_if_fail(polygons == NULL || polygons->type == SAL_POLYGONS);
  SalItem *item = add_geometry(layer, SAL_ITEM_AREA, polygons, info);
  if (item != NULL)
    item->area = *style;
}

void
sal_layer_add_line(SalLayer *layer, SalGeometry *lines, const SalLineStyle *style, const SalItemInfo *info)
{
  g_return_if_fail(layer != NULL && style != NULL && is_info(info));
  g_return_if_fail(lines == NULL || lines->type == SAL_LINES);
  SalItem *item = add_geometry(layer, SAL_ITEM_LINE, lines, info);
  if (item != NULL)
    item->line = *style;
}

void
sal_layer_add_text(SalLayer *layer, const char *text, double x_mm, double y_mm, SalAnchor anchor,
                   double angle_deg, const SalTextStyle *style)
{
  g_return_if_fail(layer != NULL && text != NULL && style != NULL);
  g_autofree char *clean = sal_text_clean(text);
  if (*clean == '\0')
    return;
  SalItem *item = add_item(layer, SAL_ITEM_TEXT);
  item->text.text = g_steal_pointer(&clean);
  item->text.x = x_mm;
  item->text.y = y_mm;
  item->text.anchor = anchor;
  item->text.angle_deg = angle_deg;
  item->text.style = *style;
}

void
sal_layer_add_image(SalLayer *layer, SalImage *image, SalRect rect, double opacity, const SalItemInfo *info)
{
  g_autoptr(SalImage) owned = image;
  g_return_if_fail(layer != NULL && image != NULL && is_info(info));
  if (!(rect.width > 0 && rect.height > 0 && opacity > 0))
    return;
  SalItem *item = add_item(layer, SAL_ITEM_IMAGE);
  item->image.image = g_steal_pointer(&owned);
  item->image.rect = rect;
  item->image.opacity = MIN(opacity, 1);
  if (info != NULL)
    item->info = info_copy(info);
}

static gboolean
has_group(const SalLayer *layer, const char *id)
{
  for (guint i = 0; i < layer->groups->len; i++) {
    const SalDrawingGroup *group = layer->groups->pdata[i];
    if (g_str_equal(group->id, id))
      return TRUE;
  }
  return FALSE;
}

void
sal_layer_begin_group(SalLayer *layer, const SalDrawingGroup *group)
{
  g_return_if_fail(layer != NULL && layer->group == NULL && is_group(group));
  g_autofree char *id = g_strdup(group->id);
  for (guint n = 2; has_group(layer, id); n++) {
    g_free(id);
    id = g_strdup_printf("%s-%u", group->id, n);
  }
  SalDrawingGroup *copy = group_copy(&(SalDrawingGroup){ id, group->kind, group->title });
  g_ptr_array_add(layer->groups, copy);
  layer->group = copy;
}

void
sal_layer_end_group(SalLayer *layer)
{
  g_return_if_fail(layer != NULL && layer->group != NULL);
  layer->group = NULL;
}

/* A polygon that leaves the circle by no more than DOT_TOLERANCE_MM (the sagitta of its sides). */
void
sal_layer_add_dot(SalLayer *layer, double x_mm, double y_mm, double diameter_mm, const SalAreaStyle *style)
{
  const double r = diameter_mm / 2;
  if (!(r > 0))
    return;
  const double quarter = G_PI_2 / acos(1 - MIN(0.2, DOT_TOLERANCE_MM / r)) / 2;
  const int n = 4 * (int)CLAMP(ceil(quarter), 2, 90);
  SalGeometry *circle = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < n; i++)
    sal_geometry_add_point(circle, x_mm + r * cos(2 * G_PI * i / n), y_mm + r * sin(2 * G_PI * i / n));
  sal_geometry_end_part(circle);
  sal_geometry_end_polygon(circle);
  sal_layer_add_area(layer, circle, style, NULL);
}

void
sal_layer_add_rect(SalLayer *layer, SalRect rect, const SalAreaStyle *style)
{
  SalGeometry *polygon = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(polygon, rect.x, rect.y);
  sal_geometry_add_point(polygon, rect.x + rect.width, rect.y);
  sal_geometry_add_point(polygon, rect.x + rect.width, rect.y + rect.height);
  sal_geometry_add_point(polygon, rect.x, rect.y + rect.height);
  sal_geometry_end_part(polygon);
  sal_geometry_end_polygon(polygon);
  sal_layer_add_area(layer, polygon, style, NULL);
}

const char *
sal_layer_get_id(const SalLayer *layer)
{
  return layer->id;
}

const char *
sal_layer_get_title(const SalLayer *layer)
{
  return layer->title;
}

gboolean
sal_layer_get_clip(const SalLayer *layer, SalRect *clip)
{
  if (layer->is_clipped && clip != NULL)
    *clip = layer->clip;
  return layer->is_clipped;
}

guint
sal_layer_get_share(const SalLayer *layer)
{
  return layer->share;
}

guint
sal_layer_get_n_items(const SalLayer *layer)
{
  return layer->items->len;
}

const SalItem *
sal_layer_get_item(const SalLayer *layer, guint index)
{
  g_return_val_if_fail(index < layer->items->len, NULL);
  return layer->items->pdata[index];
}

static void
unref_layer(gpointer layer)
{
  sal_layer_unref(layer);
}

SalDrawing *
sal_drawing_new(double width_mm, double height_mm, const char *font_family, const char *title,
                const char *description)
{
  g_return_val_if_fail(width_mm > 0 && height_mm > 0, NULL);
  SalDrawing *drawing = g_new0(SalDrawing, 1);
  drawing->width_mm = width_mm;
  drawing->height_mm = height_mm;
  drawing->font_family = sal_text_clean(font_family != NULL ? font_family : "");
  drawing->title = sal_text_clean(title != NULL ? title : "");
  drawing->description = sal_text_clean(description != NULL ? description : "");
  drawing->layers = g_ptr_array_new_with_free_func(unref_layer);
  drawing->layer_groups = g_ptr_array_new();
  drawing->printed = sal_printed_list_new();
  drawing->remarks = g_ptr_array_new_with_free_func(g_free);
  drawing->groups = g_ptr_array_new_with_free_func(group_free);
  drawing->ids = g_hash_table_new(g_str_hash, g_str_equal);
  return drawing;
}

void
sal_drawing_set_description(SalDrawing *drawing, const char *description)
{
  g_free(drawing->description);
  drawing->description = sal_text_clean(description);
}

void
sal_drawing_set_language(SalDrawing *drawing, const char *language)
{
  g_return_if_fail(drawing != NULL);
  g_clear_pointer(&drawing->language, g_free);
  if (language != NULL && is_id(language) && strchr(language, '_') == NULL)
    drawing->language = g_strdup(language);
}

void
sal_drawing_set_record(SalDrawing *drawing, const char *record)
{
  g_free(drawing->record);
  drawing->record = g_strdup(record);
}

const char *
sal_drawing_get_record(const SalDrawing *drawing)
{
  return drawing->record;
}

GPtrArray *
sal_drawing_get_printed(const SalDrawing *drawing)
{
  return drawing->printed;
}

GPtrArray *
sal_drawing_get_remarks(const SalDrawing *drawing)
{
  return drawing->remarks;
}

void
sal_drawing_free(SalDrawing *drawing)
{
  if (drawing == NULL)
    return;
  g_hash_table_unref(drawing->ids);
  g_ptr_array_unref(drawing->layers);
  g_ptr_array_unref(drawing->layer_groups);
  g_ptr_array_unref(drawing->groups);
  g_free(drawing->font_family);
  g_free(drawing->title);
  g_free(drawing->description);
  g_free(drawing->language);
  g_free(drawing->record);
  g_ptr_array_unref(drawing->printed);
  g_ptr_array_unref(drawing->remarks);
  g_free(drawing);
}

void
sal_drawing_add_layer(SalDrawing *drawing, SalLayer *layer)
{
  g_return_if_fail(drawing != NULL && layer != NULL);
  g_return_if_fail(!g_hash_table_contains(drawing->ids, layer->id));
  g_hash_table_add(drawing->ids, layer->id);
  g_ptr_array_add(drawing->layers, layer);
  g_ptr_array_add(drawing->layer_groups, (gpointer)drawing->group);
}

void
sal_drawing_begin_group(SalDrawing *drawing, const SalDrawingGroup *group)
{
  g_return_if_fail(drawing != NULL && drawing->group == NULL && is_group(group));
  SalDrawingGroup *copy = group_copy(group);
  g_ptr_array_add(drawing->groups, copy);
  drawing->group = copy;
}

void
sal_drawing_end_group(SalDrawing *drawing)
{
  g_return_if_fail(drawing != NULL && drawing->group != NULL);
  drawing->group = NULL;
}

double
sal_drawing_get_width_mm(const SalDrawing *drawing)
{
  return drawing->width_mm;
}

double
sal_drawing_get_height_mm(const SalDrawing *drawing)
{
  return drawing->height_mm;
}

const char *
sal_drawing_get_font_family(const SalDrawing *drawing)
{
  return drawing->font_family;
}

const char *
sal_drawing_get_title(const SalDrawing *drawing)
{
  return drawing->title;
}

const char *
sal_drawing_get_description(const SalDrawing *drawing)
{
  return drawing->description;
}

const char *
sal_drawing_get_language(const SalDrawing *drawing)
{
  return drawing->language;
}

guint
sal_drawing_get_n_layers(const SalDrawing *drawing)
{
  return drawing->layers->len;
}

const SalLayer *
sal_drawing_get_layer(const SalDrawing *drawing, guint index)
{
  g_return_val_if_fail(index < drawing->layers->len, NULL);
  return drawing->layers->pdata[index];
}

const SalDrawingGroup *
sal_drawing_get_group(const SalDrawing *drawing, guint index)
{
  g_return_val_if_fail(index < drawing->layers->len, NULL);
  return drawing->layer_groups->pdata[index];
}

/* Of a decomposed text, so that the accent of a Latin letter is a character of its own. */
static void
append_to_id(GString *id, gunichar c)
{
  if (c < 128 && g_ascii_isalnum((gchar)c))
    g_string_append_c(id, g_ascii_tolower((gchar)c));
  else if (g_unichar_isalnum(c))
    g_string_append_printf(id, "u%x", c);
  else if (!g_unichar_ismark(c) && id->str[id->len - 1] != '-')
    g_string_append_c(id, '-');
}

char *
sal_id_new(const char *kind, const char *name)
{
  g_return_val_if_fail(is_id(kind) && name != NULL, NULL);
  g_autofree char *clean = sal_text_clean(name);
  g_autofree char *apart = g_utf8_normalize(clean, -1, G_NORMALIZE_ALL);
  GString *id = g_string_new(kind);
  g_string_append_c(id, '-');
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char(p))
    append_to_id(id, g_utf8_get_char(p));
  while (id->str[id->len - 1] == '-')
    g_string_truncate(id, id->len - 1);
  return g_string_free(id, FALSE);
}
