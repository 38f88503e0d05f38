#include "data/osm/theatre.h"

#include "data/base/error.h"
#include "data/osm/theatre-write.h"
#include "data/source/source.h"

#include <math.h>
#include <string.h>

gboolean
sal_theatre_is_named(const char *name)
{
  if (name == NULL)
    return FALSE;
  g_autofree char *lower = g_ascii_strdown(name, -1);
  return g_str_has_suffix(lower, ".gpkg");
}

void
sal_theatre_head_free(SalTheatreHead *head)
{
  if (head == NULL)
    return;
  g_free(head->credit);
  g_strfreev(head->languages);
  g_free(head);
}

static gboolean
has_layer(const GPtrArray *layers, const char *name)
{
  for (guint i = 0; layers != NULL && i < layers->len; i++)
    if (g_str_equal(layers->pdata[i], name))
      return TRUE;
  return FALSE;
}

static SalTheatreHead *
refuse(const char *path, GError **error)
{
  g_autofree char *told = sal_error_quote_path(path);
  sal_error_set(
      error, SAL_ERROR_FORMAT,
      "base map '%s': expected a base map that 'salient basemap' wrote, got another GeoPackage (own "
      "layers are drawn by " SAL_OPTION("draw") ")",
      told);
  return NULL;
}

SalTheatreHead *
sal_theatre_head_read(const char *path, GError **error)
{
  static const char *const layers[] = { "frame", NULL };
  static const char *const fields[] = { "format", "credit", "languages", "land", NULL };
  const SalReadOptions options = { .layers = layers, .fields = fields, .fields_optional = TRUE };
  g_autofree char *told = sal_error_quote_path(path);
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    sal_error_set(error, SAL_ERROR_IO, "base map '%s': expected a file, got none", told);
    return NULL;
  }
  g_autoptr(GPtrArray) all = sal_source_list_layers(path, &options, error);
  if (all == NULL) {
    g_prefix_error(error, "base map '%s': ", told);
    return NULL;
  }
  if (!has_layer(all, "frame"))
    return refuse(path, error);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL) {
    g_prefix_error(error, "base map '%s': ", told);
    return NULL;
  }
  const SalFeature *feature = features->features->len == 1 ? features->features->pdata[0] : NULL;
  if (feature == NULL || feature->polygons == NULL || g_strcmp0(feature->values[0], SAL_THEATRE_FORMAT) != 0)
    return refuse(path, error);
  SalTheatreHead *head = g_new0(SalTheatreHead, 1);
  head->frame = sal_geometry_get_box(feature->polygons);
  head->credit = g_strdup(feature->values[1] != NULL ? feature->values[1] : "");
  head->languages = g_strsplit(feature->values[2] != NULL ? feature->values[2] : "", " ", -1);
  head->has_land = g_strcmp0(feature->values[3], "yes") == 0;
  return head;
}

/* The fields of the layers, then those of names. Owned by the caller. */
static GPtrArray *
list_fields(const SalTheatreHead *head, const char *first, const char *second)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(fields, g_strdup(first));
  g_ptr_array_add(fields, g_strdup(second));
  g_ptr_array_add(fields, g_strdup("name"));
  for (char **lang = head->languages; *lang != NULL; lang++)
    if (**lang != '\0')
      g_ptr_array_add(fields, g_strconcat("name:", *lang, NULL));
  g_ptr_array_add(fields, NULL);
  return fields;
}

static SalOsmClass
find_class(const char *word)
{
  for (guint i = 0; word != NULL && i < SAL_OSM_N_CLASSES; i++)
    if (g_str_equal(word, sal_theatre_get_word((SalOsmClass)i)))
      return (SalOsmClass)i;
  return SAL_OSM_NOTHING;
}

