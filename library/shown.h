/* The class that maps and summaries are of, where there are several, and what outputs say that classes are. */
#pragma once

#include "library/sides.h"

/* Checks that `show` names one of the classes, if it is set. Error USAGE: it does not, with those that there
 * are. */
gboolean sal_shown_check(const SalientOptions *options, const SalClasses *classes, GError **error);
/* The class that `show` names, interned. NULL: it is not set, or names none. */
const char *sal_shown_find(const SalientOptions *options, const SalClasses *classes);

/* The same of a comparison: `show` names a class of A or B, or a pair. Sets the index of the pair, or -1. Error
 * USAGE. */
gboolean sal_shown_find_pair(const SalientOptions *options, const SalSides *sides, int *pair, GError **error);

/* Sets the error that nothing belongs to the class that `show` names. Returns FALSE. */
gboolean sal_shown_set_unused(const char *class_name, GError **error);

/* Whether `holder` is the holder of a class: of the one that `show` names, else of the first, and that of a project
 * or preset only of its own classes. class_name: interned; NULL: whether of any. */
gboolean
sal_shown_has_holder(const SalientOptions *options, const SalClasses *classes, const char *class_name);

/* What outputs say that classes are: the user's sentence on the class that is shown, and what classes that
 * are made of others are made of. class_name: interned, for a page of that class alone; NULL: all of them.
 * NULL: there is nothing to say. Owned by the caller. */
char *sal_shown_define(const SalientOptions *options, const SalClasses *classes, const char *class_name);
/* The same of both sides of a comparison; pair: of the classes of a pair alone; NULL: of all. */
char *sal_shown_define_sides(const SalSides *sides, const SalClassPair *pair);
