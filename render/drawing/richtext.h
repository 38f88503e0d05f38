/* A column of text in a subset of Markdown: headings (#, ##, ###), paragraphs, lists (- or 1.), **bold** and *italic*; a
 * backslash takes the meaning from the character behind it. It is laid out in lines of one width, in one scale of the type
 * size. Immutable once made; safe in any thread. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  const char *font_family; /* lent until the text is freed */
  SalTextStyle style;      /* of paragraphs; headings are larger and bold */
  double width_mm;
  double scale; /* of all type sizes */
  SalAnchor anchor;
} SalRichTextOptions;

typedef struct _SalRichText SalRichText;

/* Lays out a text, whose lines end with "\n". What is no Markdown is text. Owned by the caller. */
SalRichText *sal_rich_text_new(const char *markdown, const SalRichTextOptions *options);
void sal_rich_text_free(SalRichText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRichText, sal_rich_text_free)

/* From the top of the first line's capitals to the foot of the last line. 0: there is no text. */
double sal_rich_text_get_height_mm(const SalRichText *text);
/* Of the widest line, which is more than the column's where a single word is. */
double sal_rich_text_get_width_mm(const SalRichText *text);

/* Draws it with its top left corner at x, y. */
void sal_rich_text_draw(const SalRichText *text, SalLayer *layer, double x_mm, double y_mm);
