/* The verbs. Each takes options, calls the library and writes files. If it fails, it returns FALSE with an
 * error, which the caller prints. */
#pragma once

#include "command-line.h"

typedef struct {
  const char *operands; /* for the usage line */
  const char *summary;  /* after "salient NAME: " */
  const char *examples; /* lines, for help */
  gboolean (*run)(const CommandLine *line, GError **error);
} VerbInfo;

/* The verbs by their tasks. The name of a task is the verb. */
extern const VerbInfo verb_infos[SALIENT_N_TASKS];

gboolean inspect_run(const CommandLine *line, GError **error);
gboolean measure_run(const CommandLine *line, GError **error);
gboolean render_run(const CommandLine *line, GError **error);
gboolean export_run(const CommandLine *line, GError **error);
gboolean compare_run(const CommandLine *line, GError **error);
gboolean places_run(const CommandLine *line, GError **error);
gboolean update_run(const CommandLine *line, GError **error);
gboolean check_run(const CommandLine *line, GError **error);
gboolean merge_run(const CommandLine *line, GError **error);
gboolean cache_run(const CommandLine *line, GError **error);
gboolean verify_run(const CommandLine *line, GError **error);
gboolean layout_run(const CommandLine *line, GError **error);
gboolean basemap_run(const CommandLine *line, GError **error);
gboolean style_run(const CommandLine *line, GError **error);
gboolean template_run(const CommandLine *line, GError **error);
