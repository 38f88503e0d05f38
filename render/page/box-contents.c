#include "render/page/box-contents.h"

#include "data/base/error.h"
#include "render/drawing/richtext.h"
#include "render/page/box-logo.h"
#include "render/page/box-table.h"
#include "render/page/layout.h"
#include "render/words/comparison.h"
#include "render/words/figures.h"
#include "render/words/wording.h"

#define LEAST_PT 6.0
#define LEAST_SHARE 0.6   /* of the type size of the words */
#define FIGURE_SHARE 0.66 /* of the height of a key figure's box, at most */
#define LABEL_SHARE 0.3   /* of the figure's type size */
#define LABEL_GAP 0.32    /* between the figure and its words, in their type size */
#define LABEL_LINES 3
#define SCALE_STEP 0.05
#define LEAST_CONTRAST 2.5 /* of a large figure to the paper */

/* The content of a box. */
typedef struct {
  const SalPlacedBox *placed;
  gboolean is_before; /* the map */
  const char *text;   /* a template of a column of text; lent */
  double scale;       /* of its type size */
  double need_mm;     /* its height, on the page that needs most; below 0: not known */
  SalTextStyle style;
  SalTextBlock figure, label;
  SalBoxTable *table;
  SalImage *logo;
} Content;

struct _SalBoxContents {
  GArray *contents; /* Content */
};

static void
content_clear(gpointer data)
{
  Content *content = data;
  g_clear_pointer(&content->table, sal_box_table_free);
  g_clear_pointer(&content->logo, sal_image_unref);
}

void
sal_box_contents_free(SalBoxContents *contents)
{
  if (contents == NULL)
    return;
  g_array_unref(contents->contents);
  g_free(contents);
}

/* Texts */

static gboolean
is_comparison(const SalPage *page)
{
  return page->options.layout == SAL_LAYOUT_COMPARISON;
}

static char *
expand(const SalPage *page, const SalChange *change, const char *text, const char *what, GError **error)
{
  const SalCaptionSubject subject = { .change = change, .run = page->run, .cumulative = page->parts };
  if (is_comparison(page))
    return sal_comparison_expand(&page->captions, change, text, what, error);
  return sal_captions_expand(&page->captions, &subject, text, what, error);
}

/* The text of a column: of the file that was given, for the first box without a text of its own or the one called `text`. */
static const char *
choose_text(const SalPage *page, const SalTemplateBox *box)
{
  return page->options.text != NULL && page->text_box == box ? page->options.text : box->text;
}

/* "Net change · August 2024", "Agreed · 1 Jun 2024". */
static char *
make_usual_label(const SalPage *page, const SalChange *change)
{
  const SalWords *words = page->options.words;
  g_autofree char *period = is_comparison(page) ? sal_wording_describe_day(words, change->period.to)
                                                : sal_wording_describe_period(words, &change->period);
  const SalWord what = is_comparison(page) ? SAL_WORD_AGREED : SAL_WORD_NET_CHANGE;
  return g_strconcat(sal_words_get(words, what), sal_words_get(words, SAL_WORD_SEPARATOR), period, NULL);
}

static char *
make_figure(const SalPage *page, const SalTemplateBox *box, const SalChange *change, GError **error)
{
  const SalWords *words = page->options.words;
  if (box->text != NULL)
    return expand(page, change, box->text, "text", error);
  if (is_comparison(page))
    return expand(page, change, "{share}", "text", error);
  return sal_figures_format_first(words, sal_figures_compute(words, change).net_km2, TRUE);
}

static char *
make_label(const SalPage *page, const SalTemplateBox *box, const SalChange *change, GError **error)
{
  return box->label != NULL ? expand(page, change, box->label, "label", error)
                            : make_usual_label(page, change);
}

static const SalChange *
get_change(const SalPage *page, guint index)
{
  return page->layout->is_of_run || page->run->changes->len == 0 ? &page->run->total
                                                                 : page->run->changes->pdata[index];
}

static guint
count_pages(const SalPage *page)
{
  return page->layout->is_of_run ? 1 : MAX(page->run->changes->len, 1);
}

typedef char *(*MakeFunc)(const SalPage *page, const SalTemplateBox *box, const SalChange *change,
                          GError **error);

/* The texts of all pages. NULL: an error. */
static GPtrArray *
gather(const SalPage *page, const SalTemplateBox *box, MakeFunc make, GError **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < count_pages(page); i++) {
    char *text = make(page, box, get_change(page, i), error);
    if (text == NULL)
      return NULL;
    g_ptr_array_add(texts, text);
  }
  return g_steal_pointer(&texts);
}

