#include "render/names/region-names.h"

#define STEP_MM 3.0
#define N_STEPS 5        /* to each side */
#define AWAY_PER_MM 0.05 /* cost of being away from the point */
#define MOST_COST 2.0    /* what hides more is left out */
#define IMPORTANCE 1.2   /* little more than a hamlet's */

/* Sets the label where it costs least near its point; FALSE: there is no such place. */
static gboolean
find_spot(const SalSites *sites, const SalLabelText *text, SalPoint at, SalLabel *label)
{
  double best = MOST_COST;
  SalLabel trial = *label;
  for (int row = -N_STEPS; row <= N_STEPS; row++)
    for (int column = -N_STEPS; column <= N_STEPS; column++) {
      const double dx = column * STEP_MM, dy = row * STEP_MM;
      double cost = AWAY_PER_MM * (ABS(dx) + ABS(dy));
      trial.x = at.x + dx;
      trial.y = at.y + dy + (text->above_mm - text->below_mm) / 2;
      sal_label_set_box(&trial, text, trial.x, trial.y);
      if (cost >= best || !sal_sites_are_free(sites, trial.box))
        continue;
      cost += sal_sites_measure(sites, trial.box);
      if (cost < best)
        best = cost, *label = trial;
    }
  return best < MOST_COST;
}

static void
place_kind(const SalMap *map, const SalLabelOptions *options, SalPlaceKind kind, SalSites *sites,
           GArray *labels)
{
  for (guint i = 0; i < options->regions->len; i++) {
    const SalPlace *place = &g_array_index(options->regions, SalPlace, i);
    SalPoint at;
    if (place->kind != kind || !sal_map_project_point(map, place->lon, place->lat, &at.x, &at.y))
      continue;
    SalLabel label = { .place = place, .text = place->name, .anchor = SAL_ANCHOR_MIDDLE };
    label.importance = IMPORTANCE - i * 1e-6; /* no two are equal: they keep their order */
    const SalLabelText text = sal_label_measure(&label, options->style);
    if (!find_spot(sites, &text, at, &label))
      continue;
    sal_sites_take(sites, label.box);
    g_array_append_val(labels, label);
  }
}

void
sal_region_names_place(const SalMap *map, const SalLabelOptions *options, SalSites *sites, GArray *labels)
{
  place_kind(map, options, SAL_PLACE_PROVINCE, sites, labels);
  place_kind(map, options, SAL_PLACE_DISTRICT, sites, labels);
}
