#include "render/page/panel.h"

#include "render/page/areas.h"

struct _SalPanel {
  SalPanelOptions options;
  SalMap *map;
  SalGround *ground;
  SalOutside *outside;
  SalLayer *veil;                       /* over what was not looked at; NULL: all was */
  SalLayer *shared[SAL_STYLE_N_LAYERS]; /* NULL: that layer is not shared, or not made yet */
  SalLayer *named[SAL_STYLE_N_LAYERS];  /* the shared ones under a name; NULL: there is none */
  SalLayer *named_veil;
  GPtrArray *own;       /* SalLayer of each own layer without dates, else NULL; not made yet: empty */
  GPtrArray *named_own; /* likewise, under the name */
  char *name;           /* SalPanelView.id of the named layers; NULL: there are none */
  GMutex *lock;         /* of what follows */
  GPtrArray *rasters; /* SalLayer: of each own layer of several rasters what was drawn last; NULL: nothing */
  GPtrArray *of_rasters; /* the first of those rasters, lent */
  GPtrArray *labels;     /* GArray of SalLabel: of each set; empty: none */
};

static void
layer_free(gpointer layer)
{
  if (layer != NULL)
    sal_layer_unref(layer);
}

SalPanel *
sal_panel_new(SalMap *map, const SalPanelOptions *options)
{
  SalPanel *panel = g_new0(SalPanel, 1);
  panel->options = *options;
  panel->options.basemap = NULL;
  panel->options.aoi = NULL;
  panel->map = map;
  panel->own = g_ptr_array_new_with_free_func(layer_free);
  panel->named_own = g_ptr_array_new_with_free_func(layer_free);
  panel->rasters = g_ptr_array_new_with_free_func(layer_free);
  panel->of_rasters = g_ptr_array_new();
  panel->lock = g_new0(GMutex, 1);
  g_mutex_init(panel->lock);
  panel->labels = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  panel->ground = sal_ground_new(map, options->basemap, options->style);
  panel->outside = sal_outside_new(map, panel->ground->earth == NULL);
  panel->veil = options->aoi != NULL
                    ? sal_layers_make_veil(options->style, map, options->aoi, options->is_of_region)
                    : NULL;
  return panel;
}

void
sal_panel_free(SalPanel *panel)
{
  if (panel == NULL)
    return;
  for (guint i = 0; i < SAL_STYLE_N_LAYERS; i++) {
    g_clear_pointer(&panel->shared[i], sal_layer_unref);
    g_clear_pointer(&panel->named[i], sal_layer_unref);
  }
  g_clear_pointer(&panel->named_veil, sal_layer_unref);
  g_ptr_array_unref(panel->own);
  g_ptr_array_unref(panel->rasters);
  g_ptr_array_unref(panel->of_rasters);
  g_mutex_clear(panel->lock);
  g_free(panel->lock);
  g_ptr_array_unref(panel->named_own);
  g_free(panel->name);
  g_clear_pointer(&panel->veil, sal_layer_unref);
  g_ptr_array_unref(panel->labels);
  g_clear_pointer(&panel->outside, sal_outside_free);
  g_clear_pointer(&panel->ground, sal_ground_free);
  g_clear_pointer(&panel->map, sal_map_free);
  g_free(panel);
}

const SalMap *
sal_panel_get_map(const SalPanel *panel)
{
  return panel->map;
}

const SalGround *
sal_panel_get_ground(const SalPanel *panel)
{
  return panel->ground;
}

const SalOutside *
sal_panel_get_outside(const SalPanel *panel)
{
  return panel->outside;
}

gboolean
sal_panel_has_veil(const SalPanel *panel)
{
  return panel->veil != NULL && sal_layer_get_n_items(panel->veil) > 0;
}

const GArray *
sal_panel_get_labels(const SalPanel *panel, guint set)
{
  return set < panel->labels->len ? panel->labels->pdata[set] : NULL;
}

static guint
get_n_own(const SalPanel *panel)
{
  return panel->options.own_layers != NULL ? panel->options.own_layers->len : 0;
}

/* What has no dates looks the same in all periods. */
static void
make_own(SalPanel *panel)
{
  for (guint i = 0; i < get_n_own(panel); i++) {
    const SalOwnLayer *own = panel->options.own_layers->pdata[i];
    SalLayer *layer = own->has_dates ? NULL : sal_own_layer_draw(own, panel->map, panel->ground, NULL);
    if (layer != NULL)
      sal_layer_set_shared(layer);
    g_ptr_array_add(panel->own, layer);
    g_ptr_array_add(panel->rasters, NULL);
    g_ptr_array_add(panel->of_rasters, NULL);
  }
}