static SalRichText *
lay_out_text(const SalPage *page, const Content *content, const char *markdown, double scale)
{
  return sal_rich_text_new(markdown,
                           &(SalRichTextOptions){ .font_family = page->options.style->font_family,
                                                  .style = content->style,
                                                  .width_mm = content->placed->inner.width,
                                                  .scale = scale,
                                                  .anchor = sal_box_get_anchor(content->placed->box) });
}

static char *
make_text(const SalPage *page, const SalTemplateBox *box, const SalChange *change, GError **error)
{
  const char *text = choose_text(page, box);
  return expand(page, change, text != NULL ? text : "", "text", error);
}

static gboolean
fail_text(const SalRichText *text, SalRect room, double least_pt, GError **error)
{
  const double height = sal_rich_text_get_height_mm(text), width = sal_rich_text_get_width_mm(text);
  const gboolean is_wide = width > room.width + 0.01;
  return sal_error_set(
      error, SAL_ERROR_RENDER,
      "expected a text that fits into %.1f x %.1f mm at %.3g pt, got one that is %.1f mm too %s", room.width,
      room.height, least_pt, is_wide ? width - room.width : height - room.height, is_wide ? "wide" : "high");
}

/* Sets the type as small as the longest text needs it. */
static gboolean
fit_text(Content *content, const SalPage *page, GError **error)
{
  const SalTemplateBox *box = content->placed->box;
  const SalRect room = content->placed->inner;
  g_autoptr(GPtrArray) texts = gather(page, box, make_text, error);
  content->style = sal_box_make_style(box, page->options.style, page->options.style->subtitle_text);
  content->scale = 1;
  const double least_pt = sal_box_find_least_pt(box, content->style.size_pt);
  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    for (;; content->scale -= SCALE_STEP) {
      g_autoptr(SalRichText) text = lay_out_text(page, content, texts->pdata[i], content->scale);
      if (sal_rich_text_get_height_mm(text) <= room.height + 1e-6 &&
          sal_rich_text_get_width_mm(text) <= room.width + 0.01)
        break;
      if ((content->scale - SCALE_STEP) * content->style.size_pt < least_pt - 1e-9)
        return fail_text(text, room, content->scale * content->style.size_pt, error);
    }
  }
  content->need_mm = 0;
  for (guint i = 0; texts != NULL && i < texts->len; i++) {
    g_autoptr(SalRichText) text = lay_out_text(page, content, texts->pdata[i], content->scale);
    content->need_mm = MAX(content->need_mm, sal_rich_text_get_height_mm(text));
  }
  return texts != NULL;
}

static SalTextBlockOptions
make_block(const SalPage *page, const Content *content, const char *what, SalTextStyle style,
           double height_mm)
{
  return (SalTextBlockOptions){ .what = what,
                                .font_family = page->options.style->font_family,
                                .style = style,
                                .width_mm = content->placed->inner.width,
                                .max_height_mm = height_mm,
                                .max_lines = 1,
                                .anchor = sal_box_get_anchor(content->placed->box),
                                .first_scale = 1 };
}

static double
get_label_gap_mm(const Content *content)
{
  return LABEL_GAP * content->figure.options.style.size_pt * content->figure.scale * SAL_MM_PER_PT;
}

/* A key figure: a large number, and words beneath it. */
static gboolean
fit_figure(Content *content, const SalPage *page, GError **error)
{
  const SalTemplateBox *box = content->placed->box;
  const SalStyle *style = page->options.style;
  const double height = content->placed->inner.height;
  SalTextStyle large = sal_box_make_style(box, style, style->title_text), small = style->subtitle_text;
  g_autoptr(GPtrArray) figures = gather(page, box, make_figure, error);
  g_autoptr(GPtrArray) labels = figures != NULL ? gather(page, box, make_label, error) : NULL;
  if (labels == NULL)
    return FALSE;
  small.size_pt = box->label_pt > 0 ? box->label_pt : MAX(LEAST_PT, LABEL_SHARE * large.size_pt);
  SalTextBlockOptions figure = make_block(page, content, NULL, large, height * FIGURE_SHARE);
  figure.least_scale = sal_box_find_least_pt(box, large.size_pt) / large.size_pt;
  if (!sal_text_block_fit(&content->figure, &figure, figures, error))
    return FALSE;
  const double rest = height - sal_text_block_get_height_mm(&content->figure) - get_label_gap_mm(content);
  SalTextBlockOptions label = make_block(page, content, "label", small, MAX(rest, 0.1));
  label.max_lines = LABEL_LINES;
  label.least_scale = MIN(1, MAX(LEAST_PT, LEAST_SHARE * small.size_pt) / small.size_pt);
  if (!sal_text_block_fit(&content->label, &label, labels, error))
    return FALSE;
  content->need_mm = height - rest + sal_text_block_get_height_mm(&content->label);
  return TRUE;
}

