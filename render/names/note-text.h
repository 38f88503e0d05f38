/* The text of a note, broken into lines. */
#pragma once

#include "render/drawing/drawing.h"

typedef struct {
  char **lines;    /* NULL-terminated; no lines: there is no text */
  guint n_heading; /* the first of them are heavier */
  SalTextStyle heading, body;
  double width_mm, height_mm; /* from the first line's capitals to the last baseline */
  double cap_mm, line_mm;
} SalNoteText;

typedef struct {
  const char *font_family;
  SalTextStyle heading, body;
  double wrap_mm; /* a word that is wider stays whole */
} SalNoteTextOptions;

/* Breaks a text (NULL: none), whose newlines are ends of lines, into lines of about the same length. If it has newlines, its
 * first line is a heading. */
void sal_note_text_set(SalNoteText *set, const char *text, const SalNoteTextOptions *options);
void sal_note_text_clear(SalNoteText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalNoteText, sal_note_text_clear)

/* Draws it with the top of its capitals at y_mm. x_mm: of its anchor. */
void sal_note_text_draw(const SalNoteText *text, SalPoint at, SalAnchor anchor, SalLayer *layer);
