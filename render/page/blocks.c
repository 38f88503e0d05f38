#include "render/page/blocks.h"

#include "data/base/error.h"

#include <math.h>

#define MIN_WIDTH_MM 60.0
#define MIN_HEIGHT_MM 45.0
#define MIN_FRAME_MM 15.0
#define BOX_FRAME_MM 60.0  /* maps lower than this have no room for a legend box */
#define BOX_SHARE 0.5      /* of the width: a wider box would hide what the map is about */
#define COMPACT_MM 75.0    /* pages narrower than this say less */
#define FULL_TYPE_MM 120.0 /* pages narrower than this have smaller titles and legends */
#define LEAST_SCALE 0.75   /* of title and subtitle */
#define LEAST_PT 6.0       /* of any text that is scaled */
#define MOST_LINES 40      /* in a box, whose height is what counts */
#define SCALE_STEP 0.05
#define GROWTH_SHARE 0.3 /* of the page's height that a text in a box may grow to */

/* The texts of all pages of a run: lists side by side. */
typedef struct {
  GPtrArray *titles, *subtitles, *credits, *sources; /* utf8 */
} Texts;

static void
texts_clear(Texts *texts)
{
  g_clear_pointer(&texts->titles, g_ptr_array_unref);
  g_clear_pointer(&texts->subtitles, g_ptr_array_unref);
  g_clear_pointer(&texts->credits, g_ptr_array_unref);
  g_clear_pointer(&texts->sources, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Texts, texts_clear)

/* A change with long words and large numbers, for a page that is made before its changes are known. */
static SalChange
make_sample_change(void)
{
  const SalDay from = sal_day_from_civil(2024, 9, 30), to = sal_day_from_civil(2025, 10, 31);
  SalChange change = {
    .from_snapshot = from - 1, .to_snapshot = to - 1, .class_name = "control", .region = ""
  };
  change.period = (SalPeriod){ .from = from, .to = to };
  sal_period_name(&change.period, SAL_EVERY_MONTH, from);
  change.area_from_m2 = 88888.8e6, change.area_to_m2 = 91234.5e6;
  change.gained_m2 = 8888.8e6, change.lost_m2 = 6543.1e6;
  return change;
}

static SalPageTextOptions
make_text_options(const SalBlocks *blocks, const SalBlockOptions *options)
{
  return (SalPageTextOptions){ .layout = options->layout,
                               .captions = options->captions,
                               .run = options->run,
                               .cumulative = options->cumulative,
                               .regions = options->page->layout == SAL_LAYOUT_REGIONS ? options->page->regions
                                                                                      : NULL,
                               .region_changes = options->page->region_changes,
                               .is_compact = blocks->is_compact,
                               .is_narrow = blocks->is_narrow,
                               .has_strip = blocks->has_strip && !options->wants_strip,
                               .has_basemap = !g_str_equal(options->page->basemap, "none"),
                               .has_source = sal_boxes_find(blocks->boxes, SAL_BOX_SOURCE) != NULL };
}

static gboolean
add_texts(Texts *texts, const SalPageTextOptions *options, const SalChange *change, GError **error)
{
  SalPageTexts made;
  if (!sal_page_texts_make(&made, options, change, error))
    return FALSE;
  g_ptr_array_add(texts->titles, made.title);
  g_ptr_array_add(texts->subtitles, made.subtitle);
  g_ptr_array_add(texts->credits, made.credit);
  if (made.source != NULL)
    g_ptr_array_add(texts->sources, made.source);
  return TRUE;
}

static gboolean
gather_texts(Texts *texts, const SalBlocks *blocks, const SalBlockOptions *options, GError **error)
{
  const SalChange sample = make_sample_change();
  const SalRun *run = options->run;
  const SalPageTextOptions how = make_text_options(blocks, options);
  texts->titles = g_ptr_array_new_with_free_func(g_free);
  texts->subtitles = g_ptr_array_new_with_free_func(g_free);
  texts->credits = g_ptr_array_new_with_free_func(g_free);
  texts->sources = g_ptr_array_new_with_free_func(g_free);
  if (options->layout->is_of_run)
    return add_texts(texts, &how, &run->total, error);
  for (guint i = 0; i < run->changes->len; i++) {
    if (!add_texts(texts, &how, run->changes->pdata[i], error))
      return FALSE;
  }
  return run->changes->len > 0 || add_texts(texts, &how, &sample, error);
}

static gboolean
fit_stacked(SalBlocks *blocks, const SalPageOptions *options, const Texts *texts, GError **error)
{
  const SalStyle *style = options->style;
  const double scale = CLAMP(options->width_mm / FULL_TYPE_MM, LEAST_SCALE, 1);
  SalTextBlockOptions block = { .font_family = style->font_family,
                                .width_mm = blocks->content.width,
                                .max_lines = 3 };
  block.first_scale = scale;
  block.least_scale = LEAST_SCALE;
  block.what = "title", block.style = style->title_text;
  if (!sal_text_block_fit(&blocks->title, &block, texts->titles, error))
    return FALSE;
  block.what = "subtitle", block.style = style->subtitle_text;
  if (!sal_text_block_fit(&blocks->subtitle, &block, texts->subtitles, error))
    return FALSE;
  block.what = "credit", block.style = style->credit_text;
  block.least_scale = MIN(1, LEAST_PT / style->credit_text.size_pt);
  block.first_scale = 1;
  block.max_lines = blocks->is_compact ? 4 : 3;
  return sal_text_block_fit(&blocks->credit, &block, texts->credits, error);
}

/* How a text block of a template is set: as the style says, but for what the box says. */
static SalTextBlockOptions
make_block_options(const SalPlacedBox *placed, const SalStyle *style, SalTextStyle text)
{
  const SalTemplateBox *box = placed->box;
  const SalTextStyle own = sal_box_make_style(box, style, text);
  return (SalTextBlockOptions){ .font_family = style->font_family,
                                .style = own,
                                .width_mm = placed->inner.width,
                                .max_height_mm = placed->inner.height,
                                .max_lines = MOST_LINES,
                                .anchor = sal_box_get_anchor(box),
                                .first_scale = 1,
                                .least_scale = sal_box_find_least_pt(box, own.size_pt) / own.size_pt };
}

static gboolean
fit_boxes(SalBlocks *blocks, const SalBlockOptions *how, const Texts *texts, GError **error)
{
  const SalPageOptions *options = how->page;
  const SalStyle *style = options->style;
  const struct {
    SalBoxKind kind;
    SalTextBlock *block;
    SalRect *rect;
    SalTextStyle style;
    const GPtrArray *texts;
  } all[] = { { SAL_BOX_TITLE, &blocks->title, &blocks->title_rect, style->title_text, texts->titles },
              { SAL_BOX_SUBTITLE, &blocks->subtitle, &blocks->subtitle_rect, style->subtitle_text,
                texts->subtitles },
              { SAL_BOX_CREDIT, &blocks->credit, &blocks->credit_rect, style->credit_text, texts->credits },
              { SAL_BOX_SOURCE, &blocks->source, &blocks->source_rect, style->credit_text, texts->sources } };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    const SalPlacedBox *placed = sal_boxes_find(blocks->boxes, all[i].kind);
    if (placed == NULL)
      continue;
    SalTextBlockOptions block = make_block_options(placed, style, all[i].style);
    *all[i].rect = placed->inner;
    if (how->may_grow && sal_text_block_fit(all[i].block, &block, all[i].texts, NULL))
      continue;
    if (how->may_grow) {
      block.max_height_mm = GROWTH_SHARE * options->height_mm;
      block.first_scale = 1 - SCALE_STEP * floor((1 - block.least_scale) / SCALE_STEP + 1e-9);
    }
    if (!sal_text_block_fit(all[i].block, &block, all[i].texts, error))
      return sal_page_template_prefix(options->template, placed->box, error);
  }
  return TRUE;
}

