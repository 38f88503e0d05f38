/* An index of the turned rectangles of the page that are taken, each by an owner. */
#pragma once

#include "render/names/turned-rect.h"

typedef struct _SalTaken SalTaken;

#define SAL_TAKEN_FIXED G_MAXUINT /* the owner of what no search may move */

/* An index of rectangles, best where most lie inside area. */
SalTaken *sal_taken_new(SalRect area);
void sal_taken_free(SalTaken *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTaken, sal_taken_free)

void sal_taken_add(SalTaken *taken, SalTurnedRect rect, guint owner);
/* Takes out every rectangle that owner added. */
void sal_taken_remove(SalTaken *taken, guint owner);
/* Appends the owners (guint) of all rectangles that overlap rect, each once, in ascending order; those in
 * owners already are not appended again. */
void sal_taken_find(SalTaken *taken, SalTurnedRect rect, GArray *owners);
gboolean sal_taken_is_free(SalTaken *taken, SalTurnedRect rect);
