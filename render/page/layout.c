#include "render/page/layout.h"

#include "data/base/error.h"
#include "render/words/wording.h"

#define MIN_WIDTH_MM 60.0
#define MIN_HEIGHT_MM 45.0
#define MIN_FRAME_MM 15.0
#define MIN_CELL_MM 10.0
#define LOOSE_CELL 1.4 /* how much taller a small multiple may be than its extent asks for */
#define MIN_CHART_MM 26.0
#define MAX_CHART_MM 70.0
#define CHART_SHARE 0.24      /* of the content's height, below the map */
#define CHART_SIDE_SHARE 0.36 /* of its width, at the right of the map */
#define WIDE_CONTENT 1.7      /* width by height from which the chart stands at the right */
#define SIDE_CHART_MM 55.0    /* but no narrower than this */
#define BOX_FRAME_MM 60.0     /* maps lower than this have no room for a legend box */
#define COMPACT_MM 75.0       /* pages narrower than this say less */
#define FULL_TYPE_MM 120.0    /* pages narrower than this have smaller titles and legends */
#define LEAST_SCALE 0.75      /* of title and subtitle */
#define LEAST_PT 6.0          /* of any text that is scaled */

/* The texts of all pages of a run: three lists side by side. */
typedef struct {
  GPtrArray *titles, *subtitles, *credits; /* utf8 */
} Texts;

