#include "data/change/uncertainties.h"

#include "data/base/error.h"
#include "data/change/cutoff.h"
#include "data/change/difference.h"
#include "data/change/span.h"
#include "data/change/spread.h"

#include <math.h>

#define SLOTS (SAL_CUTOFF_VARIANTS + 1) /* of each change: its variants, and itself */
#define OWN SAL_CUTOFF_VARIANTS

/* What is measured of the parts of a change itself. */
typedef struct {
  double new_m, old_m, width_m;
  double net_m2[SAL_SPREAD_MODELS];
} Own;

typedef struct {
  const SalUncertaintyQuery *query;
  SalChanges *changes;
  GArray *spans; /* SalSpan; the owner is the change's index times SLOTS plus the slot */
  Own *own;      /* of each span; only those of changes themselves are set */
  SalSpreadModels models;
  SalNoFront no_front;
  SalDifferenceOptions difference;
} Search;

static SalChange *
get_change(const Search *search, guint i)
{
  return search->changes->changes->pdata[i];
}

static gboolean
is_whole(const SalChange *change)
{
  return change->region[0] == '\0';
}

static guint
find_class(const SalSeries *series, const char *class_name)
{
  const char *const *classes = sal_series_get_classes(series);
  guint c = 0;
  while (classes[c] != NULL && !g_str_equal(classes[c], class_name))
    c++;
  return c;
}

static gboolean
wants_own(const Search *search, const SalChange *change)
{
  return (search->query->position.is_stated || search->query->model) && !change->accepted &&
         !sal_change_has_same_snapshot(change);
}

/* What is to be said of a change before anything is measured, and the spans to be measured for it. */
static void
begin(Search *search, guint i)
{
  const SalSeries *series = search->query->series;
  SalChange *change = get_change(search, i);
  const SalCutoffQuery query = { series, search->query->options,
                                 sal_changes_find_steps(search->changes, series, change->class_name),
                                 find_class(series, change->class_name) };
  SalUncertainty *found = g_new0(SalUncertainty, 1);
  g_free(change->uncertainty);
  change->uncertainty = found;
  found->cutoff = (SalCutoff){ .why = SAL_UNSTATED_NOT_ASKED, .net_min_m2 = NAN, .net_max_m2 = NAN };
  if (search->query->cutoff)
    sal_cutoff_begin(&found->cutoff, change, &query, i * SLOTS, search->spans);
  const SalUnstated obstacle = change->accepted                       ? SAL_UNSTATED_ACCEPTED_RESET
                               : sal_change_has_same_snapshot(change) ? SAL_UNSTATED_SAME_SNAPSHOT
                                                                      : SAL_UNSTATED_NOT;
  found->position.why = search->query->position.is_stated ? obstacle : SAL_UNSTATED_NOT_STATED;
  found->model.why = search->query->model ? obstacle : SAL_UNSTATED_NOT_ASKED;
  if (!wants_own(search, change))
    return;
  const SalSpan own = { .from = sal_span_find_entry(series, change->from_snapshot),
                        .to = sal_span_find_entry(series, change->to_snapshot),
                        .class_index = query.class_index,
                        .owner = i * SLOTS + OWN };
  sal_spans_add_parts(search->spans, &own, series, query.steps);
}

static const SalGeometry *
get_polygons(const SalSnapshot *snapshot, guint class_index)
{
  return g_array_index(snapshot->areas, SalControlArea, class_index).polygons;
}

static double
measure_width_m(const Search *search, const SalGeometry *polygons)
{
  return sal_position_get_width_m(sal_area_measure(search->query->options->area_model, polygons),
                                  sal_outline_measure_m(polygons, NULL));
}

static void
measure_own(const Search *search, Own *own, const SalGeometry *from, const SalGeometry *to)
{
  if (search->query->position.is_stated) {
    sal_position_measure(from, to, &search->no_front, &own->new_m, &own->old_m);
    own->width_m = MAX(measure_width_m(search, from), measure_width_m(search, to));
  }
  if (search->query->model)
    sal_spread_measure(&search->models, from, to, own->net_m2);
}

static gboolean
measure(SalSpan *span, const SalSnapshot *from, const SalSnapshot *to, gpointer data)
{
  Search *search = data;
  SalDifference difference;
  if (span->owner % SLOTS == OWN) {
    measure_own(search, &search->own[span - (SalSpan *)(void *)search->spans->data],
                get_polygons(from, span->class_index), get_polygons(to, span->class_index));
    return TRUE;
  }
  if (!sal_difference_measure(&search->difference, from, to, span->class_index, &difference, NULL))
    return FALSE;
  span->gained_m2 = difference.gained_m2;
  span->lost_m2 = difference.lost_m2;
  span->net_m2 = difference.net_m2;
  return TRUE;
}