/* Rasters take long to draw, and several maps after another often show the same ones. Owned by the caller. */
static SalLayer *
draw_rasters(const SalPanel *panel, guint index, const SalPeriod *period)
{
  const SalOwnLayer *own = panel->options.own_layers->pdata[index];
  guint n;
  SalOwnRaster *const *rasters = sal_own_layer_find_rasters(own, period, &n);
  if (rasters == NULL)
    return sal_layer_new(own->id, own->title);
  g_mutex_lock(panel->lock);
  SalLayer *known =
      panel->of_rasters->pdata[index] == rasters[0] ? sal_layer_ref(panel->rasters->pdata[index]) : NULL;
  g_mutex_unlock(panel->lock);
  if (known != NULL)
    return known;
  SalLayer *drawn = sal_own_layer_draw(own, panel->map, panel->ground, period);
  g_mutex_lock(panel->lock);
  layer_free(panel->rasters->pdata[index]);
  panel->rasters->pdata[index] = sal_layer_ref(drawn);
  panel->of_rasters->pdata[index] = rasters[0];
  g_mutex_unlock(panel->lock);
  return drawn;
}

/* An own layer on the map of a period. Owned by the caller. */
static SalLayer *
draw_own(const SalPanel *panel, guint index, const SalPeriod *period)
{
  const SalOwnLayer *own = panel->options.own_layers->pdata[index];
  if (!own->has_dates)
    return sal_layer_ref(panel->own->pdata[index]);
  return own->rasters->len > 0 ? draw_rasters(panel, index, period)
                               : sal_own_layer_draw(own, panel->map, panel->ground, period);
}

gboolean
sal_panel_shows_own(const SalPanel *panel, guint index, const SalPeriod *period)
{
  g_autoptr(SalLayer) drawn = draw_own(panel, index, period);
  return sal_layer_get_n_items(drawn) > 0;
}

void
sal_panel_finish(SalPanel *panel, GArray *labels, SalLayer *graticule)
{
  const SalStyle *style = panel->options.style;
  const SalRect frame = sal_map_get_frame(panel->map);
  SalLayer **shared = panel->shared;
  if (labels != NULL)
    g_ptr_array_add(panel->labels, labels);
  shared[SAL_STYLE_LAYER_SEA] = sal_layers_make_sea(style, frame, panel->ground);
  shared[SAL_STYLE_LAYER_LAND] = sal_layers_make_land(style, frame, panel->ground);
  shared[SAL_STYLE_LAYER_RIVERS] = sal_layers_make_rivers(style, frame, panel->ground);
  shared[SAL_STYLE_LAYER_ADMIN_1] = sal_layers_make_admin1(style, frame, panel->ground);
  shared[SAL_STYLE_LAYER_BORDERS] = sal_layers_make_borders(style, frame, panel->ground);
  for (guint i = 0; i < SAL_STYLE_N_LAYERS; i++)
    if (shared[i] == NULL)
      shared[i] = sal_layers_make_theatre(style, frame, panel->ground, (SalStyleLayer)i);
  shared[SAL_STYLE_LAYER_GRATICULE] = graticule;
  shared[SAL_STYLE_LAYER_NEATLINE] = sal_layers_make_neatline(style, frame);
  for (guint i = 0; i < SAL_STYLE_N_LAYERS; i++)
    if (shared[i] != NULL)
      sal_layer_set_shared(shared[i]);
  if (panel->veil != NULL)
    sal_layer_set_shared(panel->veil);
  make_own(panel);
}

static SalGeometry *
shift_geometry(const SalGeometry *geometry, double dx, double dy)
{
  SalGeometry *shifted = sal_geometry_copy(geometry);
  for (guint i = 0; i < shifted->points->len; i++) {
    SalPoint *point = &g_array_index(shifted->points, SalPoint, i);
    point->x += dx, point->y += dy;
  }
  return shifted;
}

