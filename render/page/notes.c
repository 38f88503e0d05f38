#include "render/page/notes.h"

#include "data/base/error.h"
#include "render/names/note-placing.h"
#include "render/page/inset.h"
#include "render/page/position.h"
#include "render/page/sights.h"
#include "render/page/unused.h"
#include "render/words/comparison.h"

static const char *
get_option(gboolean of_callouts)
{
  return of_callouts ? "callout" : "note";
}

/* The text of a note on the page of a change. NULL: an error, or there is none. */
static char *
fill(const SalPage *page, const SalNote *note, const SalChange *change, GError **error)
{
  const SalCaptionSubject subject = { .change = change, .run = page->run };
  if (note->text == NULL)
    return NULL;
  char *text = page->options.layout == SAL_LAYOUT_COMPARISON
                   ? sal_comparison_expand(&page->captions, change, note->text, note->name, error)
                   : sal_captions_expand(&page->captions, &subject, note->text, note->name, error);
  if (text == NULL)
    sal_error_blame(error, get_option(note->is_callout));
  return text;
}

/* Whether a note has a place in an inset, on any map of the run. */
static gboolean
has_inset(const SalPage *page, const SalNote *note)
{
  for (guint i = 0; i < page->insets->len; i++) {
    const SalInset *inset = page->insets->pdata[i];
    if (!inset->is_locator && sal_page_has_period_of_both(page, &note->when, &inset->when) &&
        sal_note_is_shown(note, sal_panel_get_map(inset->panel)))
      return TRUE;
  }
  return FALSE;
}

/* Whether a panel has a note if its period comes: an inset has those that the main map does not show. */
static gboolean
is_of_panel(const SalPage *page, const SalPanel *panel, const SalNote *note)
{
  return panel == page->panel || (sal_note_is_shown(note, sal_panel_get_map(panel)) &&
                                  !sal_note_is_shown(note, sal_panel_get_map(page->panel)));
}

static void
report(const SalPage *page, gboolean of_callouts, GPtrArray *remarks)
{
  const GPtrArray *notes = page->options.notes;
  g_autoptr(GPtrArray) outside = g_ptr_array_new(), other_times = g_ptr_array_new();
  for (guint i = 0; i < notes->len; i++) {
    const SalNote *note = notes->pdata[i];
    if (note->is_callout != of_callouts)
      continue;
    if (!sal_page_has_period(page, &note->when))
      g_ptr_array_add(other_times, note->name);
    else if (!sal_note_is_shown(note, sal_panel_get_map(page->panel)) && !has_inset(page, note))
      g_ptr_array_add(outside, note->name);
  }
  sal_unused_remark(remarks, get_option(of_callouts), SAL_UNUSED_OUTSIDE, outside);
  sal_unused_remark(remarks, get_option(of_callouts), SAL_UNUSED_AT_OTHER_TIMES, other_times);
}

gboolean
sal_page_check_notes(const SalPage *page, GPtrArray *remarks, GError **error)
{
  const GPtrArray *notes = page->options.notes;
  const SalChange *change = page->run->changes->len > 0 ? page->run->changes->pdata[0] : NULL;
  for (guint i = 0; notes != NULL && change != NULL && i < notes->len; i++) {
    const SalNote *note = notes->pdata[i];
    g_autofree char *text = fill(page, note, change, error);
    if (text == NULL && note->text != NULL)
      return FALSE;
  }
  if (notes != NULL) {
    report(page, TRUE, remarks);
    report(page, FALSE, remarks);
  }
  return TRUE;
}

gboolean
sal_page_has_notes(const SalPage *page)
{
  return page->options.notes != NULL && page->options.notes->len > 0;
}

SalGeometry *
sal_page_add_note_marks(const SalPage *page, SalGeometry *marks)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; sal_page_has_notes(page) && i < page->options.notes->len; i++) {
    const SalNote *note = page->options.notes->pdata[i];
    if (sal_page_has_period(page, &note->when))
      sal_note_add_marks(note, sal_panel_get_map(page->panel), lines);
  }
  if (sal_geometry_get_n_points(lines) == 0)
    return marks;
  if (marks == NULL)
    return g_steal_pointer(&lines);
  sal_geometry_append(marks, lines);
  return marks;
}

