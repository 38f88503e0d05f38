#include "render/page/inset-annotations.h"

#include "render/names/note-placing.h"
#include "render/page/annotations.h"
#include "render/page/notes.h"
#include "render/page/own-layers.h"
#include "render/page/sights.h"

void
sal_inset_annotations_clear(SalInsetAnnotations *annotations)
{
  g_clear_pointer(&annotations->notes, sal_layer_unref);
  g_clear_pointer(&annotations->own_callouts, sal_layer_unref);
  g_clear_pointer(&annotations->own_labels, sal_layer_unref);
  g_clear_pointer(&annotations->covered, g_array_unref);
}

/* Whether an inset has any of the notes that wait. */
static gboolean
shows_any(const SalInset *inset, const GPtrArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    if (sal_note_is_shown(waiting->pdata[i], sal_panel_get_map(inset->panel)))
      return TRUE;
  return FALSE;
}

/* covered: receives what they cover. */
static void
place_notes(SalInsetAnnotations *annotations, const SalPage *page, const SalInset *inset,
            const SalInsetNotes *notes, const GArray *labels)
{
  const SalMap *map = sal_panel_get_map(inset->panel);
  g_autoptr(SalGeometry) changed = sal_page_project_changes(page, map);
  g_autoptr(SalCover) started = sal_annotations_start_cover(page, inset->panel, changed),
                      cover =
                          sal_annotations_finish_cover(page, inset->panel, started, changed, notes->content);
  sal_annotations_add_markers(map, notes->content, annotations->covered);
  const SalPageNoteRoom room = { cover, labels,        annotations->covered, notes->remarks, notes->positions,
                                 map,   notes->waiting };
  sal_page_place_notes(page, notes->change, &room, &annotations->notes, &annotations->own_callouts);
}

void
sal_inset_annotations_find(SalInsetAnnotations *annotations, const SalPage *page, const SalInset *inset,
                           const SalInsetNotes *notes)
{
  if (inset->is_locator || inset->obstacles == NULL)
    return;
  const GArray *all = sal_panel_get_labels(inset->panel, sal_page_find_label_set(page, notes->change));
  g_autoptr(GArray) labels = all != NULL ? sal_labels_choose(all, NULL) : NULL;
  annotations->covered = g_array_copy(inset->obstacles);
  if (shows_any(inset, notes->waiting))
    place_notes(annotations, page, inset, notes, labels);
  annotations->own_labels = sal_page_place_own_labels(
      page, inset->panel, &notes->change->period, &(SalOwnLabelRoom){ labels, annotations->covered, NULL });
  if (annotations->own_labels == NULL && annotations->notes == NULL && annotations->own_callouts == NULL)
    g_clear_pointer(&annotations->covered, g_array_unref);
}
