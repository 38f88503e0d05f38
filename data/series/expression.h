/* Expressions over the fields of a feature, such as "status = 'claimed' or layer like '%Claimed%'".
 * docs/classes.md has the language.
 *
 * They only compare texts and numbers: nothing in them can be called or opened. Not changed once made. */
#pragma once

#include <glib.h>

typedef struct _SalExpression SalExpression;

/* fields: utf8, NULL-terminated; receives those that the expression asks for and that are not in it. Error:
 * USAGE, with what was expected and what stands there. */
SalExpression *sal_expression_new(const char *text, GPtrArray *fields, GError **error);
void sal_expression_free(SalExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalExpression, sal_expression_free)

/* Whether it asks for a field, by its index in fields. */
gboolean sal_expression_asks_for(const SalExpression *expression, guint field);

/* values: one for each of the fields, NULL where there is none. As in SQL, a comparison with nothing holds
 * neither way. */
gboolean sal_expression_holds(const SalExpression *expression, char *const *values);
