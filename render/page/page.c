#include "render/page/page.h"

#include "data/base/error.h"
#include "data/change/cumulative.h"
#include "render/drawing/text.h"
#include "render/page/areas.h"
#include "render/page/page-private.h"
#include "render/words/wording.h"

#define MAX_CUMULATIVE_PARTS 12 /* more colours are not told apart */
#define FEW_CUMULATIVE_PARTS 4  /* on narrow pages, whose legend is a strip */
#define MAX_LEGEND_SHARE 0.7    /* of the map's height */

static const char *const LAYOUTS[] = { "map", "map+chart", "grid", "cumulative", NULL };

gboolean
sal_page_layout_parse(const char *text, SalPageLayout *layout, GError **error)
{
  for (guint i = 0; LAYOUTS[i] != NULL; i++) {
    if (g_str_equal(text, LAYOUTS[i])) {
      *layout = (SalPageLayout)i;
      return TRUE;
    }
  }
  g_autofree char *quoted = sal_error_quote(text), *hint = sal_error_suggest(text, LAYOUTS);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected map, map+chart, grid or cumulative, got '%s'%s",
                       quoted, hint);
}

gboolean
sal_page_layout_is_of_run(SalPageLayout layout)
{
  return layout == SAL_LAYOUT_GRID || layout == SAL_LAYOUT_CUMULATIVE;
}

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
  page->options.compared[0] = keep_text(page, 6, options->compared[0]);
  page->options.compared[1] = keep_text(page, 7, options->compared[1]);
  page->options.borders = keep_text(page, 5, options->borders != NULL ? options->borders : "defacto");
  page->run = sal_run_new(options->changes, options->class_name);
  page->furniture = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  page->fixed = g_ptr_array_new_with_free_func((GDestroyNotify)sal_layer_unref);
  page->sector_lines = sal_geometry_new(SAL_LINES);
  page->insets = g_ptr_array_new_with_free_func((GDestroyNotify)sal_inset_free);
  return page;
}

void
sal_page_free(SalPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer(&page->chart, sal_chart_free);
  g_clear_pointer(&page->changed, sal_geometry_free);
  g_ptr_array_unref(page->insets);
  g_clear_pointer(&page->outlines, sal_layer_unref);
  g_clear_pointer(&page->sector_lines, sal_geometry_free);
  g_ptr_array_unref(page->fixed);
  g_array_unref(page->furniture);
  g_clear_pointer(&page->cumulative, g_array_unref);
  g_clear_pointer(&page->parts, sal_cumulative_free);
  g_clear_pointer(&page->panel, sal_panel_free);
  g_clear_pointer(&page->basemap, sal_basemap_free);
  g_clear_pointer(&page->layout, sal_layout_free);
  g_clear_pointer(&page->run, sal_run_free);
  g_clear_pointer(&page->paper, sal_layer_unref);
  for (guint i = 0; i < G_N_ELEMENTS(page->texts); i++)
    g_free(page->texts[i]);
  g_free(page);
}

const SalRun *
sal_page_get_run(const SalPage *page)
{
  return page->run;
}

/* An empty frame is more likely a slip than meant. */
static void
report_empty_frame(const SalPage *page, GPtrArray *remarks)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  gboolean has_change = FALSE;
  for (guint i = 0; i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    if (sal_areas_show_any(map, change->gained) || sal_areas_show_any(map, change->lost))
      return;
    has_change |= (change->gained != NULL && !sal_geometry_is_empty(change->gained)) ||
                  (change->lost != NULL && !sal_geometry_is_empty(change->lost));
  }
  if (has_change)
    g_ptr_array_add(remarks, g_strdup("extent: the changes lie outside the frame"));
}

/* A change with usual numbers, for a page that is made before its changes are known. */
static GArray *
make_sample_entries(const SalStyle *style, const SalWords *words)
{
  SalChange change = { .class_name = "control", .region = "" };
  change.gained_m2 = change.lost_m2 = 9999.9e6, change.area_from_m2 = change.area_to_m2 = 999999e6;
  g_autoptr(GArray) content = sal_content_new(style, words, &change, NULL);
  return sal_content_make_entries(content, NULL);
}

/* One legend stands for all periods: their numbers stand with their maps. */
static void
drop_numbers(GArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    g_clear_pointer(&g_array_index(entries, SalLegendEntry, i).number, g_free);
}

static void
add_disputed_entry(const SalPage *page, GArray *entries)
{
  if (!page->has_disputed)
    return;
  sal_legend_entries_add(
      entries,
      (SalLegendEntry){ .id = g_intern_static_string("disputed-borders"),
                        .label = g_strdup(sal_words_get(page->options.words, SAL_WORD_DISPUTED_BORDER)),
                        .is_line = TRUE,
                        .line = page->options.style->disputed_borders });
}

