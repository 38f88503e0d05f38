#include "library/own-layers.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/dates/dates.h"
#include "data/geometry/wrap.h"
#include "data/source/raster.h"
#include "data/source/source.h"
#include "library/key-values.h"
#include "library/own-rasters.h"
#include "styles/schema.h"

#include <math.h>
#include <string.h>

#define LINE_MM 0.4
#define OUTLINE_MM 0.25
#define MARK_MM 2.2
#define MARK_OUTLINE_MM 0.2
#define HATCH_MM 0.25
#define HATCH_SPACING_MM 1.1
#define HATCH_ANGLE_DEG 45
#define FILL_OPACITY 0x38 /* of areas for which no fill is said */
#define MAX_LABEL_CHARS 80
#define MAX_MM 50
#define MAX_SCALE 1e9
#define MAX_VALUE 1e15 /* doubles tell whole numbers apart up to there */

/* What the keys of one layer say. Texts are NULL where the key is missing. */
typedef struct {
  char *source, *where, *stroke, *width, *dash, *fill, *hatch, *symbol, *size, *size_by, *arrow, *label,
      *label_size, *date, *dates, *below, *detail, *legend, *credit, *opacity, *hillshade, *z, *band,
      *stretch, *crs;
  GPtrArray *layers; /* utf8 */
} Said;

/* What all layers of a run are read with; lent. */
typedef struct {
  const SalientOptions *options;
  const SalStyle *style;
  const SalPageSize *size;
} Context;

static const SalColor RASTER_SWATCH = { 0x99, 0x99, 0x99, 0xFF };

#define SAID(field) G_STRUCT_OFFSET(Said, field)

typedef enum { FOR_BOTH, FOR_FEATURES, FOR_RASTERS } Kind;

/* `layer` may be given again and has no field of its own. */
static const struct {
  const char *name;
  gsize offset;
  Kind kind; /* of sources */
} keys[] = {
  { "where", SAID(where), FOR_FEATURES },
  { "stroke", SAID(stroke), FOR_FEATURES },
  { "width", SAID(width), FOR_FEATURES },
  { "dash", SAID(dash), FOR_FEATURES },
  { "fill", SAID(fill), FOR_FEATURES },
  { "hatch", SAID(hatch), FOR_FEATURES },
  { "symbol", SAID(symbol), FOR_FEATURES },
  { "size", SAID(size), FOR_FEATURES },
  { "size-by", SAID(size_by), FOR_FEATURES },
  { "arrow", SAID(arrow), FOR_FEATURES },
  { "label", SAID(label), FOR_FEATURES },
  { "label-size", SAID(label_size), FOR_FEATURES },
  { "date", SAID(date), FOR_FEATURES },
  { "dates", SAID(dates), FOR_FEATURES },
  { "below", SAID(below), FOR_BOTH },
  { "detail", SAID(detail), FOR_BOTH },
  { "legend", SAID(legend), FOR_BOTH },
  { "credit", SAID(credit), FOR_BOTH },
  { "hillshade", SAID(hillshade), FOR_RASTERS },
  { "z", SAID(z), FOR_RASTERS },
  { "opacity", SAID(opacity), FOR_RASTERS },
  { "band", SAID(band), FOR_RASTERS },
  { "stretch", SAID(stretch), FOR_RASTERS },
  { "crs", SAID(crs), FOR_RASTERS },
  { "layer", 0, FOR_BOTH },
};

static void
said_clear(Said *said)
{
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    if (keys[i].offset > 0)
      g_free(G_STRUCT_MEMBER(char *, said, keys[i].offset));
  g_free(said->source);
  g_clear_pointer(&said->layers, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Said, said_clear)

char *
sal_own_layers_get_source(const char *text)
{
  return sal_key_values_take_value(&text, SAL_OWN_LAYERS_BARE_KEY);
}

static gboolean
set_unknown_key(const char *key, GError **error)
{
  const char *names[G_N_ELEMENTS(keys) + 1] = { NULL };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    names[i] = keys[i].name;
  return sal_key_values_set_unknown(key, "draw", names, error);
}

/* Takes value. */
static gboolean
take_value(Said *said, const char *key, char *value, GError **error)
{
  g_autofree char *owned = value;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!g_str_equal(keys[i].name, key))
      continue;
    if (keys[i].offset == 0) {
      g_ptr_array_insert(said->layers, (gint)said->layers->len, g_steal_pointer(&owned));
      return TRUE;
    }
    char **place = &G_STRUCT_MEMBER(char *, said, keys[i].offset);
    if (*place != NULL)
      return sal_error_set_option(error, SAL_ERROR_USAGE, "draw", "%s: expected it once, got it again", key);
    *place = g_steal_pointer(&owned);
    return TRUE;
  }
  return set_unknown_key(key, error);
}

