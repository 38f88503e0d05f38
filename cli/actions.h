/* What the verbs do that have an action as their first operand: "style check house.yaml". */
#pragma once

#include "command-line.h"

typedef struct {
  const char *name; /* NULL ends a table */
  const char *usage;
  guint min_operands, max_operands;
  gboolean (*run)(const char *const *operands, GError **error);
} Action;

/* Runs the action that the operands begin with. expected: what they are, for an error. Error: USAGE, and those of the
 * action. */
gboolean actions_run(const Action *actions, const char *expected, const CommandLine *line, GError **error);

/* As salient_style_check(). */
typedef char **(*CheckFunc)(const char *path, guint *n_faults, GError **error);

/* Checks files and prints what was found. Only faults are an error (STYLE). Warnings are not, because a file may have its
 * reasons. verb: for that error. */
gboolean actions_check(const char *verb, CheckFunc check, const char *const *files, GError **error);
