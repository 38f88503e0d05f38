/* The sentences of a run of measure, for tables (data/table/told.h). */
#pragma once

#include "library/plan.h"

#include "data/change/changes.h"
#include "data/table/told.h"

/* What sentences are about; lent. */
typedef struct {
  const SalPlan *plan;
  const SalChanges *changes;
} SalSentences;

/* Lends the sentences. */
SalTold sal_sentences_get_told(const SalSentences *sentences);
