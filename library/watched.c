#include "library/watched.h"

#include "library/outputs.h"

#include "data/base/error.h"
#include "data/geometry/locating.h"

#include <string.h>

#define PLACES_MAX 500000

gboolean
sal_watched_is_wanted(const SalientOptions *options)
{
  if (options->places == NULL)
    return FALSE;
  return options->task == SALIENT_PLACES || options->task == SALIENT_MEASURE ||
         (sal_task_draws_changes(options->task) &&
          (g_strcmp0(options->place_marks, "none") != 0 || sal_outputs_have_format(options, SAL_TABLE_JSON)));
}

static SalPlace *
get_place(const GArray *places, guint i)
{
  return &g_array_index(places, SalPlace, i);
}

/* Keeps the places whose flag is set, in their order. Returns how many are left out. */
static guint
keep(GArray *places, const guint8 *flags)
{
  guint n = 0;
  const guint n_before = places->len;
  for (guint i = 0; i < n_before; i++) {
    if (flags[i]) {
      const SalPlace kept = *get_place(places, i);
      if (n != i) {
        *get_place(places, i) = (SalPlace){ 0 };
        *get_place(places, n) = kept;
      }
      n++;
    } else {
      sal_place_clear(get_place(places, i));
      *get_place(places, i) = (SalPlace){ 0 };
    }
  }
  g_array_set_size(places, n);
  return n_before - n;
}

static void
remark(GPtrArray *remarks, guint n, guint n_before, const char *why)
{
  if (n > 0 && remarks != NULL)
    g_ptr_array_add(remarks, g_strdup_printf("places: left out %u of %u: %s", n, n_before, why));
}

static void
keep_settlements(GArray *places, GPtrArray *remarks)
{
  const guint n = places->len;
  g_autofree guint8 *flags = g_new0(guint8, n + 1);
  for (guint i = 0; i < n; i++)
    flags[i] = get_place(places, i)->kind == SAL_PLACE_SETTLEMENT;
  remark(remarks, keep(places, flags), n, "rivers, waters and areas, which have no one holder");
}

static gboolean
is_same(const SalPlace *a, const SalPlace *b)
{
  return a->lon == b->lon && a->lat == b->lat && strcmp(a->name, b->name) == 0;
}

/* Places are sorted, so that those of one name and point are neighbours if they are as important. */
static void
keep_one_of_each(GArray *places, GPtrArray *remarks)
{
  const guint n = places->len;
  g_autofree guint8 *flags = g_new0(guint8, n + 1);
  for (guint i = 0; i < n; i++)
    flags[i] = i == 0 || !is_same(get_place(places, i), get_place(places, i - 1));
  remark(remarks, keep(places, flags), n, "they have the name and the point of another one");
}

static void
keep_inside(GArray *places, const SalGeometry *polygons, const char *why, GPtrArray *remarks)
{
  const guint n = places->len;
  if (polygons == NULL)
    return;
  g_autofree guint8 *flags = g_new0(guint8, n + 1);
  g_autofree SalPoint *points = g_new(SalPoint, n + 1);
  g_autofree SalWhere *where = g_new(SalWhere, n + 1);
  for (guint i = 0; i < n; i++)
    points[i] = (SalPoint){ get_place(places, i)->lon, get_place(places, i)->lat };
  g_autoptr(SalPointSet) set = sal_point_set_new(points, n);
  sal_point_set_locate(set, polygons, where);
  for (guint i = 0; i < n; i++)
    flags[i] = where[i] != SAL_WHERE_OUTSIDE;
  remark(remarks, keep(places, flags), n, why);
}

static gboolean
check_number(const GArray *places, guint n_read, GError **error)
{
  if (places->len > 0 && places->len <= PLACES_MAX)
    return TRUE;
  if (places->len == 0)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "places",
        "expected settlements with a point or polygon where the areas are looked at, got none "
        "of %u places",
        n_read);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "places",
                              "expected at most %d places, got %u (" SAL_OPTION("aoi") " keeps those inside)",
                              PLACES_MAX, places->len);
}

GArray *
sal_watched_load(const SalPlan *plan, const SalSeries *series, GPtrArray *remarks, GError **error)
{
  const SalientOptions *options = plan->options;
  const gboolean is_ledger = options->task == SALIENT_PLACES;
  GPtrArray *told = is_ledger ? remarks : NULL;
  const SalPlaceQuery query = { .box = { -180, -90, 180, 90 },
                                .lang = options->lang,
                                .spellings = options->spellings,
                                .files = (const char *const *)options->places->pdata,
                                .keeps_all = TRUE };
  g_autoptr(GArray) places = sal_places_load(&query, told, error);
  if (places == NULL) {
    sal_error_blame(error, "places");
    return NULL;
  }
  const guint n_read = places->len;
  keep_settlements(places, told);
  keep_one_of_each(places, told);
  keep_inside(places, sal_series_get_territory(series), "they lie outside of " SAL_OPTION("territory"), told);
  keep_inside(places, sal_series_get_aoi(series), "they lie outside of " SAL_OPTION("aoi"), told);
  if (!is_ledger && places->len > PLACES_MAX) {
    g_ptr_array_add(remarks,
                    g_strdup_printf("places: %u are too many to look up who holds them", places->len));
    g_array_set_size(places, 0);
  }
  return !is_ledger || check_number(places, n_read, error) ? g_steal_pointer(&places) : NULL;
}