static gboolean
split(const char *text, Said *said, GError **error)
{
  said->layers = g_ptr_array_new_null_terminated(2, g_free, TRUE);
  said->source = sal_key_values_take_value(&text, SAL_OWN_LAYERS_BARE_KEY);
  if (*said->source == '\0')
    return sal_error_set_option(error, SAL_ERROR_USAGE, "draw",
                                "expected SOURCE[,KEY=VALUE...], got no source");
  while (*text != '\0') {
    g_autofree char *key = sal_key_values_take_key(&text);
    if (!take_value(said, key, sal_key_values_take_value(&text, SAL_OWN_LAYERS_BARE_KEY), error))
      return FALSE;
  }
  return TRUE;
}

/* Looks */

static gboolean
set_wrong(const Said *said, const char *key, const char *expected, const char *value, GError **error)
{
  g_autofree char *place = sal_error_quote_path(said->source), *quoted = sal_error_quote(value);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "draw", "%s: %s: expected %s, got '%s'", place, key,
                              expected, quoted);
}

/* Each leaves the result alone where the key is missing. */
static gboolean
read_color(const Said *said, const char *key, const char *value, SalColor *color, GError **error)
{
  return value == NULL || sal_color_parse(value, color) ||
         set_wrong(said, key, "#RGB, #RRGGBB, #RRGGBBAA or none", value, error);
}

static gboolean
read_number(const Said *said, const char *key, const char *value, double most, double *number, GError **error)
{
  char *end = NULL;
  const double read = value != NULL ? g_ascii_strtod(value, &end) : 0;
  if (value == NULL)
    return TRUE;
  if (end != value && *end == '\0' && read > 0 && read <= most) {
    *number = read;
    return TRUE;
  }
  g_autofree char *expected = g_strdup_printf("a number above 0, up to %g", most);
  return set_wrong(said, key, expected, value, error);
}

/* The number of a word among names; `choice` stays where the key is missing. */
static gboolean
read_choice(const Said *said, const char *key, const char *value, const char *const *names, guint *choice,
            GError **error)
{
  for (guint i = 0; value != NULL && names[i] != NULL; i++)
    if (g_str_equal(names[i], value)) {
      *choice = i;
      return TRUE;
    }
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *expected = g_strconcat("one of ", list, NULL);
  return value == NULL || set_wrong(said, key, expected, value, error);
}

/* "1.6/0.8": lengths in millimetres, on and off. */
static gboolean
read_dash(const Said *said, SalLineStyle *line, GError **error)
{
  if (said->dash == NULL)
    return TRUE;
  g_auto(GStrv) parts = g_strsplit(said->dash, "/", -1);
  const guint n = g_strv_length(parts);
  if (n != 2 && n != 4)
    return set_wrong(said, "dash", "two or four lengths in mm, such as 1.6/0.8", said->dash, error);
  for (guint i = 0; i < n; i++)
    if (!read_number(said, "dash", parts[i], MAX_MM, &line->dash_mm[i], error))
      return FALSE;
  line->n_dash = n;
  return TRUE;
}

static gboolean
read_arrow(const Said *said, SalOwnLayer *own, GError **error)
{
  static const char *const names[] = { "none", "end", "start", "both", NULL };
  guint choice = 0;
  if (!read_choice(said, "arrow", said->arrow, names, &choice, error))
    return FALSE;
  own->has_end_arrow = choice == 1 || choice == 3;
  own->has_start_arrow = choice == 2 || choice == 3;
  return TRUE;
}

static gboolean
read_colors(const Said *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  SalColor stroke = style->legend_text.color, hatch = { 0 };
  if (!read_color(said, "stroke", said->stroke, &stroke, error) ||
      !read_color(said, "hatch", said->hatch, &hatch, error))
    return FALSE;
  own->line.color = own->area.outline.color = own->mark.fill = own->area.fill = stroke;
  own->area.fill.a = hatch.a > 0 ? 0 : MIN(stroke.a, FILL_OPACITY);
  if (!read_color(said, "fill", said->fill, &own->area.fill, error) ||
      !read_color(said, "fill", said->fill, &own->mark.fill, error))
    return FALSE;
  if (hatch.a > 0)
    own->area.hatch = (SalHatchStyle){ hatch, HATCH_ANGLE_DEG, HATCH_SPACING_MM, HATCH_MM };
  own->mark.outline = (SalLineStyle){ .color = style->land.fill, .width_mm = MARK_OUTLINE_MM };
  if (own->mark.fill.a == 0)
    own->mark.outline.color = stroke;
  own->text = style->place_text[SAL_STYLE_PLACE_RANKS - 1];
  if (said->stroke != NULL && stroke.a == 255)
    own->text.color = stroke;
  return TRUE;
}

