/* Classes of control areas: which features make up which area, said by expressions such as
 * "claimed=status = 'claimed' or layer like '%Claimed%'".
 *
 * Expressions only compare texts and numbers: nothing in them can be called or opened. A set of classes is
 * not changed once it is made and may be used by many threads. */
#pragma once

#include <glib.h>

typedef struct _SalClasses SalClasses;

/* Reads definitions "NAME=EXPRESSION" (NULL-terminated); NULL or none: one class "control" of everything.
 * "NAME?=EXPRESSION" is an optional class: that it matches nothing, or asks for a field that there is not, is
 * no error.
 * Error: USAGE, without the option as its place (no name, a name with control characters or given twice; what
 * the expression holds and what was expected there). */
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
/* Whether nothing need belong to the class. */
gboolean sal_classes_is_optional(const SalClasses *classes, guint index);
/* What makes up the class, as the user wrote it, without space around it; NULL: everything. */
const char *sal_classes_get_expression(const SalClasses *classes, guint index);
/* Whether a class that is not optional asks for a field (an index of sal_classes_get_fields()). */
gboolean sal_classes_require_field(const SalClasses *classes, guint field);
/* Whether an expression asks where a feature comes from (file, folder, layer), so that several files may make
 * up one snapshot. */
gboolean sal_classes_tell_files_apart(const SalClasses *classes);

/* Whether a feature belongs to a class. values: one for each of the fields, NULL where there is none; a
 * comparison with nothing holds neither way, as in SQL. */
gboolean sal_classes_match(const SalClasses *classes, guint index, char *const *values);
