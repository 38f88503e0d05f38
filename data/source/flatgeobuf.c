/* Follows the tables of FlatGeobuf 3 (header.fbs, feature.fbs) as far as they lead to points. */
#include "data/source/flatgeobuf.h"

#include "data/base/error.h"
#include "data/source/bounds.h"
#include "data/source/gdal.h"

#include <string.h>

/* What GDAL itself refuses. */
#define MAX_TABLES 1000000
#define MAX_DEPTH 64

#define NODE_BYTES 40 /* of the index */

enum { HEADER_FEATURES = 8, HEADER_NODE_SIZE = 9 };
enum { FEATURE_GEOMETRY = 0 };
enum { GEOMETRY_ENDS = 0, GEOMETRY_XY = 1, GEOMETRY_PARTS = 7 };

/* The bytes of a header or a feature. Where nothing can be read, positions are 0. */
typedef struct {
  const guint8 *bytes;
  gsize length;
  guint n_tables;
  guint64 n_vertices, max_vertices;
  gboolean goes_back; /* a ring ends before it begins */
} Buffer;

static guint64
read_number(const Buffer *buffer, gsize at, guint n_bytes)
{
  guint64 value = 0;
  if (at > buffer->length || buffer->length - at < n_bytes)
    return 0;
  for (guint i = n_bytes; i > 0; i--)
    value = value << 8 | buffer->bytes[at + i - 1];
  return value;
}

/* Where what a reference leads to begins. */
static gsize
follow(const Buffer *buffer, gsize at)
{
  const guint64 offset = read_number(buffer, at, 4);
  return offset > 0 && at + offset < buffer->length ? at + (gsize)offset : 0;
}

/* Where a field of a table lies; 0: it has none. */
static gsize
find_field(const Buffer *buffer, gsize table, guint field)
{
  const gint64 vtable = (gint64)table - (gint32)read_number(buffer, table, 4);
  if (table == 0 || vtable <= 0 || (guint64)vtable >= buffer->length)
    return 0;
  const guint64 size = read_number(buffer, (gsize)vtable, 2), entry = 4 + 2 * (guint64)field;
  const guint64 offset = entry + 2 <= size ? read_number(buffer, (gsize)vtable + (gsize)entry, 2) : 0;
  return offset > 0 ? table + (gsize)offset : 0;
}

static gsize
find_referred(const Buffer *buffer, gsize table, guint field)
{
  const gsize at = find_field(buffer, table, field);
  return at > 0 ? follow(buffer, at) : 0;
}

static void
check_ends(Buffer *buffer, gsize ends)
{
  guint64 last = 0;
  const guint64 n = ends > 0 ? read_number(buffer, ends, 4) : 0;
  for (guint64 i = 0; i < n && ends + 4 * (i + 1) < buffer->length; i++) {
    const guint64 end = read_number(buffer, ends + 4 * (gsize)(i + 1), 4);
    buffer->goes_back = buffer->goes_back || end < last;
    last = end;
  }
}

static gboolean
has_enough(const Buffer *buffer)
{
  return buffer->n_vertices > buffer->max_vertices || buffer->n_tables > MAX_TABLES || buffer->goes_back;
}

/* Counts the vertices of a geometry and its parts, as often as they are referred to. */
static void
count_geometry(Buffer *buffer, gsize geometry, guint depth)
{
  buffer->n_tables++;
  if (geometry == 0 || depth > MAX_DEPTH || has_enough(buffer))
    return;
  const gsize xy = find_referred(buffer, geometry, GEOMETRY_XY);
  const gsize parts = find_referred(buffer, geometry, GEOMETRY_PARTS);
  buffer->n_vertices += xy > 0 ? read_number(buffer, xy, 4) / 2 : 0;
  check_ends(buffer, find_referred(buffer, geometry, GEOMETRY_ENDS));
  const guint64 n = parts > 0 ? read_number(buffer, parts, 4) : 0;
  for (guint64 i = 0; i < n && parts + 4 * (i + 1) < buffer->length && !has_enough(buffer); i++)
    count_geometry(buffer, follow(buffer, parts + 4 * (gsize)(i + 1)), depth + 1);
}

