/* Files of tables and of areas: finds their formats by their names, and checks before data is read that they
 * can be written. "-" is stdout, to which only the program writes. */
#pragma once

#include "library/formats.h"
#include "library/inputs.h"

/* Finds the format of a table: the one of the suffix, or else the one that the option `format` says, which must not
 * contradict a known suffix. Errors (USAGE) name the option. */
gboolean sal_outputs_find_table(const SalientOptions *options, const char *path, SalTableFormat *format,
                                GError **error);

/* Checks names of tables (utf8, may be NULL), or patterns of names (library/table-names.h). Errors: USAGE, naming the option, for a suffix of no format, a
 * name that is there twice, or an input; IO for a file that cannot be written. */
gboolean sal_outputs_check_tables(const SalientOptions *options, const GPtrArray *names,
                                  const SalInputs *inputs, GError **error);
/* Checks the name of one file that a pattern makes, of a table or of areas as the task has it. Errors: the same. */
gboolean sal_outputs_check_file(const SalientOptions *options, const SalInputs *inputs, const char *path,
                                GError **error);
/* Does the same as sal_outputs_check_tables() for the ledger of places: tables, or points. */
gboolean sal_outputs_check_places(const SalientOptions *options, const SalInputs *inputs, GError **error);
/* Does the same for areas, whose format is always that of the suffix. */
gboolean sal_outputs_check_areas(const SalientOptions *options, const SalInputs *inputs, GError **error);

/* Whether one of the tables that the options name has that format. */
gboolean sal_outputs_have_format(const SalientOptions *options, SalTableFormat wanted);

/* Checks that the record of the option own-record can be kept. Errors, about the option: USAGE (it is an output as well),
 * IO. */
gboolean sal_outputs_check_record(const SalientOptions *options, GError **error);
