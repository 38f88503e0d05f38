/* What a run with the option `dry-run` says in place of writing: which files it would write, on stdout, and which it reads, as
 * notes. */
#pragma once

#include "salient.h"

gboolean dry_run_is(const SalientOptions *options);

/* Notes what is read; nothing without the option. */
void dry_run_note_inputs(const SalientOptions *options);

/* Does the same, and prints the names of files (NULL-terminated), each on a line. Error: IO. */
gboolean dry_run_tell(const SalientOptions *options, const char *const *paths, GError **error);
