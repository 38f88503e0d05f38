/* What was written by earlier updates: a small text file beside the project, `.NAME.salient-state`.
 *
 * It has a line for each file with the key of what the file shows, and digests of its content, so that a file that was
 * deleted, edited or replaced since is told from one that is as it was written. It also has a digest of the run that
 * completed last. While a run goes on, a line is added before each file is written; so nothing is lost if it is killed.
 * When it ends, the file is written anew, whole. Files inside the folder of the state are named relative to it, so that
 * the folder can be moved. A damaged state is as good as none. */
#pragma once

#include "data/base/output.h"

typedef struct _SalState SalState;

/* How a file is, compared with what was written. */
typedef enum {
  SAL_FILE_MISSING,  /* there is none */
  SAL_FILE_CURRENT,  /* it is as it was written, and shows what the key says */
  SAL_FILE_OUTDATED, /* it is as it was written, and shows something else */
  SAL_FILE_EDITED,   /* it was changed since; what was written showed what the key says */
  SAL_FILE_FOREIGN   /* it was changed since and is out of date, or never was written by an update */
} SalFileState;

/* Reads the state at a path; one that does not exist or is damaged is empty. Owned by the caller. */
SalState *sal_state_load(const char *path);
void sal_state_free(SalState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalState, sal_state_free)

/* The digest of a content, in hexadecimal. Owned by the caller. */
char *sal_state_digest(GBytes *bytes);

/* How the file at a path stands to a key. If there is a file, content receives the digest of its content, owned by the
 * caller; content may be NULL. */
SalFileState sal_state_compare(const SalState *state, const char *path, const char *key, char **content);

/* Notes that a file is about to be written, so that it is known again whatever ends the process. Several threads may call
 * it at once if the caller locks. Error: IO. */
gboolean
sal_state_announce(SalState *state, const char *path, const char *key, const char *content, GError **error);
/* Says, in the end, that a file belongs to the run; key and content (a digest) say what is or was written there by an
 * update. */
void sal_state_confirm(SalState *state, const char *path, const char *key, const char *content);
/* Says that a file that was edited belongs to the run, and keeps what is known of what was written for the key. */
void sal_state_keep(SalState *state, const char *path, const char *key);

/* Whether the run of that digest was completed last, and all its files are as it left them. paths (utf8) receives their
 * paths as that run named them, and edited those of files that had been changed by others already. */
gboolean sal_state_is_complete(const SalState *state, const char *run, GPtrArray *paths, GPtrArray *edited);
/* Writes the state anew. run: the digest of the run that is complete now; NULL: it is not complete, or cannot be told from
 * a later one. Error: IO. */
gboolean sal_state_save(SalState *state, const char *run, const SalOutputRules *rules, GError **error);
