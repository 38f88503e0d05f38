#include "render/page/page.h"

#include "data/base/error.h"

#include "render/drawing/text.h"
#include "render/map/basemap-load.h"
#include "render/map/layers.h"
#include "render/page/areas.h"
#include "render/page/beyond.h"
#include "render/page/box-contents.h"
#include "render/page/entries.h"
#include "render/page/inset.h"
#include "render/page/layouts.h"
#include "render/page/own-layers.h"
#include "render/page/position.h"
#include "render/page/region-content.h"
#include "render/page/sights.h"
#include "render/page/state.h"
#include "render/page/unused.h"

gboolean
sal_page_layout_parse(const char *text, SalPageLayout *layout, GError **error)
{
  return sal_layouts_parse(text, layout, error);
}

gboolean
sal_page_layout_is_of_run(SalPageLayout layout)
{
  return sal_layouts_get(layout)->is_of_run;
}

gboolean
sal_page_layout_has_regions(SalPageLayout layout)
{
  return sal_layouts_get(layout)->has_regions;
}

static const char *
keep_text(SalPage *page, guint index, const char *text)
{
  return page->texts[index] = g_strdup(text);
}

/* NULL: there are none. */
static GPtrArray *
list_own_credits(const GPtrArray *layers)
{
  g_autoptr(GPtrArray) credits = g_ptr_array_new_null_terminated(2, NULL, TRUE);
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const char *credit = ((const SalOwnLayer *)layers->pdata[i])->credit;
    if (credit != NULL && !g_ptr_array_find_with_equal_func(credits, credit, g_str_equal, NULL))
      g_ptr_array_add(credits, (gpointer)credit);
  }
  return credits->len > 0 ? g_steal_pointer(&credits) : NULL;
}

static SalCaptionOptions
make_captions(const SalPageOptions *page)
{
  return (SalCaptionOptions){ .words = page->words,
                              .title = page->title,
                              .subtitle = page->subtitle,
                              .credit = page->credit,
                              .compared = { page->compared[0], page->compared[1] },
                              .definition = page->definition,
                              .area_model = page->area_model,
                              .rate = page->rate,
                              .date_shift_days = { page->date_shift_days[0], page->date_shift_days[1] },
                              .credit_left_out = page->credit_left_out };
}

/* The end of the last period; where there is none, today's map is as good as any. */
static SalDay
find_last_day(const SalRun *run)
{
  return run->changes->len > 0 ? ((const SalChange *)run->changes->pdata[run->changes->len - 1])->period.to
                               : G_MAXINT;
}

static void
wishes_free(gpointer wishes)
{
  if (wishes != NULL)
    g_hash_table_unref(wishes);
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
  page->options.definition = keep_text(page, 8, options->definition);
  page->options.borders = keep_text(page, 5, options->borders != NULL ? options->borders : "defacto");
  page->layout = sal_layouts_get(options->layout);
  page->captions = make_captions(&page->options);
  page->own_credits = list_own_credits(options->own_layers);
  page->captions.own_credits =
      page->own_credits != NULL ? (const char *const *)page->own_credits->pdata : NULL;
  page->captions.basemap_source = page->texts[10] =
      sal_basemap_find_source(page->options.basemap, options->cache);
  page->run = sal_run_new(options->changes, options->class_name);
  page->map_date = options->map_date != NULL ? *options->map_date : find_last_day(page->run);
  page->furniture = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  page->pieces = sal_positions_new();
  page->fixed = g_ptr_array_new_with_free_func((GDestroyNotify)sal_layer_unref);
  page->sector_lines = sal_geometry_new(SAL_LINES);
  page->insets = g_ptr_array_new_with_free_func((GDestroyNotify)sal_inset_free);
  page->asked = g_ptr_array_new();
  page->label_sets = g_ptr_array_new_with_free_func(wishes_free);
  page->set_of_change = g_array_new(FALSE, FALSE, sizeof(guint));
  return page;
}

