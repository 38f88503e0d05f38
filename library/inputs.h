/* The files that a run reads. They are known so that no output replaces one of them, so that an update knows what it rests
 * on, and so that a manifest can name them. */
#pragma once

#include "library/options.h"

typedef struct _SalInputs SalInputs;

/* A file that a run reads. */
typedef struct {
  const char *role; /* the option that names it, or "source", "project", "basemap"; static */
  char *path;       /* as the run opens it */
} SalInput;

/* Lists the files that exist, with those that belong to them: the table of a shapefile, the style that a style is based
 * on, the base map. A missing source is reported when it is read. */
SalInputs *sal_inputs_new(const SalientOptions *options);
/* Adds the files of other options. */
void sal_inputs_add(SalInputs *inputs, const SalientOptions *options);
/* The paths of all files but those of the base map, and the sources that are no files, for people to read: sorted, without
 * secrets (utf8). NULL-terminated, owned by the caller. */
char **sal_inputs_describe(const SalInputs *inputs, const SalientOptions *options);
/* The files that are read, by role and path: GPtrArray of SalInput, lent by the inputs; the same file may have several
 * roles. Files that `exclude` leaves out are not among them. Owned by the caller. */
GPtrArray *sal_inputs_list_files(const SalInputs *inputs);
/* The paths of all files but those of the base map, and of the folders of sources, in which a file may appear: sorted, lent
 * by the inputs. Owned by the caller. */
GPtrArray *sal_inputs_list(const SalInputs *inputs);
void sal_inputs_free(SalInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalInputs, sal_inputs_free)

/* TRUE unless path is one of the files, under this name or another. Error: USAGE, naming both. */
gboolean sal_inputs_check(const SalInputs *inputs, const char *path, GError **error);
/* The same for the file that another option names. */
gboolean sal_inputs_check_own(const SalInputs *inputs, const char *option, const char *path, GError **error);
