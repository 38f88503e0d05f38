/* The spread of a net over the area models: what a square kilometre is. */
#pragma once

#include "data/change/uncertainty.h"
#include "data/geometry/area.h"

/* The equal-area projection of the spread: cylindrical, for the whole earth. */
#define SAL_SPREAD_PROJECTION "EPSG:6933"

typedef struct {
  guint n;
  const SalAreaModel *models[SAL_SPREAD_MODELS]; /* the first is the run's, lent; the others are owned */
} SalSpreadModels;

/* The model of the run, and ellipsoid, sphere, geodesic and the projection, as far as they are others. Error: CRS, if PROJ
 * does not know the projection. */
gboolean sal_spread_models_init(SalSpreadModels *models, const SalAreaModel *own, GError **error);
void sal_spread_models_clear(SalSpreadModels *models);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalSpreadModels, sal_spread_models_clear)

/* The net by each model between two areas. NaN where a model cannot show all of them. */
void sal_spread_measure(const SalSpreadModels *models, const SalGeometry *from, const SalGeometry *to,
                        double *net_m2);

/* Sets names and range from the nets of all models; those that are NaN are left out. */
void sal_spread_set(SalModelSpread *spread, const SalSpreadModels *models, const double *net_m2);