static gboolean
read_look(const Said *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  guint symbol = SAL_SYMBOL_CIRCLE;
  own->line.width_mm = LINE_MM, own->area.outline.width_mm = OUTLINE_MM, own->symbol_mm = MARK_MM;
  if (!read_colors(said, own, style, error) ||
      !read_number(said, "width", said->width, MAX_MM, &own->line.width_mm, error) ||
      !read_number(said, "width", said->width, MAX_MM, &own->area.outline.width_mm, error) ||
      !read_number(said, "size", said->size, MAX_MM, &own->symbol_mm, error) ||
      !read_number(said, "label-size", said->label_size, 100, &own->text.size_pt, error) ||
      !read_dash(said, &own->line, error) || !read_arrow(said, own, error) ||
      !read_choice(said, "symbol", said->symbol, sal_symbol_list_names(), &symbol, error))
    return FALSE;
  memcpy(own->area.outline.dash_mm, own->line.dash_mm, sizeof own->line.dash_mm);
  own->area.outline.n_dash = own->line.n_dash;
  own->symbol = (SalSymbol)symbol;
  own->is_sized = said->size_by != NULL;
  return TRUE;
}

/* Places are drawn last of what has meaning, so that names stay legible. */
static gboolean
read_place(const Said *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  static const char *const dates[] = { "within", "until", NULL };
  guint below = own->raster != NULL ? sal_own_rasters_find_place(own->raster, style)
                : own->has_polygons && !own->has_points && !own->has_lines ? SAL_STYLE_LAYER_CLASSES
                                                                           : SAL_STYLE_LAYER_PLACES,
        choice = SAL_OWN_WITHIN;
  if (!read_choice(said, "below", said->below, sal_style_list_layers(), &below, error) ||
      !read_choice(said, "dates", said->dates, dates, &choice, error) ||
      !read_number(said, "detail", said->detail, MAX_SCALE, &own->least_scale, error))
    return FALSE;
  if (said->dates != NULL && said->date == NULL)
    return set_wrong(said, "dates", "the key 'date' with it", said->dates, error);
  own->below = (SalStyleLayer)below, own->dates = (SalOwnDates)choice;
  for (guint i = 0; i < style->n_layers; i++)
    if (style->layers[i] == own->below)
      return TRUE;
  return set_wrong(said, "below", "a layer that the style draws", sal_style_list_layers()[below], error);
}

/* Features */

/* The wanted fields, and where their values stand; -1: it is not wanted. */
typedef struct {
  const char *names[4];
  int label, value, date;
} Fields;

static int
want(Fields *fields, guint *n, const char *name)
{
  if (name == NULL)
    return -1;
  fields->names[*n] = name;
  return (int)(*n)++;
}

static gboolean
is_dated_by_file(const Said *said)
{
  return g_strcmp0(said->date, "file") == 0;
}

static Fields
list_fields(const Said *said)
{
  Fields fields = { { NULL }, -1, -1, -1 };
  guint n = 0;
  fields.label = want(&fields, &n, said->label);
  fields.value = want(&fields, &n, said->size_by);
  fields.date = is_dated_by_file(said) ? -1 : want(&fields, &n, said->date);
  return fields;
}

