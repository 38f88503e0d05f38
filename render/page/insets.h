/* The insets of a page: the largest groups of change on the main map, and what the user asked for, zoomed in. */
#pragma once

#include "render/map/sectors.h"
#include "render/page/inset.h"
#include "render/page/state.h"

typedef struct {
  SalRect size;         /* of an inset's frame, mm; x and y are not used */
  guint n;              /* groups, at most */
  gboolean needed_only; /* see SalSectorOptions */
} SalInsetsWish;

/* Lists the insets that the user asked for, and remarks those that no map of the run shows. */
void sal_page_list_asked(SalPage *page, GPtrArray *remarks);

/* The sectors for insets of a size: first those that the user asked for. GArray of SalSector, owned by the caller.
 * Error: RENDER, for a sector of the user's that the map does not show, or that is larger on it than an inset. */
GArray *sal_page_find_sectors(const SalPage *page, const SalInsetsWish *wish, GError **error);

/* Makes the inset of each sector, in its frame among frames. Errors: CRS, RENDER. */
gboolean sal_page_add_insets(SalPage *page, const GArray *sectors, const SalRect *frames, GError **error);

/* What a content, that of a change, shows as changed on each inset of the page, in their order. An inset that the
 * program chose itself counts as empty where it would cut a group that the page speaks of. GArray of
 * SalInsetFigure, owned by the caller. */
GArray *sal_page_measure_insets(const SalPage *page, const SalContent *content, const SalChange *change);

/* The outlines of the insets' sectors on the main map, each with its letter. An inset in which nothing changed has
 * none, unless the user asked for it. Owned by the caller. */
SalLayer *sal_page_make_outlines(const SalPage *page, const SalChange *change, const GArray *figures);

/* Appends where the notes of a change stand that are in insets (SalPosition). Areas of its content keep images that were needed. */
void sal_page_list_inset_positions(const SalPage *page, const SalChange *change, SalContent *content,
                                   GArray *positions);

/* What insets show of a period beside its content. All is lent. */
typedef struct {
  const GArray *figures; /* of sal_page_measure_insets() */
  const GArray *turned;  /* of sal_turned_places_list() */
  GHashTable *ids;       /* receives those of the areas that they draw, for the legend */
} SalInsetSights;

/* Adds those insets, each with its km2, and the locator to a drawing. Areas of the content keep images that were needed. */
void sal_page_draw_insets(const SalPage *page, const SalChange *change, SalContent *content,
                          const SalInsetSights *sights, SalDrawing *drawing);
