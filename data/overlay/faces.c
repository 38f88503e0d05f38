/* Walks along half-edges around faces, finds their winding numbers from the outside in, and joins faces of
 * a kind. */
#include "data/overlay/faces.h"

#include "data/geometry/boxtree.h"

#include <string.h>

#define NONE G_MAXUINT

/* Each edge is two half-edges: 2e runs from a to b, 2e+1 back. A cycle is a closed walk of half-edges with
 * one face on its left; a face may have several cycles, of which one surrounds it unless it is the unbounded
 * one. */
typedef struct {
  const GArray *edges;
  const SalVertices *vertices;
  guint n_vertices, n_half;
  guint *first_out; /* of each vertex, into out; n_vertices + 1 of them */
  guint *out;       /* half-edges by origin, counter-clockwise from straight down */
  guint *next;      /* of each half-edge: the one that follows along the same face */
  guint *cycle;     /* of each half-edge */
  guint n_cycles;
  guint *cycle_start;  /* a half-edge of each cycle */
  guint *face;         /* of each cycle: a cycle that stands for the face (union-find) */
  int *winding;        /* of each cycle's face; until the end, less that of its component */
  guint *component;    /* of each cycle: its number; NONE: not known yet */
  GArray *components;  /* Component */
  SalBoxTree *tree;    /* of the edges; NULL until it is needed */
  guint contradiction; /* a vertex */
} Faces;

/* Cycles that are joined to each other by edges. */
typedef struct {
  guint leftmost; /* vertex */
  int winding;    /* to be added to that of each of its cycles */
  gboolean is_known;
} Component;

static const SalEdge *
get_edge(const Faces *faces, guint half)
{
  return &g_array_index(faces->edges, SalEdge, half / 2);
}

static guint
get_origin(const Faces *faces, guint half)
{
  return half % 2 == 0 ? get_edge(faces, half)->a : get_edge(faces, half)->b;
}

static guint
get_twin(guint half)
{
  return half ^ 1;
}

/* By how much the winding number is higher on a half-edge's left than on its right. */
static int
get_weight(const Faces *faces, guint half)
{
  return half % 2 == 0 ? get_edge(faces, half)->weight : -get_edge(faces, half)->weight;
}

static SalGridPoint
get_position(const Faces *faces, guint vertex)
{
  return sal_vertices_get(faces->vertices, vertex);
}

/* Right half-plane first, both counter-clockwise: straight down < right < straight up < left. */
static int
compare_directions(gconstpointer a, gconstpointer b, gpointer data)
{
  const Faces *faces = data;
  const guint h = *(const guint *)a, k = *(const guint *)b;
  const SalGridPoint o = get_position(faces, get_origin(faces, h));
  const SalGridPoint p = get_position(faces, get_origin(faces, get_twin(h)));
  const SalGridPoint q = get_position(faces, get_origin(faces, get_twin(k)));
  const int half_p = p.x > o.x || (p.x == o.x && p.y < o.y) ? 0 : 1;
  const int half_q = q.x > o.x || (q.x == o.x && q.y < o.y) ? 0 : 1;
  if (half_p != half_q)
    return half_p - half_q;
  const SalInt128 cross = sal_grid_cross(o, p, q);
  if (cross != 0)
    return cross > 0 ? -1 : 1;
  return (h > k) - (h < k);
}

static void
sort_out(Faces *faces, guint vertex)
{
  guint *out = faces->out + faces->first_out[vertex];
  const guint n = faces->first_out[vertex + 1] - faces->first_out[vertex];
  if (n == 2) {
    if (compare_directions(&out[0], &out[1], faces) > 0) {
      const guint swap = out[0];
      out[0] = out[1];
      out[1] = swap;
    }
  } else {
    g_qsort_with_data(out, (gint)n, sizeof *out, compare_directions, faces);
  }
}

/* After a half-edge comes, at its end, the next one clockwise from the way back. */
static void
link_around(Faces *faces, guint vertex)
{
  const guint first = faces->first_out[vertex], end = faces->first_out[vertex + 1];
  for (guint i = first, before = end - 1; i < end; before = i++)
    faces->next[get_twin(faces->out[i])] = faces->out[before];
}