/* Stacks the blocks from above, credit and strip from below; what is left is for maps and charts. */
static void
stack(SalBlocks *blocks, const SalPageOptions *options)
{
  const double gap = MIN(options->style->gap_mm, blocks->margin_mm / 2);
  const double title = sal_text_block_get_height_mm(&blocks->title);
  const double subtitle = sal_text_block_get_height_mm(&blocks->subtitle);
  const double credit = sal_text_block_get_height_mm(&blocks->credit);
  const double strip = sal_legend_get_strip_height_mm(blocks->legend);
  const double x = blocks->margin_mm, width = blocks->content.width;
  const double credit_y = options->height_mm - blocks->margin_mm - credit;
  blocks->title_rect = (SalRect){ x, blocks->margin_mm, width, title };
  blocks->subtitle_rect = (SalRect){ x, blocks->margin_mm + title + gap * 0.9, width, subtitle };
  blocks->content.y = blocks->subtitle_rect.y + subtitle + gap * 1.4;
  blocks->credit_rect = (SalRect){ x, credit_y, width, credit };
  blocks->strip_y = credit_y - gap * 0.75 - strip;
  blocks->content.height =
      (strip > 0 ? blocks->strip_y - gap * 0.5 : credit_y - gap * 1.25) - blocks->content.y;
}

