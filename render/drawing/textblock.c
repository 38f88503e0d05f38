#include "render/drawing/textblock.h"

#include "data/base/error.h"
#include "render/drawing/text.h"

#include <string.h>

#define LEADING 1.22 /* line to line, in type sizes */
#define SCALE_STEP 0.05
#define DOT_AT_END " ·" /* needs no telling once the line ends */
#define NBSP "\u00A0"
#define BALANCE_STEPS 6 /* halvings of the width that lines are balanced to */

/* The marks after which a line may best end, the best first. */
static const char *const MARKS[] = { " · ", ": ", ", " };

static SalTextStyle
scale_style(const SalTextBlockOptions *options, double scale)
{
  SalTextStyle style = options->style;
  style.size_pt *= scale;
  return style;
}

/* The lines of a text, or NULL if a word of it is wider than width_mm. */
static char **
wrap_at(const SalTextBlockOptions *options, const char *text, double scale, double width_mm)
{
  const SalTextStyle style = scale_style(options, scale);
  g_auto(GStrv) lines = sal_text_wrap(text, options->font_family, &style, width_mm);
  for (guint i = 0; lines[i] != NULL; i++) {
    g_strchomp(lines[i]);
    if (sal_text_measure(lines[i], options->font_family, &style).width_mm > width_mm + 0.01)
      return NULL;
  }
  return g_steal_pointer(&lines);
}

/* The lines of a text that is broken only after a mark, or NULL if they do not fit. */
static char **
wrap_at_mark(const SalTextBlockOptions *options, const char *text, double scale, const char *mark)
{
  g_auto(GStrv) pieces = g_strsplit(text, mark, -1);
  if (pieces[0] == NULL || pieces[1] == NULL)
    return NULL;
  for (guint i = 0; pieces[i] != NULL; i++) {
    g_auto(GStrv) words = g_strsplit(pieces[i], " ", -1);
    g_free(pieces[i]);
    pieces[i] = g_strjoinv(NBSP, words);
  }
  g_auto(GStrv) mark_words = g_strsplit(mark, " ", -1);
  g_autofree char *bound_mark = g_strjoinv(NBSP, mark_words);
  bound_mark[strlen(bound_mark) - strlen(NBSP)] = '\0';
  g_autofree char *breaking_mark = g_strconcat(bound_mark, " ", NULL);
  g_autofree char *bound = g_strjoinv(breaking_mark, pieces);
  g_auto(GStrv) lines = wrap_at(options, bound, scale, options->width_mm);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++) {
    g_auto(GStrv) words = g_strsplit(lines[i], NBSP, -1);
    g_free(lines[i]);
    lines[i] = g_strjoinv(" ", words);
    if (g_str_has_suffix(lines[i], DOT_AT_END))
      lines[i][strlen(lines[i]) - strlen(DOT_AT_END)] = '\0';
  }
  return g_steal_pointer(&lines);
}

/* Makes all lines about equally long, without adding one. */
static void
balance(const SalTextBlockOptions *options, const char *text, double scale, char ***lines)
{
  const guint n_lines = g_strv_length(*lines);
  double low = options->width_mm / n_lines, high = options->width_mm;
  for (guint i = 0; i < BALANCE_STEPS; i++) {
    const double middle = (low + high) / 2;
    g_auto(GStrv) narrower = wrap_at(options, text, scale, middle);
    if (narrower == NULL || g_strv_length(narrower) > n_lines) {
      low = middle;
      continue;
    }
    high = middle;
    g_strfreev(*lines);
    *lines = g_steal_pointer(&narrower);
  }
}

/* The lines of a paragraph, as few as fit, broken where it pauses or else so that none is a single word by
 * accident; or NULL if a word of it is wider than the block. */
static char **
wrap_paragraph(const SalTextBlockOptions *options, const char *text, double scale)
{
  if (*text == '\0')
    return g_new0(char *, 1);
  g_auto(GStrv) lines = wrap_at(options, text, scale, options->width_mm);
  if (lines == NULL || g_strv_length(lines) < 2)
    return g_steal_pointer(&lines);
  for (guint i = 0; i < G_N_ELEMENTS(MARKS); i++) {
    g_auto(GStrv) at_marks = wrap_at_mark(options, text, scale, MARKS[i]);
    if (at_marks != NULL && g_strv_length(at_marks) <= g_strv_length(lines))
      return g_steal_pointer(&at_marks);
  }
  balance(options, text, scale, &lines);
  return g_steal_pointer(&lines);
}

/* The same of a text, whose newlines are ends of lines. */
static char **
wrap(const SalTextBlockOptions *options, const char *text, double scale)
{
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
  g_autoptr(GStrvBuilder) all = g_strv_builder_new();
  for (guint i = 0; paragraphs[i] != NULL; i++) {
    g_auto(GStrv) lines = wrap_paragraph(options, g_strstrip(paragraphs[i]), scale);
    if (lines == NULL)
      return NULL;
    g_strv_builder_addv(all, (const char **)lines);
  }
  return g_strv_builder_end(all);
}

static double
get_line_mm(const SalTextBlockOptions *options, double scale)
{
  return options->style.size_pt * scale * SAL_MM_PER_PT * LEADING;
}

