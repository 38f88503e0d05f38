/* What was downloaded for one run, so that it asks for nothing twice: a URL that is listed, dated and read is fetched once.
 *
 * Bodies are kept in memory, so that nothing is left of them when the run ends, however it does. What would take more
 * memory than SAL_BODIES_MAX_BYTES is not kept, and fetched again where it is read again. Safe in any thread; a thread that
 * wants what another one is fetching waits for it. */
#pragma once

#include <glib.h>

#define SAL_BODIES_MAX_BYTES (G_GUINT64_CONSTANT(256) << 20) /* of all bodies together */

typedef struct _SalBodies SalBodies;

SalBodies *sal_bodies_new(guint64 max_bytes);
void sal_bodies_free(SalBodies *bodies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBodies, sal_bodies_free)

/* Gives a body that is kept, owned by the caller. NULL: it is not, and the caller has to fetch it and to call
 * sal_bodies_end() then, whether it got it or not. */
GBytes *sal_bodies_begin(SalBodies *bodies, const char *url);

/* Ends what sal_bodies_begin() left to the caller. body: NULL if there is none. */
void sal_bodies_end(SalBodies *bodies, const char *url, GBytes *body);