static void
copy_item(SalLayer *layer, const SalItem *item, const SalPanelView *view)
{
  const double dx = view->dx_mm, dy = view->dy_mm;
  if (item->type == SAL_ITEM_TEXT) {
    sal_layer_add_text(layer, item->text.text, item->text.x + dx, item->text.y + dy, item->text.anchor,
                       item->text.angle_deg, &item->text.style);
    return;
  }
  g_autofree char *id = item->info.id != NULL ? g_strconcat(view->id, "-", item->info.id, NULL) : NULL;
  SalItemInfo info = item->info;
  info.id = id;
  if (item->type == SAL_ITEM_IMAGE) {
    const SalRect rect = item->image.rect;
    sal_layer_add_image(layer, sal_image_ref(item->image.image),
                        (SalRect){ rect.x + dx, rect.y + dy, rect.width, rect.height }, item->image.opacity,
                        &info);
    return;
  }
  SalGeometry *geometry = shift_geometry(item->geometry, dx, dy);
  if (item->type == SAL_ITEM_AREA)
    sal_layer_add_area(layer, geometry, &item->area, &info);
  else
    sal_layer_add_line(layer, geometry, &item->line, &info);
}

static void
copy_group(SalLayer *layer, const SalDrawingGroup *group, const SalPanelView *view)
{
  g_autofree char *id = g_strconcat(view->id, "-", group->id, NULL);
  sal_layer_begin_group(layer, &(SalDrawingGroup){ id, group->kind, group->title });
}

/* Items that are next to each other share a group. */
static void
copy_items(SalLayer *layer, const SalLayer *original, const SalPanelView *view)
{
  const SalDrawingGroup *group = NULL;
  for (guint i = 0; i < sal_layer_get_n_items(original); i++) {
    const SalItem *item = sal_layer_get_item(original, i);
    if (item->group != group && group != NULL)
      sal_layer_end_group(layer);
    if (item->group != group && item->group != NULL)
      copy_group(layer, item->group, view);
    group = item->group;
    copy_item(layer, item, view);
  }
}

/* A copy of a layer with other ids and in another position. */
static SalLayer *
copy_layer(const SalLayer *original, const SalPanelView *view)
{
  g_autofree char *id = g_strconcat(view->id, "-", sal_layer_get_id(original), NULL);
  g_autofree char *title = g_strconcat(view->title, ": ", sal_layer_get_title(original), NULL);
  SalLayer *layer = sal_layer_new(id, title);
  SalRect clip;
  if (sal_layer_get_clip(original, &clip)) {
    clip.x += view->dx_mm, clip.y += view->dy_mm;
    sal_layer_set_clip(layer, clip);
  }
  copy_items(layer, original, view);
  return layer;
}

void
sal_panel_add_labels(SalPanel *panel, GArray *labels)
{
  g_ptr_array_add(panel->labels, labels);
}

void
sal_panel_set_name(SalPanel *panel, const char *id, const char *title)
{
  const SalPanelView view = { .id = id, .title = title };
  g_return_if_fail(panel->name == NULL);
  panel->name = g_strdup(id);
  for (guint i = 0; i < SAL_STYLE_N_LAYERS; i++)
    if (panel->shared[i] != NULL) {
      panel->named[i] = copy_layer(panel->shared[i], &view);
      sal_layer_set_shared(panel->named[i]);
    }
  if (panel->veil != NULL) {
    panel->named_veil = copy_layer(panel->veil, &view);
    sal_layer_set_shared(panel->named_veil);
  }
  for (guint i = 0; i < panel->own->len; i++) {
    SalLayer *layer = panel->own->pdata[i] != NULL ? copy_layer(panel->own->pdata[i], &view) : NULL;
    if (layer != NULL)
      sal_layer_set_shared(layer);
    g_ptr_array_add(panel->named_own, layer);
  }
}

/* Takes layer. Layers without items are left out, so that every group of a file holds something. */
static gboolean
add_layer(SalDrawing *drawing, SalLayer *layer, const SalPanelView *view)
{
  g_autoptr(SalLayer) added = layer;
  if (layer == NULL || sal_layer_get_n_items(layer) == 0)
    return FALSE;
  sal_drawing_add_layer(drawing, view->id != NULL ? copy_layer(layer, view) : sal_layer_ref(layer));
  return TRUE;
}

/* Adds a layer that all drawings share, under the name of the view; named: under that of the panel. */
static void
add_shared(const SalPanel *panel, SalLayer *shared, SalLayer *named, const SalPanelView *view,
           SalDrawing *drawing)
{
  const gboolean has_name =
      named != NULL && view->dx_mm == 0 && view->dy_mm == 0 && g_strcmp0(view->id, panel->name) == 0;
  if (has_name && sal_layer_get_n_items(named) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(named));
  else if (!has_name)
    add_layer(drawing, sal_layer_ref(shared), view);
}