SalContent *
sal_page_make_content(const SalPage *page, const SalChange *change)
{
  const SalPageOptions *options = &page->options;
  return options->compared[0] != NULL
             ? sal_content_new_comparison(options->style, options->words, change, options->compared)
             : sal_content_new(options->style, options->words, change, options->changes);
}

/* The entries that each page of the run has at most. */
static GPtrArray *
make_all_entries(const SalPage *page)
{
  const SalStyle *style = page->options.style;
  GPtrArray *pages = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; page->cumulative == NULL && i < page->run->changes->len; i++) {
    g_autoptr(GArray) content = sal_page_make_content(page, page->run->changes->pdata[i]);
    g_ptr_array_add(pages, sal_content_make_entries(content, NULL));
  }
  if (page->cumulative != NULL)
    g_ptr_array_add(pages, sal_content_make_entries(page->cumulative, NULL));
  if (pages->len == 0)
    g_ptr_array_add(pages, make_sample_entries(style, page->options.words));
  for (guint i = 0; i < pages->len; i++) {
    if (page->options.layout == SAL_LAYOUT_GRID)
      drop_numbers(pages->pdata[i]);
    add_disputed_entry(page, pages->pdata[i]);
  }
  return pages;
}

static gboolean
lay_out(SalPage *page, GError **error)
{
  g_autoptr(GPtrArray) entries = make_all_entries(page);
  g_clear_pointer(&page->layout, sal_layout_free);
  page->layout = sal_layout_new(&page->options, page->run, entries, error);
  return page->layout != NULL;
}

static gboolean
load_basemap(SalPage *page, SalBox box, GPtrArray *remarks, GError **error)
{
  const SalBasemapQuery query = { .box = box,
                                  .name = page->options.basemap,
                                  .borders = page->options.borders,
                                  .places = page->options.places };
  page->basemap = sal_basemap_load(&query, remarks, error);
  return page->basemap != NULL;
}

static gboolean
make_panel(SalPage *page, SalRect frame, GPtrArray *remarks, GError **error)
{
  g_autoptr(SalMap) map = sal_map_new(page->options.extent, page->options.map_crs, frame, error);
  if (map == NULL ||
      (page->basemap == NULL && !load_basemap(page, sal_map_get_lonlat_box(map), remarks, error)))
    return FALSE;
  const SalPanelOptions options = { page->options.style, page->basemap, page->options.area_model };
  g_clear_pointer(&page->panel, sal_panel_free);
  page->panel = sal_panel_new(g_steal_pointer(&map), &options);
  return TRUE;
}

/* Disputed borders need a legend entry, and where the legend is a strip perhaps another line: that is known
 * only once the map is there. */
gboolean
sal_page_fit(SalPage *page, SalPageFindFrame find_frame, GPtrArray *remarks, GError **error)
{
  SalRect frame;
  if (!lay_out(page, error) || !find_frame(page, &frame, error) || !make_panel(page, frame, remarks, error))
    return FALSE;
  page->has_disputed = sal_panel_get_ground(page->panel)->has_disputed;
  if (!page->has_disputed)
    return TRUE;
  return lay_out(page, error) && find_frame(page, &frame, error) &&
         (!page->layout->has_strip || make_panel(page, frame, remarks, error));
}

/* Cuts the run into at most so many parts and lays the page out with them. What was taken and lost again is
 * not on the map, nor in its numbers. */
static gboolean
cut_cumulative(SalPage *page, guint max_parts, GError **error)
{
  const SalPageOptions *options = &page->options;
  g_clear_pointer(&page->cumulative, g_array_unref);
  g_clear_pointer(&page->parts, sal_cumulative_free);
  page->parts = sal_cumulative_compute(page->run->changes, options->area_model, max_parts, error);
  if (page->parts == NULL)
    return FALSE;
  SalChange *total = &page->run->total;
  total->gained_m2 = page->parts->gained_m2, total->lost_m2 = page->parts->lost_m2;
  total->area_from_m2 = total->area_to_m2 - (total->gained_m2 - total->lost_m2);
  page->cumulative =
      sal_content_new_cumulative(options->style, options->words, page->run, page->parts, options->changes);
  return lay_out(page, error);
}

/* Whether the map is much larger than its legend. */
static gboolean
has_legend_room(const SalPage *page)
{
  const SalRect legend = sal_legend_get_box_size(page->layout->legend), content = page->layout->content;
  return legend.height <= content.height * MAX_LEGEND_SHARE && legend.width <= content.width / 2;
}

