#include "library/own-features.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/dates/dates.h"
#include "data/geometry/wrap.h"
#include "data/source/source.h"

#define MAX_VALUE 1e15 /* doubles tell whole numbers apart up to there */

/* The wanted fields, and where their values stand; -1: it is not wanted. */
typedef struct {
  const char *names[5];
  int label, value, date, kind;
} Fields;

static int
want(Fields *fields, guint *n, const char *name)
{
  if (name == NULL)
    return -1;
  fields->names[*n] = name;
  return (int)(*n)++;
}

static Fields
list_fields(const SalOwnKeys *said)
{
  Fields fields = { { NULL }, -1, -1, -1, -1 };
  guint n = 0;
  fields.label = want(&fields, &n, said->label);
  fields.value = want(&fields, &n, said->size_by);
  fields.kind = want(&fields, &n, said->by);
  fields.date = sal_own_keys_are_dated_by_file(said) ? -1 : want(&fields, &n, said->date);
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
read_feature_day(const SalFeature *feature, const SalOwnKeys *said, int index, const char *time_zone,
                 SalDay *day, GError **error)
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
add_feature(SalOwnLayer *own, const SalFeature *feature, const SalOwnKeys *said, SalDay file_day,
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
  added->kind = g_strdup(get_value(feature, fields.kind));
  added->label = label != NULL ? sal_plain_show(label, SAL_OWN_LABEL_CHARS) : NULL;
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
read_file(SalOwnLayer *own, const char *path, const SalOwnKeys *said, SalDay day,
          const SalientOptions *options, GError **error)
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

gboolean
sal_own_features_read(SalOwnLayer *own, const SalOwnKeys *said, const SalientOptions *options, GError **error)
{
  SalListing listing = { .max_bytes = (guint64)(options->max_size * 1024 * 1024) };
  g_autoptr(GPtrArray) paths = sal_source_expand(said->source, &listing, error);
  g_autoptr(GArray) days = NULL;
  if (paths == NULL)
    return sal_error_blame(error, "draw");
  if (!sal_own_keys_find_days(said, paths, options->time_zone, &days, error))
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
