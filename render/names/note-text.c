#include "render/names/note-text.h"

#include "render/drawing/text.h"

#define LEADING 1.25 /* line to line, in type sizes */
#define STEPS 6      /* halvings of the width to which lines are balanced */

static double
measure_lines(char **lines, const char *font_family, const SalTextStyle *style)
{
  double widest = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    widest = MAX(widest, sal_text_measure(lines[i], font_family, style).width_mm);
  return widest;
}

static char **
wrap_at(const char *text, const char *font_family, const SalTextStyle *style, double width_mm)
{
  char **lines = sal_text_wrap(text, font_family, style, width_mm);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp(lines[i]);
  return lines;
}

/* As few lines as fit, all about equally long. */
static char **
wrap(const char *text, const char *font_family, const SalTextStyle *style, double width_mm)
{
  char **lines = wrap_at(text, font_family, style, width_mm);
  const guint n = g_strv_length(lines);
  double low = width_mm / MAX(n, 1), high = width_mm;
  for (guint i = 0; i < STEPS && n > 1; i++) {
    const double middle = (low + high) / 2;
    g_auto(GStrv) narrower = wrap_at(text, font_family, style, middle);
    if (g_strv_length(narrower) > n || measure_lines(narrower, font_family, style) > middle + 0.01) {
      low = middle;
      continue;
    }
    high = middle;
    g_strfreev(lines);
    lines = g_steal_pointer(&narrower);
  }
  return lines;
}

void
sal_note_text_set(SalNoteText *set, const char *text, const SalNoteTextOptions *options)
{
  g_autoptr(GStrvBuilder) all = g_strv_builder_new();
  g_autofree char *stripped = g_strstrip(g_strdup(text != NULL ? text : ""));
  g_auto(GStrv) paragraphs = g_strsplit(stripped, "\n", -1);
  const gboolean has_heading = paragraphs[0] != NULL && paragraphs[1] != NULL;
  *set = (SalNoteText){ .heading = options->heading, .body = options->body };
  for (guint i = 0; paragraphs[i] != NULL; i++) {
    const SalTextStyle *style = has_heading && i == 0 ? &options->heading : &options->body;
    g_auto(GStrv) lines = wrap(g_strstrip(paragraphs[i]), options->font_family, style, options->wrap_mm);
    set->width_mm = MAX(set->width_mm, measure_lines(lines, options->font_family, style));
    set->n_heading += has_heading && i == 0 ? g_strv_length(lines) : 0;
    g_strv_builder_addv(all, (const char **)lines);
  }
  set->lines = g_strv_builder_end(all);
  set->line_mm = options->body.size_pt * SAL_MM_PER_PT * LEADING;
  set->cap_mm = sal_text_measure("H", options->font_family, &options->body).cap_height_mm;
  const guint n = g_strv_length(set->lines);
  set->height_mm = n > 0 ? set->cap_mm + (n - 1) * set->line_mm : 0;
}

void
sal_note_text_clear(SalNoteText *text)
{
  g_clear_pointer(&text->lines, g_strfreev);
}

void
sal_note_text_draw(const SalNoteText *text, SalPoint at, SalAnchor anchor, SalLayer *layer)
{
  for (guint i = 0; text->lines[i] != NULL; i++)
    if (*text->lines[i] != '\0')
      sal_layer_add_text(layer, text->lines[i], at.x, at.y + text->cap_mm + i * text->line_mm, anchor, 0,
                         i < text->n_heading ? &text->heading : &text->body);
}
