/* Whether the classes that the user defined are used by the snapshots that were read: which of them have
 * features, and which of their fields the files have. */
#pragma once

#include "data/series/series.h"

typedef struct _SalClassUse SalClassUse;

SalClassUse *sal_class_use_new(const SalSeries *series);
void sal_class_use_free(SalClassUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalClassUse, sal_class_use_free)

/* Notes a snapshot. Only one thread may do so at a time; the order does not matter. */
void sal_class_use_add(SalClassUse *use, const SalSnapshot *snapshot);

/* Fails if what the user asked for is in no snapshot. Errors (FORMAT): a field that no files have, with the
 * first file and the fields that it has; a class to which no area (or front line) belongs; nothing that
 * belongs to any class. The first two are no errors if only optional classes are concerned. */
gboolean sal_class_use_check(const SalClassUse *use, GError **error);

/* Whether anything belongs to a class, by its index, in any snapshot that was noted. */
gboolean sal_class_use_has(const SalClassUse *use, guint index);