void
sal_page_free(SalPage *page)
{
  if (page == NULL)
    return;
  g_clear_pointer(&page->own_credits, g_ptr_array_unref);
  g_clear_pointer(&page->chart, sal_chart_free);
  g_clear_pointer(&page->highlights, sal_highlights_free);
  g_clear_pointer(&page->marked, g_hash_table_unref);
  g_clear_pointer(&page->cover, sal_cover_free);
  g_clear_pointer(&page->changed, sal_geometry_free);
  g_ptr_array_unref(page->insets);
  g_ptr_array_unref(page->asked);
  g_ptr_array_unref(page->label_sets);
  g_array_unref(page->set_of_change);
  g_clear_pointer(&page->sector_lines, sal_geometry_free);
  g_ptr_array_unref(page->fixed);
  g_array_unref(page->furniture);
  g_array_unref(page->pieces);
  g_clear_pointer(&page->run_content, g_array_unref);
  g_clear_pointer(&page->parts, sal_cumulative_free);
  g_clear_pointer(&page->turnover, sal_turnover_free);
  g_clear_pointer(&page->positions, g_array_unref);
  g_clear_pointer(&page->survey, sal_region_survey_free);
  g_clear_pointer(&page->region_spots, g_array_unref);
  g_clear_pointer(&page->panel, sal_panel_free);
  g_clear_pointer(&page->borderland, sal_borderland_free);
  g_clear_pointer(&page->basemap, sal_basemap_free);
  g_clear_pointer(&page->contents, sal_box_contents_free);
  g_clear_pointer(&page->blocks, sal_blocks_free);
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

const SalTurnover *
sal_page_get_turnover(const SalPage *page)
{
  return page->turnover;
}

const GArray *
sal_page_get_positions(const SalPage *page)
{
  return page->positions;
}

void
sal_page_measure_border(const SalPage *page, const SalChange *change, SalPageFrame *frame)
{
  const SalBorderland *borderland = page->borderland;
  const gboolean is_of_run = page->layout->is_of_run;
  const SalCountry *country = sal_borderland_get_country(borderland);
  frame->has_border = country != NULL || sal_borderland_is_stated(borderland);
  frame->country = country != NULL ? country->name : NULL;
  frame->gained_at_border_km2 = (is_of_run ? sal_borderland_get_run_m2(borderland, FALSE)
                                           : sal_borderland_get_m2(borderland, change, FALSE)) /
                                1e6;
  frame->lost_at_border_km2 = (is_of_run ? sal_borderland_get_run_m2(borderland, TRUE)
                                         : sal_borderland_get_m2(borderland, change, TRUE)) /
                              1e6;
}

SalPageFrame
sal_page_describe_frame(const SalPage *page, const SalChange *change)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect rect = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, rect.x + rect.width / 2, rect.y + rect.height / 2);
  g_autoptr(GArray) content = page->layout->is_of_run ? NULL : page->layout->make_content(page, change);
  const SalBeyond beyond = content != NULL             ? sal_beyond_measure(page, content)
                           : page->layout->is_unsigned ? sal_beyond_measure_periods(page)
                                                       : sal_beyond_measure_run(page);
  SalPageFrame frame = { .extent = page->options.extent,
                         .crs = sal_map_get_crs(map),
                         .scale = 1000 * m_per_mm,
                         .gained_outside_km2 = beyond.added_outside_km2,
                         .lost_outside_km2 = beyond.lost_outside_km2 };
  sal_page_measure_border(page, change, &frame);
  return frame;
}

/* An empty frame is probably a mistake. */
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

