#include "render/layout.h"

#include "data/error.h"
#include "render/wording.h"

#define MIN_WIDTH_MM 60.0
#define MIN_HEIGHT_MM 45.0
#define MIN_FRAME_MM 15.0
#define BOX_FRAME_MM 60.0  /* maps lower than this have no room for a legend box */
#define COMPACT_MM 75.0    /* pages narrower than this say less */
#define FULL_TYPE_MM 120.0 /* pages narrower than this have smaller titles and legends */
#define LEAST_SCALE 0.75   /* of title and subtitle */
#define LEAST_PT 6.0       /* of any text that is scaled */

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
  change.period = (SalPeriod){ .from = from, .to = to, .name = "2024-09" };
  change.area_from_m2 = 88888.8e6, change.area_to_m2 = 91234.5e6;
  change.gained_m2 = 8888.8e6, change.lost_m2 = 6543.1e6;
  return change;
}

static gboolean
add_texts(Texts *texts, const SalPageOptions *options, const SalChange *change, const SalLayout *layout,
          GError **error)
{
  const gboolean is_compact = layout->is_compact, has_basemap = !g_str_equal(options->basemap, "none");
  const SalCreditDetail detail = is_compact    ? SAL_CREDIT_SHORT
                                 : has_basemap ? SAL_CREDIT_WITH_BASEMAP
                                               : SAL_CREDIT_FULL;
  char *title = sal_wording_make_title(options, change, is_compact, error);
  if (title == NULL)
    return FALSE;
  g_ptr_array_add(texts->titles, title);
  char *subtitle = sal_wording_make_subtitle(options, change, layout->has_strip, error);
  if (subtitle == NULL)
    return FALSE;
  g_ptr_array_add(texts->subtitles, subtitle);
  char *credit = sal_wording_make_credit(options, change, detail, error);
  if (credit == NULL)
    return FALSE;
  g_ptr_array_add(texts->credits, credit);
  return TRUE;
}

static gboolean
gather_texts(Texts *texts, const SalPageOptions *options, const SalLayout *layout, GError **error)
{
  const SalChange sample = make_sample_change();
  texts->titles = g_ptr_array_new_with_free_func(g_free);
  texts->subtitles = g_ptr_array_new_with_free_func(g_free);
  texts->credits = g_ptr_array_new_with_free_func(g_free);
  const guint n = options->changes != NULL ? options->changes->len : 0;
  for (guint i = 0; i < n; i++) {
    if (!add_texts(texts, options, g_ptr_array_index(options->changes, i), layout, error))
      return FALSE;
  }
  return n > 0 || add_texts(texts, options, &sample, layout, error);
}

static gboolean
fit_texts(SalLayout *layout, const SalPageOptions *options, const Texts *texts, GError **error)
{
  const SalStyle *style = options->style;
  const double scale = CLAMP(options->width_mm / FULL_TYPE_MM, LEAST_SCALE, 1);
  SalTextBlockOptions block = { .font_family = style->font_family,
                                .width_mm = layout->frame.width,
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

/* Stacks the blocks from above, credit and strip from below; what is left is the frame. */
static void
stack(SalLayout *layout, const SalPageOptions *options)
{
  const double gap = MIN(options->style->gap_mm, layout->margin_mm / 2);
  const double title = sal_text_block_get_height_mm(&layout->title);
  const double subtitle = sal_text_block_get_height_mm(&layout->subtitle);
  const double credit = sal_text_block_get_height_mm(&layout->credit);
  const double strip = sal_legend_get_strip_height_mm(&layout->legend);
  layout->title_y = layout->margin_mm;
  layout->subtitle_y = layout->title_y + title + gap * 0.9;
  layout->frame.y = layout->subtitle_y + subtitle + gap * 1.4;
  layout->credit_y = options->height_mm - layout->margin_mm - credit;
  layout->strip_y = layout->credit_y - gap * 0.75 - strip;
  layout->frame.height =
      (strip > 0 ? layout->strip_y - gap * 0.5 : layout->credit_y - gap * 1.25) - layout->frame.y;
}

static gboolean
check_size(const SalPageOptions *options, GError **error)
{
  if (options->width_mm >= MIN_WIDTH_MM && options->height_mm >= MIN_HEIGHT_MM)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER, "page: expected at least %.0f x %.0f mm, got %.1f x %.1f mm",
                       MIN_WIDTH_MM, MIN_HEIGHT_MM, options->width_mm, options->height_mm);
}

static SalLegend
measure_legend(const SalLayout *layout, const SalPageOptions *options, gboolean has_disputed)
{
  const SalStyle *style = options->style;
  const double least = LEAST_PT / MIN(style->legend_text.size_pt, style->scale_text.size_pt);
  const SalLegendOptions legend = {
    .style = style,
    .scale = MIN(1, MAX(options->width_mm / FULL_TYPE_MM, MIN(1, least))),
    .changes = options->changes,
    .has_disputed = has_disputed,
    .strip_width_mm = layout->has_strip ? layout->frame.width : 0,
  };
  return sal_legend_measure(&legend);
}

/* Fits texts and legend, and stacks them. */
static gboolean
arrange(SalLayout *layout, const SalPageOptions *options, gboolean has_disputed, GError **error)
{
  g_auto(Texts) texts = { 0 };
  if (!gather_texts(&texts, options, layout, error) || !fit_texts(layout, options, &texts, error))
    return FALSE;
  layout->legend = measure_legend(layout, options, has_disputed);
  stack(layout, options);
  return TRUE;
}

gboolean
sal_layout_compute(SalLayout *layout, const SalPageOptions *options, gboolean has_disputed, GError **error)
{
  if (!check_size(options, error))
    return FALSE;
  const double shorter = MIN(options->width_mm, options->height_mm);
  SalLayout computed = { .is_compact = options->width_mm < COMPACT_MM,
                         .has_strip = options->width_mm < FULL_TYPE_MM };
  computed.margin_mm = MIN(options->style->margin_mm, MAX(2, shorter * 0.045));
  computed.frame.x = computed.margin_mm;
  computed.frame.width = options->width_mm - 2 * computed.margin_mm;
  if (!arrange(&computed, options, has_disputed, error))
    return FALSE;
  if (!computed.has_strip && computed.frame.height < BOX_FRAME_MM) {
    computed.has_strip = TRUE;
    if (!arrange(&computed, options, has_disputed, error))
      return FALSE;
  }
  if (computed.frame.height < MIN_FRAME_MM)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "page: expected at least %.0f mm for the map between its texts, got %.1f mm",
                         MIN_FRAME_MM, computed.frame.height);
  *layout = computed;
  return TRUE;
}
