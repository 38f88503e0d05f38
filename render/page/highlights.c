#include "render/page/highlights.h"

#define LEAST_SHARE 0.05 /* of all that changed in the period */

typedef struct {
  const SalChange *change;
  GArray *groups;   /* SalChangeGroup */
  GHashTable *news; /* a set of SalPlace */
} Period;

struct _SalHighlights {
  GArray *periods; /* Period */
  GHashTable *news;
};

static void
period_clear(gpointer data)
{
  Period *period = data;
  g_array_unref(period->groups);
  g_hash_table_unref(period->news);
}

/* Whether the middle of a group's largest part is drawn and in the frame. */
static gboolean
is_shown(const SalHighlightsOptions *options, const SalChangeGroup *group, const SalGeometry *polygons)
{
  double x, y;
  const SalPoint middle = sal_geometry_get_inner_point(polygons, g_array_index(group->polygons, guint, 0));
  if (options->clip != NULL &&
      !sal_geometry_contains(sal_tiling_get_tile(options->clip, 0), middle.x, middle.y))
    return FALSE;
  return sal_map_project_point(options->map, middle.x, middle.y, &x, &y);
}

/* Whether most of a group does. */
static gboolean
lies_in_borderland(const SalHighlightsOptions *options, const SalChange *change, const SalChangeGroup *group)
{
  const SalGeometry *polygons = group->is_lost ? change->lost : change->gained;
  double m2 = 0;
  for (guint i = 0; options->borderland != NULL && i < group->polygons->len; i++) {
    const guint polygon = g_array_index(group->polygons, guint, i);
    if (!sal_borderland_has(options->borderland, change, group->is_lost, polygon))
      continue;
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(polygons, polygon);
    m2 += sal_area_measure(options->area_model, one);
  }
  return m2 > group->area_m2 / 2;
}

/* Removes all groups that are small or not shown, and all but the n largest. */
static void
keep_largest(GArray *groups, const SalChange *change, const SalHighlightsOptions *options)
{
  double all_m2 = 0;
  for (guint i = 0; i < groups->len; i++)
    all_m2 += g_array_index(groups, SalChangeGroup, i).area_m2;
  guint i = 0;
  while (i < groups->len && i < MAX(options->n, 1)) {
    const SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, i);
    if (group->area_m2 < LEAST_SHARE * all_m2)
      break;
    if (!lies_in_borderland(options, change, group) &&
        is_shown(options, group, group->is_lost ? change->lost : change->gained))
      i++;
    else
      g_array_remove_index(groups, i);
  }
  g_array_set_size(groups, i);
}

/* Places that the user forces are news of every page. */
static void
add_forced(GHashTable *news, const GArray *places)
{
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    if (place->is_forced)
      g_hash_table_add(news, (gpointer)place);
  }
}

static Period
make_period(const SalChange *change, const SalHighlightsOptions *options)
{
  Period period = { change, NULL, g_hash_table_new(NULL, NULL) };
  const gboolean has_groups = !change->accepted && options->area_model != NULL;
  period.groups = sal_change_groups_find(has_groups ? change->gained : NULL, has_groups ? change->lost : NULL,
                                         options->area_model);
  keep_largest(period.groups, change, options);
  add_forced(period.news, options->places);
  sal_change_groups_find_places(period.groups, change->gained, change->lost, options->places);
  for (guint i = 0; i < period.groups->len; i++) {
    const SalChangeGroup *group = &g_array_index(period.groups, SalChangeGroup, i);
    if (group->nearby.place != NULL)
      g_hash_table_add(period.news, (gpointer)group->nearby.place);
  }
  return period;
}

SalHighlights *
sal_highlights_new(const SalRun *run, const SalHighlightsOptions *options)
{
  SalHighlights *highlights = g_new0(SalHighlights, 1);
  highlights->periods = g_array_new(FALSE, FALSE, sizeof(Period));
  highlights->news = g_hash_table_new(NULL, NULL);
  g_array_set_clear_func(highlights->periods, period_clear);
  for (guint i = 0; i < run->changes->len; i++) {
    const Period period = make_period(run->changes->pdata[i], options);
    GHashTableIter iter;
    gpointer place;
    g_hash_table_iter_init(&iter, period.news);
    while (g_hash_table_iter_next(&iter, &place, NULL))
      g_hash_table_add(highlights->news, place);
    g_array_append_val(highlights->periods, period);
  }
  return highlights;
}

void
sal_highlights_free(SalHighlights *highlights)
{
  if (highlights == NULL)
    return;
  g_array_unref(highlights->periods);
  g_hash_table_unref(highlights->news);
  g_free(highlights);
}

static const Period *
find_period(const SalHighlights *highlights, const SalChange *change)
{
  for (guint i = 0; i < highlights->periods->len; i++) {
    const Period *period = &g_array_index(highlights->periods, Period, i);
    if (period->change == change)
      return period;
  }
  return NULL;
}

const GArray *
sal_highlights_get_groups(const SalHighlights *highlights, const SalChange *change)
{
  const Period *period = find_period(highlights, change);
  return period != NULL ? period->groups : NULL;
}

GHashTable *
sal_highlights_get_news(const SalHighlights *highlights, const SalChange *change)
{
  const Period *period = find_period(highlights, change);
  return period != NULL ? period->news : NULL;
}

GHashTable *
sal_highlights_get_all_news(const SalHighlights *highlights)
{
  return highlights->news;
}

void
sal_highlights_add_news(SalHighlights *highlights, const SalChange *change, const SalPlace *place)
{
  const Period *period = find_period(highlights, change);
  if (period == NULL)
    return;
  g_hash_table_add(period->news, (gpointer)place);
  g_hash_table_add(highlights->news, (gpointer)place);
}
