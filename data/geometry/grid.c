/* The choice of a grid, and a hash table of the positions on it. */
#include "data/geometry/grid.h"

#include <float.h>
#include <math.h>
#include <string.h>

double
sal_grid_choose(SalBox box)
{
  int exponent;
  const double furthest = MAX(MAX(-box.xmin, box.xmax), MAX(-box.ymin, box.ymax));
  frexp(MAX(furthest, 1), &exponent);
  return ldexp(1, DBL_MANT_DIG - exponent);
}

SalGridPoint
sal_grid_snap(SalPoint point, double units_per_degree)
{
  return (SalGridPoint){ (gint64)llrint(point.x * units_per_degree),
                         (gint64)llrint(point.y * units_per_degree) };
}

SalPoint
sal_grid_unsnap(SalGridPoint point, double units_per_degree)
{
  return (SalPoint){ (double)point.x / units_per_degree, (double)point.y / units_per_degree };
}

void
sal_vertices_init(SalVertices *vertices, double units_per_degree, guint n)
{
  vertices->units_per_degree = units_per_degree;
  vertices->grid = g_array_sized_new(FALSE, FALSE, sizeof(SalGridPoint), n);
  vertices->points = g_array_sized_new(FALSE, FALSE, sizeof(SalPoint), n);
  vertices->n_slots = 64;
  while (vertices->n_slots < 2 * (gsize)n)
    vertices->n_slots *= 2;
  vertices->slots = g_new0(guint, vertices->n_slots);
}

void
sal_vertices_clear(SalVertices *vertices)
{
  g_clear_pointer(&vertices->grid, g_array_unref);
  g_clear_pointer(&vertices->points, g_array_unref);
  g_clear_pointer(&vertices->slots, g_free);
}

static gsize
hash_position(SalGridPoint at)
{
  guint64 h = (guint64)at.x * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  h ^= h >> 29;
  h = (h + (guint64)at.y) * G_GUINT64_CONSTANT(0xBF58476D1CE4E5B9);
  return (gsize)(h ^ (h >> 32));
}

/* The slot that holds the position, or the free one where it belongs. */
static guint *
find_slot(const SalVertices *vertices, SalGridPoint at)
{
  gsize i = hash_position(at) & (vertices->n_slots - 1);
  while (vertices->slots[i] != 0) {
    const SalGridPoint there = sal_vertices_get(vertices, vertices->slots[i] - 1);
    if (there.x == at.x && there.y == at.y)
      break;
    i = (i + 1) & (vertices->n_slots - 1);
  }
  return &vertices->slots[i];
}

static void
grow(SalVertices *vertices)
{
  g_free(vertices->slots);
  vertices->n_slots *= 2;
  vertices->slots = g_new0(guint, vertices->n_slots);
  for (guint i = 0; i < vertices->grid->len; i++)
    *find_slot(vertices, sal_vertices_get(vertices, i)) = i + 1;
}

guint
sal_vertices_add(SalVertices *vertices, SalGridPoint at, SalPoint point)
{
  guint *slot = find_slot(vertices, at);
  if (*slot != 0) {
    SalPoint *known = &g_array_index(vertices->points, SalPoint, *slot - 1);
    if (point.x < known->x || (point.x == known->x && point.y < known->y))
      *known = point;
    return *slot - 1;
  }
  g_array_append_val(vertices->grid, at);
  g_array_append_val(vertices->points, point);
  *slot = vertices->grid->len;
  if (2 * (gsize)vertices->grid->len > vertices->n_slots)
    grow(vertices);
  return vertices->grid->len - 1;
}
