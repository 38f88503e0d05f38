/* Expressions over the fields of a feature, such as "status = 'claimed' or layer like '%Claimed%'".
 * docs/classes.md describes the language.
 *
 * Expressions only compare texts and numbers: they cannot call or open anything. They do not change once
 * made. */
#pragma once

#include <glib.h>

typedef struct _SalExpression SalExpression;

/* Reads an expression. fields: utf8, NULL-terminated; receives those that the expression asks for and that
 * are not in it yet. Error: USAGE, with what was expected and what was there instead. */
SalExpression *sal_expression_new(const char *text, GPtrArray *fields, GError **error);
void sal_expression_free(SalExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalExpression, sal_expression_free)

/* Whether it asks for a field, by its index in fields. */
gboolean sal_expression_asks_for(const SalExpression *expression, guint field);

/* Whether it is true. values: one for each of the fields, NULL where the feature has none. As in SQL, a
 * comparison with NULL is neither true nor false. */
gboolean sal_expression_holds(const SalExpression *expression, char *const *values);