/* Of areas that share a layer of the style the first lies on top. */
static void
add_areas(const SalPanel *panel, const SalContent *content, SalStyleLayer style_layer,
          const SalPanelView *view, SalDrawing *drawing, GHashTable *shown)
{
  for (guint i = content->len; i-- > 0;) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (area->layer != style_layer)
      continue;
    SalLayer *layer = sal_areas_make_layer(panel->map, area, panel->options.style, panel->options.area_model);
    if (add_layer(drawing, layer, view) && shown != NULL)
      g_hash_table_add(shown, (gpointer)area->id);
  }
}

/* Adds the own layers that lie below a layer of the style, in the order in which they were given. */
static void
add_own(const SalPanel *panel, SalStyleLayer below, const SalPanelView *view, SalDrawing *drawing)
{
  for (guint i = 0; i < get_n_own(panel); i++) {
    const SalOwnLayer *own = panel->options.own_layers->pdata[i];
    if (own->below != below)
      continue;
    if (own->has_dates)
      add_layer(drawing, draw_own(panel, i, view->period), view);
    else
      add_shared(panel, panel->own->pdata[i], i < panel->named_own->len ? panel->named_own->pdata[i] : NULL,
                 view, drawing);
  }
}

static SalLayer *
make_places(const SalPanel *panel, const SalPanelView *view)
{
  const GArray *all = sal_panel_get_labels(panel, view->label_set);
  if (all == NULL)
    return NULL;
  g_autoptr(GArray) chosen = sal_labels_choose(all, view->news);
  g_autoptr(GArray) labels = sal_labels_filter(chosen, view->covered);
  for (guint i = 0; view->marked != NULL && i < labels->len; i++) {
    SalLabel *label = &g_array_index(labels, SalLabel, i);
    label->has_dot = label->has_dot && !g_hash_table_contains(view->marked, label->place);
  }
  return sal_labels_make_layer(panel->options.style, sal_map_get_frame(panel->map), labels);
}

/* What lies below names, or else above all: a style that draws no names draws these nevertheless. */
static void
add_pending(SalLayer **pending, const SalPanelView *view, SalDrawing *drawing)
{
  if (*pending != NULL)
    add_layer(drawing, sal_layer_ref(*pending), view);
  *pending = NULL;
}

static void
add_names(const SalPanel *panel, const SalPanelView *view, SalDrawing *drawing)
{
  SalLayer *marks = view->marks, *own_labels = view->own_labels;
  add_pending(&marks, view, drawing);
  add_layer(drawing, make_places(panel, view), view);
  add_pending(&own_labels, view, drawing);
}

void
sal_panel_draw(const SalPanel *panel, const SalContent *content, const SalPanelView *view,
               SalDrawing *drawing, GHashTable *shown)
{
  const SalStyle *style = panel->options.style;
  SalLayer *outlines = view->outlines, *veil = panel->veil, *notes = view->notes, *callouts = view->callouts,
           *own_callouts = view->own_callouts;
  for (guint i = 0; i < style->n_layers; i++) {
    const SalStyleLayer layer = style->layers[i];
    if (veil != NULL && (layer == SAL_STYLE_LAYER_GRATICULE || layer == SAL_STYLE_LAYER_PLACES)) {
      add_shared(panel, veil, panel->named_veil, view, drawing);
      veil = NULL;
    }
    if (layer == SAL_STYLE_LAYER_PLACES || layer == SAL_STYLE_LAYER_CALLOUTS) {
      add_pending(&outlines, view, drawing);
      add_pending(&notes, view, drawing);
    }
    add_own(panel, layer, view, drawing);
    if (layer == SAL_STYLE_LAYER_PLACES) {
      add_names(panel, view, drawing);
    } else if (layer == SAL_STYLE_LAYER_CALLOUTS) {
      add_pending(&callouts, view, drawing);
      add_pending(&own_callouts, view, drawing);
    } else if (panel->shared[layer] != NULL)
      add_shared(panel, panel->shared[layer], panel->named[layer], view, drawing);
    else
      add_areas(panel, content, layer, view, drawing, shown);
  }
  add_pending(&outlines, view, drawing);
  add_pending(&notes, view, drawing);
  add_pending(&own_callouts, view, drawing);
}
