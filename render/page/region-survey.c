#include "render/page/region-survey.h"

#include "render/words/figures.h"

#include <math.h>

/* Where the name of a region stands among them; their number for SAL_REGION_NONE, -1 for the whole. */
static int
find_region(const SalRegions *regions, const char *name)
{
  const guint n = sal_regions_get_n_regions(regions);
  for (guint i = 0; i <= n; i++)
    if (sal_regions_get_name(regions, i) == name)
      return (int)i;
  return -1;
}

gboolean
sal_region_survey_is_of_note(const SalChange *change)
{
  const double held_m2 = MAX(change->area_from_m2, change->area_to_m2);
  return sal_figures_round_km2(NULL, MAX(held_m2, MAX(change->gained_m2, change->lost_m2)) / 1e6) > 0;
}

GPtrArray *
sal_region_survey_list(const SalRegions *regions, const GPtrArray *changes, const SalChange *change)
{
  GPtrArray *found = g_ptr_array_new();
  g_ptr_array_set_size(found, (int)sal_regions_get_n_regions(regions) + 1);
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *other = changes->pdata[i];
    if (other->class_name != change->class_name || other->period.from != change->period.from ||
        other->period.to != change->period.to)
      continue;
    const int region = find_region(regions, other->region);
    if (region >= 0)
      found->pdata[region] = (gpointer)other;
  }
  return found;
}

gboolean
sal_region_survey_is_rounded(const SalRegions *regions, const GPtrArray *changes, const SalChange *change,
                             const SalWords *words)
{
  g_autoptr(GPtrArray) found = sal_region_survey_list(regions, changes, change);
  g_autoptr(GArray) nets = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < found->len; i++) {
    const double net_km2 = found->pdata[i] != NULL ? sal_change_get_net_m2(found->pdata[i]) / 1e6 : 0;
    g_array_append_val(nets, net_km2);
  }
  return !sal_figures_add_up(words, (const double *)(void *)nets->data, nets->len,
                             sal_change_get_net_m2(change) / 1e6);
}

/* is_accepted: the whole is an accepted reset in that period. */
static void
count_kind(SalRegionSurvey *survey, const SalWords *words, const SalChange *change, gboolean is_accepted,
           double *largest_km2)
{
  const double net_km2 = sal_figures_compute(words, change).net_km2;
  survey->has_zero |= net_km2 == 0;
  survey->has_empty |= sal_figures_round_km2(words, change->area_to_m2 / 1e6) == 0;
  survey->has_redefined |= net_km2 != 0 && is_accepted;
  survey->has_gain |= net_km2 > 0 && !is_accepted;
  survey->has_loss |= net_km2 < 0 && !is_accepted;
  if (!is_accepted)
    *largest_km2 = MAX(*largest_km2, fabs(net_km2));
}

SalRegionSurvey *
sal_region_survey_new(const SalRegions *regions, const GPtrArray *changes, const char *class_name,
                      const SalWords *words)
{
  SalRegionSurvey *survey = g_new0(SalRegionSurvey, 1);
  const guint n = sal_regions_get_n_regions(regions);
  g_autofree int *places = g_new(int, changes->len);
  double largest_km2 = 0;
  survey->is_concerned = g_new0(guint8, n);
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    const int place = change->class_name == class_name ? find_region(regions, change->region) : -1;
    places[i] = place < (int)n ? place : -1;
    if (places[i] >= 0 && sal_region_survey_is_of_note(change))
      survey->is_concerned[place] = TRUE;
  }
  gboolean is_accepted = FALSE;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (change->class_name == class_name && *change->region == '\0')
      is_accepted = change->accepted;
    if (places[i] >= 0 && survey->is_concerned[places[i]])
      count_kind(survey, words, change, is_accepted, &largest_km2);
  }
  survey->scale = sal_region_scale_new(largest_km2, sal_figures_get_unit_km2(words));
  return survey;
}

void
sal_region_survey_free(SalRegionSurvey *survey)
{
  if (survey == NULL)
    return;
  g_free(survey->is_concerned);
  g_free(survey);
}
