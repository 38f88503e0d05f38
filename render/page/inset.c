#include "render/page/inset.h"

#include "render/page/areas.h"

void
sal_inset_free(SalInset *inset)
{
  if (inset == NULL)
    return;
  g_free(inset->id);
  g_free(inset->title);
  g_clear_pointer(&inset->panel, sal_panel_free);
  g_clear_pointer(&inset->backing, sal_layer_unref);
  g_clear_pointer(&inset->furniture, sal_layer_unref);
  g_clear_pointer(&inset->obstacles, g_array_unref);
  g_free(inset->style);
  g_free(inset);
}

/* The ground of an inset, in the style's look of inset areas. */
static SalLayer *
make_backing(const SalStyle *style, const char *id, const char *title, SalRect rect)
{
  g_autofree char *layer_id = g_strconcat(id, "-frame", NULL);
  g_autofree char *layer_title = g_strconcat(title, ": Frame", NULL);
  SalLayer *layer = sal_layer_new(layer_id, layer_title);
  sal_layer_add_rect(layer, rect, &style->inset);
  return layer;
}

SalInset *
sal_inset_new(const SalStyle *style, const char *id, const char *title, SalRect rect)
{
  SalInset *inset = g_new0(SalInset, 1);
  g_autofree char *layer_id = g_strconcat(id, "-furniture", NULL);
  inset->id = g_strdup(id), inset->title = g_strdup(title);
  inset->backing = make_backing(style, id, title, rect);
  inset->furniture = sal_layer_new(layer_id, title);
  sal_layer_set_shared(inset->backing);
  sal_layer_set_shared(inset->furniture);
  return inset;
}

SalInsetFigure
sal_inset_measure(const SalInset *inset, const SalContent *content, const SalAreaModel *model)
{
  SalInsetFigure figure = { .is_empty = TRUE };
  const SalMap *map = sal_panel_get_map(inset->panel);
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (!area->is_change || !sal_areas_show_any(map, area->lonlat))
      continue;
    figure.is_empty = FALSE;
    if (model == NULL)
      continue;
    g_autoptr(SalGeometry) outside = sal_outside_find(sal_panel_get_outside(inset->panel), area->lonlat);
    const double m2 = sal_area_measure(model, area->lonlat) - sal_area_measure(model, outside);
    *(area->km2 < 0 ? &figure.lost_km2 : &figure.added_km2) += MAX(0, m2) / 1e6;
  }
  return figure;
}

void
sal_inset_draw(const SalInset *inset, const SalContent *content, const SalInsetView *shown, SalLayer *figure,
               SalDrawing *drawing)
{
  const SalPanelView view = { .id = inset->id,
                              .title = inset->title,
                              .period = shown->period,
                              .label_set = shown->label_set,
                              .marks = shown->marks,
                              .marked = shown->marked,
                              .own_labels = shown->own_labels,
                              .notes = shown->notes,
                              .own_callouts = shown->own_callouts,
                              .covered = shown->covered };
  sal_drawing_begin_group(
      drawing, &(SalDrawingGroup){ inset->id, inset->is_locator ? "locator" : "inset", inset->title });
  sal_drawing_add_layer(drawing, sal_layer_ref(inset->backing));
  g_autoptr(GArray) nothing = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  sal_panel_draw(inset->panel, inset->is_locator ? nothing : content, &view, drawing, shown->ids);
  if (sal_layer_get_n_items(inset->furniture) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(inset->furniture));
  if (figure != NULL)
    sal_drawing_add_layer(drawing, sal_layer_ref(figure));
  sal_drawing_end_group(drawing);
}
