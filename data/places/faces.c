/* Lines are joined with the coast as fronts are with the edge of a territory. */
#include "data/places/faces.h"

#include "data/front/join.h"
#include "data/geometry/geometry-pack.h"

#include <string.h>

#define COAST_SNAP_M 2000.0 /* Natural Earth's borders end within this distance of its coast */

/* The weight of one key in one face. */
typedef struct {
  guint face;
  const char *key;
  double weight;
} Voice;

static void
clear_group(gpointer data)
{
  sal_geometry_free(((SalFaceGroup *)data)->area);
}

static GArray *
groups_new(void)
{
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(SalFaceGroup));
  g_array_set_clear_func(groups, clear_group);
  return groups;
}

static gint
compare_voices(gconstpointer a, gconstpointer b)
{
  const Voice *first = a, *second = b;
  if (first->face != second->face)
    return first->face < second->face ? -1 : 1;
  return strcmp(first->key, second->key);
}

/* The boxes of the faces, so that few faces are looked at for each place. */
static SalBox *
list_boxes(const SalGeometry *faces)
{
  const guint n = sal_geometry_get_n_polygons(faces);
  SalBox *boxes = g_new0(SalBox, n + 1);
  for (guint face = 0; face < n; face++) {
    boxes[face] = sal_box_empty();
    guint n_points, n_parts;
    const SalPoint *points =
        sal_geometry_get_part(faces, sal_geometry_get_polygon(faces, face, &n_parts), &n_points);
    for (guint i = 0; i < n_points; i++)
      boxes[face] = sal_box_add_point(boxes[face], points[i].x, points[i].y);
  }
  return boxes;
}

/* Whether a point lies in one polygon (even-odd over its rings). */
static gboolean
face_contains(const SalGeometry *faces, guint face, SalPoint point)
{
  gboolean is_inside = FALSE;
  guint n_parts;
  const guint first = sal_geometry_get_polygon(faces, face, &n_parts);
  for (guint part = first; part < first + n_parts; part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(faces, part, &n);
    for (guint i = 1; i < n; i++)
      if ((p[i].y > point.y) != (p[i - 1].y > point.y) &&
          point.x < (p[i - 1].x - p[i].x) * (point.y - p[i].y) / (p[i - 1].y - p[i].y) + p[i].x)
        is_inside = !is_inside;
  }
  return is_inside;
}

/* The votes by face and key, each pair once (GArray of Voice). */
static GArray *
count_votes(const SalGeometry *faces, const GArray *votes)
{
  GArray *voices = g_array_new(FALSE, FALSE, sizeof(Voice));
  g_autofree SalBox *boxes = list_boxes(faces);
  for (guint i = 0; i < votes->len; i++) {
    const SalFaceVote *vote = &g_array_index(votes, SalFaceVote, i);
    const SalBox at = { vote->at.x, vote->at.y, vote->at.x, vote->at.y };
    for (guint face = 0; face < sal_geometry_get_n_polygons(faces); face++) {
      if (!sal_box_intersects(boxes[face], at) || !face_contains(faces, face, vote->at))
        continue;
      const Voice voice = { face, vote->key, vote->weight };
      g_array_append_val(voices, voice);
      break;
    }
  }
  g_array_sort(voices, compare_voices);
  guint n = 0;
  for (guint i = 0; i < voices->len; i++) {
    const Voice voice = g_array_index(voices, Voice, i);
    Voice *last = n > 0 ? &g_array_index(voices, Voice, n - 1) : NULL;
    if (last != NULL && compare_voices(last, &voice) == 0)
      last->weight += voice.weight;
    else
      g_array_index(voices, Voice, n++) = voice;
  }
  g_array_set_size(voices, n);
  return voices;
}

static void
give(GArray *groups, const SalGeometry *faces, guint face, const char *key)
{
  guint i = 0;
  while (i < groups->len && g_array_index(groups, SalFaceGroup, i).key != key)
    i++;
  if (i == groups->len) {
    const SalFaceGroup group = { key, sal_geometry_new(SAL_POLYGONS) };
    g_array_append_val(groups, group);
  }
  g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(faces, face);
  sal_geometry_append(g_array_index(groups, SalFaceGroup, i).area, one);
}