static void
list_half_edges(Faces *faces)
{
  faces->first_out = g_new0(guint, faces->n_vertices + 2);
  faces->out = g_new0(guint, faces->n_half + 1);
  faces->next = g_new(guint, faces->n_half + 1);
  for (guint h = 0; h < faces->n_half; h++)
    faces->first_out[get_origin(faces, h) + 2]++;
  for (guint v = 2; v <= faces->n_vertices + 1; v++)
    faces->first_out[v] += faces->first_out[v - 1];
  for (guint h = 0; h < faces->n_half; h++)
    faces->out[faces->first_out[get_origin(faces, h) + 1]++] = h;
  for (guint v = 0; v < faces->n_vertices; v++) {
    sort_out(faces, v);
    link_around(faces, v);
  }
}

static void
find_cycles(Faces *faces)
{
  faces->cycle = g_new(guint, faces->n_half + 1);
  faces->cycle_start = g_new0(guint, faces->n_half + 1);
  memset(faces->cycle, 0xff, faces->n_half * sizeof *faces->cycle);
  for (guint start = 0; start < faces->n_half; start++) {
    if (faces->cycle[start] != NONE)
      continue;
    for (guint h = start; faces->cycle[h] == NONE; h = faces->next[h])
      faces->cycle[h] = faces->n_cycles;
    faces->cycle_start[faces->n_cycles++] = start;
  }
  faces->face = g_new(guint, faces->n_cycles + 1);
  faces->winding = g_new0(int, faces->n_cycles + 1);
  faces->component = g_new(guint, faces->n_cycles + 1);
  for (guint c = 0; c < faces->n_cycles; c++) {
    faces->face[c] = c;
    faces->component[c] = NONE;
  }
}

static guint
find_face(Faces *faces, guint cycle)
{
  while (faces->face[cycle] != cycle) {
    faces->face[cycle] = faces->face[faces->face[cycle]];
    cycle = faces->face[cycle];
  }
  return cycle;
}

/* The lower and the upper end of an edge that is not level. */
static void
get_ends(const Faces *faces, guint edge, SalGridPoint *low, SalGridPoint *high)
{
  const SalGridPoint a = get_position(faces, get_origin(faces, 2 * edge));
  const SalGridPoint b = get_position(faces, get_origin(faces, 2 * edge + 1));
  *low = a.y < b.y ? a : b;
  *high = a.y < b.y ? b : a;
}

/* The edge next to the left of a point. */
typedef struct {
  const Faces *faces;
  SalGridPoint from;
  guint best; /* edge, NONE: none yet */
} Shot;

/* Of two edges that do not cross and that both span some level, whether f lies right of e there. */
static gboolean
lies_right(const Faces *faces, guint e, guint f)
{
  SalGridPoint e_low, e_high, f_low, f_high;
  get_ends(faces, e, &e_low, &e_high);
  get_ends(faces, f, &f_low, &f_high);
  SalInt128 side =
      e_low.y <= f_low.y ? -sal_grid_cross(e_low, e_high, f_low) : sal_grid_cross(f_low, f_high, e_low);
  if (side == 0)
    side =
        e_high.y >= f_high.y ? -sal_grid_cross(e_low, e_high, f_high) : sal_grid_cross(f_low, f_high, e_high);
  return side > 0;
}

static void
try_edge(guint edge, SalGridBox *box, gpointer data)
{
  Shot *shot = data;
  SalGridPoint low, high;
  get_ends(shot->faces, edge, &low, &high);
  if (low.y > shot->from.y || high.y <= shot->from.y || sal_grid_cross(low, high, shot->from) >= 0)
    return;
  if (shot->best == NONE || lies_right(shot->faces, shot->best, edge)) {
    shot->best = edge;
    box->xmin = MAX(box->xmin, MIN(low.x, high.x));
  }
}

static void
make_tree(Faces *faces)
{
  SalGridBox *boxes = g_new(SalGridBox, faces->edges->len + 1);
  g_autofree SalGridPoint *ends = g_new(SalGridPoint, 2 * faces->edges->len + 1);
  for (guint e = 0; e < faces->edges->len; e++) {
    const SalGridPoint a = get_position(faces, get_origin(faces, 2 * e)),
                       b = get_position(faces, get_origin(faces, 2 * e + 1));
    ends[2 * e] = a;
    ends[2 * e + 1] = b;
    boxes[e] = (SalGridBox){ MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y) };
  }
  faces->tree = sal_box_tree_new_of_edges(boxes, ends, faces->edges->len);
}

