/* The sentences of a run of measure, for tables (data/table/told.h). What the sentences of a class share, which is
 * its run and its definition, is made once. */
#pragma once

#include "library/plan.h"

#include "data/change/changes.h"
#include "data/table/told.h"

typedef struct _SalSentences SalSentences;

/* Lends both. Owned by the caller. */
SalSentences *sal_sentences_new(const SalPlan *plan, const SalChanges *changes);
void sal_sentences_free(SalSentences *sentences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSentences, sal_sentences_free)

/* Lends the sentences. */
SalTold sal_sentences_get_told(const SalSentences *sentences);
