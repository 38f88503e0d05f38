#include "render/map/basemap-theatre.h"

#include "data/osm/theatre-kept.h"
#include "data/places/countrynames.h"

static void
add_item(const SalTheatreItem *item, gpointer data)
{
  const SalBasemap *basemap = data;
  if (item->class < SAL_OSM_N_CLASSES)
    sal_geometry_append(basemap->classes[item->class], item->geometry);
}

/* Lines without their stretches inside of a frame. Takes lines. */
static SalGeometry *
cut_out(SalGeometry *lines, SalBox frame)
{
  const SalBox around[] = { { -540, -90, frame.xmin, 90 },
                            { frame.xmax, -90, 540, 90 },
                            { frame.xmin, -90, frame.xmax, frame.ymin },
                            { frame.xmin, frame.ymax, frame.xmax, 90 } };
  SalGeometry *rest = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < G_N_ELEMENTS(around); i++) {
    g_autoptr(SalGeometry) part = sal_geometry_clip(lines, around[i]);
    sal_geometry_append(rest, part);
  }
  sal_geometry_free(lines);
  return rest;
}

/* Within the frame its lines stand in the place of Natural Earth's, if there are any. Takes theirs. */
static void
put_lines(SalGeometry **lines, SalGeometry **others, SalBox frame)
{
  if (sal_geometry_is_empty(*others))
    return;
  *lines = cut_out(*lines, frame);
  sal_geometry_append(*lines, *others);
  sal_geometry_free(*others);
  *others = sal_geometry_new(SAL_LINES);
}

static SalGeometry *
make_rectangle(SalBox box)
{
  const double x[] = { box.xmin, box.xmax, box.xmax, box.xmin },
               y[] = { box.ymin, box.ymin, box.ymax, box.ymax };
  SalGeometry *rectangle = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 4; i++)
    sal_geometry_add_point(rectangle, x[i], y[i]);
  sal_geometry_end_part(rectangle);
  sal_geometry_end_polygon(rectangle);
  return rectangle;
}

/* What a box shares with a frame that is turned by so many degrees. */
static SalBox
share_box(SalBox box, SalBox frame, double turn)
{
  return (SalBox){ MAX(box.xmin, frame.xmin + turn), MAX(box.ymin, frame.ymin),
                   MIN(box.xmax, frame.xmax + turn), MIN(box.ymax, frame.ymax) };
}

/* Within a box its land likewise, which may be none at sea. What cannot be cut stays as it is. */
static void
put_land(SalBasemap *basemap, SalBox box)
{
  if (box.xmin >= box.xmax || box.ymin >= box.ymax)
    return;
  const SalGeometry *own = basemap->classes[SAL_OSM_LAND];
  g_autoptr(SalGeometry) rectangle = make_rectangle(box);
  g_autoptr(SalGeometry) inside = sal_geometry_intersection(own, rectangle, NULL);
  g_autoptr(SalGeometry) valid = sal_geometry_repair(basemap->land, NULL);
  g_autoptr(SalGeometry) all =
      valid != NULL && inside != NULL ? sal_geometry_difference(valid, rectangle, NULL) : NULL;
  if (all == NULL)
    return;
  sal_geometry_append(all, inside);
  SalGeometry *land = sal_geometry_dissolve(all, NULL);
  if (land == NULL)
    return;
  sal_geometry_free(basemap->land);
  basemap->land = land;
}

gboolean
sal_basemap_add_theatre(SalBasemap *basemap, const SalBasemapQuery *query, GError **error)
{
  if (basemap->theatre == NULL || query->is_overview)
    return TRUE;
  g_autoptr(SalTheatreHead) head = sal_theatre_find_head(basemap->theatre, query->cache, error);
  const SalTheatreQuery shapes = { basemap->theatre, query->box, SAL_THEATRE_SHAPES };
  if (head == NULL || !sal_theatre_find_items(&shapes, query->cache, add_item, basemap, error))
    return FALSE;
  put_lines(&basemap->rivers, &basemap->classes[SAL_OSM_RIVERS], head->frame);
  put_lines(&basemap->minor_rivers, &basemap->classes[SAL_OSM_CANALS], head->frame);
  put_lines(&basemap->admin1_borders, &basemap->classes[SAL_OSM_REGION_BORDERS], head->frame);
  if (head->has_land || !sal_geometry_is_empty(basemap->classes[SAL_OSM_LAND]))
    for (int turn = -360; turn <= 360; turn += 360)
      put_land(basemap, share_box(query->box, head->frame, turn));
  return TRUE;
}

/* Names of regions while they are read. */
typedef struct {
  SalBasemap *basemap;
  const SalBasemapQuery *query;
  const char *lang;
  gboolean
      has_first; /* first-level regions are asked for, and none has a name by now: two kinds of names would not go together */
} Naming;

static void
add_name(const char *lang, const char *name, gpointer data)
{
  sal_place_add_name(data, lang, name);
}

static void
add_region(const SalTheatreItem *item, gpointer data)
{
  const Naming *naming = data;
  const gboolean is_first = g_strcmp0(item->kind, "region") == 0,
                 is_second = g_strcmp0(item->kind, "district") == 0;
  if (sal_geometry_is_empty(item->geometry) || *item->names == '\0' ||
      !(is_first ? naming->has_first : is_second && naming->query->has_districts))
    return;
  const SalPoint at = g_array_index(item->geometry->points, SalPoint, 0);
  SalPlace place = { .lon = at.x, .lat = at.y, .kind = is_first ? SAL_PLACE_PROVINCE : SAL_PLACE_DISTRICT };
  sal_osm_names_foreach(item->names, add_name, &place);
  const char *name = sal_place_get_name(&place, naming->lang);
  if (name == NULL)
    name = sal_place_get_name(&place, "en");
  place.name = sal_country_name_capitalize(
      name != NULL ? name : g_array_index(place.names, SalPlaceName, 0).text, naming->lang);
  g_array_append_val(naming->basemap->regions, place);
}

gboolean
sal_basemap_name_regions(SalBasemap *basemap, const SalBasemapQuery *query, const char *lang, GError **error)
{
  Naming naming = { basemap, query, lang, query->has_provinces && basemap->provinces->len == 0 };
  if (basemap->theatre == NULL || query->is_overview || !(naming.has_first || query->has_districts))
    return TRUE;
  const SalTheatreQuery points = { basemap->theatre, query->box, SAL_THEATRE_SETTLEMENTS };
  return sal_theatre_find_items(&points, query->cache, add_region, &naming, error);
}