/* The cycle whose face lies just left of a vertex that begins a new component, or NONE for the unbounded
 * face. */
static guint
look_left(Faces *faces, guint vertex)
{
  const SalGridPoint from = get_position(faces, vertex);
  Shot shot = { faces, from, NONE };
  if (faces->tree == NULL)
    make_tree(faces);
  sal_box_tree_search(faces->tree, (SalGridBox){ G_MININT64, from.y, from.x, from.y }, try_edge, &shot);
  if (shot.best == NONE)
    return NONE;
  const SalGridPoint a = get_position(faces, get_origin(faces, 2 * shot.best));
  const SalGridPoint b = get_position(faces, get_origin(faces, 2 * shot.best + 1));
  return faces->cycle[a.y > b.y ? 2 * shot.best : 2 * shot.best + 1]; /* downward: its left is our side */
}

/* Finds the component of a cycle and the winding numbers of its cycles, as if that of the start were 0. FALSE
 * on a contradiction. */
static gboolean
find_component(Faces *faces, guint start, GArray *stack)
{
  const guint number = faces->components->len;
  Component component = { get_origin(faces, faces->cycle_start[start]), 0, FALSE };
  faces->component[start] = number;
  g_array_append_val(stack, start);
  while (stack->len > 0) {
    const guint cycle = g_array_index(stack, guint, stack->len - 1);
    g_array_set_size(stack, stack->len - 1);
    guint h = faces->cycle_start[cycle];
    do {
      const guint other = faces->cycle[get_twin(h)], origin = get_origin(faces, h);
      const int winding = faces->winding[cycle] - get_weight(faces, h);
      if (sal_grid_compare(get_position(faces, origin), get_position(faces, component.leftmost)) < 0)
        component.leftmost = origin;
      if (faces->component[other] == NONE) {
        faces->component[other] = number;
        faces->winding[other] = winding;
        g_array_append_val(stack, other);
      } else if (faces->winding[other] != winding) {
        faces->contradiction = origin;
        return FALSE;
      }
      h = faces->next[h];
    } while (h != faces->cycle_start[cycle]);
  }
  g_array_append_val(faces->components, component);
  return TRUE;
}

static int
compare_components(gconstpointer a, gconstpointer b, gpointer data)
{
  const Faces *faces = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  return sal_grid_compare(get_position(faces, g_array_index(faces->components, Component, i).leftmost),
                          get_position(faces, g_array_index(faces->components, Component, j).leftmost));
}

/* Finds in which face a component lies, and by that its winding number. is_first: all others lie further right,
 * or begin at the same x above it. FALSE on a contradiction. */
static gboolean
place_component(Faces *faces, Component *component, gboolean is_first)
{
  /* Nothing of the component lies left of its leftmost vertex, so left of that one's topmost edge is what
   * surrounds it. */
  const guint v = component->leftmost;
  const guint outer = faces->cycle[faces->out[faces->first_out[v + 1] - 1]];
  const guint around = is_first ? NONE : look_left(faces, v);
  component->winding = -faces->winding[outer];
  component->is_known = TRUE;
  if (around == NONE)
    return TRUE;
  const Component *holder = &g_array_index(faces->components, Component, faces->component[around]);
  faces->contradiction = v;
  component->winding += faces->winding[around] + holder->winding;
  faces->face[find_face(faces, outer)] = find_face(faces, around);
  return holder->is_known && holder != component;
}

/* Components from left to right: all that lies left of each one's leftmost vertex is known. */
static gboolean
place_components(Faces *faces)
{
  const guint n = faces->components->len;
  g_autofree guint *order = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)n, sizeof *order, compare_components, faces);
  for (guint i = 0; i < n; i++)
    if (!place_component(faces, &g_array_index(faces->components, Component, order[i]), i == 0))
      return FALSE;
  return TRUE;
}

static gboolean
find_windings(Faces *faces)
{
  g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));
  faces->components = g_array_new(FALSE, FALSE, sizeof(Component));
  for (guint c = 0; c < faces->n_cycles; c++)
    if (faces->component[c] == NONE && !find_component(faces, c, stack))
      return FALSE;
  if (!place_components(faces))
    return FALSE;
  for (guint c = 0; c < faces->n_cycles; c++)
    faces->winding[c] += g_array_index(faces->components, Component, faces->component[c]).winding;
  return TRUE;
}