/* As many colours as are told apart and have room in the legend. */
static gboolean
prepare_cumulative(SalPage *page, GError **error)
{
  if (page->run->changes->len == 0)
    return sal_error_set(error, SAL_ERROR_RENDER, "cumulative map: expected the changes of a run, got none");
  guint max_parts = sal_layout_is_narrow(&page->options) ? FEW_CUMULATIVE_PARTS : MAX_CUMULATIVE_PARTS;
  if (!cut_cumulative(page, max_parts, error))
    return FALSE;
  while (!has_legend_room(page) && max_parts > FEW_CUMULATIVE_PARTS) {
    max_parts -= 2;
    if (!cut_cumulative(page, max_parts, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
prepare(SalPage *page, GPtrArray *remarks, GError **error)
{
  const SalPageOptions *options = &page->options;
  page->paper = sal_layers_make_paper(options->style, options->width_mm, options->height_mm);
  if (options->layout == SAL_LAYOUT_GRID)
    return sal_page_prepare_grid(page, remarks, error);
  if (options->layout == SAL_LAYOUT_CUMULATIVE && !prepare_cumulative(page, error))
    return FALSE;
  return sal_page_prepare_map(page, remarks, error);
}

SalPage *
sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error)
{
  g_autoptr(GPtrArray) unread = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalPage) page = page_alloc(options);
  if (remarks == NULL)
    remarks = unread;
  if (!prepare(page, remarks, error))
    return NULL;
  report_empty_frame(page, remarks);
  return g_steal_pointer(&page);
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
  const SalLayout *layout = page->layout;
  const gboolean is_of_run = sal_page_layout_is_of_run(page->options.layout);
  const SalCreditDetail detail = layout->is_compact              ? SAL_CREDIT_SHORT
                                 : page->basemap->folder != NULL ? SAL_CREDIT_WITH_BASEMAP
                                                                 : SAL_CREDIT_FULL;
  words->title = sal_wording_make_title(&page->options, change, page->run, layout->is_compact, error);
  if (words->title == NULL)
    return FALSE;
  words->subtitle =
      is_of_run ? sal_wording_make_run_subtitle(&page->options, page->run,
                                                sal_layout_is_narrow(&page->options), error)
                : sal_wording_make_subtitle(&page->options, change, page->run, layout->has_strip, error);
  if (words->subtitle == NULL)
    return FALSE;
  words->credit = sal_wording_make_credit(&page->options, change, page->run, detail, error);
  return words->credit != NULL;
}

static SalDrawing *
start_drawing(const SalPage *page, const Words *words)
{
  g_autofree char *description = g_strdup_printf("%s. %s", words->subtitle, words->credit);
  SalDrawing *drawing = sal_drawing_new(page->options.width_mm, page->options.height_mm,
                                        page->options.style->font_family, words->title, description);
  if (sal_layer_get_n_items(page->paper) > 0)
    sal_drawing_add_layer(drawing, sal_layer_ref(page->paper));
  return drawing;
}

/* Takes layer; one without items is left out. */
static void
add_layer(SalDrawing *drawing, SalLayer *layer)
{
  if (sal_layer_get_n_items(layer) > 0)
    sal_drawing_add_layer(drawing, layer);
  else
    sal_layer_unref(layer);
}

static gboolean
add_title(const SalPage *page, SalDrawing *drawing, const Words *words, GError **error)
{
  const SalLayout *layout = page->layout;
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
  const SalLayout *layout = page->layout;
  g_autoptr(SalLayer) layer = sal_layer_new("credit", "Credit");
  if (sal_text_block_draw(&layout->credit, layer, words->credit, layout->margin_mm, layout->credit_y, error) <
      0)
    return FALSE;
  add_layer(drawing, g_steal_pointer(&layer));
  return TRUE;
}

static void
add_legend(const SalPage *page, SalDrawing *drawing, GArray *entries)
{
  const SalLayout *layout = page->layout;
  add_disputed_entry(page, entries);
  SalLayer *legend = sal_layer_new("legend", "Legend"), *bar = sal_layer_new("scale-bar", "Scale bar");
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel)), rect = page->legend_rect;
  const gboolean keeps_bottom = rect.y + rect.height / 2 > frame.y + frame.height / 2;
  if (layout->has_strip)
    sal_legend_draw_strip(layout->legend, entries, layout->content.x, layout->strip_y, legend);
  else if (rect.width > 0)
    sal_legend_draw_box(layout->legend, entries, rect, keeps_bottom, legend, bar);
  if (page->bar_rect.width > 0)
    sal_legend_draw_bar(layout->legend, page->bar_rect, bar);
  add_layer(drawing, legend);
  add_layer(drawing, bar);
}

SalDrawing *
sal_page_draw(const SalPage *page, const SalChange *change, GError **error)
{
  const SalPageLayout kind = page->options.layout;
  if (sal_page_layout_is_of_run(kind))
    change = &page->run->total;
  g_auto(Words) words = { 0 };
  if (!make_words(&words, page, change, error))
    return NULL;
  g_autoptr(SalDrawing) drawing = start_drawing(page, &words);
  g_autoptr(GArray) entries =
      kind == SAL_LAYOUT_GRID ? sal_page_draw_grid(page, drawing) : sal_page_draw_map(page, change, drawing);
  if (!add_title(page, drawing, &words, error))
    return NULL;
  add_legend(page, drawing, entries);
  if (!add_credit(page, drawing, &words, error))
    return NULL;
  return g_steal_pointer(&drawing);
}
