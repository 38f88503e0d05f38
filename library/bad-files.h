/* The option skip-bad: files that cannot be used are left out, and told. */
#pragma once

#include "library/options.h"

#include "data/change/changes.h"

/* With skip-bad, has the snapshots left out that cannot be read, as far as periods need any. To be called
 * before anything else is asked of the series, because what it has decides which snapshots stand for which
 * boundaries. Errors: as sal_series_check(). */
gboolean sal_bad_files_leave_out(SalSeries *series, const SalientOptions *options,
                                 const SalChangeOptions *change, GError **error);

/* Adds a remark (utf8) on what was left out, if anything was, after a prefix such as "A: ". */
void sal_bad_files_remark(const SalSeries *series, const char *prefix, GPtrArray *remarks);

/* Adds to an error how many files were left out, because what is missing may be the reason. Returns FALSE. */
gboolean sal_bad_files_blame(const SalSeries *series, GError **error);

/* The files that were left out (SalFault), lent; NULL without skip-bad. */
const GPtrArray *sal_bad_files_get(const SalSeries *series, const SalientOptions *options);
