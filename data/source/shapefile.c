/* A .shp is a head of 100 bytes and then records: number and length, in 16-bit words, both big-endian; type, box, counts,
 * where the parts begin, points, all little-endian. The .shx repeats the head, then where each record begins. (ESRI
 * Shapefile Technical Description, 1998.) */
#include "data/source/shapefile.h"

#include "data/base/window.h"
#include "data/geometry/segment.h"
#include "data/source/dbf.h"

#include <math.h>
#include <string.h>

#define HEAD_BYTES 100
#define RECORD_HEAD_BYTES 8
#define FILE_CODE 9994
#define MAX_COMPARISONS 1000000 /* of holes with shells; Natural Earth has 700 */
#define LEAST_AREA                                                                                           \
  1e-12 /* square degrees, twice that of a ring: below, its sense of rotation is a matter of rounding */
#define PARTS_AT 44 /* in a record's content: behind type, box and the two counts */

enum { SHAPE_NULL = 0, SHAPE_POINT = 1, SHAPE_LINE = 3, SHAPE_POLYGON = 5 };

typedef struct {
  SalWindow *shapes, *index;
  SalDbf *table;
  guint n_fields;
  SalBox box;
} Reading;

/* A record's content. */
typedef struct {
  const guint8 *bytes;
  guint n_parts, n_points;
} Record;

static guint32
get_big(const guint8 *bytes)
{
  guint32 value;
  memcpy(&value, bytes, sizeof value);
  return GUINT32_FROM_BE(value);
}

static guint32
get_little(const guint8 *bytes)
{
  guint32 value;
  memcpy(&value, bytes, sizeof value);
  return GUINT32_FROM_LE(value);
}

static double
get_double(const guint8 *bytes)
{
  union {
    guint64 bits;
    double value;
  } number;
  memcpy(&number.bits, bytes, sizeof number.bits);
  number.bits = GUINT64_FROM_LE(number.bits);
  return number.value;
}

static SalBox
get_box(const guint8 *bytes)
{
  return (SalBox){ get_double(bytes), get_double(bytes + 8), get_double(bytes + 16), get_double(bytes + 24) };
}

/* Whether a definition is Esri's of WGS 84 in degrees. */
static gboolean
is_wgs84(const char *stem)
{
  static const char pattern[] = "^GEOGCS\\[\"GCS_WGS_1984\",DATUM\\[\"D_WGS_1984\","
                                "SPHEROID\\[\"WGS_1984\",6378137(\\.0*)?,298\\.257223563\\]\\],"
                                "PRIMEM\\[\"Greenwich\",0(\\.0*)?\\],"
                                "UNIT\\[\"Degree\",0\\.01745329251994[0-9]*\\]\\]\\s*$";
  g_autofree char *path = g_strconcat(stem, ".prj", NULL);
  g_autoptr(SalWindow) window = sal_window_open(path);
  const gsize n = window != NULL ? (gsize)MIN(sal_window_get_size(window), 1 << 10) : 0;
  const guint8 *bytes = n > 0 ? sal_window_look(window, 0, n) : NULL;
  if (bytes == NULL)
    return FALSE;
  g_autofree char *text = g_strndup((const char *)bytes, n);
  return g_regex_match_simple(pattern, text, G_REGEX_RAW, 0);
}

static gboolean
is_of_kind(SalWindow *window, guint32 *type)
{
  const guint8 *head = sal_window_look(window, 0, HEAD_BYTES);
  if (head == NULL || get_big(head) != FILE_CODE)
    return FALSE;
  *type = get_little(head + 32);
  return *type == SHAPE_POINT || *type == SHAPE_LINE || *type == SHAPE_POLYGON;
}

/* Doubles are compared as they stand: what is NaN touches nothing. */
static gboolean
touches(SalBox a, SalBox b)
{
  return a.xmin <= b.xmax && a.xmax >= b.xmin && a.ymin <= b.ymax && a.ymax >= b.ymin;
}

static gboolean
is_inside(SalBox box, SalPoint p)
{
  return p.x >= box.xmin && p.x <= box.xmax && p.y >= box.ymin && p.y <= box.ymax;
}

/* On which side of ab a point lies. */
static int
get_side(SalPoint a, SalPoint b, double x, double y)
{
  const double turn = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
  return turn > 0 ? 1 : turn < 0 ? -1 : 0;
}

