/* The laws that the change from one control area to another obeys, for random and for real ones. */
#pragma once

#include "data/geometry/area.h"
#include "data/overlay/overlay.h"

#include <math.h>

/* How far each law was missed at worst, in m2. */
typedef struct {
  double balance;  /* gained - lost = net */
  double reversal; /* gained(A, B) = lost(B, A) */
  double cover;    /* held + gained = B, held + lost = A */
  double overlap;  /* gained and lost share nothing, nor gained and A */
} LawErrors;

static inline double
measure_shared(const SalAreaModel *model, const SalGeometry *a, const SalGeometry *b)
{
  g_autoptr(SalGeometry) shared = sal_geometry_intersection(a, b, NULL);
  g_assert_nonnull(shared);
  return sal_area_measure(model, shared);
}

/* Slivers included. */
static inline double
measure_all(const SalAreaModel *model, const SalGeometry *polygons, const SalGeometry *slivers)
{
  return sal_area_measure(model, polygons) + sal_area_measure(model, slivers);
}

static inline void
raise_to(double *worst, double error)
{
  *worst = MAX(*worst, fabs(error));
}

static inline void
check_laws(const SalAreaModel *model, const SalGeometry *a, const SalGeometry *b, LawErrors *errors)
{
  g_auto(SalOverlay) there = { NULL }, back = { NULL };
  g_autoptr(GError) error = NULL;
  const SalOverlayOptions options = { SAL_OVERLAY_EDGES, 0 };
  g_assert_true(sal_overlay_compute(a, b, &options, &there, &error));
  g_assert_true(sal_overlay_compute(b, a, &options, &back, &error));
  g_assert_no_error(error);
  const double area_a = sal_area_measure(model, a), area_b = sal_area_measure(model, b);
  const double gained = measure_all(model, there.gained, there.gained_slivers),
               lost = measure_all(model, there.lost, there.lost_slivers);
  const double held = measure_shared(model, a, b);
  raise_to(&errors->balance, gained - lost - (area_b - area_a));
  raise_to(&errors->reversal, gained - measure_all(model, back.lost, back.lost_slivers));
  raise_to(&errors->reversal, lost - measure_all(model, back.gained, back.gained_slivers));
  raise_to(&errors->cover, held + gained - area_b);
  raise_to(&errors->cover, held + lost - area_a);
  raise_to(&errors->overlap, measure_shared(model, there.gained, there.lost));
  raise_to(&errors->overlap, measure_shared(model, there.gained, a));
}

static inline void
report_laws(const char *what, const LawErrors *errors)
{
  g_test_message("%s: off by at most %.2g m2 (gained - lost = net), %.2g (reversed), %.2g (held + gained), "
                 "%.2g (overlap)",
                 what, errors->balance, errors->reversal, errors->cover, errors->overlap);
}