static void
texts_clear(Texts *texts)
{
  g_clear_pointer(&texts->titles, g_ptr_array_unref);
  g_clear_pointer(&texts->subtitles, g_ptr_array_unref);
  g_clear_pointer(&texts->credits, g_ptr_array_unref);
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

gboolean
sal_layout_is_narrow(const SalPageOptions *options)
{
  return options->width_mm < FULL_TYPE_MM;
}

static gboolean
is_of_run(const SalPageOptions *options)
{
  return options->layout == SAL_LAYOUT_GRID || options->layout == SAL_LAYOUT_CUMULATIVE;
}

static gboolean
add_text(GPtrArray *texts, char *text)
{
  if (text != NULL)
    g_ptr_array_add(texts, text);
  return text != NULL;
}

static gboolean
add_texts(Texts *texts, const SalPageOptions *options, const SalRun *run, const SalChange *change,
          const SalLayout *layout, GError **error)
{
  const gboolean is_compact = layout->is_compact, has_basemap = !g_str_equal(options->basemap, "none");
  const SalCreditDetail detail = is_compact    ? SAL_CREDIT_SHORT
                                 : has_basemap ? SAL_CREDIT_WITH_BASEMAP
                                               : SAL_CREDIT_FULL;
  const gboolean is_short = layout->has_strip && !is_of_run(options);
  return add_text(texts->titles, sal_wording_make_title(options, change, run, is_compact, error)) &&
         add_text(texts->subtitles,
                  is_of_run(options)
                      ? sal_wording_make_run_subtitle(options, run, sal_layout_is_narrow(options), error)
                      : sal_wording_make_subtitle(options, change, run, is_short, error)) &&
         add_text(texts->credits, sal_wording_make_credit(options, change, run, detail, error));
}

static gboolean
gather_texts(Texts *texts, const SalPageOptions *options, const SalRun *run, const SalLayout *layout,
             GError **error)
{
  const SalChange sample = make_sample_change();
  texts->titles = g_ptr_array_new_with_free_func(g_free);
  texts->subtitles = g_ptr_array_new_with_free_func(g_free);
  texts->credits = g_ptr_array_new_with_free_func(g_free);
  if (is_of_run(options))
    return add_texts(texts, options, run, &run->total, layout, error);
  for (guint i = 0; i < run->changes->len; i++) {
    if (!add_texts(texts, options, run, run->changes->pdata[i], layout, error))
      return FALSE;
  }
  return run->changes->len > 0 || add_texts(texts, options, run, &sample, layout, error);
}

static gboolean
fit_texts(SalLayout *layout, const SalPageOptions *options, const Texts *texts, GError **error)
{
  const SalStyle *style = options->style;
  const double scale = CLAMP(options->width_mm / FULL_TYPE_MM, LEAST_SCALE, 1);
  SalTextBlockOptions block = { .font_family = style->font_family,
                                .width_mm = layout->content.width,
                                .max_lines = 3 };
  block.first_scale = scale;
  block.least_scale = LEAST_SCALE;
  block.what = "title", block.style = style->title_text;
  if (!sal_text_block_fit(&layout->title, &block, texts->titles, error))
    return FALSE;
  block.what = "subtitle", block.style = style->subtitle_text;
  if (!sal_text_block_fit(&layout->subtitle, &block, texts->subtitles, error))
    return FALSE;
  block.what = "credit", block.style = style->credit_text;
  block.least_scale = MIN(1, LEAST_PT / style->credit_text.size_pt);
  block.first_scale = 1;
  block.max_lines = layout->is_compact ? 4 : 3;
  return sal_text_block_fit(&layout->credit, &block, texts->credits, error);
}

/* Stacks the blocks from above, credit and strip from below; what is left is for maps and charts. */
static void
stack(SalLayout *layout, const SalPageOptions *options)
{
  const double gap = MIN(options->style->gap_mm, layout->margin_mm / 2);
  const double title = sal_text_block_get_height_mm(&layout->title);
  const double subtitle = sal_text_block_get_height_mm(&layout->subtitle);
  const double credit = sal_text_block_get_height_mm(&layout->credit);
  const double strip = sal_legend_get_strip_height_mm(layout->legend);
  layout->title_y = layout->margin_mm;
  layout->subtitle_y = layout->title_y + title + gap * 0.9;
  layout->content.y = layout->subtitle_y + subtitle + gap * 1.4;
  layout->credit_y = options->height_mm - layout->margin_mm - credit;
  layout->strip_y = layout->credit_y - gap * 0.75 - strip;
  layout->content.height =
      (strip > 0 ? layout->strip_y - gap * 0.5 : layout->credit_y - gap * 1.25) - layout->content.y;
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
make_legend(const SalLayout *layout, const SalPageOptions *options, const GPtrArray *pages)
{
  const SalStyle *style = options->style;
  const double least = LEAST_PT / MIN(style->legend_text.size_pt, style->scale_text.size_pt);
  const SalLegendOptions legend = {
    .style = style,
    .words = options->words,
    .units = options->units,
    .scale = MIN(1, MAX(options->width_mm / FULL_TYPE_MM, MIN(1, least))),
    .strip_width_mm = layout->has_strip ? layout->content.width : 0,
    .bar_apart = style->furniture.scale_bar != SAL_STYLE_PLACE_AUTO &&
                 style->furniture.scale_bar != style->furniture.legend,
    .pages = pages,
  };
  return sal_legend_new(&legend);
}

/* Fits texts and legend, and stacks them. */
static gboolean
arrange(SalLayout *layout, const SalPageOptions *options, const SalRun *run, const GPtrArray *pages,
        GError **error)
{
  g_auto(Texts) texts = { 0 };
  if (!gather_texts(&texts, options, run, layout, error) || !fit_texts(layout, options, &texts, error))
    return FALSE;
  g_clear_pointer(&layout->legend, sal_legend_free);
  layout->legend = make_legend(layout, options, pages);
  stack(layout, options);
  return TRUE;
}

SalLayout *
sal_layout_new(const SalPageOptions *options, const SalRun *run, const GPtrArray *pages, GError **error)
{
  if (!check_size(options, error))
    return NULL;
  const double shorter = MIN(options->width_mm, options->height_mm);
  g_autoptr(SalLayout) layout = g_new0(SalLayout, 1);
  layout->is_compact = options->width_mm < COMPACT_MM;
  layout->has_strip = sal_layout_is_narrow(options) || options->layout == SAL_LAYOUT_GRID;
  layout->margin_mm = MIN(options->style->margin_mm, MAX(2, shorter * 0.045));
  layout->content.x = layout->margin_mm;
  layout->content.width = options->width_mm - 2 * layout->margin_mm;
  if (!arrange(layout, options, run, pages, error))
    return NULL;
  if (!layout->has_strip && layout->content.height < BOX_FRAME_MM) {
    layout->has_strip = TRUE;
    if (!arrange(layout, options, run, pages, error))
      return NULL;
  }
  if (layout->content.height >= MIN_FRAME_MM)
    return g_steal_pointer(&layout);
  sal_error_set(error, SAL_ERROR_RENDER,
                "page: expected at least %.0f mm for the map between its texts, got %.1f mm", MIN_FRAME_MM,
                layout->content.height);
  return NULL;
}

void
sal_layout_free(SalLayout *layout)
{
  if (layout == NULL)
    return;
  g_clear_pointer(&layout->legend, sal_legend_free);
  g_free(layout);
}

void
sal_layout_split_chart(const SalLayout *layout, double gap_mm, SalRect *map, SalRect *chart)
{
  const SalRect content = layout->content;
  *map = *chart = content;
  if (content.width > WIDE_CONTENT * content.height && content.width * CHART_SIDE_SHARE >= SIDE_CHART_MM) {
    chart->width = content.width * CHART_SIDE_SHARE;
    map->width = content.width - chart->width - gap_mm;
    chart->x = map->x + map->width + gap_mm;
    return;
  }
  chart->height = MIN(CLAMP(content.height * CHART_SHARE, MIN_CHART_MM, MAX_CHART_MM), content.height / 2);
  map->height = content.height - chart->height - gap_mm;
  chart->y = map->y + map->height + gap_mm;
}

gboolean
sal_layout_find_cells(const SalLayout *layout, guint n, double aspect, SalCellSizes sizes, SalCells *cells,
                      GError **error)
{
  const SalRect content = layout->content;
  SalCells best = { 0 };
  for (guint columns = 1; columns <= n; columns++) {
    const guint rows = (n + columns - 1) / columns;
    const double width = (content.width - (columns - 1) * sizes.gap_mm) / columns;
    const double height = (content.height - (rows - 1) * sizes.gap_mm) / rows - sizes.heading_mm;
    if (width <= 0 || height <= 0 ||
        MIN(width, height * aspect) <= MIN(best.width_mm, best.height_mm * aspect))
      continue;
    best = (SalCells){ .n_columns = columns,
                       .n_rows = rows,
                       .width_mm = width,
                       .height_mm = MIN(height, width / aspect * LOOSE_CELL) };
  }
  best.step_x_mm = best.width_mm + sizes.gap_mm;
  best.step_y_mm = (content.height + sizes.gap_mm) / best.n_rows;
  best.first = (SalPoint){ content.x, content.y + sizes.heading_mm };
  if (MIN(best.width_mm, best.height_mm) < MIN_CELL_MM)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "page: expected room for %u maps of at least %.0f mm, got %.1f x %.1f mm for each",
                         n, MIN_CELL_MM, best.width_mm, best.height_mm);
  *cells = best;
  return TRUE;
}