static gboolean
crosses(SalBox box, SalPoint a, SalPoint b)
{
  const SalBox own = { MIN(a.x, b.x), MIN(a.y, b.y), MAX(a.x, b.x), MAX(a.y, b.y) };
  if (!touches(own, box))
    return FALSE;
  const int sides = get_side(a, b, box.xmin, box.ymin) + get_side(a, b, box.xmin, box.ymax) +
                    get_side(a, b, box.xmax, box.ymin) + get_side(a, b, box.xmax, box.ymax);
  return ABS(sides) < 4;
}

/* Whether a geometry has a point in common with the box. */
static gboolean
is_wanted(const SalGeometry *geometry, SalBox box)
{
  const SalPoint *points = (const SalPoint *)(const void *)geometry->points->data;
  for (guint i = 0; i < geometry->points->len; i++)
    if (is_inside(box, points[i]))
      return TRUE;
  for (guint part = 0; geometry->type != SAL_POINTS && part < geometry->part_ends->len; part++) {
    guint n;
    const SalPoint *line = sal_geometry_get_part(geometry, part, &n);
    for (guint i = 1; i < n; i++)
      if (crosses(box, line[i - 1], line[i]))
        return TRUE;
  }
  return geometry->type == SAL_POLYGONS && sal_geometry_contains(geometry, box.xmin, box.ymin);
}

/* Where part number i begins; of the one behind the last, the end. */
static guint
get_start(const Record *record, guint part)
{
  return part < record->n_parts ? get_little(record->bytes + PARTS_AT + 4 * (gsize)part) : record->n_points;
}

static SalPoint
get_point(const Record *record, guint i)
{
  const guint8 *bytes = record->bytes + PARTS_AT + 4 * (gsize)record->n_parts + 16 * (gsize)i;
  return (SalPoint){ get_double(bytes), get_double(bytes + 8) };
}

static gboolean
is_position(SalPoint p)
{
  return p.x >= -360 && p.x <= 540 && p.y >= -90 && p.y <= 90;
}

/* Whether parts and points are all there, in order, and can be what they say. */
static gboolean
is_sound(const Record *record, gsize n_bytes, guint least)
{
  const guint64 room = n_bytes - PARTS_AT;
  if (record->n_parts == 0 || record->n_parts > room / 4 || record->n_points > room / 16 ||
      4 * (guint64)record->n_parts + 16 * (guint64)record->n_points > room || get_start(record, 0) != 0)
    return FALSE;
  for (guint part = 0; part < record->n_parts; part++) {
    const guint start = get_start(record, part), end = get_start(record, part + 1);
    if (start > end || end > record->n_points || end - start < least)
      return FALSE;
  }
  for (guint i = 0; i < record->n_points; i++)
    if (!is_position(get_point(record, i)))
      return FALSE;
  return TRUE;
}

typedef struct {
  guint part;
  double area; /* twice that of the ring, greater than 0 if it runs clockwise, as shells do */
  SalBox box;
  guint shell; /* of a hole: the ring that it lies in */
} Ring;

/* FALSE if the ring is not closed or is a sliver: GDAL says of some that they run the other way. */
static gboolean
measure_ring(const Record *record, guint part, Ring *ring)
{
  const guint start = get_start(record, part), end = get_start(record, part + 1);
  const SalPoint first = get_point(record, start), last = get_point(record, end - 1);
  *ring = (Ring){ part, 0, sal_box_empty(), G_MAXUINT };
  for (guint i = start + 1; i < end; i++) {
    const SalPoint a = get_point(record, i - 1), b = get_point(record, i);
    ring->area += (b.x - first.x) * (a.y - first.y) - (a.x - first.x) * (b.y - first.y);
    ring->box = sal_box_add_point(ring->box, b.x, b.y);
  }
  return first.x == last.x && first.y == last.y && fabs(ring->area) > LEAST_AREA;
}

/* Whether a point lies in a ring; *is_corner: it is one of its corners, and the answer says nothing. */
static gboolean
contains(const Record *record, const Ring *ring, SalPoint p, gboolean *is_corner)
{
  const guint end = get_start(record, ring->part + 1);
  gboolean inside = FALSE;
  *is_corner = FALSE;
  for (guint i = get_start(record, ring->part) + 1; i < end && !*is_corner; i++) {
    const SalPoint a = get_point(record, i - 1), b = get_point(record, i);
    *is_corner = b.x == p.x && b.y == p.y;
    if (sal_segment_crosses_ray(p, a, b))
      inside = !inside;
  }
  return inside;
}

static gboolean
is_box_around(SalBox box, SalBox inner)
{
  return inner.xmin >= box.xmin && inner.xmax <= box.xmax && inner.ymin >= box.ymin && inner.ymax <= box.ymax;
}

