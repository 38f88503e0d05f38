/* Writes those files of a run that are new or have changed, and leaves the rest as it is.
 *
 * A file that was changed since an update wrote it, or that no update wrote, is never replaced unless the option
 * `overwrite` says so. */
#pragma once

#include "library/state.h"

typedef struct {
  SalState *state;
  gboolean overwrite, is_dry; /* replaces what others changed; only says what would be written */
  GMutex lock;
  GPtrArray *kept;     /* utf8: paths of files that are as they should be */
  GPtrArray *edited;   /* utf8: those that were changed by others, and whose content is not out of date */
  GPtrArray *outdated; /* utf8: those that were changed by others and would be written anew */
} SalRenewal;

/* Takes the state. */
SalRenewal *sal_renewal_new(SalState *state, gboolean overwrite, gboolean is_dry);
void sal_renewal_free(SalRenewal *renewal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRenewal, sal_renewal_free)

/* Whether a file need not be made, because what is there shows what the key says. Safe in any thread. */
gboolean sal_renewal_keeps(SalRenewal *renewal, const char *path, const char *key);
/* Writes a file unless it has this content already, or others changed it. was_written receives whether it was, or in a dry
 * run would be. key: NULL stands for the content. Safe in any thread. Error: IO. */
gboolean sal_renewal_write(SalRenewal *renewal, const char *path, const char *key, GBytes *bytes,
                           const SalOutputRules *rules, gboolean *was_written, GError **error);
