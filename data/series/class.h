/* Classes of control areas. Expressions say which features make up which area, such as "claimed=status =
 * 'claimed' or layer like '%Claimed%'".
 *
 * A class may also be made of others, such as "held=control or advance": see data/series/composition.h. What
 * compares nothing is about classes, everything else about fields.
 *
 * Expressions only compare texts and numbers: they cannot call or open anything. A set of classes does not
 * change once it is made, so many threads may use it. */
#pragma once

#include "data/series/composition.h"

typedef struct _SalClasses SalClasses;

/* Reads definitions "NAME=EXPRESSION" (NULL-terminated). NULL or none: one class "control" of everything.
 * "NAME?=EXPRESSION" makes the class optional: it may match nothing and may ask for a field that does not
 * exist. Error: USAGE, without the option as its place (no name; a name with control characters, or one given
 * twice; an expression that cannot be read, with what it has and what was expected there; a class that there
 * is not; classes that refer to each other in a circle). */
SalClasses *sal_classes_new(const char *const *definitions, GError **error);
SalClasses *sal_classes_ref(SalClasses *classes);
void sal_classes_unref(SalClasses *classes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalClasses, sal_classes_unref)

/* Whether the user defined them. */
gboolean sal_classes_are_defined(const SalClasses *classes);
guint sal_classes_get_n(const SalClasses *classes);
/* Interned, in the order of the definitions; NULL-terminated, at least one. */
const char *const *sal_classes_get_names(const SalClasses *classes);
/* The fields that the expressions ask for, each once; NULL-terminated. */
const char *const *sal_classes_get_fields(const SalClasses *classes);
/* Whether the class is optional, so that nothing need belong to it. */
gboolean sal_classes_is_optional(const SalClasses *classes, guint index);
/* The index of a class of that name; -1: there is none. */
int sal_classes_find(const SalClasses *classes, const char *name);
/* The expression of the class as the user wrote it, without space around it; NULL: everything belongs to it. */
const char *sal_classes_get_expression(const SalClasses *classes, guint index);
/* Whether a class asks for a field (its index in sal_classes_get_fields()). */
gboolean sal_classes_ask_for(const SalClasses *classes, guint index, guint field);
/* Whether a class that is not optional asks for a field (its index in sal_classes_get_fields()). */
gboolean sal_classes_require_field(const SalClasses *classes, guint field);
/* Whether an expression asks where a feature comes from (its file, folder or layer), so that several files
 * may make up one snapshot. */
gboolean sal_classes_tell_files_apart(const SalClasses *classes);

/* Whether a feature belongs to a class. values: one for each of the fields, NULL where the feature has none.
 * As in SQL, a comparison with NULL is neither true nor false. No feature belongs to a class that is made of
 * others. */
gboolean sal_classes_match(const SalClasses *classes, guint index, char *const *values);

/* What other classes a class is made of, with its parts found among the names; lent. NULL: features make it
 * up. */
const SalComposition *sal_classes_get_composition(const SalClasses *classes, guint index);
/* The index of the class that is made as number `step`, from 0: parts come before what is made of them. */
guint sal_classes_get_made(const SalClasses *classes, guint step);
/* Marks a class and all that it is made of, directly or not, in marks, which has one for each class. */
void sal_classes_mark_parts(const SalClasses *classes, guint index, guint8 *marks);
/* What makes up the classes that are made of others, "held = control or advance; russia = held minus claimed":
 * of all of them, or if name is not NULL of that class and its parts. NULL: there are none. Owned by the
 * caller. */
char *sal_classes_describe(const SalClasses *classes, const char *name);