static gboolean
holds(const Record *record, const Ring *shell, const Ring *hole)
{
  gboolean is_corner = TRUE, inside = FALSE;
  const guint end = get_start(record, hole->part + 1);
  for (guint i = get_start(record, hole->part); i < end && is_corner; i++)
    inside = contains(record, shell, get_point(record, i), &is_corner);
  return inside && !is_corner;
}

/* The smallest shell whose box is around a hole and whose area is greater than `above`; G_MAXUINT: there is none. */
static guint
find_candidate(const GArray *rings, const Ring *hole, double above)
{
  guint found = G_MAXUINT;
  for (guint i = 0; i < rings->len; i++) {
    const Ring *ring = &g_array_index(rings, Ring, i);
    if (ring->area > above && is_box_around(ring->box, hole->box) &&
        (found == G_MAXUINT || ring->area < g_array_index(rings, Ring, found).area))
      found = i;
  }
  return found;
}

/* The smallest shell around a hole; G_MAXUINT: there is none. The last one that comes into question is taken as it is,
 * because to look at each corner of a continent for each of its lakes would cost more than all else. */
static guint
find_shell(const Record *record, const GArray *rings, const Ring *hole)
{
  guint found = find_candidate(rings, hole, 0);
  while (found != G_MAXUINT) {
    const Ring *ring = &g_array_index(rings, Ring, found);
    const guint next = find_candidate(rings, hole, ring->area);
    if (next == G_MAXUINT || holds(record, ring, hole))
      return found;
    found = next;
  }
  return G_MAXUINT;
}

/* The rings of a record (Ring); NULL if one is not sound, a hole lies in no shell, or
 * they are too many to be compared with each other. */
static GArray *
measure_rings(const Record *record)
{
  g_autoptr(GArray) rings = g_array_sized_new(FALSE, FALSE, sizeof(Ring), record->n_parts);
  guint n_shells = 0, last_shell = G_MAXUINT;
  for (guint part = 0; part < record->n_parts; part++) {
    Ring ring;
    if (!measure_ring(record, part, &ring))
      return NULL;
    g_array_append_val(rings, ring);
    n_shells += ring.area > 0;
    last_shell = ring.area > 0 ? part : last_shell;
  }
  if (n_shells != 1 && n_shells * (guint64)(record->n_parts - n_shells) > MAX_COMPARISONS)
    return NULL;
  for (guint part = 0; part < record->n_parts; part++) {
    Ring *ring = &g_array_index(rings, Ring, part);
    if (ring->area > 0)
      continue;
    ring->shell = n_shells == 1 ? last_shell : find_shell(record, rings, ring);
    if (ring->shell == G_MAXUINT)
      return NULL;
  }
  return g_steal_pointer(&rings);
}

static void
add_part(SalGeometry *geometry, const Record *record, guint part)
{
  const guint end = get_start(record, part + 1);
  for (guint i = get_start(record, part); i < end; i++) {
    const SalPoint point = get_point(record, i);
    g_array_append_val(geometry->points, point);
  }
  sal_geometry_end_part(geometry);
}

/* Each shell with its holes. */
static SalGeometry *
read_polygons(const Record *record)
{
  g_autoptr(GArray) rings = measure_rings(record);
  if (rings == NULL)
    return NULL;
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  for (guint shell = 0; shell < rings->len; shell++) {
    const Ring *ring = &g_array_index(rings, Ring, shell);
    if (ring->area < 0)
      continue;
    add_part(polygons, record, shell);
    for (guint hole = 0; hole < rings->len; hole++)
      if (g_array_index(rings, Ring, hole).shell == shell)
        add_part(polygons, record, hole);
    sal_geometry_end_polygon(polygons);
  }
  return polygons;
}

static SalGeometry *
read_lines(const Record *record)
{
  SalGeometry *lines = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < record->n_parts; part++)
    add_part(lines, record, part);
  return lines;
}

static SalGeometry *
read_point(const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes < 20)
    return NULL;
  const SalPoint point = { get_double(bytes + 4), get_double(bytes + 12) };
  if (!is_position(point))
    return NULL;
  SalGeometry *points = sal_geometry_new(SAL_POINTS);
  sal_geometry_add_point(points, point.x, point.y);
  sal_geometry_end_part(points);
  return points;
}

