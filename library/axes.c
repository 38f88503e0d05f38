#include "library/axes.h"

#include "library/known-places.h"

#include "data/base/error.h"
#include "data/geometry/proj.h"

#include <math.h>
#include <string.h>

#define LEAST_M 1.0 /* ends that are nearer are one point */

/* What names are looked up in. The places are loaded when the first name needs them. */
typedef struct {
  const SalientOptions *options;
  const SalPlaceQuery *query;
  GArray *places; /* NULL: not loaded */
  GPtrArray *remarks;
} Lookup;

static gboolean
refuse_form(const char *text, GError **error)
{
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "axis",
      "expected A>B as 'Avdiivka>Pokrovsk', each the name of a place or LON,LAT in degrees, got '%s'",
      quoted);
}

static gboolean
parse_number(const char *text, double most, double *number)
{
  char *end = NULL;
  *number = g_ascii_strtod(text, &end);
  return end != text && *end == '\0' && fabs(*number) <= most;
}

/* Whether the text is two numbers, whatever they are. */
static gboolean
looks_like_numbers(const char *text)
{
  return strchr(text, ',') != NULL && text[strspn(text, "0123456789.,+- \t")] == '\0';
}

static gboolean
parse_point(const char *text, SalPoint *point)
{
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  return g_strv_length(words) == 2 && parse_number(g_strstrip(words[0]), 180, &point->x) &&
         parse_number(g_strstrip(words[1]), 90, &point->y);
}

static gboolean
find_end(Lookup *lookup, const char *name, SalPoint *point, GError **error)
{
  char *remark = NULL;
  if (lookup->places == NULL)
    lookup->places = sal_known_places_load(lookup->options, *lookup->query, error);
  if (lookup->places == NULL)
    return FALSE;
  const SalAskedPlace asked = { lookup->places, name, "axis" };
  if (!sal_known_places_find(&asked, point, &remark, error))
    return FALSE;
  if (remark != NULL && g_ptr_array_find_with_equal_func(lookup->remarks, remark, g_str_equal, NULL))
    g_free(remark);
  else if (remark != NULL)
    g_ptr_array_add(lookup->remarks, remark);
  return TRUE;
}

static gboolean
check_length(const SalAxis *axis, GError **error)
{
  const double length_m = sal_geodesic_get_length_m(axis->line);
  g_autofree char *quoted = sal_error_quote(axis->name);
  if (length_m < LEAST_M)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "axis",
                                "expected two ends that lie apart, got '%s', which are one point", quoted);
  if (length_m > SAL_GEODESIC_MAX_KM * 1000.0)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "axis",
                                "expected ends at most %d km apart, got '%s' of %.0f km", SAL_GEODESIC_MAX_KM,
                                quoted, length_m / 1000);
  return TRUE;
}

static SalAxis *
read_axis(Lookup *lookup, const char *text, GError **error)
{
  g_auto(GStrv) ends = g_strsplit(text, ">", -1);
  SalPoint points[2];
  if (g_strv_length(ends) != 2 || *g_strstrip(ends[0]) == '\0' || *g_strstrip(ends[1]) == '\0') {
    refuse_form(text, error);
    return NULL;
  }
  for (guint i = 0; i < 2; i++) {
    if (parse_point(ends[i], &points[i]))
      continue;
    if (looks_like_numbers(ends[i])) {
      refuse_form(text, error);
      return NULL;
    }
    if (!find_end(lookup, ends[i], &points[i], error))
      return NULL;
  }
  g_autoptr(SalAxis) axis = sal_axis_new(g_strdup(ends[0]), points[0], g_strdup(ends[1]), points[1]);
  return check_length(axis, error) ? g_steal_pointer(&axis) : NULL;
}

static gboolean
read_axes(Lookup *lookup, GPtrArray *axes, GError **error)
{
  const GPtrArray *texts = lookup->options->axes;
  for (guint i = 0; texts->pdata[i] != NULL; i++) {
    SalAxis *axis = i < SAL_AXES_MAX ? read_axis(lookup, texts->pdata[i], error) : NULL;
    if (i == SAL_AXES_MAX)
      return sal_error_set_option(error, SAL_ERROR_USAGE, "axis", "expected at most %d of them, got more",
                                  SAL_AXES_MAX);
    if (axis == NULL)
      return FALSE;
    g_ptr_array_add(axes, axis);
  }
  return TRUE;
}

gboolean
sal_axes_resolve(const SalientOptions *options, const SalPlaceQuery *query, GPtrArray *remarks,
                 GPtrArray **resolved, GError **error)
{
  Lookup lookup = { options, query, NULL, remarks };
  *resolved = NULL;
  if (options->axes == NULL)
    return TRUE;
  if (!sal_proj_load(error))
    return FALSE;
  g_autoptr(GPtrArray) axes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_axis_free);
  const gboolean is_good = read_axes(&lookup, axes, error);
  g_clear_pointer(&lookup.places, g_array_unref);
  if (is_good)
    *resolved = g_steal_pointer(&axes);
  return is_good;
}
