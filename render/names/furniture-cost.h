/* The cost of what furniture hides on a map: a raster of the change, and one of all else that it may hide. */
#pragma once

#include "render/drawing/drawing.h"

/* What pieces may hide, page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed;
  const SalGeometry *front;   /* lines */
  const SalGeometry *own;     /* lines: those of the user's own layers */
  const SalGeometry *symbols; /* lines across the symbols and arrowheads of these layers */
  const SalGeometry *held, *land;
  const SalGeometry *names; /* polygons around places that must be named; they weigh more than change does */
  const SalRect *obstacles; /* nothing may touch these */
  guint n_obstacles;
  double gap_mm; /* between pieces, and from them to the frame's edge */
} SalFurnitureGround;

typedef struct _SalFurnitureCost SalFurnitureCost;

SalFurnitureCost *sal_furniture_cost_new(SalRect frame, const SalFurnitureGround *ground);
void sal_furniture_cost_free(SalFurnitureCost *cost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFurnitureCost, sal_furniture_cost_free)

/* How much change a rectangle hides, in mm2: all cells of the raster that it touches count. */
double sal_furniture_cost_measure_change(const SalFurnitureCost *cost, SalRect rect);
/* The cost of what else a rectangle hides. */
double sal_furniture_cost_measure_rest(const SalFurnitureCost *cost, SalRect rect);
