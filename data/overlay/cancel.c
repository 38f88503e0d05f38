#include "data/overlay/cancel.h"

#include "data/geometry/segment.h"
#include "data/overlay/edges.h"

#include <string.h>

/* The start's directed edges, as a hash table of indices + 1 that chains edges of one slot by probing. */
typedef struct {
  GArray *segments; /* SalSegment: all of the start */
  guint8 *matched;  /* of each: whether the end has it too */
  guint *slots;
  gsize n_slots;
} SegmentTable;

static guint64
mix(guint64 h, double value)
{
  guint64 bits;
  memcpy(&bits, &value, sizeof bits);
  h = (h ^ bits) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  return h ^ (h >> 31);
}

static gsize
hash_segment(const SalSegment *s)
{
  const guint64 h = mix(mix(mix(mix(0, s->a.x), s->a.y), s->b.x), s->b.y);
  return (gsize)(h ^ (h >> 17));
}

static gboolean
is_same(const SalSegment *s, const SalSegment *t)
{
  return s->a.x == t->a.x && s->a.y == t->a.y && s->b.x == t->b.x && s->b.y == t->b.y;
}

static void
table_init(SegmentTable *table, const SalGeometry *polygons)
{
  table->segments = sal_edges_list_segments(polygons);
  table->matched = g_new0(guint8, table->segments->len + 1);
  table->n_slots = 64;
  while (table->n_slots < 2 * (gsize)table->segments->len)
    table->n_slots *= 2;
  table->slots = g_new0(guint, table->n_slots);
  for (guint i = 0; i < table->segments->len; i++) {
    gsize slot = hash_segment(&g_array_index(table->segments, SalSegment, i)) & (table->n_slots - 1);
    while (table->slots[slot] != 0)
      slot = (slot + 1) & (table->n_slots - 1);
    table->slots[slot] = i + 1;
  }
}

/* Takes one edge like s out of the table, if there is one left. */
static gboolean
table_match(SegmentTable *table, const SalSegment *s)
{
  gsize slot = hash_segment(s) & (table->n_slots - 1);
  for (; table->slots[slot] != 0; slot = (slot + 1) & (table->n_slots - 1)) {
    const guint i = table->slots[slot] - 1;
    if (!table->matched[i] && is_same(&g_array_index(table->segments, SalSegment, i), s)) {
      table->matched[i] = TRUE;
      return TRUE;
    }
  }
  return FALSE;
}

/* Leaves in each list the edges that the other has not. */
static void
cancel_shared(SegmentTable *table, GArray *segments)
{
  guint n = 0, n_left = 0;
  for (guint i = 0; i < segments->len; i++) {
    const SalSegment *s = &g_array_index(segments, SalSegment, i);
    if (!table_match(table, s))
      g_array_index(segments, SalSegment, n++) = *s;
  }
  g_array_set_size(segments, n);
  for (guint i = 0; i < table->segments->len; i++)
    if (!table->matched[i])
      g_array_index(table->segments, SalSegment, n_left++) = g_array_index(table->segments, SalSegment, i);
  g_array_set_size(table->segments, n_left);
}

void
sal_edges_cancel(const SalGeometry *from, const SalGeometry *to, GArray **of_from, GArray **of_to)
{
  SegmentTable table;
  table_init(&table, from);
  *of_to = sal_edges_list_segments(to);
  cancel_shared(&table, *of_to);
  *of_from = table.segments;
  g_free(table.matched);
  g_free(table.slots);
}
