/* The files that a run reads, so that it does not write over one of them. */
#pragma once

#include "arguments.h"

#include <glib.h>

typedef struct _Inputs Inputs;

/* Of what is there only: a source that is missing is told when it is read. */
Inputs *inputs_new(const Arguments *arguments);
/* Adds those of another command line. */
void inputs_add(Inputs *inputs, const Arguments *arguments);
void inputs_free(Inputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inputs, inputs_free)

/* TRUE unless path is one of them, by this name or another. Error: USAGE, naming both. */
gboolean inputs_check(const Inputs *inputs, const char *path, GError **error);
