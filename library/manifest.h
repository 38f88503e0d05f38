/* What a run read and made, as a manifest tells it: docs/evidence.md.
 *
 * A run notes its outputs while it writes them (library/made.h). A manifest is made afterwards: it hashes the inputs and
 * the outputs, and lends what it can from the options. It is JSON (docs/schema/salient-manifest-1.json), and says the same
 * for the same inputs and options: no time of day, unless SOURCE_DATE_EPOCH says one.
 *
 * Names in a manifest are relative to its folder if they were relative in the run, or lie below that folder or the one
 * above it. So a folder with inputs, outputs and manifest can be moved. The options keep names as they were set, because
 * outputs repeat them; the member "folder" says where those begin. */
#pragma once

#include "library/inputs.h"
#include "library/made.h"
#include "library/manifest-names.h"

#include "data/base/json-slices.h"

#define SAL_MANIFEST_SCHEMA "salient-manifest-1"
#define SAL_MANIFEST_NAME "manifest.json" /* in a folder of evidence */

/* A file that the run read. */
typedef struct {
  const char *role; /* which option names it, "territory", or "source", "project", "basemap"...; static */
  char *path;       /* as the run opens it, or, of the base map, its name; "-": standard input */
  char *sha256;     /* in hexadecimal; NULL: it was not hashed */
  const char *why;  /* why it was not hashed; static; NULL: it was */
  gint64 size;      /* bytes; -1: unknown */
} SalManifestInput;

/* A file that the run wrote, or a text that it printed. */
typedef struct {
  const SalMade *made; /* its name, format, period, figures and so on; lent */
  char *path;          /* where it lies: made->name, unless it was copied elsewhere; "-": it was printed */
  char *sha256;        /* in hexadecimal; NULL: it is no regular file */
  gint64 size;         /* bytes; -1: unknown */
} SalManifestOutput;

typedef struct {
  const SalientOptions *options; /* lent */
  GPtrArray *inputs;             /* SalManifestInput, by role and path */
  GPtrArray *outputs;            /* SalManifestOutput, by name */
  GPtrArray *fonts;              /* SalMadeFont, lent by the options */
} SalManifest;

/* Checks the option `manifest` before data are read. Errors: USAGE, IO. */
gboolean sal_manifest_check(const SalientOptions *options, GError **error);

/* Hashes what the options of a finished run name, and what it made. Owned by the caller. Error: IO, with the path, for a
 * file that cannot be read. */
SalManifest *sal_manifest_new(const SalientOptions *options, GError **error);
void sal_manifest_free(SalManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalManifest, sal_manifest_free)

/* Its two parts by themselves: GPtrArray of SalManifestInput, which needs no run, and of SalManifestOutput. Owned by the
 * caller. Errors: the same. */
GPtrArray *sal_manifest_list_inputs(const SalientOptions *options, GError **error);
GPtrArray *sal_manifest_list_outputs(const SalientOptions *options, GError **error);

/* How a manifest names an input, with its secrets masked. Owned by the caller. */
char *sal_manifest_input_spell(const SalManifestInput *input, const SalManifestNames *names);
/* The digest of a member, by which it is noticed that somebody edited it: SHA-256 of its bytes. Owned by the caller. */
char *sal_manifest_digest(const SalJsonSlice *member);

/* Adds an output that is not written yet: made is lent, and has a name and a format. */
void sal_manifest_add_output(SalManifest *manifest, const SalMade *made, const char *sha256, gint64 size);
/* Says that an output lies elsewhere, as in a folder of evidence. */
void sal_manifest_move_output(SalManifest *manifest, guint output, const char *path);

/* The manifest as it stands in a file at a path: JSON with a newline at its end. Owned by the caller. Errors: IO for a folder
 * that leads nowhere; USAGE for a wrong SOURCE_DATE_EPOCH. */
char *sal_manifest_format(const SalManifest *manifest, const char *path, GError **error);