static double
get_lines_height_mm(const SalTextBlockOptions *options, double scale, guint n_lines)
{
  if (n_lines == 0)
    return 0;
  const SalTextStyle style = scale_style(options, scale);
  const SalTextExtents extents = sal_text_measure("Hp", options->font_family, &style);
  return extents.cap_height_mm + extents.descent_mm + (n_lines - 1) * get_line_mm(options, scale);
}

/* By how much a text is too large for a block of a given height even in the smallest type. */
static gboolean
fail_in_height(const SalTextBlockOptions *options, const char *text, GError **error)
{
  const char *what = options->what != NULL ? options->what : "", *colon = options->what != NULL ? ": " : "";
  const double least_pt = options->style.size_pt * options->least_scale;
  g_autofree char *quoted = sal_error_quote(text);
  g_auto(GStrv) lines = wrap(options, text, options->least_scale);
  if (lines == NULL)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "%s%sexpected words no wider than %.1f mm at %.3g pt, got a wider one in '%s'", what,
                         colon, options->width_mm, least_pt, quoted);
  const double needed = get_lines_height_mm(options, options->least_scale, g_strv_length(lines));
  return sal_error_set(
      error, SAL_ERROR_RENDER,
      "%s%sexpected a text that fits into %.1f x %.1f mm at %.3g pt, got one that is %.1f mm too high: '%s'",
      what, colon, options->width_mm, options->max_height_mm, least_pt, needed - options->max_height_mm,
      quoted);
}

static gboolean
fail(const SalTextBlockOptions *options, const char *text, GError **error)
{
  if (options->max_height_mm > 0)
    return fail_in_height(options, text, error);
  const char *what = options->what != NULL ? options->what : "", *colon = options->what != NULL ? ": " : "";
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "%s%sexpected a text that fits in %u line%s of %.0f mm, got %ld characters: '%s'",
                       what, colon, options->max_lines, options->max_lines == 1 ? "" : "s", options->width_mm,
                       g_utf8_strlen(text, -1), quoted);
}

/* The largest scale at which a text takes at most max_lines, with its lines; 0 if there is none. */
static double
find_scale(const SalTextBlockOptions *options, const char *text, double from, guint max_lines, char ***lines)
{
  for (double scale = from; scale > options->least_scale - 1e-9; scale -= SCALE_STEP) {
    g_auto(GStrv) wrapped = wrap(options, text, scale);
    if (wrapped == NULL || g_strv_length(wrapped) > max_lines ||
        (options->max_height_mm > 0 &&
         get_lines_height_mm(options, scale, g_strv_length(wrapped)) > options->max_height_mm + 1e-6))
      continue;
    *lines = g_steal_pointer(&wrapped);
    return scale;
  }
  return 0;
}

gboolean
sal_text_block_fit(SalTextBlock *block, const SalTextBlockOptions *options, const GPtrArray *texts,
                   GError **error)
{
  SalTextBlock fitted = { *options, options->first_scale, 0 };
  for (guint i = 0; i < texts->len; i++) {
    const char *text = g_ptr_array_index(texts, i);
    g_auto(GStrv) lines = NULL;
    const double scale = find_scale(options, text, fitted.scale, options->max_lines, &lines);
    if (scale == 0)
      return fail(options, text, error);
    fitted.scale = scale;
    fitted.n_lines = MAX(fitted.n_lines, g_strv_length(lines));
  }
  *block = fitted;
  return TRUE;
}

double
sal_text_block_get_height_mm(const SalTextBlock *block)
{
  return get_lines_height_mm(&block->options, block->scale, block->n_lines);
}

double
sal_text_block_measure_mm(const SalTextBlock *block, const char *text)
{
  g_auto(GStrv) lines = NULL;
  const double scale = find_scale(&block->options, text, block->scale, MAX(block->n_lines, 1), &lines);
  return scale == 0 ? 0 : get_lines_height_mm(&block->options, scale, g_strv_length(lines));
}

double
sal_text_block_draw(const SalTextBlock *block, SalLayer *layer, const char *text, double x_mm, double y_mm,
                    GError **error)
{
  g_auto(GStrv) lines = NULL;
  const double scale = find_scale(&block->options, text, block->scale, MAX(block->n_lines, 1), &lines);
  if (scale == 0) {
    fail(&block->options, text, error);
    return -1;
  }
  const SalTextStyle style = scale_style(&block->options, scale);
  const double cap = sal_text_measure("H", block->options.font_family, &style).cap_height_mm;
  const guint n_lines = g_strv_length(lines);
  const SalAnchor anchor = block->options.anchor;
  const double at = anchor == SAL_ANCHOR_START ? 0 : anchor == SAL_ANCHOR_END ? 1 : 0.5;
  const double x = x_mm + at * block->options.width_mm;
  for (guint i = 0; i < n_lines; i++) {
    if (*lines[i] != '\0')
      sal_layer_add_text(layer, lines[i], x, y_mm + cap + i * get_line_mm(&block->options, scale), anchor, 0,
                         &style);
  }
  return get_lines_height_mm(&block->options, scale, n_lines);
}
