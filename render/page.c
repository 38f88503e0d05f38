#include "render/page.h"

#include "data/error.h"
#include "render/corner.h"
#include "render/layers.h"
#include "render/layout.h"
#include "render/parts.h"
#include "render/text.h"
#include "render/wording.h"

#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define CLEAR_MM 1.0          /* between furniture and place labels */

struct _SalPage {
  SalPageOptions options; /* its texts are copies */
  char *texts[5];         /* what the options' texts point to */
  SalLayout layout;
  SalMap *map;
  SalLegend legend; /* the layout's, with its scale bar */
  SalCorner corner;
  gboolean has_basemap;
  GPtrArray *below, *above; /* SalLayer: shared layers under and over what changes */
  SalLayer *neatline;
};

static const char *
keep_text(SalPage *page, guint index, const char *text)
{
  return page->texts[index] = g_strdup(text);
}

static SalPage *
page_alloc(const SalPageOptions *options)
{
  SalPage *page = g_new0(SalPage, 1);
  page->options = *options;
  page->options.map_crs = keep_text(page, 0, options->map_crs);
  page->options.basemap = keep_text(page, 1, options->basemap != NULL ? options->basemap : "auto");
  page->options.title = keep_text(page, 2, options->title);
  page->options.subtitle = keep_text(page, 3, options->subtitle);
  page->options.credit = keep_text(page, 4, options->credit);
  page->below = g_ptr_array_new_with_free_func((GDestroyNotify)sal_layer_unref);
  page->above = g_ptr_array_new_with_free_func((GDestroyNotify)sal_layer_unref);
  return page;
}

void
sal_page_free(SalPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref(page->below);
  g_ptr_array_unref(page->above);
  g_clear_pointer(&page->neatline, sal_layer_unref);
  g_clear_pointer(&page->map, sal_map_free);
  for (guint i = 0; i < G_N_ELEMENTS(page->texts); i++)
    g_free(page->texts[i]);
  g_free(page);
}

static void
report_font(const SalStyle *style, GPtrArray *remarks)
{
  g_autofree char *family = sal_text_find_family(style->font_family);
  if (family != NULL || remarks == NULL)
    return;
  g_autofree char *quoted = sal_error_quote(style->font_family);
  g_ptr_array_add(
      remarks,
      g_strdup_printf("style '%s': none of the fonts '%s' is installed; the system's default is used",
                      style->name, quoted));
}

/* All that changed in a run and is drawn, on the page; may overlap. */
static SalGeometry *
project_changes(const SalPage *page)
{
  const GPtrArray *changes = page->options.changes;
  const double least_width_m = sal_layers_get_least_width_m(page->map);
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    g_autoptr(SalGeometry) gained = sal_parts_without_slivers(change->gained, least_width_m);
    g_autoptr(SalGeometry) lost = sal_parts_without_slivers(change->lost, least_width_m);
    sal_geometry_append(all, gained);
    sal_geometry_append(all, lost);
  }
  return sal_map_project(page->map, all);
}

/* An empty frame is more likely a slip than meant. */
static void
report_empty_frame(const SalPage *page, GPtrArray *remarks)
{
  const GPtrArray *changes = page->options.changes;
  gboolean has_change = FALSE;
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    if (sal_layers_show_any(page->map, change->gained) || sal_layers_show_any(page->map, change->lost))
      return;
    has_change |= (change->gained != NULL && !sal_geometry_is_empty(change->gained)) ||
                  (change->lost != NULL && !sal_geometry_is_empty(change->lost));
  }
  if (has_change && remarks != NULL)
    g_ptr_array_add(remarks, g_strdup("extent: the changes lie outside the frame"));
}

/* What is held at the end of the run, on the page; NULL if that is not known. */
static SalGeometry *
project_last_held(const SalPage *page)
{
  const GPtrArray *changes = page->options.changes;
  if (changes == NULL || changes->len == 0)
    return NULL;
  const SalChange *last = g_ptr_array_index(changes, changes->len - 1);
  const SalGeometry *held = sal_layers_find_class(last->to, last->class_name);
  return held != NULL ? sal_map_project(page->map, held) : NULL;
}

static gboolean
place_legend(SalPage *page, const SalGround *ground, const SalGeometry *changed, GError **error)
{
  const SalRect frame = page->layout.frame;
  const double m_per_mm =
      sal_map_get_m_per_mm(page->map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  page->legend = page->layout.legend;
  page->legend.options.has_disputed = ground->has_disputed;
  sal_legend_set_bar(&page->legend, m_per_mm, MAX(frame.width * SCALE_BAR_SHARE, SCALE_BAR_MIN_MM));
  g_autoptr(SalGeometry) held = project_last_held(page);
  const SalHidden hidden = { changed, held, ground->has_land ? ground->land : NULL };
  page->corner = sal_corner_choose(frame, &page->legend, &hidden);
  const SalRect rect = sal_legend_get_rect(&page->legend, frame, page->corner);
  if (rect.x >= frame.x && rect.y >= frame.y && rect.x + rect.width <= frame.x + frame.width &&
      rect.y + rect.height <= frame.y + frame.height)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "page: expected room for a legend of %.0f x %.0f mm, got a map of %.0f x %.0f mm",
                       rect.width, rect.height, frame.width, frame.height);
}

