/* A plan: options after they have been checked and turned into what the inner libraries take. It is made
 * before data is read. */
#pragma once

#include "library/expectations.h"
#include "library/inputs.h"
#include "library/look.h"
#include "library/shard.h"
#include "library/shown.h"

/* One map of a plan. */
typedef struct {
  const SalientOptions *options; /* lent */
  SalLook look;
  SalPageLayout layout;
} SalMapPlan;

typedef struct {
  SalientOptions *options; /* a reference */
  SalSettings settings;    /* of all tasks but SALIENT_COMPARE */
  SalSides sides;          /* of SALIENT_COMPARE */
  /* Of SALIENT_MEASURE and SALIENT_RENDER: the places that JSON and sentences name; of SALIENT_PLACES: those of the
   * ledger. */
  SalPlaceQuery places;
  GPtrArray *axes, *axis_remarks; /* of SALIENT_MEASURE: SalAxis, or NULL; which places were taken: utf8 */
  SalExpectations *expectations;  /* of the option; NULL: none */
  GPtrArray *expectation_remarks; /* which places were taken: utf8; NULL likewise */
  SalWords *words,
      *party_words; /* of SALIENT_MEASURE and SALIENT_COMPARE: those of sentences; the second say who holds, or NULL */
  SalInputs *inputs;    /* of SALIENT_RENDER only once the series is open; NULL: none yet */
  SalShard shard;       /* of SALIENT_RENDER and SALIENT_EXPORT; else the whole */
  GPtrArray *maps;      /* SalMapPlan: of SALIENT_RENDER one or more, of SALIENT_COMPARE one if it draws */
  GPtrArray *pictures;  /* utf8: names of pictures of SALIENT_COMPARE; lent */
  gboolean has_periods; /* of SALIENT_COMPARE: it compares periods, not one date */
  gboolean asks_for_periods; /* of SALIENT_COMPARE: options of periods are set */
  int shown_pair;            /* of SALIENT_COMPARE: the pair of classes that `show` names; -1: none */
  SalCache *cache;           /* NULL: none is used */
  SalDay at;                 /* that date; SAL_DAY_NONE: the last one of which both sides have a snapshot */
} SalPlan;

/* Makes a plan, after which the options cannot be set any more. Reads the styles, words and places that the
 * options name. Errors, most of which name the option: USAGE for options that contradict each other, and any
 * error of reading those files. */
SalPlan *sal_plan_new(SalientOptions *options, GError **error);
void sal_plan_free(SalPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPlan, sal_plan_free)
