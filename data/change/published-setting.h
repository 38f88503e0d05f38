/* Settings that may explain a published figure: in what a way of reading the data departs from the options of the run. */
#pragma once

#include "data/change/published.h"
#include "data/geometry/area.h"
#include "data/series/series.h"

#define SAL_SETTING_MAX_DAYS 3       /* how far a boundary is moved either way */
#define SAL_SETTING_MAX_DEPARTURES 2 /* how many departures are tried together */

typedef struct {
  int start_days, end_days; /* later (above 0) or earlier than the boundaries of the period */
  SalSample sample;
  const SalAreaModel *model; /* lent */
  SalFigureKind kind;
  guint class_index; /* among those of the series */
} SalSetting;

/* What the run itself does, and the models that may be tried instead (SalAreaModel, lent). */
typedef struct {
  SalSetting own; /* of no days */
  const GPtrArray *models;
  guint n_classes;
} SalSettingRange;

/* In how many ways a setting departs from the run: a cut-off that moves both boundaries by the same days counts once, as one
 * that moves either of them. */
guint sal_setting_count_departures(const SalSetting *setting, const SalSetting *own);

/* All settings (GArray of SalSetting) of one departure to the most: those of fewer departures first, then those that move
 * boundaries by fewer days. A net may be a gain and a gain a net, a loss a net loss; an area is an area. Owned by the
 * caller. */
GArray *sal_settings_list(const SalSettingRange *range);

/* The setting as options and words, after " with " or alone: "‹date-shift›=-1, ‹area-model›=sphere", "start 1 day later, as
 * gained". date_shift: that of the run. class_names: of the series. Owned by the caller. */
char *sal_setting_format(const SalSetting *setting, const SalSetting *own, int date_shift,
                         const char *const *class_names);