/* Whether the clip leaves anything of what changed. */
static void
report_empty_clip(const SalPage *page, GPtrArray *remarks)
{
  gboolean has_change = FALSE;
  for (guint i = 0; page->options.clip != NULL && i < page->run->changes->len; i++) {
    g_autoptr(GArray) content = page->layout->make_content(page, page->run->changes->pdata[i]);
    for (guint j = 0; j < content->len; j++) {
      const SalContentArea *area = &g_array_index(content, SalContentArea, j);
      if (area->is_change && !sal_geometry_is_empty(area->lonlat))
        return;
      has_change |= area->is_change;
    }
  }
  if (has_change)
    g_ptr_array_add(remarks, g_strdup(SAL_OPTION("clip-to") ": the changes lie outside of it"));
}

static void
report_borderland(const SalPage *page, GPtrArray *remarks)
{
  if (page->captions.borderland == NULL)
    return;
  const SalCountry *country = sal_borderland_get_country(page->borderland);
  g_autofree char *quoted = country != NULL ? sal_error_quote(country->name) : NULL;
  g_ptr_array_add(remarks, g_strdup_printf("%s%s%s: gained %.1f km² and lost %.1f km² in the run, "
                                           "which count but have no rings and callouts",
                                           country != NULL ? "at or beyond the border (" : "redrawn border",
                                           country != NULL ? quoted : "", country != NULL ? ")" : "",
                                           sal_borderland_get_run_m2(page->borderland, FALSE) / 1e6,
                                           sal_borderland_get_run_m2(page->borderland, TRUE) / 1e6));
}

/* The column that the text of the options goes into: one called `text`, or else the first without a text. */
static const SalTemplateBox *
find_text_box(const SalPageTemplate *template)
{
  const SalTemplateBox *found = NULL;
  for (guint i = 0; i < template->boxes->len; i++) {
    const SalTemplateBox *box = sal_page_template_get_box(template, i);
    if (box->kind == SAL_BOX_TEXT && g_str_equal(box->name, "text"))
      return box;
    if (box->kind == SAL_BOX_TEXT && box->text == NULL && found == NULL)
      found = box;
  }
  return found;
}

/* Checks what templates have no place for, and finds out where the text goes. */
static gboolean
prepare_template(SalPage *page, GPtrArray *remarks, GError **error)
{
  const SalPageTemplate *template = page->options.template;
  if (template == NULL)
    return TRUE;
  page->text_box = find_text_box(template);
  if (page->options.text != NULL && page->text_box == NULL)
    return sal_error_set(error, SAL_ERROR_RENDER, "template '%s': expected a box for a text, got none",
                         template->name);
  if (sal_page_template_find(template, SAL_BOX_CREDIT) == NULL)
    g_ptr_array_add(remarks, g_strdup("template: it has no box for the credit, which pages go without"));
  return TRUE;
}

/* Which own layers are on no map of the run, because of their keys `from` and `until`. */
static void
report_own_layers(const SalPage *page, GPtrArray *remarks)
{
  const GPtrArray *layers = page->options.own_layers;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  const char *group = NULL;
  for (guint i = 0; layers != NULL && i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    const gboolean is_told = own->group != NULL && own->group == group; /* with its first kind */
    if (!is_told && !sal_page_has_period(page, &own->when))
      g_ptr_array_add(names, own->heading != NULL ? own->heading : own->title);
    group = own->group;
  }
  sal_unused_remark(remarks, "draw", SAL_UNUSED_AT_OTHER_TIMES, names);
}

SalPage *
sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error)
{
  g_autoptr(GPtrArray) unread = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalPage) page = page_alloc(options);
  if (remarks == NULL)
    remarks = unread;
  page->paper = sal_layers_make_paper(options->style, options->width_mm, options->height_mm);
  if (!sal_text_check_fonts(options->style->font_family, error) || !prepare_template(page, remarks, error) ||
      !page->layout->prepare(page, remarks, error))
    return NULL;
  page->contents = sal_box_contents_new(page, remarks, error);
  if (page->contents == NULL)
    return NULL;
  sal_layer_set_shared(page->paper);
  for (guint i = 0; i < page->fixed->len; i++)
    sal_layer_set_shared(page->fixed->pdata[i]);
  report_empty_frame(page, remarks);
  report_empty_clip(page, remarks);
  report_own_layers(page, remarks);
  report_borderland(page, remarks);
  if (page->captions.definition == NULL && page->options.definition != NULL) {
    g_autofree char *quoted = sal_error_quote(page->options.definition);
    g_ptr_array_add(remarks, g_strdup_printf("no room on the page for what its class is: '%s'", quoted));
  }
  return g_steal_pointer(&page);
}

