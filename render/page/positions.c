#include "render/page/positions.h"

#include "render/page/annotations.h"
#include "render/page/insets.h"
#include "render/page/notes.h"
#include "render/page/region-map.h"
#include "render/page/sights.h"

#include <math.h>

#define N_ROUNDS 5 /* of looking for names that would be new */

static void
add_place(GArray *positions, SalPositionKind kind, const SalPlace *place, guint spot)
{
  const SalPosition position = {
    .kind = kind, .name = g_strdup(place->name), .at = { place->lon, place->lat }, .spot = spot
  };
  g_array_append_val(positions, position);
}

/* To hundredths of a millimetre. */
static double
round_mm(double length)
{
  return round(length * 100) / 100;
}

static void
add_dotless(GArray *positions, const SalLabel *label)
{
  const SalPosition position = { .kind = SAL_POSITION_RIVER,
                                 .name = g_strdup(label->place->name),
                                 .at = { label->place->lon, label->place->lat },
                                 .offset_mm = { round_mm(label->x - label->dot_x),
                                                round_mm(label->y - label->dot_y) } };
  g_array_append_val(positions, position);
}

/* A wish for a place: that of the user, or what was found. */
static SalNameWish *
make_wish(GHashTable *said, const SalPlace *place, guint spot)
{
  const SalNameWish *own = said != NULL ? g_hash_table_lookup(said, place) : NULL;
  SalNameWish *wish = g_new0(SalNameWish, 1);
  *wish = own != NULL ? *own : (SalNameWish){ .is_found = TRUE };
  wish->spot = spot;
  wish->is_hidden |= spot == 0;
  return wish;
}

/* All wishes that there are if names stand where they were found, and some are hidden: from SalPlace to SalNameWish, which
 * are owned. */
static GHashTable *
join_wishes(GHashTable *said, const GArray *labels, const GPtrArray *hidden)
{
  GHashTable *wishes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer place, wish;
  g_hash_table_iter_init(&iter, said != NULL ? said : wishes);
  while (said != NULL && g_hash_table_iter_next(&iter, &place, &wish))
    g_hash_table_insert(wishes, place, g_memdup2(wish, sizeof(SalNameWish)));
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (label->spot != 0)
      g_hash_table_insert(wishes, (gpointer)label->place, make_wish(said, label->place, label->spot));
  }
  for (guint i = 0; i < hidden->len; i++)
    g_hash_table_insert(wishes, hidden->pdata[i], make_wish(said, hidden->pdata[i], 0));
  return wishes;
}

static gboolean
has_label(const GArray *labels, const SalPlace *place)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index(labels, SalLabel, i).place == place)
      return TRUE;
  return FALSE;
}

/* Adds the settlements that have a name among labels and none among those that were found. FALSE: there are none. */
static gboolean
add_new(const GArray *labels, const GArray *found, GPtrArray *hidden)
{
  const guint n = hidden->len;
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (label->has_dot && !has_label(found, label->place))
      g_ptr_array_add(hidden, (gpointer)label->place);
  }
  return hidden->len > n;
}

/* The names stand, and those that would find room beside them are hidden: the search is not the same. */
static void
list_labels(const SalPage *page, const SalChange *change, GArray *positions)
{
  const guint set = sal_page_find_label_set(page, change);
  const GArray *all = sal_panel_get_labels(page->panel, set);
  GHashTable *news = sal_page_get_news(page, change);
  GHashTable *said = set < page->label_sets->len ? page->label_sets->pdata[set] : NULL;
  if (all == NULL)
    return;
  g_autoptr(GArray) found = sal_labels_choose(all, news);
  g_autoptr(GPtrArray) hidden = g_ptr_array_new();
  g_autoptr(GArray) obstacles = sal_page_list_name_obstacles(page, page->panel, page->furniture);
  for (guint i = 0; i < N_ROUNDS; i++) {
    g_autoptr(GHashTable) wishes = join_wishes(said, found, hidden);
    g_autoptr(GArray) again = sal_page_place_labels_again(page, wishes, obstacles);
    g_autoptr(GArray) chosen = sal_labels_choose(again, news);
    if (!add_new(chosen, found, hidden))
      break;
  }
  for (guint i = 0; i < found->len; i++) {
    const SalLabel *label = &g_array_index(found, SalLabel, i);
    if (label->spot != 0)
      add_place(positions, SAL_POSITION_LABEL, label->place, label->spot);
    else if (!label->has_dot && label->place->kind <= SAL_PLACE_AREA)
      add_dotless(positions, label);
  }
  for (guint i = 0; i < hidden->len; i++)
    add_place(positions, SAL_POSITION_NO_LABEL, hidden->pdata[i], 0);
}

GArray *
sal_page_list_positions(const SalPage *page, const SalChange *change)
{
  GArray *positions = sal_positions_new();
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free), printed = sal_printed_list_new();
  if (page->panel == NULL || page->layout->has_multiples)
    return positions;
  g_auto(SalAnnotations) annotations = { .printed = printed, .remarks = remarks, .positions = positions };
  if (page->layout->has_regions) {
    sal_page_annotate_regions(page, change, &annotations);
  } else {
    g_autoptr(GArray) content = page->layout->make_content(page, change);
    list_labels(page, change, positions);
    sal_annotations_find(&annotations, page, change, content);
    sal_page_list_inset_positions(page, change, content, positions);
  }
  for (guint i = 0; i < page->pieces->len; i++) {
    SalPosition piece = g_array_index(page->pieces, SalPosition, i);
    piece.name = g_strdup(piece.name);
    g_array_append_val(positions, piece);
  }
  return positions;
}