/* Adds up the parts of each change itself. Owned by the caller. */
static Own *
sum_own(const Search *search)
{
  Own *sums = g_new0(Own, search->changes->changes->len + 1);
  for (guint i = 0; i < search->spans->len; i++) {
    const SalSpan *span = &g_array_index(search->spans, SalSpan, i);
    Own *sum = &sums[span->owner / SLOTS];
    const Own *own = &search->own[i];
    if (span->owner % SLOTS != OWN)
      continue;
    sum->new_m += own->new_m;
    sum->old_m += own->old_m;
    sum->width_m = MAX(sum->width_m, own->width_m);
    for (guint k = 0; k < search->models.n; k++)
      sum->net_m2[k] += own->net_m2[k];
  }
  return sums;
}

/* Says that the area is narrower than the error in every period of a class. */
static gboolean
set_narrow_error(const Search *search, const char *class_name, double widest_m, GError **error)
{
  g_autofree char *quoted = sal_error_quote(class_name);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "position-error",
      "expected less than the width of the area, %.0f m (class '%s': twice its area by "
      "the length of its edges), got %g m; give how far off the source draws its front",
      floor(widest_m), quoted, search->query->position.error_m);
}

/* Whether the error that is stated is less than the width of each class's area in some period. Classes without any area
 * or change are no matter. */
static gboolean
check_width(const Search *search, const Own *sums, GError **error)
{
  const char *const *classes = sal_series_get_classes(search->query->series);
  for (guint c = 0; classes[c] != NULL; c++) {
    double widest_m = 0;
    for (guint i = 0; i < search->changes->changes->len; i++)
      if (g_str_equal(get_change(search, i)->class_name, classes[c]))
        widest_m = MAX(widest_m, sums[i].width_m);
    if (widest_m > 0 && widest_m <= search->query->position.error_m)
      return set_narrow_error(search, classes[c], widest_m, error);
  }
  return TRUE;
}

static void
end(const Search *search, guint i, const Own *sum)
{
  const SalChange *change = get_change(search, i);
  SalUncertainty *found = change->uncertainty;
  sal_cutoff_end(&found->cutoff, change);
  if (found->model.why == SAL_UNSTATED_NOT)
    sal_spread_set(&found->model, &search->models, sum->net_m2);
  if (found->position.why != SAL_UNSTATED_NOT)
    return;
  if (sum->width_m > 0 && sum->width_m <= search->query->position.error_m)
    found->position.why = SAL_UNSTATED_NARROW;
  else
    sal_position_set(&found->position, &search->query->position, sum->new_m, sum->old_m);
}

static gboolean
finish(const Search *search, GError **error)
{
  g_autofree Own *sums = sum_own(search);
  if (search->query->position.is_stated && !check_width(search, sums, error))
    return FALSE;
  for (guint i = 0; i < search->spans->len; i++) {
    const SalSpan *span = &g_array_index(search->spans, SalSpan, i);
    if (span->owner % SLOTS != OWN)
      sal_cutoff_add(&get_change(search, span->owner / SLOTS)->uncertainty->cutoff, span->owner % SLOTS,
                     span);
  }
  for (guint i = 0; i < search->changes->changes->len; i++)
    if (is_whole(get_change(search, i)))
      end(search, i, &sums[i]);
  return TRUE;
}

/* The edges of territory and area of interest; NULL: there is neither. */
static SalOutline *
make_border(const SalSeries *series)
{
  const SalGeometry *const areas[2] = { sal_series_get_territory(series), sal_series_get_aoi(series) };
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < G_N_ELEMENTS(areas); i++)
    if (areas[i] != NULL)
      sal_geometry_append(all, areas[i]);
  return sal_geometry_is_empty(all) ? NULL : sal_outline_new(all);
}

static gboolean
run(Search *search, const SalWork *work, GError **error)
{
  const SalUncertaintyQuery *query = search->query;
  if (query->model && !sal_spread_models_init(&search->models, query->options->area_model, error))
    return FALSE;
  for (guint i = 0; i < search->changes->changes->len; i++)
    if (is_whole(get_change(search, i)))
      begin(search, i);
  search->own = g_new0(Own, search->spans->len + 1);
  sal_spans_run(search->spans, query->series, measure, search, work);
  return finish(search, error);
}

gboolean
sal_uncertainties_find(SalChanges *changes, const SalUncertaintyQuery *query, const SalWork *work,
                       GError **error)
{
  g_autoptr(SalOutline) border = query->position.is_stated ? make_border(query->series) : NULL;
  Search search = { .query = query, .changes = changes, .spans = g_array_new(FALSE, FALSE, sizeof(SalSpan)) };
  search.no_front = (SalNoFront){ border, query->border };
  search.difference =
      (SalDifferenceOptions){ .model = query->options->area_model, .overlay = query->options->overlay };
  if (sal_series_get_territory(query->series) == NULL && sal_series_get_aoi(query->series) == NULL)
    search.difference.cache = sal_series_get_cache(query->series);
  const gboolean ok = run(&search, work, error);
  sal_spread_models_clear(&search.models);
  g_array_unref(search.spans);
  g_free(search.own);
  return ok;
}
