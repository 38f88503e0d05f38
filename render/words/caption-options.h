/* What captions and sentences are about, and what they are made with. */
#pragma once

#include "data/change/borderland.h"
#include "data/change/cumulative.h"
#include "data/change/rate.h"
#include "data/change/run.h"
#include "data/geometry/area.h"
#include "render/words/words.h"

/* All lent. */
typedef struct {
  const SalWords *words; /* NULL: English */
  /* With placeholders, see the option `title`; NULL: the usual title. */
  const char *title;
  const char *subtitle;            /* the same; NULL: the usual subtitle */
  const char *credit;              /* the same, put before all else; NULL: none */
  const char *const *own_credits;  /* of layers of the user's own, NULL-terminated; NULL: none */
  const char *compared[2];         /* what A and B are called, in captions of a comparison */
  const char *definition;          /* what the class is, in words; NULL: nothing to say */
  const SalAreaModel *area_model;  /* NULL: the ellipsoid */
  SalRate rate;                    /* by which usual subtitles tell what changed as well */
  SalWordUnit step_unit;           /* by which a map of turnover counted */
  int date_shift_days[2];          /* of A and of B where two sources are compared, else the same twice */
  guint credit_left_out;           /* SalCreditPart */
  const SalBorderland *borderland; /* of the run; NULL: not known */
  const char *country;             /* the name of its country */
  const char *basemap_source; /* where a base map of the user's is from, on every page; NULL: the usual one */
} SalCaptionOptions;

/* What the captions of one page are about. */
typedef struct {
  const SalChange *change;         /* of a page of a whole run: the run's total */
  const SalRun *run;               /* NULL: not known; {mean} and {n} are empty then */
  const SalCumulative *cumulative; /* of a cumulative map; else NULL */
  gboolean has_rounded_regions;    /* the page prints numbers of regions that do not add up to the whole */
  const char *title;               /* of a map of regions, for its alternative text; else NULL */
  const char *regions;             /* a sentence on what such a map says of them; else NULL */
  gboolean shows_sums; /* the page prints numbers and their sum, which rounding may make unequal */
} SalCaptionSubject;

/* Sentences of the credit line behind the user's own credit. */
typedef enum {
  SAL_CREDIT_SITUATION = 1 << 0, /* the days of the snapshots */
  SAL_CREDIT_DEFINITION = 1 << 1,
  SAL_CREDIT_AREA = 1 << 2, /* how areas are measured */
  SAL_CREDIT_ROUNDING = 1 << 3,
  SAL_CREDIT_BASEMAP = 1 << 4,
  SAL_CREDIT_BORDER = 1 << 5, /* how much of the change lies at a border */
  SAL_CREDIT_LAYERS = 1 << 6, /* of own layers; before the others */
  SAL_CREDIT_SHIFT = 1 << 7,  /* by how many days the dates of files are moved */
} SalCreditPart;

typedef enum {
  SAL_CREDIT_SHORT, /* the user's credit, the snapshots and rounding */
  SAL_CREDIT_FULL,  /* and what the class is, and the area model */
  SAL_CREDIT_WITH_BASEMAP,
} SalCreditDetail;