/* What stands on the page in words: subtitle, the figures of the legend and of regions, credit. Owned by the caller. */
static char *
describe(const SalPage *page, const SalChange *change, const SalPageTexts *texts, const GArray *entries)
{
  g_autoptr(GString) figures = g_string_new(NULL);
  g_autofree char *regions = page->survey != NULL ? sal_region_content_describe(page, change) : NULL;
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    if (entry->number != NULL)
      g_string_append_printf(figures, "%s%s %s", figures->len > 0 ? ", " : "", entry->label, entry->number);
  }
  g_string_append(figures, figures->len > 0 ? ". " : "");
  if (regions != NULL)
    g_string_append_printf(figures, "%s. ", regions);
  return g_strdup_printf("%s. %s%s", texts->subtitle, figures->str, texts->credit);
}

static SalDrawing *
start_drawing(const SalPage *page, const SalPageTexts *texts)
{
  SalDrawing *drawing = sal_drawing_new(page->options.width_mm, page->options.height_mm,
                                        page->options.style->font_family, texts->title, NULL);
  sal_drawing_set_language(drawing, sal_words_get(page->options.words, SAL_WORD_LANGUAGE));
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
add_title(const SalPage *page, SalDrawing *drawing, const SalPageTexts *texts, GError **error)
{
  const SalBlocks *blocks = page->blocks;
  g_autoptr(SalLayer) layer = sal_layer_new("title", "Title");
  const double height = sal_blocks_draw_text(blocks, SAL_BOX_TITLE, texts->title, layer, error);
  if (height < 0)
    return FALSE;
  if (blocks->boxes != NULL) {
    SalLayer *subtitle = sal_layer_new("subtitle", "Subtitle");
    const gboolean ok = sal_blocks_draw_text(blocks, SAL_BOX_SUBTITLE, texts->subtitle, subtitle, error) >= 0;
    add_layer(drawing, g_steal_pointer(&layer));
    add_layer(drawing, subtitle);
    return ok;
  }
  const double spared = blocks->title_rect.height - height;
  if (sal_text_block_draw(&blocks->subtitle, layer, texts->subtitle, blocks->subtitle_rect.x,
                          blocks->subtitle_rect.y - spared, error) < 0)
    return FALSE;
  add_layer(drawing, g_steal_pointer(&layer));
  return TRUE;
}

static gboolean
add_credit(const SalPage *page, SalDrawing *drawing, const SalPageTexts *texts, GError **error)
{
  g_autoptr(SalLayer) layer = sal_layer_new("credit", "Credit"), source = sal_layer_new("source", "Source");
  if (sal_blocks_draw_text(page->blocks, SAL_BOX_SOURCE, texts->source, source, error) < 0 ||
      sal_blocks_draw_text(page->blocks, SAL_BOX_CREDIT, texts->credit, layer, error) < 0)
    return FALSE;
  add_layer(drawing, g_steal_pointer(&source));
  add_layer(drawing, g_steal_pointer(&layer));
  return TRUE;
}

/* Draws the legend in its box of a template. */
static void
draw_apart(const SalBlocks *blocks, const GArray *entries, SalLayer *layer)
{
  SalRect rect = sal_legend_get_box_size(blocks->legend);
  const double x = blocks->legend_rect.x, y = blocks->legend_rect.y - sal_legend_get_lead_mm(blocks->legend);
  if (rect.width > 0) {
    rect.x = x, rect.y = y;
    sal_legend_draw_box(blocks->legend, entries, rect, FALSE, layer, NULL);
  } else
    sal_legend_draw_strip(blocks->legend, entries, x, y, layer);
}

static void
add_legend(const SalPage *page, const SalChange *change, SalDrawing *drawing, GArray *entries)
{
  const SalBlocks *blocks = page->blocks;
  sal_page_add_ground_entries(page, change, entries);
  SalLayer *legend = sal_layer_new("legend", "Legend"), *bar = sal_layer_new("scale-bar", "Scale bar");
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel)), rect = page->legend_rect;
  const gboolean keeps_bottom = rect.y + rect.height / 2 > frame.y + frame.height / 2;
  if (blocks->legend_rect.width > 0)
    draw_apart(blocks, entries, legend);
  else if (blocks->has_strip)
    sal_legend_draw_strip(blocks->legend, entries, blocks->content.x, blocks->strip_y, legend);
  else if (rect.width > 0)
    sal_legend_draw_box(blocks->legend, entries, rect, keeps_bottom, legend, bar);
  if (page->bar_rect.width > 0)
    sal_legend_draw_bar(blocks->legend, page->bar_rect, bar);
  add_layer(drawing, legend);
  add_layer(drawing, bar);
}