static GArray *
place_labels(const SalPage *page, const SalBasemap *basemap, const SalGeometry *changed)
{
  const SalRect frame = page->layout.frame;
  SalRect legend = sal_legend_get_rect(&page->legend, frame, page->corner);
  legend.x -= CLEAR_MM, legend.y -= CLEAR_MM, legend.width += 2 * CLEAR_MM, legend.height += 2 * CLEAR_MM;
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalRect));
  g_array_append_val(obstacles, legend);
  const SalLabelOptions options = { page->options.style, obstacles, changed,
                                    sal_labels_get_suitable_number(frame) };
  return sal_labels_place(page->map, basemap->places, &options);
}

static void
make_shared_layers(SalPage *page, SalGround *ground, const GArray *labels)
{
  const SalStyle *style = page->options.style;
  const SalRect frame = page->layout.frame;
  g_ptr_array_add(page->below, sal_layers_make_paper(style, page->options.width_mm, page->options.height_mm));
  g_ptr_array_add(page->below, sal_layers_make_sea(style, frame, ground));
  g_ptr_array_add(page->below, sal_layers_make_land(style, frame, ground));
  g_ptr_array_add(page->above, sal_layers_make_rivers(style, frame, ground));
  g_ptr_array_add(page->above, sal_layers_make_admin1(style, frame, ground));
  g_ptr_array_add(page->above, sal_layers_make_borders(style, frame, ground));
  g_ptr_array_add(page->above, sal_layers_make_places(style, frame, labels));
  page->neatline = sal_layers_make_neatline(style, frame);
}

/* Lays the page out and fits the map into what the layout leaves for it. */
static gboolean
fit_map(SalPage *page, gboolean has_disputed, GError **error)
{
  if (!sal_layout_compute(&page->layout, &page->options, has_disputed, error))
    return FALSE;
  g_clear_pointer(&page->map, sal_map_free);
  page->map = sal_map_new(page->options.extent, page->options.map_crs, page->layout.frame, error);
  return page->map != NULL;
}

static SalBasemap *
load_basemap(SalPage *page, GPtrArray *remarks, GError **error)
{
  g_autofree char *remark = NULL;
  SalBasemap *basemap =
      sal_basemap_load(page->options.basemap, sal_map_get_lonlat_box(page->map), &remark, error);
  if (remark != NULL && remarks != NULL)
    g_ptr_array_add(remarks, g_steal_pointer(&remark));
  page->has_basemap = basemap != NULL && basemap->folder != NULL;
  if (basemap == NULL || page->options.places == NULL ||
      sal_basemap_read_places(basemap, page->options.places, sal_map_get_lonlat_box(page->map), remarks,
                              error))
    return basemap;
  sal_basemap_free(basemap);
  return NULL;
}

/* A strip that must name disputed borders may need another line, which is known only once the map is there.
 */
static SalGround *
make_ground(SalPage *page, const SalBasemap *basemap, GError **error)
{
  g_autoptr(SalGround) ground = sal_ground_new(page->map, basemap, page->options.style);
  if (!ground->has_disputed || !page->layout.has_strip)
    return g_steal_pointer(&ground);
  if (!fit_map(page, TRUE, error))
    return NULL;
  return sal_ground_new(page->map, basemap, page->options.style);
}

SalPage *
sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error)
{
  g_autoptr(SalPage) page = page_alloc(options);
  if (!fit_map(page, FALSE, error))
    return NULL;
  g_autoptr(SalBasemap) basemap = load_basemap(page, remarks, error);
  if (basemap == NULL)
    return NULL;
  g_autoptr(SalGround) ground = make_ground(page, basemap, error);
  if (ground == NULL)
    return NULL;
  g_autoptr(SalGeometry) changed = project_changes(page);
  if (!place_legend(page, ground, changed, error))
    return NULL;
  g_autoptr(GArray) labels = place_labels(page, basemap, changed);
  make_shared_layers(page, ground, labels);
  report_font(options->style, remarks);
  report_empty_frame(page, remarks);
  page->options.changes = NULL;
  page->legend.options.changes = page->layout.legend.options.changes = NULL;
  return g_steal_pointer(&page);
}

/* Layers without items are left out, so that every group of a file holds something. */
static void
add_layer(SalDrawing *drawing, SalLayer *layer)
{
  if (sal_layer_get_n_items(layer) > 0)
    sal_drawing_add_layer(drawing, layer);
  else
    sal_layer_unref(layer);
}

static void
add_shared(SalDrawing *drawing, const GPtrArray *layers)
{
  for (guint i = 0; i < layers->len; i++)
    add_layer(drawing, sal_layer_ref(g_ptr_array_index(layers, i)));
}