static const char *
get_value(const SalFeature *feature, int index)
{
  const char *value = index >= 0 && feature->values != NULL ? feature->values[index] : NULL;
  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
set_bad_value(const SalFeature *feature, const char *field, const char *expected, const char *value,
              GError **error)
{
  g_autofree char *field_quoted = sal_error_quote(field),
                  *quoted = sal_error_quote(value != NULL ? value : "");
  return sal_error_set(error, SAL_ERROR_FORMAT, "feature %u: field '%s': expected %s, got '%s'",
                       feature->number, field_quoted, expected, quoted);
}

static gboolean
read_feature_value(const SalFeature *feature, const char *field, int index, double *number, GError **error)
{
  const char *value = get_value(feature, index);
  char *end = NULL;
  if (index < 0 || value == NULL)
    return TRUE;
  *number = g_ascii_strtod(value, &end);
  return (end != value && *end == '\0' && *number >= 0 && *number <= MAX_VALUE) ||
         set_bad_value(feature, field, "a number from 0 to 1e15", value, error);
}

static gboolean
read_feature_day(const SalFeature *feature, const Said *said, int index, const char *time_zone, SalDay *day,
                 GError **error)
{
  const char *value = get_value(feature, index);
  SalDate date;
  if (index < 0)
    return TRUE;
  if (value == NULL || !sal_date_parse(value, time_zone, &date, NULL))
    return set_bad_value(feature, said->date, "a date such as 2024-08-01", value, error);
  *day = date.day;
  return TRUE;
}

static SalGeometry *
copy(const SalGeometry *geometry)
{
  return geometry != NULL && !sal_geometry_is_empty(geometry) ? sal_geometry_copy(geometry) : NULL;
}

static void
feature_discard(SalOwnFeature *feature)
{
  g_autoptr(SalOwnLayer) unused = sal_own_layer_new();
  if (feature != NULL)
    sal_own_layer_add(unused, feature);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOwnFeature, feature_discard)

static gboolean
add_feature(SalOwnLayer *own, const SalFeature *feature, const Said *said, SalDay file_day,
            const char *time_zone, GError **error)
{
  const Fields fields = list_fields(said);
  g_autoptr(SalOwnFeature) added = g_new0(SalOwnFeature, 1);
  const char *label = get_value(feature, fields.label);
  added->day = file_day;
  if (!read_feature_value(feature, said->size_by, fields.value, &added->value, error) ||
      !read_feature_day(feature, said, fields.date, time_zone, &added->day, error))
    return FALSE;
  added->points = copy(feature->points), added->lines = copy(feature->lines);
  added->polygons = copy(feature->polygons);
  if (added->lines != NULL)
    sal_wrap_lines(added->lines);
  if (added->points == NULL && added->lines == NULL && added->polygons == NULL)
    return TRUE;
  added->label = label != NULL ? sal_plain_show(label, MAX_LABEL_CHARS) : NULL;
  sal_own_layer_add(own, g_steal_pointer(&added));
  return TRUE;
}

/* Prefixes the file, except where the error is about an option already. */
static gboolean
blame_file(const char *path, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", quoted);
  return sal_error_blame(error, "draw");
}

static gboolean
read_file(SalOwnLayer *own, const char *path, const Said *said, SalDay day, const SalientOptions *options,
          GError **error)
{
  const Fields fields = list_fields(said);
  const SalReadOptions read = { .layers =
                                    said->layers->len > 0 ? (const char *const *)said->layers->pdata : NULL,
                                .where = said->where,
                                .fields = fields.names[0] != NULL ? fields.names : NULL,
                                .max_bytes = (guint64)(options->max_size * 1024 * 1024) };
  g_autoptr(SalFeatures) features = sal_source_read(path, &read, error);
  if (features == NULL)
    return blame_file(path, error);
  for (guint i = 0; i < features->features->len; i++)
    if (!add_feature(own, features->features->pdata[i], said, day, options->time_zone, error))
      return blame_file(path, error);
  return TRUE;
}

/* The days in the names of files (SalDate); NULL and no error where they are not asked for. */
static gboolean
find_file_days(const Said *said, const GPtrArray *paths, const char *time_zone, GArray **days, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  if (!is_dated_by_file(said))
    return TRUE;
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add(names, (gpointer)sal_source_get_base_name(paths->pdata[i]));
  const SalDateQuery query = { .names = (const char *const *)names->pdata,
                               .n = names->len,
                               .time_zone = time_zone };
  *days = sal_dates_find(&query, NULL, error);
  return *days != NULL || sal_error_blame(error, "draw");
}

static gboolean
read_features(SalOwnLayer *own, const Said *said, const SalientOptions *options, GError **error)
{
  SalListing listing = { .max_bytes = (guint64)(options->max_size * 1024 * 1024) };
  g_autoptr(GPtrArray) paths = sal_source_expand(said->source, &listing, error);
  g_autoptr(GArray) days = NULL;
  if (paths == NULL)
    return sal_error_blame(error, "draw");
  if (!find_file_days(said, paths, options->time_zone, &days, error))
    return FALSE;
  for (guint i = 0; i < paths->len; i++) {
    const SalDay day = days != NULL ? g_array_index(days, SalDate, i).day : SAL_DAY_NONE;
    if (!read_file(own, paths->pdata[i], said, day, options, error))
      return FALSE;
  }
  if (own->features->len > 0)
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(said->source);
  return sal_error_set_option(error, SAL_ERROR_FORMAT, "draw",
                              "%s: expected points, lines or areas, got no feature with a geometry%s", quoted,
                              said->where != NULL ? " that passes where" : "");
}

/* Layers */

/* "roads" of "data/roads.gpkg" */
static char *
find_title(const Said *said)
{
  if (said->legend != NULL && *said->legend != '\0' && !g_str_equal(said->legend, "none"))
    return sal_plain_show(said->legend, MAX_LABEL_CHARS);
  g_autofree char *base = g_path_get_basename(said->source);
  char *dot = strchr(base + 1, '.');
  if (dot != NULL)
    *dot = '\0';
  return sal_plain_show(base, MAX_LABEL_CHARS);
}

static gboolean
has_id(const GPtrArray *layers, const char *id)
{
  for (guint i = 0; i < layers->len; i++)
    if (g_str_equal(((const SalOwnLayer *)layers->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static char *
make_id(const GPtrArray *layers, const char *title)
{
  g_autofree char *plain = sal_id_new("own", title);
  char *id = g_strdup(plain);
  for (guint n = 2; has_id(layers, id); n++) {
    g_free(id);
    id = g_strdup_printf("%s-%u", plain, n);
  }
  return id;
}

/* A GeoPackage is one if a key says so that only rasters have. */
static gboolean
is_raster(const Said *said)
{
  gboolean has_key = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
    has_key |= keys[i].kind == FOR_RASTERS && G_STRUCT_MEMBER(const char *, said, keys[i].offset) != NULL;
  return sal_raster_is_name(said->source) || (has_key && sal_raster_may_be(said->source));
}

/* No key that suits other sources alone. */
static gboolean
check_keys(const Said *said, Kind kind, GError **error)
{
  static const char *const sources[] = {
    [FOR_FEATURES] = "lines, areas and points", [FOR_RASTERS] = "rasters"
  };
  for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
    const char *value = keys[i].offset > 0 ? G_STRUCT_MEMBER(const char *, said, keys[i].offset) : NULL;
    if (value == NULL || keys[i].kind == FOR_BOTH || keys[i].kind == kind)
      continue;
    g_autofree char *place = sal_error_quote_path(said->source);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "draw",
                                "%s: expected keys of %s, got '%s', which is one of %s", place, sources[kind],
                                keys[i].name, sources[keys[i].kind]);
  }
  return TRUE;
}

static gboolean
load_raster(SalOwnLayer *own, const Said *said, const Context *context, GError **error)
{
  const SalOwnRasterKeys raster_keys = {
    said->source,    said->layers->len > 0 ? said->layers->pdata[0] : NULL,
    said->crs,       said->opacity,
    said->hillshade, said->z,
    said->band,      said->stretch
  };
  if (!check_keys(said, FOR_RASTERS, error))
    return FALSE;
  own->raster = sal_own_rasters_load(&raster_keys, context->options, context->size, error);
  own->area = (SalAreaStyle){ .fill = RASTER_SWATCH };
  return own->raster != NULL;
}

static gboolean
load_features(SalOwnLayer *own, const Said *said, const Context *context, GError **error)
{
  return check_keys(said, FOR_FEATURES, error) && read_look(said, own, context->style, error) &&
         read_features(own, said, context->options, error);
}

/* A raster has a legend entry only if its text is said. */
static gboolean
has_entry(const SalOwnLayer *own, const Said *said)
{
  if (said->legend == NULL)
    return own->raster == NULL;
  return !g_str_equal(said->legend, "none");
}

static gboolean
load(GPtrArray *layers, const char *text, const Context *context, GError **error)
{
  g_auto(Said) said = { 0 };
  g_autoptr(SalOwnLayer) own = sal_own_layer_new();
  if (!split(text, &said, error) ||
      !(is_raster(&said) ? load_raster(own, &said, context, error)
                         : load_features(own, &said, context, error)) ||
      !read_place(&said, own, context->style, error))
    return FALSE;
  sal_own_layer_join(own);
  own->title = find_title(&said);
  own->id = make_id(layers, own->title);
  own->has_entry = has_entry(own, &said);
  own->credit =
      said.credit != NULL && *said.credit != '\0' ? sal_plain_show(said.credit, MAX_LABEL_CHARS) : NULL;
  g_ptr_array_add(layers, g_steal_pointer(&own));
  return TRUE;
}

GPtrArray *
sal_own_layers_load(const SalientOptions *options, const SalStyle *style, const SalPageSize *size,
                    GError **error)
{
  const Context context = { options, style, size };
  g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_own_layer_free);
  const char *const *texts = sal_options_get_strings(options->draw);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!load(layers, texts[i], &context, error))
      return NULL;
  return g_steal_pointer(&layers);
}
