#include "data/source/geojson-shape.h"

#define MAX_DEPTH 8

/* A kind of geometry. */
typedef struct {
  const char *name;
  SalGeometryType type;
  guint depth; /* of the lists around a position */
} Kind;

static const Kind kinds[] = {
  { "Polygon", SAL_POLYGONS, 2 },      { "MultiPolygon", SAL_POLYGONS, 3 }, { "LineString", SAL_LINES, 1 },
  { "MultiLineString", SAL_LINES, 2 }, { "Point", SAL_POINTS, 0 },          { "MultiPoint", SAL_POINTS, 1 },
};

/* A geometry while its members are read. */
typedef struct {
  SalJsonScan *scan;
  SalFeature *feature;
  guint depth; /* of collections around it */
} Shape;

static void read_shape(const Shape *shape);

static SalGeometry *
get_geometry(SalFeature *feature, SalGeometryType type)
{
  SalGeometry **const geometry = type == SAL_POLYGONS ? &feature->polygons
                                 : type == SAL_LINES  ? &feature->lines
                                                      : &feature->points;
  if (*geometry == NULL)
    *geometry = sal_geometry_new(type);
  return *geometry;
}

/* At the number behind a position's bracket. */
static void
read_position(SalJsonScan *scan, SalGeometry *geometry)
{
  SalDecimal x = { 0 }, y = { 0 }, other;
  guint n = 2;
  if (!sal_json_read_number(scan, &x) || !sal_json_take(scan, ',') || !sal_json_read_number(scan, &y))
    return;
  while (sal_json_next_item(scan, &n))
    sal_json_read_number(scan, &other);
  sal_geometry_add_point(geometry, x.value, y.value);
}

static gboolean
is_closed(const SalGeometry *geometry, guint start)
{
  const SalPoint *points = (const SalPoint *)(const void *)geometry->points->data;
  return sal_position_is_same(points[start], points[geometry->points->len - 1]);
}

/* Positions up to the bracket that closes their list: a line or ring, or a run of points. */
static void
read_part(const Shape *shape, SalGeometry *geometry)
{
  guint n = 0;
  const guint start = geometry->points->len;
  while (sal_json_next_item(shape->scan, &n)) {
    if (sal_json_take(shape->scan, '['))
      read_position(shape->scan, geometry);
    if (geometry->type == SAL_POINTS)
      sal_geometry_end_part(geometry);
  }
  if (n == 0 || shape->scan->failed) {
    sal_json_fail(shape->scan);
    return;
  }
  shape->feature->n_unclosed += geometry->type == SAL_POLYGONS && !is_closed(geometry, start);
  sal_geometry_end_part(geometry);
}

/* What stands behind the bracket that opens so many lists around positions. */
static void
read_lists(const Shape *shape, SalGeometry *geometry, guint depth)
{
  guint n = 0;
  if (depth == 1) {
    read_part(shape, geometry);
    return;
  }
  while (sal_json_next_item(shape->scan, &n))
    if (sal_json_take(shape->scan, '['))
      read_lists(shape, geometry, depth - 1);
  if (n == 0)
    sal_json_fail(shape->scan);
  if (depth == 2 && geometry->type == SAL_POLYGONS)
    sal_geometry_end_polygon(geometry);
}

static void
read_coordinates(const Shape *shape, const Kind *kind)
{
  SalJsonScan *scan = shape->scan;
  if (!sal_json_take(scan, '['))
    return;
  if (sal_json_peek(scan) == ']' && shape->depth == 0) {
    scan->at++;
    return;
  }
  SalGeometry *geometry = get_geometry(shape->feature, kind->type);
  if (kind->depth > 0) {
    read_lists(shape, geometry, kind->depth);
    return;
  }
  read_position(scan, geometry);
  sal_geometry_end_part(geometry);
}

static void
read_geometries(const Shape *shape)
{
  guint n = 0;
  const Shape inner = { shape->scan, shape->feature, shape->depth + 1 };
  if (!sal_json_take(shape->scan, '['))
    return;
  while (sal_json_next_item(shape->scan, &n))
    read_shape(&inner);
  if (n == 0 && shape->depth > 0)
    sal_json_fail(shape->scan);
}

static const Kind collection = { .name = "GeometryCollection" };

static const Kind *
read_kind(SalJsonScan *scan)
{
  SalJsonText name;
  if (!sal_json_read_text(scan, &name))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (sal_json_text_is(&name, kinds[i].name))
      return &kinds[i];
  if (sal_json_text_is(&name, collection.name))
    return &collection;
  sal_json_fail(scan);
  return NULL;
}

static void
read_content(const Shape *shape, const Kind *kind)
{
  if (kind == &collection)
    read_geometries(shape);
  else
    read_coordinates(shape, kind);
}

/* Whether a member holds what is in a geometry of that kind; NULL: of any. */
static gboolean
is_content(const SalJsonText *name, const Kind *kind)
{
  return (kind != &collection && sal_json_text_is(name, "coordinates")) ||
         ((kind == &collection || kind == NULL) && sal_json_text_is(name, "geometries"));
}

/* Reads what was skipped because its kind stands behind it. */
static void
read_late(const Shape *shape, SalJsonScan content, const SalJsonText *name, const Kind *kind)
{
  content.end = shape->scan->at;
  if (shape->scan->failed || !is_content(name, kind)) {
    sal_json_fail(shape->scan);
    return;
  }
  read_content(&(Shape){ &content, shape->feature, shape->depth }, kind);
  if (content.failed)
    sal_json_fail(shape->scan);
}

static void
read_members(const Shape *shape)
{
  SalJsonScan *scan = shape->scan, content = { 0 };
  SalJsonText name, content_name = { 0 };
  const Kind *kind = NULL;
  gboolean is_late = FALSE;
  guint n = 0;
  while (sal_json_next_member(scan, &n, &name)) {
    if (kind == NULL && sal_json_text_is(&name, "type")) {
      kind = read_kind(scan);
    } else if (content_name.length == 0 && is_content(&name, kind)) {
      content_name = name;
      content = *scan;
      is_late = kind == NULL;
      if (is_late)
        sal_json_skip(scan);
      else
        read_content(shape, kind);
    } else {
      sal_json_fail(scan);
    }
  }
  if (kind == NULL || content_name.length == 0)
    sal_json_fail(scan);
  else if (is_late)
    read_late(shape, content, &content_name, kind);
}

static void
read_shape(const Shape *shape)
{
  if (shape->depth > MAX_DEPTH)
    sal_json_fail(shape->scan);
  else if (sal_json_take(shape->scan, '{'))
    read_members(shape);
}

void
sal_geojson_shape_read(SalJsonScan *scan, SalFeature *feature)
{
  if (sal_json_peek(scan) == 'n')
    sal_json_read_word(scan, "null");
  else
    read_shape(&(Shape){ scan, feature, 0 });
}
