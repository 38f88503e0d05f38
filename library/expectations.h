/* The option expect: who is known to have held which place on which day. */
#pragma once

#include "library/settings.h"

#include "data/change/expectations.h"

/* Reads the table of the option, finds the points of its places and what its holders mean. query: as
 * sal_place_query_resolve() gives it. remarks (utf8) receives which of several places of a name were taken. expectations:
 * NULL if the option is not set. Errors, about the option, with file and line: USAGE, IO, FORMAT, as
 * sal_expectations_read(); a place that nobody knows; a holder that is none. */
gboolean
sal_expectations_resolve(const SalientOptions *options, const SalPlaceQuery *query, const SalClasses *classes,
                         GPtrArray *remarks, SalExpectations **expectations, GError **error);

/* Makes the checks, and adds remarks (utf8) on how many hold and which do not. With the option strict it is an error
 * (FORMAT) if not all hold. Errors: as sal_expectations_check(). */
gboolean sal_expectations_run(const SalientOptions *options, SalExpectations *expectations,
                              const SalExpectationQuery *query, GPtrArray *remarks, GError **error);
