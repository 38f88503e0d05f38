/* An index of turned rectangles of the page that are taken. Each has an owner, which is a number. */
#pragma once

#include "render/names/turned-rect.h"

typedef struct _SalTaken SalTaken;

#define SAL_TAKEN_FIXED G_MAXUINT /* the owner of what no search may move */

/* It is fastest if most rectangles lie inside area. */
SalTaken *sal_taken_new(SalRect area);
void sal_taken_free(SalTaken *taken);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalTaken, sal_taken_free)

void sal_taken_add(SalTaken *taken, SalTurnedRect rect, guint owner);
/* Removes all rectangles of an owner. */
void sal_taken_remove(SalTaken *taken, guint owner);
/* Adds the owners (guint) of all rectangles that overlap rect to owners, which is in ascending order and
 * has each once. */
void sal_taken_find(SalTaken *taken, SalTurnedRect rect, GArray *owners);
/* How many owners have such a rectangle. */
guint sal_taken_count(SalTaken *taken, SalTurnedRect rect);
gboolean sal_taken_is_free(SalTaken *taken, SalTurnedRect rect);
