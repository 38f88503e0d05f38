/* The order in which classes are made: those that others are made of come first. */
#pragma once

#include "data/series/composition.h"

/* The indices of all classes (GArray of guint), parts before what is made of them. compositions:
 * SalComposition of each class with its parts found, or NULL where features make it up. names: of the
 * classes. Owned by the caller. Error: USAGE, if classes refer to each other in a circle, which is spelled
 * out. */
GArray *sal_class_order_find(const GPtrArray *compositions, const char *const *names, GError **error);