/* Rings of the faces of one kind, before they are put together as polygons. */
typedef struct {
  Faces *faces;
  GArray *walk;        /* guint: vertices of the ring being walked */
  guint *walk_index;   /* of each vertex in walk + 1; 0: not in it */
  SalGeometry *rings;  /* one part a ring */
  GArray *ring_faces;  /* guint: the face of each ring */
  GArray *ring_shells; /* gboolean: counter-clockwise */
} Rings;

static SalInt128
get_ring_area(const Rings *rings, guint start)
{
  const guint *walk = &g_array_index(rings->walk, guint, 0);
  const guint n = rings->walk->len;
  const SalGridPoint origin = get_position(rings->faces, walk[start]);
  SalUInt128 area = 0; /* the sum fits; on the way to it, terms may wrap around */
  for (guint i = start + 1; i + 1 < n; i++)
    area += (SalUInt128)sal_grid_cross(origin, get_position(rings->faces, walk[i]),
                                       get_position(rings->faces, walk[i + 1]));
  return (SalInt128)area;
}

/* Takes the walk from start to its end off as a ring. */
static void
take_ring(Rings *rings, guint start, guint face)
{
  const SalInt128 area = get_ring_area(rings, start);
  for (guint i = start; i < rings->walk->len; i++) {
    const guint vertex = g_array_index(rings->walk, guint, i);
    const SalPoint p = g_array_index(rings->faces->vertices->points, SalPoint, vertex);
    sal_geometry_add_point(rings->rings, p.x, p.y);
    rings->walk_index[vertex] = 0;
  }
  sal_geometry_end_part(rings->rings);
  const gboolean is_shell = area > 0;
  g_array_append_val(rings->ring_faces, face);
  g_array_append_val(rings->ring_shells, is_shell);
  g_array_set_size(rings->walk, start);
}

/* Walks a cycle and takes a ring off wherever it meets itself, so that rings touch in points but never
 * themselves. */
static void
walk_cycle(Rings *rings, guint cycle)
{
  Faces *faces = rings->faces;
  const guint face = find_face(faces, cycle), start = faces->cycle_start[cycle];
  guint h = start;
  do {
    const guint vertex = get_origin(faces, h);
    if (rings->walk_index[vertex] > 0) {
      const guint first = rings->walk_index[vertex] - 1;
      take_ring(rings, first, face);
    }
    g_array_append_val(rings->walk, vertex);
    rings->walk_index[vertex] = rings->walk->len;
    h = faces->next[h];
  } while (h != start);
  take_ring(rings, 0, face);
}

static int
compare_rings(gconstpointer a, gconstpointer b, gpointer data)
{
  const Rings *rings = data;
  const guint i = *(const guint *)a, j = *(const guint *)b;
  const guint face_i = g_array_index(rings->ring_faces, guint, i),
              face_j = g_array_index(rings->ring_faces, guint, j);
  if (face_i != face_j)
    return face_i < face_j ? -1 : 1;
  const gboolean shell_i = g_array_index(rings->ring_shells, gboolean, i);
  const gboolean shell_j = g_array_index(rings->ring_shells, gboolean, j);
  if (shell_i != shell_j)
    return shell_i ? -1 : 1;
  return (i > j) - (i < j);
}

static gboolean
is_in_order(const guint *order, guint n)
{
  guint i = 0;
  while (i < n && order[i] == i)
    i++;
  return i == n;
}

/* Makes polygons of rings that are in order already. */
static SalGeometry *
take_polygons(Rings *rings)
{
  for (guint i = 1; i < rings->ring_shells->len; i++)
    if (g_array_index(rings->ring_shells, gboolean, i))
      g_array_append_val(rings->rings->polygon_ends, i);
  sal_geometry_end_polygon(rings->rings);
  return g_steal_pointer(&rings->rings);
}

