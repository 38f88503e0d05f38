/* The verbs: options in, library calls, files out. Each returns FALSE with an error and prints nothing of it.
 */
#pragma once

#include "arguments.h"

typedef struct {
  const char *name;
  const char *operands; /* for the usage line */
  const char *summary;  /* after "salient NAME: " */
  const char *examples; /* lines, for help */
  gboolean (*run)(const Arguments *arguments, GError **error);
} VerbInfo;

/* In the order of Verb. */
extern const VerbInfo verb_infos[N_VERBS];

gboolean inspect_run(const Arguments *arguments, GError **error);
gboolean measure_run(const Arguments *arguments, GError **error);
gboolean render_run(const Arguments *arguments, GError **error);
gboolean export_run(const Arguments *arguments, GError **error);
gboolean compare_run(const Arguments *arguments, GError **error);
gboolean style_run(const Arguments *arguments, GError **error);
