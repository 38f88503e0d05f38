/* What the furniture of the main map should leave in sight. */
#pragma once

#include "render/names/furniture-cost.h"
#include "render/page/state.h"

typedef struct {
  SalFurnitureGround ground; /* lends what follows */
  SalGeometry *front, *own, *symbols, *names;
  SalGeometry *notes; /* lines of the user's notes; NULL: none */
} SalFurnitureSights;

/* held: at the run's end, page mm, may be NULL; lent, like the page. */
void sal_furniture_sights_init(SalFurnitureSights *sights, const SalPage *page, const SalGeometry *held);
void sal_furniture_sights_clear(SalFurnitureSights *sights);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalFurnitureSights, sal_furniture_sights_clear)
