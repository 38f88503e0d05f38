/* The table of options: one row for each option and the tasks that know it.
 *
 * A row holds the name, kind, range and help of an option, and says where its value is in SalientOptions.
 * Help, the command line, project files and the public API all follow from it. */
#pragma once

#include "library/values.h"

typedef struct {
  SalientOption option;
  guint tasks;  /* bit set of SalientTask: the tasks that have it */
  gsize target; /* where its value is in SalientOptions: gboolean, int, double, char *, or for a list a
                   GPtrArray of char * that ends with NULL */
} SalOptionRow;

/* The last row has no name. Several rows may have the same name, for different tasks. */
extern const SalOptionRow sal_option_rows[];

gboolean sal_option_is_of(const SalOptionRow *row, SalientTask task);
/* The task's row of that name; NULL if there is none. */
const SalOptionRow *sal_option_find(SalientTask task, const char *name);
/* Whether values of the option are, or may be, names of files. */
gboolean sal_option_is_file(const SalOptionRow *row);
#define SAL_OPTION_GROUP_PAGE "The page"
#define SAL_OPTION_GROUP_OUTPUT "Output"

/* Whether the option is about a page, so that each map of a project may have its own value. */
gboolean sal_option_is_of_page(const SalOptionRow *row);

/* Sets the option in `options` to a value as a command line gives it. Error: USAGE; the caller adds the option
 * as the place. */
gboolean sal_option_set(const SalOptionRow *row, const char *value, SalientOptions *options, GError **error);
/* The value as text, owned by the caller. NULL if there is none, or if the option is a list. */
char *sal_option_format(const SalOptionRow *row, const SalientOptions *options);
/* The values of a list, NULL-terminated, lent. NULL if there are none. */
const char *const *sal_option_get_list(const SalOptionRow *row, const SalientOptions *options);
/* Copies the option's value. */
void sal_option_copy(const SalOptionRow *row, const SalientOptions *from, SalientOptions *to);
/* Frees what the option's value owns. */
void sal_option_clear(const SalOptionRow *row, SalientOptions *options);

/* Sets the error of an unknown option, with the nearest known one, or of an option of other tasks. Returns
 * FALSE. Error: USAGE. */
gboolean sal_option_refuse(SalientTask task, const char *name, GError **error);