/* Puts each face's shell and holes together, in the order in which the shells were found. Takes the rings. */
static SalGeometry *
assemble_polygons(Rings *rings)
{
  const guint n = rings->ring_faces->len;
  g_autofree guint *order = g_new(guint, n + 1);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data(order, (gint)n, sizeof *order, compare_rings, rings);
  if (is_in_order(order, n))
    return take_polygons(rings);
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < n; i++) {
    if (g_array_index(rings->ring_shells, gboolean, order[i]))
      sal_geometry_end_polygon(polygons);
    guint n_points;
    const SalPoint *points = sal_geometry_get_part(rings->rings, order[i], &n_points);
    g_array_append_vals(polygons->points, points, n_points);
    sal_geometry_end_part(polygons);
  }
  sal_geometry_end_polygon(polygons);
  return polygons;
}

/* The winding numbers of the faces of one kind, both included. */
typedef struct {
  int least, most;
} Windings;

static gboolean
is_of_kind(const Faces *faces, Windings kind, guint cycle)
{
  return faces->winding[cycle] >= kind.least && faces->winding[cycle] <= kind.most;
}

/* Rings with room for all points of the faces of one kind. */
static SalGeometry *
make_rings(const Faces *faces, Windings kind)
{
  SalGeometry *rings = sal_geometry_new(SAL_POLYGONS);
  guint n = 0;
  for (guint h = 0; h < faces->n_half; h++)
    n += is_of_kind(faces, kind, faces->cycle[h]);
  g_array_set_size(rings->points, n + n / 4); /* closing adds a point to each ring */
  g_array_set_size(rings->points, 0);
  return rings;
}

static SalGeometry *
collect_polygons(Faces *faces, Windings kind)
{
  Rings rings = { .faces = faces };
  rings.walk = g_array_new(FALSE, FALSE, sizeof(guint));
  rings.walk_index = g_new0(guint, faces->n_vertices + 1);
  rings.rings = make_rings(faces, kind);
  rings.ring_faces = g_array_new(FALSE, FALSE, sizeof(guint));
  rings.ring_shells = g_array_new(FALSE, FALSE, sizeof(gboolean));
  for (guint c = 0; c < faces->n_cycles; c++)
    if (is_of_kind(faces, kind, c))
      walk_cycle(&rings, c);
  SalGeometry *polygons = assemble_polygons(&rings);
  g_array_unref(rings.walk);
  g_free(rings.walk_index);
  g_clear_pointer(&rings.rings, sal_geometry_free);
  g_array_unref(rings.ring_faces);
  g_array_unref(rings.ring_shells);
  return polygons;
}

static void
faces_clear(Faces *faces)
{
  g_free(faces->first_out);
  g_free(faces->out);
  g_free(faces->next);
  g_free(faces->cycle);
  g_free(faces->cycle_start);
  g_free(faces->face);
  g_free(faces->winding);
  g_free(faces->component);
  g_clear_pointer(&faces->components, g_array_unref);
  sal_box_tree_free(faces->tree);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Faces, faces_clear)

/* Finds the winding numbers of all faces. FALSE if edges contradict each other: then where is set. */
static gboolean
find_faces(Faces *faces, SalPoint *where)
{
  faces->n_vertices = faces->vertices->grid->len;
  faces->n_half = 2 * faces->edges->len;
  list_half_edges(faces);
  find_cycles(faces);
  if (find_windings(faces))
    return TRUE;
  *where = g_array_index(faces->vertices->points, SalPoint, faces->contradiction);
  return FALSE;
}

gboolean
sal_faces_collect(const GArray *edges, const SalVertices *vertices, SalGeometry **positive,
                  SalGeometry **negative, SalPoint *where)
{
  g_auto(Faces) faces = { .edges = edges, .vertices = vertices };
  if (!find_faces(&faces, where))
    return FALSE;
  *positive = collect_polygons(&faces, (Windings){ 1, G_MAXINT });
  *negative = collect_polygons(&faces, (Windings){ G_MININT, -1 });
  return TRUE;
}

GPtrArray *
sal_faces_collect_levels(const GArray *edges, const SalVertices *vertices, SalPoint *where)
{
  g_auto(Faces) faces = { .edges = edges, .vertices = vertices };
  int highest = 0;
  if (!find_faces(&faces, where))
    return NULL;
  for (guint c = 0; c < faces.n_cycles; c++)
    highest = MAX(highest, faces.winding[c]);
  GPtrArray *levels = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (int level = 1; level <= highest; level++)
    g_ptr_array_add(levels, collect_polygons(&faces, (Windings){ level, level }));
  return levels;
}
