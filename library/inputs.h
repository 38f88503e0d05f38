/* The files that a run reads, so that it does not write over one of them. */
#pragma once

#include "library/options.h"

typedef struct _SalInputs SalInputs;

/* Of what is there only: a source that is missing is told when it is read. */
SalInputs *sal_inputs_new(const SalientOptions *options);
/* Adds those of other options. */
void sal_inputs_add(SalInputs *inputs, const SalientOptions *options);
void sal_inputs_free(SalInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalInputs, sal_inputs_free)

/* TRUE unless path is one of them, by this name or another. Error: USAGE, naming both. */
gboolean sal_inputs_check(const SalInputs *inputs, const char *path, GError **error);
