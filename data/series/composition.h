/* Compositions: classes that are made of other classes, such as "(control or advance) minus claimed".
 *
 * The area of a composition is what its operations make of the dissolved areas of its parts: "or" is their
 * union, "and" what they share, "minus" the first without the second. As in SQL's UNION, INTERSECT and
 * EXCEPT, "and" binds first, and "or" and "minus" are taken from left to right. docs/classes.md describes the
 * language. A composition does not change once its parts are found. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct _SalComposition SalComposition;

/* Whether an expression compares nothing, so that it can only be about classes: it holds no comparison sign,
 * no text in single quotes, and none of the words like, ilike, in, between and is. Empty text is none. */
gboolean sal_composition_is_one(const char *text);

/* Reads a composition. Error: USAGE, with what was expected and what was there instead. */
SalComposition *sal_composition_new(const char *text, GError **error);
void sal_composition_free(SalComposition *composition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalComposition, sal_composition_free)

/* The names of its parts, each once, in the order of the text; NULL-terminated, lent. */
const char *const *sal_composition_get_names(const SalComposition *composition);

/* Finds the parts in names (NULL-terminated). Error: USAGE, with the name that is none of them and those that
 * there are. own: the name of the composition itself, which the error does not offer. */
gboolean sal_composition_find_parts(SalComposition *composition, const char *const *names, const char *own,
                                    GError **error);
/* The indices of the parts in those names, in the order of sal_composition_get_names(); n_parts is their
 * number. Lent. */
const guint *sal_composition_get_parts(const SalComposition *composition, guint *n_parts);

/* The composition as people read it, with parentheses wherever operations differ. Owned by the caller. */
char *sal_composition_format(const SalComposition *composition);

/* Computes the area from those of all classes (SalGeometry, by the indices of the parts; valid polygons).
 * max_bytes as in SalReadOptions. Owned by the caller. Errors: GEOMETRY; FORMAT, if edges cross each other
 * more often than max_bytes allows. */
SalGeometry *sal_composition_compute(const SalComposition *composition, const GPtrArray *areas,
                                     guint64 max_bytes, GError **error);

/* If text that is no composition names one of names where a class would stand, a hint for the error that
 * classes and fields do not mix; otherwise "". Owned by the caller. */
char *sal_composition_hint(const char *text, const char *const *names);