/* The words of one page. */
typedef struct {
  char *title, *subtitle, *credit;
} Words;

static void
words_clear(Words *words)
{
  g_free(words->title);
  g_free(words->subtitle);
  g_free(words->credit);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Words, words_clear)

static gboolean
make_words(Words *words, const SalPage *page, const SalChange *change, GError **error)
{
  const SalLayout *layout = &page->layout;
  const SalCreditDetail detail = layout->is_compact  ? SAL_CREDIT_SHORT
                                 : page->has_basemap ? SAL_CREDIT_WITH_BASEMAP
                                                     : SAL_CREDIT_FULL;
  words->title = sal_wording_make_title(&page->options, change, layout->is_compact, error);
  if (words->title == NULL)
    return FALSE;
  words->subtitle = sal_wording_make_subtitle(&page->options, change, layout->has_strip, error);
  if (words->subtitle == NULL)
    return FALSE;
  words->credit = sal_wording_make_credit(&page->options, change, detail, error);
  return words->credit != NULL;
}

static SalDrawing *
start_drawing(const SalPage *page, const Words *words)
{
  g_autofree char *description = g_strdup_printf("%s. %s", words->subtitle, words->credit);
  return sal_drawing_new(page->options.width_mm, page->options.height_mm, page->options.style->font_family,
                         words->title, description);
}

/* Adds a layer and says whether it shows anything. */
static gboolean
add_shown(SalDrawing *drawing, SalLayer *layer)
{
  const gboolean is_shown = sal_layer_get_n_items(layer) > 0;
  add_layer(drawing, layer);
  return is_shown;
}

/* Takes out of the figures what the frame does not show, so that the legend names no more than that. */
static void
add_map_layers(const SalPage *page, SalDrawing *drawing, const SalChange *change, SalFigures *figures)
{
  const SalStyle *style = page->options.style;
  add_shared(drawing, page->below);
  const SalFigures all = *figures;
  if (!add_shown(drawing, sal_layers_make_held(style, page->map, change, &all)))
    figures->held_km2 = 0;
  figures->draws_lost = add_shown(drawing, sal_layers_make_lost(style, page->map, change, &all));
  figures->draws_gained = add_shown(drawing, sal_layers_make_gained(style, page->map, change, &all));
  add_shared(drawing, page->above);
  add_layer(drawing, sal_layer_ref(page->neatline));
}

static gboolean
add_title(const SalPage *page, SalDrawing *drawing, const Words *words, GError **error)
{
  const SalLayout *layout = &page->layout;
  g_autoptr(SalLayer) layer = sal_layer_new("title", "Title");
  const double x = layout->margin_mm;
  const double height = sal_text_block_draw(&layout->title, layer, words->title, x, layout->title_y, error);
  if (height < 0)
    return FALSE;
  const double spared = sal_text_block_get_height_mm(&layout->title) - height;
  if (sal_text_block_draw(&layout->subtitle, layer, words->subtitle, x, layout->subtitle_y - spared, error) <
      0)
    return FALSE;
  add_layer(drawing, g_steal_pointer(&layer));
  return TRUE;
}

static gboolean
add_credit(const SalPage *page, SalDrawing *drawing, const Words *words, GError **error)
{
  const SalLayout *layout = &page->layout;
  g_autoptr(SalLayer) layer = sal_layer_new("credit", "Credit");
  if (sal_text_block_draw(&layout->credit, layer, words->credit, layout->margin_mm, layout->credit_y, error) <
      0)
    return FALSE;
  add_layer(drawing, g_steal_pointer(&layer));
  return TRUE;
}

static void
add_legend(const SalPage *page, SalDrawing *drawing, const SalFigures *figures)
{
  SalLayer *legend = sal_layer_new("legend", "Legend"), *bar = sal_layer_new("scale-bar", "Scale bar");
  const SalRect rect = sal_legend_get_rect(&page->legend, page->layout.frame, page->corner);
  sal_legend_draw_box(&page->legend, figures, rect, page->corner, legend, bar);
  if (page->layout.has_strip)
    sal_legend_draw_strip(&page->legend, figures, page->layout.frame.x, page->layout.strip_y, legend);
  add_layer(drawing, legend);
  add_layer(drawing, bar);
}

SalDrawing *
sal_page_draw(const SalPage *page, const SalChange *change, GError **error)
{
  SalFigures figures = sal_figures_compute(change);
  g_auto(Words) words = { 0 };
  if (!make_words(&words, page, change, error))
    return NULL;
  g_autoptr(SalDrawing) drawing = start_drawing(page, &words);
  add_map_layers(page, drawing, change, &figures);
  if (!add_title(page, drawing, &words, error))
    return NULL;
  add_legend(page, drawing, &figures);
  if (!add_credit(page, drawing, &words, error))
    return NULL;
  return g_steal_pointer(&drawing);
}
