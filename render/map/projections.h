/* A projection that many threads use at once: each takes a pair of transforms and gives it back. */
#pragma once

#include "data/geometry/crs.h"

typedef struct {
  SalTransform *forward, *inverse; /* from lon/lat, and to it */
} SalProjection;

typedef struct _SalProjections SalProjections;

/* crs is named in errors as that of a map. Error: CRS, if it is unknown or in degrees. */
SalProjections *sal_projections_new(const char *crs, GError **error);
void sal_projections_free(SalProjections *projections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalProjections, sal_projections_free)

/* Makes it remember images, as sal_transform_remember(). Before the first is taken. */
void sal_projections_remember(SalProjections *projections);

SalProjection *sal_projections_take(SalProjections *projections);
void sal_projections_give_back(SalProjections *projections, SalProjection *projection);
