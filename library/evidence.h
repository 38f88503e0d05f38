/* A folder of evidence: all that is needed to check the figures of a run, docs/evidence.md. It has what the run wrote, the
 * figures as a table, a second computation, how robust the figures are, the manifest, and descriptions for people and for
 * programs. The inputs are named with their digests, and are not copied: others may not have the right to pass them on.
 *
 * All files but the manifest are in its list of outputs; so the verb verify derives them again like any output. */
#pragma once

#include "library/changes.h"

/* Writes the folder, or what it has into the place where a run's outputs go in place of theirs (SalientOptions.instead).
 * Nothing if the option is not set. To be called when all else is written. Errors: as salient_changes_write_evidence(). */
gboolean sal_evidence_write(SalientChanges *changes, GError **error);
