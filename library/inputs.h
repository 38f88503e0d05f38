/* The files that a run reads. They are known so that no output replaces one of them. */
#pragma once

#include "library/options.h"

typedef struct _SalInputs SalInputs;

/* Lists the files that exist. A missing source is reported when it is read. */
SalInputs *sal_inputs_new(const SalientOptions *options);
/* Adds the files of other options. */
void sal_inputs_add(SalInputs *inputs, const SalientOptions *options);
/* The paths of all files, and of the folders of sources, in which a file may appear: sorted, lent by the inputs. Owned
 * by the caller. */
GPtrArray *sal_inputs_list(const SalInputs *inputs);
void sal_inputs_free(SalInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalInputs, sal_inputs_free)

/* TRUE unless path is one of the files, under this name or another. Error: USAGE, naming both. */
gboolean sal_inputs_check(const SalInputs *inputs, const char *path, GError **error);