/* The geometry of a record, which is of the file's type; NULL if it is not plain. */
static SalGeometry *
read_shape(const guint8 *bytes, gsize n_bytes, guint32 type)
{
  if (type == SHAPE_POINT)
    return read_point(bytes, n_bytes);
  if (n_bytes < PARTS_AT)
    return NULL;
  const Record record = { bytes, get_little(bytes + 36), get_little(bytes + 40) };
  if (!is_sound(&record, n_bytes, type == SHAPE_POLYGON ? 4 : 2))
    return NULL;
  return type == SHAPE_POLYGON ? read_polygons(&record) : read_lines(&record);
}

static SalFeature *
make_feature(SalGeometry *geometry, char **values, guint n_values)
{
  SalFeature *feature = g_new0(SalFeature, 1);
  feature->points = geometry->type == SAL_POINTS ? geometry : NULL;
  feature->lines = geometry->type == SAL_LINES ? geometry : NULL;
  feature->polygons = geometry->type == SAL_POLYGONS ? geometry : NULL;
  feature->values = values;
  feature->n_values = n_values;
  return feature;
}

/* Adds a record to the features if it touches the box. FALSE if the file is not plain. */
static gboolean
add_record(Reading *reading, guint number, guint64 offset, gsize n_bytes, guint32 type, GPtrArray *features)
{
  const gsize n_head = MIN(n_bytes, type == SHAPE_POINT ? 20 : PARTS_AT);
  const guint8 *bytes = sal_window_look(reading->shapes, offset, n_head);
  if (bytes == NULL || n_bytes < 4)
    return FALSE;
  const guint32 own_type = get_little(bytes);
  if (own_type == SHAPE_NULL)
    return TRUE;
  if (own_type != type || n_head < 20)
    return FALSE;
  if (type != SHAPE_POINT && n_head == PARTS_AT && !touches(get_box(bytes + 4), reading->box))
    return TRUE;
  bytes = sal_window_look(reading->shapes, offset, n_bytes);
  g_autoptr(SalGeometry) geometry = bytes != NULL ? read_shape(bytes, n_bytes, type) : NULL;
  if (geometry == NULL)
    return FALSE;
  if (!is_wanted(geometry, reading->box))
    return TRUE;
  char **values = sal_dbf_read(reading->table, number);
  if (values == NULL)
    return FALSE;
  SalFeature *feature = make_feature(g_steal_pointer(&geometry), values, reading->n_fields);
  g_ptr_array_add(features, feature);
  feature->number = features->len;
  return TRUE;
}

/* Records follow each other, so that none is read twice. */
static gboolean
read_records(Reading *reading, guint32 type, GPtrArray *features)
{
  const guint64 n = (sal_window_get_size(reading->index) - HEAD_BYTES) / 8;
  guint64 least = HEAD_BYTES;
  if (n != sal_dbf_get_n_rows(reading->table))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const guint8 *entry = sal_window_look(reading->index, HEAD_BYTES + 8 * (guint64)i, 8);
    if (entry == NULL)
      return FALSE;
    const guint64 offset = 2 * (guint64)get_big(entry), n_bytes = 2 * (guint64)get_big(entry + 4);
    const guint8 *head = offset >= least ? sal_window_look(reading->shapes, offset, RECORD_HEAD_BYTES) : NULL;
    if (head == NULL || get_big(head) != i + 1 || 2 * (guint64)get_big(head + 4) != n_bytes ||
        !add_record(reading, i, offset + RECORD_HEAD_BYTES, n_bytes, type, features))
      return FALSE;
    least = offset + RECORD_HEAD_BYTES + n_bytes;
  }
  return TRUE;
}

GPtrArray *
sal_shapefile_read(const char *stem, SalBox box, const char *const *fields)
{
  g_autofree char *shp = g_strconcat(stem, ".shp", NULL), *shx = g_strconcat(stem, ".shx", NULL);
  g_autoptr(SalWindow) shapes = sal_window_open(shp), index = sal_window_open(shx);
  g_autoptr(SalDbf) table = sal_dbf_open(stem, fields);
  guint32 type = SHAPE_NULL, index_type = SHAPE_NULL;
  if (shapes == NULL || index == NULL || table == NULL || !is_of_kind(shapes, &type) ||
      !is_of_kind(index, &index_type) || index_type != type || !is_wgs84(stem))
    return NULL;
  Reading reading = { shapes, index, table, fields != NULL ? g_strv_length((char **)fields) : 0, box };
  g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func((GDestroyNotify)sal_feature_free);
  return read_records(&reading, type, features) ? g_steal_pointer(&features) : NULL;
}
