/* What of a run must stay in sight on a map, and the labels that make way for it. */
#pragma once

#include "render/page/state.h"

/* What matters for where labels stand, in page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed; /* in any period of the run */
  const SalGeometry *held;    /* at its end */
  const GArray *obstacles;    /* SalTurnedRect */
} SalPanelSights;

/* All that changed in the run and is drawn, on a map's page; may overlap. Owned by the caller. */
SalGeometry *sal_page_project_changes(const SalPage *page, const SalMap *map);
/* What is held at the end of the run, lon/lat; NULL if that is not known. Lent. */
const SalGeometry *sal_page_find_held(const SalPage *page);
/* What is held at the end of the run, on a map's page; NULL if that is not known. Owned by the caller. */
SalGeometry *sal_page_project_held(const SalPage *page, const SalMap *map);
/* What pages speak of in the frame of the page's panel, with at most n groups a period. Owned by the caller. */
SalHighlights *sal_page_find_highlights(const SalPage *page, guint n);
/* The places that the map of a change must name; that of the whole run names those of all periods. A set of SalPlace,
 * lent. */
GHashTable *sal_page_get_news(const SalPage *page, const SalChange *change);
/* The lines that should stay in sight on a panel: borders, and on the main map the outlines of insets.
 * Owned by the caller. */
SalGeometry *sal_page_collect_lines(const SalPage *page, const SalPanel *panel);

/* A square around each city on the map, and around each place in the news of the run: what furniture must not
 * hide. Owned by the caller. */
SalGeometry *sal_page_find_named_spots(const SalPage *page);

/* Whether something that is only there at times belongs to any map of the run. */
gboolean sal_page_has_period(const SalPage *page, const SalWhen *when);
/* Whether two such things are on the same map. */
gboolean sal_page_has_period_of_both(const SalPage *page, const SalWhen *when, const SalWhen *other);

/* Keeps a rectangle of the main map clear of labels. */
void sal_page_keep_clear(SalPage *page, SalRect rect);

/* Adds a remark for each forced place that none of the labels of the main map names. */
void sal_page_report_forced(const SalPage *page, const GArray *labels, GPtrArray *remarks);

/* Finds which maps of the run have the same wishes for names, once the places are known. */
void sal_page_find_label_sets(SalPage *page);
/* The set of maps to which the map of a change belongs; that of the whole run is in a set of its own. */
guint sal_page_find_label_set(const SalPage *page, const SalChange *change);

/* Adds a remark on the places whose names are forced on some maps and find no room there. The labels of all sets are there by
 * then. */
void sal_page_report_forced_at_times(const SalPage *page, GPtrArray *remarks);

/* The labels of a panel, of the first set. GArray of SalLabel, owned by the caller. */
GArray *sal_page_place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights,
                              guint max_labels);
/* The labels of the main map, which is there, with other wishes (from SalPlace to SalNameWish). GArray of SalLabel, owned by
 * the caller. */
GArray *sal_page_place_labels_again(const SalPage *page, GHashTable *wishes, const GArray *obstacles);
/* Gives the panel, which is finished, the labels of all other sets. */
void sal_page_place_other_labels(const SalPage *page, SalPanel *panel, const SalPanelSights *sights,
                                 guint max_labels);
