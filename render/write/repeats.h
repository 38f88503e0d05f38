/* What the pictures of a run have in common, kept as stamps: the layers that they share, and the texts that
 * stand in the same place. A stamp's key says all that its pixels depend on, so that it makes no difference which
 * picture drew it, or whether it was kept. Bounded: what is too much is not kept. Safe in any thread. */
#pragma once

#include "render/write/stamp.h"

typedef enum { SAL_REPEAT_LAYERS, SAL_REPEAT_TEXT } SalRepeat;

typedef struct _SalRepeats SalRepeats;

SalRepeats *sal_repeats_new(void);
void sal_repeats_free(SalRepeats *repeats);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRepeats, sal_repeats_free)

/* Looks for the stamp of a key, and waits if another thread is making it. *stamp receives a reference; NULL: none is kept.
 * TRUE: the caller is to make it, and then to call sal_repeats_end(). repeats may be NULL. */
gboolean sal_repeats_begin(SalRepeats *repeats, GBytes *key, SalStamp **stamp);
/* Packs a stamp and keeps it, unless it is too much, for good. NULL: it was not made. */
void sal_repeats_end(SalRepeats *repeats, SalRepeat kind, GBytes *key, SalStamp *stamp);
