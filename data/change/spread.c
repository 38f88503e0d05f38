#include "data/change/spread.h"

#include <math.h>

static gboolean
has_model(const SalSpreadModels *models, const char *name)
{
  for (guint i = 0; i < models->n; i++)
    if (g_str_equal(sal_area_model_get_name(models->models[i]), name))
      return TRUE;
  return FALSE;
}

gboolean
sal_spread_models_init(SalSpreadModels *models, const SalAreaModel *own, GError **error)
{
  static const char *const names[] = { "ellipsoid", "sphere", "geodesic", SAL_SPREAD_PROJECTION };
  g_auto(SalSpreadModels) found = { 1, { own } };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    if (has_model(&found, names[i]))
      continue;
    SalAreaModel *model = sal_area_model_new(names[i], error);
    if (model == NULL)
      return FALSE;
    found.models[found.n++] = model;
  }
  *models = found;
  found.n = 0;
  return TRUE;
}

void
sal_spread_models_clear(SalSpreadModels *models)
{
  for (guint i = 1; i < models->n; i++)
    sal_area_model_free((SalAreaModel *)models->models[i]);
  models->n = 0;
}

void
sal_spread_measure(const SalSpreadModels *models, const SalGeometry *from, const SalGeometry *to,
                   double *net_m2)
{
  for (guint i = 0; i < models->n; i++)
    net_m2[i] = sal_area_measure(models->models[i], to) - sal_area_measure(models->models[i], from);
}

void
sal_spread_set(SalModelSpread *spread, const SalSpreadModels *models, const double *net_m2)
{
  *spread = (SalModelSpread){ .net_min_m2 = NAN, .net_max_m2 = NAN };
  for (guint i = 0; i < models->n; i++) {
    if (isnan(net_m2[i]))
      continue;
    spread->models[spread->n_models] = g_intern_string(sal_area_model_get_name(models->models[i]));
    spread->net_m2[spread->n_models++] = net_m2[i];
    spread->net_min_m2 = fmin(spread->net_min_m2, net_m2[i]);
    spread->net_max_m2 = fmax(spread->net_max_m2, net_m2[i]);
  }
}
