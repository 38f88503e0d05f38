/* What the changes of a run are like in its regions, so that the pages of all periods show the same regions in the same
 * classes. */
#pragma once

#include "data/change/change.h"
#include "render/page/region-scale.h"
#include "render/words/words.h"

typedef struct {
  SalRegionScale scale; /* holds the largest net change */
  guint8 *is_concerned; /* of each region: something that prints is held or changed in some period */
  gboolean has_gain, has_loss,
      has_zero;           /* some net change of such a region prints above, below and as zero */
  gboolean has_empty;     /* nothing that prints is held at some end */
  gboolean has_redefined; /* some is an accepted reset, which is none of these */
} SalRegionSurvey;

/* changes: SalChange of any classes and regions; in each period that of the whole, which says what is a reset, precedes
 * those of its regions. class_name: interned. words: of the page, whose units it prints. Owned by the caller. */
SalRegionSurvey *sal_region_survey_new(const SalRegions *regions, const GPtrArray *changes,
                                       const char *class_name, const SalWords *words);
void sal_region_survey_free(SalRegionSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRegionSurvey, sal_region_survey_free)

/* Whether something that prints is held at an end of a region's change, or changed in it. */
gboolean sal_region_survey_is_of_note(const SalChange *change);

/* Whether the printed nets of the regions and of what lies in none do not add up to that of the whole in its period. */
gboolean sal_region_survey_is_rounded(const SalRegions *regions, const GPtrArray *changes,
                                      const SalChange *change, const SalWords *words);

/* The changes of a period by region, in the order of the regions, and that of what lies in none: SalChange, lent; NULL: there is
 * none. change: of the whole in that period. Owned by the caller. */
GPtrArray *
sal_region_survey_list(const SalRegions *regions, const GPtrArray *changes, const SalChange *change);
