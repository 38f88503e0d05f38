#include "render/names/note.h"

#include "render/drawing/drawing.h"

SalNote *
sal_note_new(void)
{
  SalNote *note = g_new0(SalNote, 1);
  note->when = sal_when_new();
  return note;
}

void
sal_note_free(SalNote *note)
{
  if (note == NULL)
    return;
  g_free(note->name);
  g_free(note->text);
  g_clear_pointer(&note->arrow, g_array_unref);
  g_clear_pointer(&note->bracket, g_array_unref);
  g_free(note);
}

char *
sal_note_make_id(const SalNote *note)
{
  return sal_id_new(note->is_callout ? "own-callout" : "note", note->name);
}
