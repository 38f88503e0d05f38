/* A manifest that was read from a file. */
#pragma once

#include "library/manifest-names.h"
#include "library/option.h"

typedef struct {
  char *path, *role;
  char *sha256; /* NULL: it was not hashed */
  char *why;    /* why not; NULL */
} SalStoredInput;

typedef struct {
  char *path;   /* relative to the manifest's folder, or absolute; "-": it was printed */
  char *name;   /* as the run names it */
  char *format; /* NULL: unknown */
  char *sha256; /* NULL: it was no regular file */
} SalStoredOutput;

/* A part of the manifest that was edited. */
typedef struct {
  gboolean is_option; /* of the options; else of the manifest */
  char *name;
} SalStoredEdit;

/* A version, or the digest of a font by its name. */
typedef struct {
  char *name, *text;
} SalStoredFact;

typedef struct {
  char *path; /* of the file */
  SalientTask task;
  char *folder;                /* where the run's relative names begin: relative to the manifest's folder */
  char *spelling;              /* what stands before the names of options */
  char *created;               /* NULL: it says no moment */
  char *options;               /* a project in JSON */
  gboolean is_masked;          /* secrets are missing in the options */
  GPtrArray *versions, *fonts; /* SalStoredFact */
  GPtrArray *inputs;           /* SalStoredInput */
  GPtrArray *outputs;          /* SalStoredOutput */
  GPtrArray *edits;            /* SalStoredEdit */
} SalStoredManifest;

/* Reads the manifest at a path: a file, or a folder with a file manifest.json in it. Owned by the caller. Errors: IO; FORMAT,
 * with the path, for what is no manifest, or one of another version. */
SalStoredManifest *sal_stored_manifest_read(const char *path, GError **error);
void sal_stored_manifest_free(SalStoredManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStoredManifest, sal_stored_manifest_free)
