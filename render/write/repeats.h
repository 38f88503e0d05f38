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

/* The stamp of a key, as a reference; NULL: none is kept. repeats may be NULL. */
SalStamp *sal_repeats_find(SalRepeats *repeats, GBytes *key);
/* Packs a stamp and keeps it. repeats may be NULL. */
void sal_repeats_keep(SalRepeats *repeats, SalRepeat kind, GBytes *key, SalStamp *stamp);
