/* What became of the classes that the user defined, over the snapshots that were read. */
#pragma once

#include "data/series/series.h"

typedef struct _SalClassUse SalClassUse;

SalClassUse *sal_class_use_new(const SalSeries *series);
void sal_class_use_free(SalClassUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalClassUse, sal_class_use_free)

/* Notes a snapshot. Not safe in several threads at once; the order does not matter. */
void sal_class_use_add(SalClassUse *use, const SalSnapshot *snapshot);

/* Errors (FORMAT): a field that no snapshot's files have, with the first file and the fields there are; a
 * class to which no area (or front line) of any snapshot belongs, neither of them of optional classes alone;
 * nothing that belongs to any class. */
gboolean sal_class_use_check(const SalClassUse *use, GError **error);

/* Whether anything belongs to a class on any date noted. */
gboolean sal_class_use_has(const SalClassUse *use, guint index);
