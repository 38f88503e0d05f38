/* The sites of names: where each may stand (around its dot, near its point or along its river), and what
 * it would hide there. */
#pragma once

#include "render/names/cover.h"
#include "render/names/label.h"
#include "render/names/placement.h"

typedef struct _SalSites SalSites;

/* What names should not hide. Owned by the caller. */
SalCover *sal_sites_make_cover(SalRect frame, const SalLabelOptions *options);

/* Sites inside a frame. options and their cover are lent. */
SalSites *sal_sites_new(SalRect frame, const SalLabelOptions *options, const SalCover *cover);
void sal_sites_free(SalSites *sites);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSites, sal_sites_free)

/* Whether a rectangle is inside the frame and clear of all that is taken. */
gboolean sal_sites_are_free(const SalSites *sites, SalTurnedRect rect);
/* Takes a rectangle: no site that is listed later overlaps it. */
void sal_sites_take(SalSites *sites, SalTurnedRect rect);

/* What a rectangle would hide, in units of importance. */
double sal_sites_measure(const SalSites *sites, SalTurnedRect rect);
/* What it costs to hide the symbols of own layers below a rectangle, of which so many count at most. */
double sal_sites_measure_symbols(const SalSites *sites, SalTurnedRect rect, guint most);

/* The name of a spot around a dot, "NE-near" or "N-right-far"; NULL: there is no such spot. Spots count from 1. Owned by the
 * caller. */
char *sal_sites_name_spot(guint spot);
/* The spot of a name; 0: there is none. */
guint sal_sites_find_spot(const char *name);

/* Appends the candidates (SalCandidate) of a label; their tags are the numbers of its sites. */
void sal_sites_list(SalSites *sites, const SalLabel *label, GArray *candidates);
/* The label at one of its sites. Lent until the next call of sal_sites_list(). */
const SalLabel *sal_sites_get(const SalSites *sites, guint tag);
