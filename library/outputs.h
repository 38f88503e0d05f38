/* Files of tables and of areas: what their names say, checked before any data is read. Names are lent; "-" is
 * stdout, which is the program's own. */
#pragma once

#include "library/formats.h"
#include "library/inputs.h"

/* The form of a table: what the option `format` says, else the suffix. Errors (USAGE) name the option. */
gboolean sal_outputs_find_table(const SalientOptions *options, const char *path, SalTableFormat *format,
                                GError **error);

/* names: utf8, may be NULL. Errors (USAGE) name the option that they are about: a suffix that says no form, the
 * same name twice, an input; IO for one that cannot be written. */
gboolean sal_outputs_check_tables(const SalientOptions *options, const GPtrArray *names,
                                  const SalInputs *inputs, GError **error);
/* The same for areas, whose form is the suffix alone. */
gboolean sal_outputs_check_areas(const SalientOptions *options, const SalInputs *inputs, GError **error);

/* Whether one of the tables that the options name is JSON. */
gboolean sal_outputs_have_json(const SalientOptions *options);