/* What stands behind its length in a file. NULL: the file ends before. Owned by the caller. */
static guint8 *
read_sized(VSILFILE *file, guint64 file_bytes, gsize *length)
{
  guint8 head[4];
  if (VSIFReadL(head, 1, sizeof head, file) < sizeof head)
    return NULL;
  const Buffer size = { .bytes = head, .length = sizeof head };
  *length = (gsize)read_number(&size, 0, 4);
  if (*length > file_bytes)
    return NULL;
  guint8 *bytes = g_malloc(*length + 1);
  if (VSIFReadL(bytes, 1, *length, file) == *length)
    return bytes;
  g_free(bytes);
  return NULL;
}

/* How many bytes lie between the header and the features; G_MAXUINT64: none can follow. */
static guint64
measure_index(const Buffer *header, guint64 file_bytes)
{
  const gsize table = follow(header, 0), at = find_field(header, table, HEADER_NODE_SIZE);
  const gsize count = find_field(header, table, HEADER_FEATURES);
  const guint64 node_size = at > 0 ? read_number(header, at, 2) : 16;
  guint64 n = count > 0 ? read_number(header, count, 8) : 0, n_nodes = n;
  if (n == 0 || node_size < 2)
    return 0;
  if (n > file_bytes)
    return G_MAXUINT64;
  while (n > 1) {
    n = (n + node_size - 1) / node_size;
    n_nodes += n;
  }
  return (n_nodes + (n_nodes == 1)) * NODE_BYTES;
}

static gboolean
check_features(VSILFILE *file, guint64 file_bytes, guint64 max_bytes, GError **error)
{
  gsize length;
  guint8 *bytes;
  guint64 n_vertices = 0;
  for (guint number = 1; (bytes = read_sized(file, file_bytes, &length)) != NULL; number++) {
    Buffer feature = { .bytes = bytes, .length = length, .max_vertices = G_MAXUINT32 };
    count_geometry(&feature, find_referred(&feature, follow(&feature, 0), FEATURE_GEOMETRY), 0);
    g_free(bytes);
    n_vertices += feature.n_vertices;
    if (feature.goes_back)
      sal_error_set(error, SAL_ERROR_FORMAT,
                    "expected rings that end behind where they begin, got one that does not");
    if (feature.goes_back || !sal_bound_check_vertices(n_vertices, file_bytes, max_bytes, error)) {
      g_prefix_error(error, "feature %u: ", number);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
check_file(VSILFILE *file, guint64 file_bytes, guint64 max_bytes, GError **error)
{
  gsize length;
  char magic[8];
  if (VSIFReadL(magic, 1, sizeof magic, file) < sizeof magic || memcmp(magic, "fgb", 3) != 0)
    return TRUE;
  g_autofree guint8 *bytes = read_sized(file, file_bytes, &length);
  if (bytes == NULL)
    return TRUE;
  const Buffer header = { .bytes = bytes, .length = length };
  const guint64 index = measure_index(&header, file_bytes);
  if (index > file_bytes || VSIFSeekL(file, VSIFTellL(file) + index, SEEK_SET) != 0)
    return TRUE;
  return check_features(file, file_bytes, max_bytes, error);
}

gboolean
sal_flatgeobuf_check(const char *path, guint64 max_bytes, GError **error)
{
  VSIStatBufL status;
  VSILFILE *file = VSIStatL(path, &status) == 0 && VSI_ISREG(status.st_mode) ? VSIFOpenL(path, "rb") : NULL;
  if (file == NULL)
    return TRUE;
  const gboolean ok = check_file(file, (guint64)status.st_size, max_bytes, error);
  VSIFCloseL(file);
  return ok;
}