static gboolean
check_size(const SalPageOptions *options, GError **error)
{
  if (options->width_mm >= MIN_WIDTH_MM && options->height_mm >= MIN_HEIGHT_MM)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER, "page: expected at least %.0f x %.0f mm, got %.1f x %.1f mm",
                       MIN_WIDTH_MM, MIN_HEIGHT_MM, options->width_mm, options->height_mm);
}

static SalLegend *
make_stacked_legend(const SalBlocks *blocks, const SalPageOptions *options, const GPtrArray *pages)
{
  const SalStyle *style = options->style;
  const double least = LEAST_PT / MIN(style->legend_text.size_pt, style->scale_text.size_pt);
  const SalLegendOptions legend = {
    .style = style,
    .words = options->words,
    .units = options->units,
    .scale = MIN(1, MAX(options->width_mm / FULL_TYPE_MM, MIN(1, least))),
    .strip_width_mm = blocks->has_strip ? blocks->content.width : 0,
    .bar_apart = style->furniture.scale_bar != SAL_STYLE_CORNER_AUTO &&
                 style->furniture.scale_bar != style->furniture.legend,
    .pages = pages,
  };
  return sal_legend_new(&legend);
}

/* A legend for a box of a template: a list, or else lines of entries. */
static SalLegend *
make_box_legend(const SalPlacedBox *placed, const SalPageOptions *options, const GPtrArray *pages,
                gboolean is_list, double size_pt)
{
  const SalStyle *style = options->style;
  const SalLegendOptions legend = { .style = style,
                                    .words = options->words,
                                    .units = options->units,
                                    .scale = size_pt / style->legend_text.size_pt,
                                    .strip_width_mm = is_list ? 0 : placed->inner.width,
                                    .bar_apart = TRUE,
                                    .is_bare = TRUE,
                                    .pages = pages };
  return sal_legend_new(&legend);
}

/* From the first row's swatch to the end of the last one's. */
static gboolean
fits(const SalLegend *legend, SalRect rect, SalRect *size)
{
  const double strip = sal_legend_get_strip_height_mm(legend);
  *size = strip > 0 ? (SalRect){ 0, 0, sal_legend_get_strip_width_mm(legend), strip }
                    : sal_legend_get_box_size(legend);
  size->height = MAX(0, size->height - 2 * sal_legend_get_lead_mm(legend));
  return size->width <= rect.width + 1e-6 && size->height <= rect.height + 1e-6;
}

#define LINES 0               /* a form beside numbers of columns */
#define MOST_COLUMNS 4        /* of a legend in a box of a template */
#define MOST_IN_LINES 8       /* entries that are read easily in lines */
#define LEAST_FOR_COLUMNS 0.8 /* type may be as small before more entries are set in lines */

/* Gives the box the legend in a form and type size. TRUE: it fits into its rectangle, or else blocks->lacking is what it needs. */
static gboolean
try_form(SalBlocks *blocks, const SalPlacedBox *placed, const SalBlockOptions *options, guint form,
         double size_pt)
{
  g_clear_pointer(&blocks->legend, sal_legend_free);
  blocks->legend = make_box_legend(placed, options->page, options->pages, form != LINES, size_pt);
  sal_legend_set_columns(blocks->legend, MAX(1, form));
  return fits(blocks->legend, blocks->legend_rect, &blocks->lacking);
}

static double
get_first_pt(const SalPlacedBox *placed, const SalBlockOptions *options)
{
  return placed->box->size_pt > 0 ? placed->box->size_pt : options->page->style->legend_text.size_pt;
}

