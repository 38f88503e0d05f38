/* Project files: what the command line says, as YAML or JSON, and the presets that come with the program.
 *
 * A project is a mapping from long names of options to their values, plus `sources` for the operands,
 * `preset` for another project below this one, and `maps` for several maps of the same data. The table of
 * options is the schema. docs/projects.md is for users. */
#pragma once

#include "arguments.h"

#define PROJECT_MAX_MAPS 100

typedef struct _Project Project;

/* Reads a file, "-" being stdin, or the preset of a name. Errors: IO; FORMAT with file and line for what no
 * project may say; USAGE for an unknown preset, with the known ones. */
Project *project_load(const char *path, GError **error);
Project *project_load_preset(const char *name, GError **error);
void project_free(Project *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Project, project_free)

/* The name of the preset that it builds on, lent; NULL: none. */
const char *project_get_preset(const Project *project);
/* How many maps it lists; 0: it is of one map. */
guint project_get_n_maps(const Project *project);

/* Gives to arguments what they do not say yet: of a map, or of the file as a whole. What only another verb
 * can use, such as the name of a picture for a table, is left to that verb. Errors (FORMAT): a value that its
 * option does not take, with file, line and key. */
gboolean
project_apply_map(const Project *project, guint map, Verb verb, Arguments *arguments, GError **error);
gboolean project_apply(const Project *project, Verb verb, Arguments *arguments, GError **error);

/* The project file that says what arguments do, with their maps. Owned by the caller. Error: FORMAT for a
 * name of a file that is no UTF-8. */
char *project_format(const Arguments *arguments, GError **error);

/* Sorted; NULL-terminated. */
const char *const *project_get_preset_names(void);
/* The file of a preset, as it is; NULL if there is none of that name. */
GBytes *project_get_preset_text(const char *name);
/* A line for each preset: its name, and what it is for. Owned by the caller. */
char *project_format_presets(void);