static gint
compare_groups(gconstpointer a, gconstpointer b)
{
  return strcmp(((const SalFaceGroup *)a)->key, ((const SalFaceGroup *)b)->key);
}

/* Gives each face that has voices to the strongest, if that is strong enough. */
static GArray *
group_faces(const SalGeometry *faces, const GArray *voices, double least_share)
{
  GArray *groups = groups_new();
  for (guint i = 0; i < voices->len;) {
    const Voice *best = &g_array_index(voices, Voice, i);
    const guint face = best->face;
    double all = 0;
    for (; i < voices->len && g_array_index(voices, Voice, i).face == face; i++) {
      const Voice *voice = &g_array_index(voices, Voice, i);
      all += voice->weight;
      if (voice->weight > best->weight)
        best = voice;
    }
    if (best->weight >= least_share * all)
      give(groups, faces, face, best->key);
  }
  g_array_sort(groups, compare_groups);
  return groups;
}

static GArray *
cut_and_assign(const SalGeometry *land, const SalGeometry *lines, const GArray *votes, double least_share,
               GError **error)
{
  g_autoptr(SalFrontJoin) join = sal_front_join(lines, land, COAST_SNAP_M, 0, error);
  if (join == NULL)
    return NULL;
  g_autoptr(SalGeometry) faces = sal_geometry_polygonize(join->noded, NULL, NULL, error);
  if (faces == NULL)
    return NULL;
  g_autoptr(GArray) voices = count_votes(faces, votes);
  return group_faces(faces, voices, least_share);
}

/* Of all that the groups follow from. */
static GByteArray *
make_key(const SalGeometry *land, const SalGeometry *lines, const GArray *votes, double least_share)
{
  GByteArray *key = g_byte_array_new();
  sal_pack_text(key, "faces");
  sal_pack_text(key, sal_geometry_get_geos_version());
  sal_geometry_pack(land, key);
  sal_geometry_pack(lines, key);
  sal_pack_real(key, least_share);
  for (guint i = 0; i < votes->len; i++) {
    const SalFaceVote *vote = &g_array_index(votes, SalFaceVote, i);
    sal_pack_real(key, vote->at.x);
    sal_pack_real(key, vote->at.y);
    sal_pack_real(key, vote->weight);
    sal_pack_text(key, vote->key);
  }
  return key;
}

static void
keep(SalCache *cache, const GByteArray *key, const GArray *groups)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  sal_pack_number(bytes, groups->len);
  for (guint i = 0; i < groups->len; i++) {
    const SalFaceGroup *group = &g_array_index(groups, SalFaceGroup, i);
    sal_pack_text(bytes, group->key);
    sal_geometry_pack(group->area, bytes);
  }
  sal_cache_keep(cache, key, bytes);
}

/* Owned by the caller; NULL if they are not kept. */
static GArray *
find_kept(SalCache *cache, const GByteArray *key)
{
  g_autoptr(GBytes) bytes = sal_cache_find(cache, key);
  if (bytes == NULL)
    return NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  g_autoptr(GArray) groups = groups_new();
  const guint n = sal_unpack_guint(&unpack, G_MAXUINT);
  for (guint i = 0; i < n && !unpack.failed; i++) {
    g_autofree char *text = sal_unpack_text(&unpack);
    const SalFaceGroup group = { g_intern_string(text), sal_geometry_unpack(&unpack, SAL_POLYGONS) };
    if (text == NULL || group.area == NULL)
      return NULL;
    g_array_append_val(groups, group);
  }
  return sal_unpack_is_done(&unpack) ? g_steal_pointer(&groups) : NULL;
}

GArray *
sal_faces_assign(const SalGeometry *land, const SalGeometry *lines, const GArray *votes, double least_share,
                 SalCache *cache, GError **error)
{
  g_autoptr(GByteArray) key = cache != NULL ? make_key(land, lines, votes, least_share) : NULL;
  GArray *groups = cache != NULL ? find_kept(cache, key) : NULL;
  if (groups != NULL)
    return groups;
  groups = cut_and_assign(land, lines, votes, least_share, error);
  if (cache != NULL && groups != NULL)
    keep(cache, key, groups);
  return groups;
}