static gboolean
fit(Content *content, const SalPage *page, GPtrArray *remarks, GError **error)
{
  switch (content->placed->box->kind) {
  case SAL_BOX_TEXT:
    return fit_text(content, page, error) ||
           sal_page_template_prefix(page->options.template, content->placed->box, error);
  case SAL_BOX_FIGURE:
    return fit_figure(content, page, error) ||
           sal_page_template_prefix(page->options.template, content->placed->box, error);
  case SAL_BOX_TABLE:
    content->table = sal_box_table_new(page, content->placed, remarks, error);
    content->need_mm = content->table != NULL ? sal_box_table_get_height_mm(content->table) : 0;
    return content->table != NULL;
  case SAL_BOX_LOGO:
    content->logo = sal_box_logo_load(page->options.template, content->placed->box, error);
    return content->logo != NULL;
  case SAL_BOX_TITLE:
  case SAL_BOX_SUBTITLE:
  case SAL_BOX_MAP:
  case SAL_BOX_CHART:
  case SAL_BOX_LEGEND:
  case SAL_BOX_CREDIT:
  case SAL_BOX_SOURCE:
  case SAL_BOX_BAR:
  case SAL_N_BOX_KINDS:
  default:
    return TRUE;
  }
}

SalBoxContents *
sal_box_contents_new(const SalPage *page, GPtrArray *remarks, GError **error)
{
  g_autoptr(SalBoxContents) contents = g_new0(SalBoxContents, 1);
  const GArray *boxes = page->blocks->boxes;
  gboolean is_before = TRUE;
  contents->contents = g_array_new(FALSE, TRUE, sizeof(Content));
  g_array_set_clear_func(contents->contents, content_clear);
  for (guint i = 0; boxes != NULL && i < boxes->len; i++) {
    const SalPlacedBox *placed = &g_array_index(boxes, SalPlacedBox, i);
    is_before &= placed->box->kind != SAL_BOX_MAP;
    Content content = { .placed = placed, .is_before = is_before, .need_mm = -1 };
    const gboolean ok = fit(&content, page, remarks, error);
    g_array_append_val(contents->contents, content);
    if (!ok)
      return NULL;
  }
  return g_steal_pointer(&contents);
}

double
sal_box_contents_measure_mm(const SalBoxContents *contents, guint number)
{
  return g_array_index(contents->contents, Content, number).need_mm;
}

/* Drawing */

/* What contents are drawn on, and about what. */
typedef struct {
  const SalPage *page;
  const SalChange *change;
  SalLayer *layer;
  GPtrArray *printed; /* SalPrinted */
} Canvas;

static void
draw_fill(const Content *content, const SalPage *page, SalLayer *layer)
{
  const SalTemplateBox *box = content->placed->box;
  const SalStyle *style = page->options.style;
  const SalColor none = { 0 };
  const gboolean is_bar = box->kind == SAL_BOX_BAR;
  const SalAreaStyle area = { .fill = is_bar ? sal_paint_resolve(box->color, style, style->title_text.color)
                                             : sal_paint_resolve(box->background, style, none) };
  if (area.fill.a > 0)
    sal_layer_add_rect(layer, content->placed->rect, &area);
}

/* How far down a content stands of which some of the height is spared. */
static double
align_down(const SalTemplateBox *box, double spared)
{
  return box->valign == SAL_VALIGN_TOP ? 0 : box->valign == SAL_VALIGN_MIDDLE ? spared / 2 : spared;
}

static gboolean
draw_text(const Content *content, const Canvas *canvas, GError **error)
{
  const SalRect room = content->placed->inner;
  g_autofree char *markdown = make_text(canvas->page, content->placed->box, canvas->change, error);
  if (markdown == NULL)
    return FALSE;
  g_autoptr(SalRichText) text = lay_out_text(canvas->page, content, markdown, content->scale);
  const double down = align_down(content->placed->box, room.height - sal_rich_text_get_height_mm(text));
  sal_rich_text_draw(text, canvas->layer, room.x, room.y + down);
  return TRUE;
}

