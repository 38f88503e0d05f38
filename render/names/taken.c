#include "render/names/taken.h"

#include <math.h>

#define CELL_MM 6.0 /* of the index */
#define MAX_CELLS 65536

typedef struct {
  SalTurnedRect rect;
  guint owner;
  guint seen; /* the last search that met it */
} Entry;

struct _SalTaken {
  SalRect area;
  guint n_x, n_y;
  GArray **cells;    /* guint: numbers of entries; NULL: none yet */
  GArray *entries;   /* Entry */
  GArray *unused;    /* guint: numbers of entries that are free to be used again */
  GHashTable *owned; /* owner -> GArray of guint */
  guint n_searches;
};

static void
free_array(gpointer array)
{
  g_array_unref(array);
}

SalTaken *
sal_taken_new(SalRect area)
{
  SalTaken *taken = g_new0(SalTaken, 1);
  const double cell = MAX(CELL_MM, sqrt(MAX(0, area.width * area.height) / MAX_CELLS));
  taken->area = area;
  taken->n_x = (guint)CLAMP(ceil(area.width / cell), 1, MAX_CELLS);
  taken->n_y = (guint)CLAMP(ceil(area.height / cell), 1, MAX_CELLS);
  taken->cells = g_new0(GArray *, (gsize)taken->n_x * taken->n_y);
  taken->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  taken->unused = g_array_new(FALSE, FALSE, sizeof(guint));
  taken->owned = g_hash_table_new_full(NULL, NULL, NULL, free_array);
  return taken;
}

void
sal_taken_free(SalTaken *taken)
{
  if (taken == NULL)
    return;
  for (gsize i = 0; i < (gsize)taken->n_x * taken->n_y; i++)
    g_clear_pointer(&taken->cells[i], g_array_unref);
  g_free(taken->cells);
  g_array_unref(taken->entries);
  g_array_unref(taken->unused);
  g_hash_table_unref(taken->owned);
  g_free(taken);
}

/* The cells that a rectangle touches, from first to last in both directions; what lies outside the area goes
 * to the cells at its edge. */
typedef struct {
  guint x0, y0, x1, y1;
} Cells;

static guint
find_cell(double at, double from, double length, guint n)
{
  return (guint)CLAMP(floor((at - from) / length * n), 0, n - 1.0);
}

static Cells
find_cells(const SalTaken *taken, SalTurnedRect rect)
{
  const SalBox box = sal_turned_rect_get_box(rect);
  const SalRect area = taken->area;
  return (Cells){ find_cell(box.xmin, area.x, area.width, taken->n_x),
                  find_cell(box.ymin, area.y, area.height, taken->n_y),
                  find_cell(box.xmax, area.x, area.width, taken->n_x),
                  find_cell(box.ymax, area.y, area.height, taken->n_y) };
}

static guint
take_entry(SalTaken *taken)
{
  if (taken->unused->len > 0) {
    const guint number = g_array_index(taken->unused, guint, taken->unused->len - 1);
    g_array_set_size(taken->unused, taken->unused->len - 1);
    return number;
  }
  g_array_set_size(taken->entries, taken->entries->len + 1);
  return taken->entries->len - 1;
}

static void
remember_owner(SalTaken *taken, guint owner, guint number)
{
  GArray *numbers = g_hash_table_lookup(taken->owned, GUINT_TO_POINTER(owner));
  if (numbers == NULL) {
    numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(taken->owned, GUINT_TO_POINTER(owner), numbers);
  }
  g_array_append_val(numbers, number);
}

void
sal_taken_add(SalTaken *taken, SalTurnedRect rect, guint owner)
{
  const guint number = take_entry(taken);
  g_array_index(taken->entries, Entry, number) = (Entry){ rect, owner, taken->n_searches };
  remember_owner(taken, owner, number);
  const Cells cells = find_cells(taken, rect);
  for (guint y = cells.y0; y <= cells.y1; y++) {
    for (guint x = cells.x0; x <= cells.x1; x++) {
      GArray **cell = &taken->cells[(gsize)y * taken->n_x + x];
      if (*cell == NULL)
        *cell = g_array_new(FALSE, FALSE, sizeof(guint));
      g_array_append_val(*cell, number);
    }
  }
}

static void
remove_number(GArray *cell, guint number)
{
  guint i = 0;
  while (g_array_index(cell, guint, i) != number)
    i++;
  g_array_remove_index_fast(cell, i);
}

void
sal_taken_remove(SalTaken *taken, guint owner)
{
  const GArray *numbers = g_hash_table_lookup(taken->owned, GUINT_TO_POINTER(owner));
  for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
    const guint number = g_array_index(numbers, guint, i);
    const Cells cells = find_cells(taken, g_array_index(taken->entries, Entry, number).rect);
    for (guint y = cells.y0; y <= cells.y1; y++)
      for (guint x = cells.x0; x <= cells.x1; x++)
        remove_number(taken->cells[(gsize)y * taken->n_x + x], number);
    g_array_append_val(taken->unused, number);
  }
  g_hash_table_remove(taken->owned, GUINT_TO_POINTER(owner));
}

/* Inserts into an ascending list, once. */
static void
insert_owner(GArray *owners, guint owner)
{
  guint at = owners->len;
  while (at > 0 && g_array_index(owners, guint, at - 1) > owner)
    at--;
  if (at == 0 || g_array_index(owners, guint, at - 1) != owner)
    g_array_insert_val(owners, at, owner);
}

/* Collects the owners; if owners is NULL, stops at the first overlap. TRUE: that was found. */
static gboolean
search(SalTaken *taken, SalTurnedRect rect, GArray *owners)
{
  const Cells cells = find_cells(taken, rect);
  taken->n_searches++;
  for (guint y = cells.y0; y <= cells.y1; y++) {
    for (guint x = cells.x0; x <= cells.x1; x++) {
      const GArray *cell = taken->cells[(gsize)y * taken->n_x + x];
      for (guint i = 0; cell != NULL && i < cell->len; i++) {
        Entry *entry = &g_array_index(taken->entries, Entry, g_array_index(cell, guint, i));
        if (entry->seen == taken->n_searches)
          continue;
        entry->seen = taken->n_searches;
        if (!sal_turned_rect_overlaps(entry->rect, rect))
          continue;
        if (owners == NULL)
          return TRUE;
        insert_owner(owners, entry->owner);
      }
    }
  }
  return FALSE;
}

void
sal_taken_find(SalTaken *taken, SalTurnedRect rect, GArray *owners)
{
  search(taken, rect, owners);
}

guint
sal_taken_count(SalTaken *taken, SalTurnedRect rect)
{
  g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
  search(taken, rect, owners);
  return owners->len;
}

gboolean
sal_taken_is_free(SalTaken *taken, SalTurnedRect rect)
{
  return !search(taken, rect, NULL);
}
