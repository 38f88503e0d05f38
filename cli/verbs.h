/* The verbs: options in, library calls, files out. Each returns FALSE with an error and prints nothing of it.
 */
#pragma once

#include "command-line.h"

typedef struct {
  const char *operands; /* for the usage line */
  const char *summary;  /* after "salient NAME: " */
  const char *examples; /* lines, for help */
  gboolean (*run)(const CommandLine *line, GError **error);
} VerbInfo;

/* By task, whose names are the verbs. */
extern const VerbInfo verb_infos[SALIENT_N_TASKS];

gboolean inspect_run(const CommandLine *line, GError **error);
gboolean measure_run(const CommandLine *line, GError **error);
gboolean render_run(const CommandLine *line, GError **error);
gboolean export_run(const CommandLine *line, GError **error);
gboolean compare_run(const CommandLine *line, GError **error);
gboolean style_run(const CommandLine *line, GError **error);