/* Tries forms in the largest type that fits; columns also where a list is read more easily in lines otherwise. */
static gboolean
try_forms(SalBlocks *blocks, const SalPlacedBox *placed, const SalBlockOptions *options, double least_scale,
          gboolean has_columns)
{
  const double first = get_first_pt(placed, options);
  const double least = MAX(least_scale, MIN(1, sal_box_find_least_pt(placed->box, first) / first));
  for (double scale = 1; scale > least - 1e-9; scale -= SCALE_STEP) {
    for (guint form = 1; form <= (has_columns ? MOST_COLUMNS : 1); form++)
      if (try_form(blocks, placed, options, form, first * scale))
        return TRUE;
    if (!has_columns && try_form(blocks, placed, options, LINES, first * scale))
      return TRUE;
  }
  return FALSE;
}

gboolean
sal_blocks_fit_legend(SalBlocks *blocks, const SalBlockOptions *options, double height_mm)
{
  const SalPlacedBox *placed = sal_boxes_find(blocks->boxes, SAL_BOX_LEGEND);
  blocks->legend_rect = placed->inner;
  blocks->legend_rect.height = height_mm;
  blocks->has_first_form = try_form(blocks, placed, options, 1, get_first_pt(placed, options));
  const gboolean is_long = sal_legend_get_n_entries(blocks->legend) > MOST_IN_LINES;
  if (blocks->has_first_form || (is_long && try_forms(blocks, placed, options, LEAST_FOR_COLUMNS, TRUE)) ||
      try_forms(blocks, placed, options, 0, FALSE) ||
      (is_long && try_forms(blocks, placed, options, 0, TRUE)))
    blocks->lacking = (SalRect){ 0 };
  return blocks->lacking.width == 0;
}

/* Where there is no box for it, the legend is a piece of the map's furniture, or a strip at the bottom of the map's
 * box. */
static gboolean
arrange_boxes(SalBlocks *blocks, const SalBlockOptions *options, GError **error)
{
  const SalPageOptions *page = options->page;
  const SalPlacedBox *map = sal_boxes_find(blocks->boxes, SAL_BOX_MAP),
                     *legend = sal_boxes_find(blocks->boxes, SAL_BOX_LEGEND),
                     *chart = sal_boxes_find(blocks->boxes, SAL_BOX_CHART);
  g_auto(Texts) texts = { 0 };
  if (!gather_texts(&texts, blocks, options, error) || !fit_boxes(blocks, options, &texts, error))
    return FALSE;
  g_clear_pointer(&blocks->legend, sal_legend_free);
  blocks->content = map->inner;
  if (chart != NULL)
    blocks->chart_rect = chart->inner;
  if (legend != NULL) {
    sal_blocks_fit_legend(blocks, options, legend->inner.height);
    return TRUE;
  }
  blocks->legend = make_stacked_legend(blocks, page, options->pages);
  const double strip = sal_legend_get_strip_height_mm(blocks->legend);
  blocks->strip_y = map->inner.y + map->inner.height - strip;
  blocks->content.height -= strip > 0 ? strip + page->style->gap_mm * 0.5 : 0;
  return TRUE;
}

/* Fits texts and legend, and finds their places. */
static gboolean
arrange(SalBlocks *blocks, const SalBlockOptions *options, GError **error)
{
  g_auto(Texts) texts = { 0 };
  if (blocks->boxes != NULL)
    return arrange_boxes(blocks, options, error);
  if (!gather_texts(&texts, blocks, options, error) || !fit_stacked(blocks, options->page, &texts, error))
    return FALSE;
  g_clear_pointer(&blocks->legend, sal_legend_free);
  blocks->legend = make_stacked_legend(blocks, options->page, options->pages);
  stack(blocks, options->page);
  return TRUE;
}

gboolean
sal_blocks_is_narrow(const SalPageOptions *page)
{
  return page->width_mm < FULL_TYPE_MM;
}

/* The many entries of a run's map are no strip, however wide; those of a map of how often ground changed hands are few. */
static gboolean
has_room_for_box(const SalBlocks *blocks, const SalBlockOptions *options)
{
  const double width = sal_legend_get_box_size(blocks->legend).width;
  return blocks->content.height >= BOX_FRAME_MM &&
         ((options->layout->is_of_run && !options->layout->is_unsigned) ||
          width <= BOX_SHARE * blocks->content.width);
}

