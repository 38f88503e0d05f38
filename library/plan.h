/* A plan: what options come to, checked before any data is read. */
#pragma once

#include "library/inputs.h"
#include "library/look.h"
#include "library/sides.h"

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
  SalPlaceQuery places;    /* of SALIENT_MEASURE: what JSON names places by */
  SalInputs *inputs;
  GPtrArray *maps;      /* SalMapPlan: of SALIENT_RENDER one or more, of SALIENT_COMPARE one if it draws */
  GPtrArray *pictures;  /* utf8: names of pictures of SALIENT_COMPARE; lent */
  gboolean has_periods; /* of SALIENT_COMPARE: periods are compared, else one date */
  gboolean asks_for_periods; /* the options say something of periods */
  SalDay at;                 /* that date; SAL_DAY_NONE: the last one of which both sides have a snapshot */
} SalPlan;

/* Errors: those of options that contradict each other, and of files that options name and that are read here:
 * styles, words, places. They name the option. */
SalPlan *sal_plan_new(SalientOptions *options, GError **error);
void sal_plan_free(SalPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPlan, sal_plan_free)
