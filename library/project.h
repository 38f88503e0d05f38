/* Project files, which set options in YAML or JSON, and the presets that come with the library.
 *
 * A project is a mapping from names of options to their values. `preset` names another project, which sets the
 * options that this one does not; `maps` lists several maps of the same data. The table of options is the
 * schema. docs/projects.md is for users. */
#pragma once

#include "library/option.h"

#include "data/base/json.h"

#define SAL_PROJECT_MAX_MAPS 100

typedef struct _SalProject SalProject;

/* Reads a file ("-" is stdin) or a preset by its name. Errors: IO; FORMAT, with file and line, for what is no
 * project; USAGE for an unknown preset, listing the known ones. */
SalProject *sal_project_load(const char *path, GError **error);
/* Reads the options of one run from a text, as sal_project_add_json() writes them: all values are for its task, and relative
 * names begin where the program runs. told: what messages call it. Errors: the same. */
SalProject *sal_project_parse_run(const char *told, const char *text, gsize length, GError **error);
SalProject *sal_project_load_preset(const char *name, GError **error);
void sal_project_free(SalProject *project);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalProject, sal_project_free)

/* The name of the preset that the project builds on, lent. NULL if there is none. */
const char *sal_project_get_preset(const SalProject *project);
/* How many maps the project lists. 0 if it has no list, and so one map. */
guint sal_project_get_n_maps(const SalProject *project);

/* Set the options that are not set yet to what the project says of a map, or of all. A value that only another
 * task can use, such as the name of a picture when a table is wanted, is left out. Error: FORMAT, with file,
 * line and key, for a value that its option does not take; options before it are then set. */
gboolean sal_project_apply_map(const SalProject *project, guint map, SalientOptions *options, GError **error);
gboolean sal_project_apply(const SalProject *project, SalientOptions *options, GError **error);

/* Sets options as salient_options_load() does, from a project that was read already, and its preset. Takes the project.
 * Errors: the same. */
gboolean sal_project_load_into(SalProject *project, SalientOptions *options, GError **error);

/* Whether an option has no part in results, but says how the program works or where it keeps things. */
gboolean sal_project_is_about_work(const SalOptionRow *row);

/* Options as a project file (YAML), without those that are about work, and with secrets in names masked. Owned by the
 * caller. Error: FORMAT, for a name that is not UTF-8. */
char *sal_project_format_essence(const SalientOptions *options, GError **error);
/* Appends a text in double quotes, as YAML reads it. */
void sal_project_append_quoted(GString *yaml, const char *text);

/* Adds options as a project in JSON: all that have a part in what is computed, drawn and printed, those of a preset among
 * them, with names of files as they were set. Secrets in names are masked: FALSE if there are any. */
gboolean sal_project_add_json(SalJson *json, const char *key, const SalientOptions *options);