SalBlocks *
sal_blocks_new(const SalBlockOptions *options, GError **error)
{
  const SalPageOptions *page = options->page;
  if (!check_size(page, error))
    return NULL;
  const double shorter = MIN(page->width_mm, page->height_mm);
  g_autoptr(SalBlocks) blocks = g_new0(SalBlocks, 1);
  blocks->boxes = options->boxes != NULL ? g_array_copy((GArray *)options->boxes) : NULL;
  const gboolean has_legend_box = sal_boxes_find(blocks->boxes, SAL_BOX_LEGEND) != NULL;
  blocks->is_compact = page->width_mm < COMPACT_MM;
  blocks->is_narrow = sal_blocks_is_narrow(page);
  blocks->has_strip =
      !has_legend_box && (blocks->is_narrow || options->layout->has_multiples || options->wants_strip);
  blocks->margin_mm = MIN(page->style->margin_mm, MAX(2, shorter * 0.045));
  blocks->content.x = blocks->margin_mm;
  blocks->content.width = page->width_mm - 2 * blocks->margin_mm;
  if (!arrange(blocks, options, error))
    return NULL;
  if (!has_legend_box && !blocks->has_strip && !has_room_for_box(blocks, options)) {
    blocks->has_strip = TRUE;
    if (!arrange(blocks, options, error))
      return NULL;
  }
  if (blocks->content.height >= MIN_FRAME_MM)
    return g_steal_pointer(&blocks);
  sal_error_set(
      error, SAL_ERROR_RENDER,
      "page: expected room for a map at least %.0f mm high between title, legend and credit, got %.1f mm "
      "on a page of %.1f x %.1f mm (a larger page, fewer entries in the legend or a shorter credit "
      "make room)",
      MIN_FRAME_MM, MAX(0, blocks->content.height), page->width_mm, page->height_mm);
  return NULL;
}

void
sal_blocks_free(SalBlocks *blocks)
{
  if (blocks == NULL)
    return;
  g_clear_pointer(&blocks->legend, sal_legend_free);
  g_clear_pointer(&blocks->boxes, g_array_unref);
  g_free(blocks);
}

double
sal_blocks_measure_mm(const SalBlocks *blocks, const SalPlacedBox *placed)
{
  SalRect legend;
  switch (placed->box->kind) {
  case SAL_BOX_TITLE:
    return sal_text_block_get_height_mm(&blocks->title);
  case SAL_BOX_SUBTITLE:
    return sal_text_block_get_height_mm(&blocks->subtitle);
  case SAL_BOX_CREDIT:
    return sal_text_block_get_height_mm(&blocks->credit);
  case SAL_BOX_SOURCE:
    return sal_text_block_get_height_mm(&blocks->source);
  case SAL_BOX_LEGEND:
    return fits(blocks->legend, blocks->legend_rect, &legend) ? legend.height : placed->inner.height;
  case SAL_BOX_MAP:
  case SAL_BOX_CHART:
  case SAL_BOX_TEXT:
  case SAL_BOX_TABLE:
  case SAL_BOX_FIGURE:
  case SAL_BOX_LOGO:
  case SAL_BOX_BAR:
  case SAL_N_BOX_KINDS:
  default:
    return placed->inner.height;
  }
}

SalRect
sal_blocks_get_map_legend_size(const SalBlocks *blocks)
{
  return blocks->legend_rect.width > 0 ? (SalRect){ 0 } : sal_legend_get_box_size(blocks->legend);
}

double
sal_blocks_draw_text(const SalBlocks *blocks, SalBoxKind kind, const char *text, SalLayer *layer,
                     GError **error)
{
  const SalPlacedBox *placed = sal_boxes_find(blocks->boxes, kind);
  const SalTextBlock *block = kind == SAL_BOX_TITLE      ? &blocks->title
                              : kind == SAL_BOX_SUBTITLE ? &blocks->subtitle
                              : kind == SAL_BOX_SOURCE   ? &blocks->source
                                                         : &blocks->credit;
  const SalRect rect = kind == SAL_BOX_TITLE      ? blocks->title_rect
                       : kind == SAL_BOX_SUBTITLE ? blocks->subtitle_rect
                       : kind == SAL_BOX_SOURCE   ? blocks->source_rect
                                                  : blocks->credit_rect;
  if (rect.width <= 0 || text == NULL)
    return 0;
  const int valign = placed != NULL ? placed->box->valign : SAL_VALIGN_TOP;
  const double spared = valign == SAL_VALIGN_TOP ? 0 : rect.height - sal_text_block_measure_mm(block, text);
  return sal_text_block_draw(block, layer, text, rect.x,
                             rect.y + (valign == SAL_VALIGN_MIDDLE ? spared / 2 : spared), error);
}