GArray *
sal_page_list_name_obstacles(const SalPage *page, const SalPanel *panel, const GArray *furniture)
{
  GArray *obstacles = g_array_copy((GArray *)furniture);
  for (guint i = 0; sal_page_has_notes(page) && i < page->options.notes->len; i++) {
    const SalNote *note = page->options.notes->pdata[i];
    if (sal_page_has_period(page, &note->when) && is_of_panel(page, panel, note))
      sal_note_cover_arrow(note, sal_panel_get_map(panel), obstacles);
  }
  return obstacles;
}

static void
add_positions(const GArray *placed, GArray *positions)
{
  for (guint i = 0; positions != NULL && i < placed->len; i++) {
    const SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (!note->has_room)
      continue;
    const SalPosition position = { .kind = note->note->is_callout ? SAL_POSITION_CALLOUT : SAL_POSITION_NOTE,
                                   .name = g_strdup(note->note->name),
                                   .offset_mm = sal_placed_note_get_offset(note) };
    g_array_append_val(positions, position);
  }
}

/* Those that have a text and no room for it. */
static void
report_without_room(const GArray *placed, gboolean of_callouts, GPtrArray *remarks)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < placed->len; i++) {
    const SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (note->note->is_callout == of_callouts && note->text.width_mm > 0 && !note->has_room)
      g_ptr_array_add(names, note->note->name);
  }
  sal_unused_remark(remarks, get_option(of_callouts), SAL_UNUSED_WITHOUT_ROOM, names);
}

/* The notes of a change that the main map shows, or those that it does not. */
static GPtrArray *
list_notes(const SalPage *page, const SalChange *change, gboolean are_shown)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  GPtrArray *list = g_ptr_array_new();
  for (guint i = 0; page->options.notes != NULL && i < page->options.notes->len; i++) {
    const SalNote *note = page->options.notes->pdata[i];
    if (sal_when_has(&note->when, &change->period) && sal_note_is_shown(note, map) == are_shown)
      g_ptr_array_add(list, (gpointer)note);
  }
  return list;
}

GPtrArray *
sal_page_list_notes_beyond(const SalPage *page, const SalChange *change)
{
  return list_notes(page, change, FALSE);
}

/* Takes those that a map shows out of a list. */
static GPtrArray *
take_shown(GPtrArray *waiting, const SalMap *map)
{
  GPtrArray *shown = g_ptr_array_new();
  for (guint i = 0; i < waiting->len;)
    if (sal_note_is_shown(waiting->pdata[i], map))
      g_ptr_array_add(shown, g_ptr_array_remove_index(waiting, i));
    else
      i++;
  return shown;
}

void
sal_page_report_waiting_notes(const SalPage *page, const GPtrArray *waiting, GPtrArray *remarks)
{
  for (int of_callouts = 1; of_callouts >= 0; of_callouts--) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < waiting->len; i++) {
      const SalNote *note = waiting->pdata[i];
      if (note->is_callout == of_callouts && has_inset(page, note))
        g_ptr_array_add(names, note->name);
    }
    sal_unused_remark(remarks, get_option(of_callouts), SAL_UNUSED_WITHOUT_INSET, names);
  }
}

void
sal_page_place_notes(const SalPage *page, const SalChange *change, const SalPageNoteRoom *room,
                     SalLayer **notes, SalLayer **callouts)
{
  const SalMap *map = room->inset != NULL ? room->inset : sal_panel_get_map(page->panel);
  g_autoptr(GPtrArray) shown =
      room->inset != NULL ? take_shown(room->waiting, map) : list_notes(page, change, TRUE),
                       texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add(texts, fill(page, shown->pdata[i], change, NULL));
  if (shown->len == 0)
    return;
  const SalNoteOptions options = { page->options.style, room->cover, room->obstacles, room->labels,
                                   room->inset != NULL };
  g_autoptr(GArray) placed = sal_notes_place(map, shown, texts, &options);
  sal_notes_add_obstacles(placed, room->obstacles);
  add_positions(placed, room->positions);
  report_without_room(placed, TRUE, room->remarks);
  report_without_room(placed, FALSE, room->remarks);
  *notes = sal_notes_make_layer(page->options.style, sal_map_get_frame(map), placed, FALSE);
  *callouts = sal_notes_make_layer(page->options.style, sal_map_get_frame(map), placed, TRUE);
}