/* The colour of a key figure: by its net, if that is wanted. A colour that is not read on paper, as where a style hatches
 * what was gained, is that of titles instead. */
static SalColor
choose_figure_color(const Content *content, const SalPage *page, const SalChange *change)
{
  const SalStyle *style = page->options.style;
  const SalPaint paint = content->placed->box->color,
                 lost = { .is_set = TRUE, .has_role = TRUE, .role = SAL_ROLE_LOST };
  const gboolean is_by_net = paint.has_role && paint.role == SAL_ROLE_NET;
  const double net_km2 = sal_figures_compute(page->options.words, change).net_km2;
  const SalColor text = style->title_text.color, paper = style->paper, white = { 255, 255, 255, 255 };
  if (is_by_net && (net_km2 == 0 || is_comparison(page)))
    return text;
  const SalColor color = sal_paint_resolve(is_by_net && net_km2 < 0 ? lost : paint, style, text);
  return color.a == 255 && sal_color_contrast(color, paper.a == 255 ? paper : white) >= LEAST_CONTRAST ? color
                                                                                                       : text;
}

/* What a usual key figure says: the net in km2, or what two sources agree on in %. */
static double
measure_figure(const SalPage *page, const SalChange *change)
{
  return is_comparison(page) ? sal_comparison_measure_share(change) : sal_change_get_net_m2(change) / 1e6;
}

static gboolean
draw_figure(const Content *content, const Canvas *canvas, GError **error)
{
  const SalPage *page = canvas->page;
  const SalChange *change = canvas->change;
  const SalTemplateBox *box = content->placed->box;
  const SalRect room = content->placed->inner;
  g_autofree char *figure = make_figure(page, box, change, error);
  g_autofree char *label = figure != NULL ? make_label(page, box, change, error) : NULL;
  if (label == NULL)
    return FALSE;
  SalTextBlock block = content->figure;
  const double figure_mm = sal_text_block_measure_mm(&block, figure);
  const double label_mm = sal_text_block_measure_mm(&content->label, label), gap = get_label_gap_mm(content);
  const double y = room.y + align_down(box, room.height - figure_mm - gap - label_mm);
  block.options.style.color = choose_figure_color(content, page, change);
  if (box->text == NULL)
    sal_printed_list_add(canvas->printed, &(SalPrinted){ .where = "figure",
                                                         .id = box->name,
                                                         .label = label,
                                                         .text = figure,
                                                         .is_percent = is_comparison(page),
                                                         .value = measure_figure(page, change) });
  return sal_text_block_draw(&block, canvas->layer, figure, room.x, y, error) >= 0 &&
         sal_text_block_draw(&content->label, canvas->layer, label, room.x, y + figure_mm + gap, error) >= 0;
}

static gboolean
draw_content(const Content *content, const Canvas *canvas, GError **error)
{
  const SalBoxKind kind = content->placed->box->kind;
  draw_fill(content, canvas->page, canvas->layer);
  if (kind == SAL_BOX_TEXT)
    return draw_text(content, canvas, error);
  if (kind == SAL_BOX_FIGURE)
    return draw_figure(content, canvas, error);
  if (kind == SAL_BOX_LOGO)
    sal_box_logo_draw(content->placed, content->logo, canvas->layer);
  if (kind == SAL_BOX_TABLE)
    sal_box_table_draw(content->table, canvas->page, canvas->change, canvas->layer, canvas->printed);
  return TRUE;
}

gboolean
sal_box_contents_draw(const SalBoxContents *contents, const SalPage *page, const SalChange *change,
                      gboolean is_before, SalDrawing *drawing, GError **error)
{
  for (guint i = 0; contents != NULL && i < contents->contents->len; i++) {
    const Content *content = &g_array_index(contents->contents, Content, i);
    const char *name = content->placed->box->name;
    if (content->is_before != is_before)
      continue;
    g_autofree char *id = g_strconcat("box-", name, NULL);
    g_autoptr(SalLayer) layer = sal_layer_new(id, name);
    const Canvas canvas = { page, change, layer, sal_drawing_get_printed(drawing) };
    if (!draw_content(content, &canvas, error))
      return FALSE;
    if (sal_layer_get_n_items(layer) > 0)
      sal_drawing_add_layer(drawing, g_steal_pointer(&layer));
  }
  return TRUE;
}
