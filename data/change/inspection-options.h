/* What an inspection is asked for. */
#pragma once

#include "data/change/border.h"
#include "data/dates/calendar.h"
#include "data/geometry/area.h"
#include "data/overlay/overlay.h"

/* All texts and the area model are lent for the call that computes the inspection. */
typedef struct {
  const SalAreaModel *area_model;
  SalOverlayOptions overlay;
  double min_width_m;                 /* parts of a change that are nowhere as wide are noise; 0: none is */
  const SalBorder *border;            /* along which changes are looked at apart; NULL: none is stated */
  const char *const *accepted_resets; /* days or names of periods, NULL-terminated; NULL: none */
  const char *const *genuine;         /* likewise: steps that are no resets */
  gboolean has_span;                  /* only snapshots of some days are inspected */
  SalDay first, last; /* with has_span: these days, both included; SAL_DAY_NONE: without a limit */
  /* Options with which the series was opened, which the report repeats; each NULL, or 0, if not given. */
  int date_shift_days;
  const char *date_field, *source_crs, *aoi;
} SalInspectionOptions;
