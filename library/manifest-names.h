/* How a manifest names files, so that its folder can be moved together with them. */
#pragma once

#include <glib.h>

typedef struct {
  char *folder; /* of the manifest: absolute, without links */
  char *run;    /* in which the run's relative names begin: likewise */
} SalManifestNames;

/* The names of a manifest at a path, of a run in the current folder. Error: IO. */
gboolean sal_manifest_names_init(SalManifestNames *names, const char *manifest, GError **error);
void sal_manifest_names_clear(SalManifestNames *names);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalManifestNames, sal_manifest_names_clear)

/* How the manifest names a file of the run: relative to its folder if the name is relative, or if the file lies below that
 * folder or the one above it; else as it is. Owned by the caller. */
char *sal_manifest_names_spell(const SalManifestNames *names, const char *path);
/* The folder of the run, relative to that of the manifest. Owned by the caller. */
char *sal_manifest_names_spell_run(const SalManifestNames *names);
/* The path of a file that the manifest names. Owned by the caller. */
char *sal_manifest_names_find(const SalManifestNames *names, const char *spelled);
