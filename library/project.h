/* Project files: what the command line says, as YAML or JSON, and the presets that come with the program.
 *
 * A project is a mapping from names of options to their values; `preset` names another project below this
 * one, `maps` lists several maps of the same data. The table of options is the schema. docs/projects.md is for
 * users. */
#pragma once

#include "library/option.h"

#define SAL_PROJECT_MAX_MAPS 100

typedef struct _SalProject SalProject;

/* Reads a file, "-" being stdin, or the preset of a name. Errors: IO; FORMAT with file and line for what no
 * project may say; USAGE for an unknown preset, with the known ones. */
SalProject *sal_project_load(const char *path, GError **error);
SalProject *sal_project_load_preset(const char *name, GError **error);
void sal_project_free(SalProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalProject, sal_project_free)

/* The name of the preset that it builds on, lent; NULL: none. */
const char *sal_project_get_preset(const SalProject *project);
/* How many maps it lists; 0: it is of one map. */
guint sal_project_get_n_maps(const SalProject *project);

/* Sets the options that are not set yet: of a map, or of the file as a whole. What only another task can use,
 * such as the name of a picture for a table, is left to that task. Errors (FORMAT): a value that its option
 * does not take, with file, line and key. */
gboolean sal_project_apply_map(const SalProject *project, guint map, SalientOptions *options, GError **error);
gboolean sal_project_apply(const SalProject *project, SalientOptions *options, GError **error);
