/* Snapshots that were read to see whether they can be used, until somebody wants them. Safe in any thread. */
#pragma once

#include "data/series/snapshot.h"

typedef struct _SalKept SalKept;

SalKept *sal_kept_new(void);
void sal_kept_free(SalKept *kept);

/* Keeps a snapshot, which stays the caller's, too, unless there are many points already: up to 64 MiB are
 * kept. */
void sal_kept_add(SalKept *kept, SalSnapshot *snapshot);

/* The snapshot of a day, owned by the caller, which is not kept any longer. NULL: it is not there. */
SalSnapshot *sal_kept_take(SalKept *kept, SalDay day);