static void
give(const SalFeature *feature, const GPtrArray *fields, SalTheatreFunc func, gpointer data)
{
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 2; i + 1 < fields->len; i++)
    if (feature->values[i] != NULL)
      sal_osm_names_add(names, fields->pdata[i], feature->values[i]);
  SalTheatreItem item = { .names = names->str };
  if (feature->points != NULL) {
    item.class = SAL_OSM_SETTLEMENT;
    item.geometry = feature->points;
    item.kind = feature->values[0] != NULL ? feature->values[0] : "";
    item.population = feature->values[1] != NULL ? g_ascii_strtod(feature->values[1], NULL) : 0;
    item.population = isfinite(item.population) ? CLAMP(item.population, 0, 1e9) : 0;
  } else {
    item.class = find_class(feature->values[0]);
    item.geometry = item.class == SAL_OSM_NOTHING       ? NULL
                    : sal_osm_class_is_area(item.class) ? feature->polygons
                                                        : feature->lines;
  }
  if (item.geometry != NULL)
    func(&item, data);
}

/* What comes of one reading, and where it goes. */
typedef struct {
  const char *path;
  SalReadOptions options;
  const GPtrArray *fields;
  SalTheatreFunc func;
  gpointer data;
} Reading;

static void
turn_geometry(SalGeometry *geometry, double turn)
{
  for (guint i = 0; geometry != NULL && i < geometry->points->len; i++)
    g_array_index(geometry->points, SalPoint, i).x += turn;
}

/* Reads what lies in a box once it is turned by so many degrees. */
static gboolean
read_turned(const Reading *reading, SalBox box, double turn, GError **error)
{
  box.xmin = MAX(box.xmin - turn, -180), box.xmax = MIN(box.xmax - turn, 180);
  if (box.xmin >= box.xmax)
    return TRUE;
  SalReadOptions options = reading->options;
  options.lonlat_box = &box;
  g_autoptr(SalFeatures) features = sal_source_read(reading->path, &options, error);
  if (features == NULL) {
    g_autofree char *told = sal_error_quote_path(reading->path);
    g_prefix_error(error, "base map '%s': ", told);
    return FALSE;
  }
  for (guint i = 0; i < features->features->len; i++) {
    SalFeature *feature = features->features->pdata[i];
    turn_geometry(feature->points, turn);
    turn_geometry(feature->lines, turn);
    turn_geometry(feature->polygons, turn);
    give(feature, reading->fields, reading->func, reading->data);
  }
  return TRUE;
}

static char *
make_where(SalTheatrePart part, guint level)
{
  if (part == SAL_THEATRE_SETTLEMENTS)
    return g_strdup_printf("level >= %u", level);
  return g_strdup_printf("level = %u%s", level,
                         part == SAL_THEATRE_NAMED ? " AND (name IS NOT NULL OR class = 'river')" : "");
}

gboolean
sal_theatre_read(const SalTheatreQuery *query, const SalTheatreHead *head, SalTheatreFunc func, gpointer data,
                 GError **error)
{
  static const char *const shapes[] = { "land",     "water",  "woods",   "built_up", "roads",
                                        "railways", "rivers", "borders", NULL };
  static const char *const named[] = { "rivers", "water", "woods", NULL };
  static const char *const points[] = { "places", NULL };
  const char *const *const layers[] = { shapes, named, points };
  const SalBox box = query->box;
  const gboolean is_of_points = query->part == SAL_THEATRE_SETTLEMENTS;
  g_autoptr(GPtrArray) fields =
      list_fields(head, is_of_points ? "kind" : "class", is_of_points ? "population" : "level");
  const guint level = is_of_points && box.xmax - box.xmin >= 360 ? 0 : sal_osm_level_choose(box);
  g_autofree char *where = make_where(query->part, level);
  const SalReadOptions options = { .layers = layers[query->part],
                                   .where = where,
                                   .fields = (const char *const *)fields->pdata,
                                   .fields_optional = TRUE };
  Reading reading = { query->path, options, fields, func, data };
  for (int turn = -360; turn <= 360; turn += 360)
    if (!read_turned(&reading, box, turn, error))
      return FALSE;
  return TRUE;
}