/* Says what the legend does. */
static void
print_entries(const SalPage *page, const GArray *entries, SalDrawing *drawing)
{
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    const gboolean is_count = entry->has_gained_mark || entry->has_lost_mark; /* of settlements */
    if (is_count || (entry->number == NULL && !entry->has_bound))
      continue;
    sal_printed_list_add(sal_drawing_get_printed(drawing),
                         &(SalPrinted){ .where = "legend",
                                        .id = entry->id,
                                        .label = entry->label,
                                        .text = entry->number != NULL ? entry->number : entry->label,
                                        .value = entry->value,
                                        .is_percent = page->options.layout == SAL_LAYOUT_SHARES });
  }
}

static SalPageTextOptions
make_text_options(const SalPage *page)
{
  return (SalPageTextOptions){ .layout = page->layout,
                               .captions = &page->captions,
                               .run = page->run,
                               .cumulative = page->parts,
                               .regions =
                                   page->options.layout == SAL_LAYOUT_REGIONS ? page->options.regions : NULL,
                               .region_changes = page->options.region_changes,
                               .is_compact = page->blocks->is_compact,
                               .is_narrow = page->blocks->is_narrow,
                               .has_strip = page->blocks->has_strip && !page->wants_strip,
                               .has_basemap = page->basemap->folder != NULL,
                               .has_source = page->blocks->source_rect.width > 0 };
}

SalDrawing *
sal_page_draw(const SalPage *page, const SalChange *change, GError **error)
{
  if (page->layout->is_of_run)
    change = &page->run->total;
  const SalPageTextOptions options = make_text_options(page);
  g_auto(SalPageTexts) texts = { 0 };
  if (!sal_page_texts_make(&texts, &options, change, error))
    return NULL;
  g_autoptr(SalDrawing) drawing = start_drawing(page, &texts);
  if (!sal_box_contents_draw(page->contents, page, change, TRUE, drawing, error))
    return NULL;
  g_autoptr(GArray) entries = page->layout->draw(page, change, drawing);
  g_autofree char *description = describe(page, change, &texts, entries);
  print_entries(page, entries, drawing);
  sal_drawing_set_description(drawing, description);
  if (!add_title(page, drawing, &texts, error))
    return NULL;
  add_legend(page, change, drawing, entries);
  if (!add_credit(page, drawing, &texts, error) ||
      !sal_box_contents_draw(page->contents, page, change, FALSE, drawing, error) ||
      !sal_page_report_own_rasters(page, change, drawing, error))
    return NULL;
  return g_steal_pointer(&drawing);
}
