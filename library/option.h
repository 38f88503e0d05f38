/* The table of options: one row for each option and the tasks that know it.
 *
 * A row holds an option's words, kind, range and help, and says where its value goes in SalientOptions. Help,
 * the command line, project files and the public API are all made from it. */
#pragma once

#include "library/values.h"

typedef struct {
  SalientOption option;
  guint tasks;  /* bit set of SalientTask: who knows it */
  gsize target; /* where its value is in SalientOptions: gboolean, int, double, char *, or for a list a
                   GPtrArray of char * that ends with NULL */
} SalOptionRow;

/* Ends with a row without a name. A name may come twice, for different tasks. */
extern const SalOptionRow sal_option_rows[];

gboolean sal_option_is_of(const SalOptionRow *row, SalientTask task);
/* The row of that name which holds for the task; NULL if there is none. */
const SalOptionRow *sal_option_find(SalientTask task, const char *name);
/* Whether its values are names of files, or may be. */
gboolean sal_option_is_file(const SalOptionRow *row);
#define SAL_OPTION_GROUP_PAGE "The page"

/* Whether a page has it, so that each map of a project may have its own. */
gboolean sal_option_is_of_page(const SalOptionRow *row);

/* Sets the option in `options` from a text, as a command line gives it. Error: USAGE, without the option as
 * its place. */
gboolean sal_option_set(const SalOptionRow *row, const char *value, SalientOptions *options, GError **error);
/* The value as text; NULL: none, or a list. Owned by the caller. */
char *sal_option_format(const SalOptionRow *row, const SalientOptions *options);
/* The values of a list, NULL-terminated; NULL: none. Lent. */
const char *const *sal_option_get_list(const SalOptionRow *row, const SalientOptions *options);
/* Copies the value from one to the other. */
void sal_option_copy(const SalOptionRow *row, const SalientOptions *from, SalientOptions *to);
/* Frees what the value owns. */
void sal_option_clear(const SalOptionRow *row, SalientOptions *options);

/* An unknown option, or one of another task: sets USAGE with what was meant; returns FALSE. */
gboolean sal_option_refuse(SalientTask task, const char *name, GError **error);
