/* What a page does with the layers of the user's own beside drawing them: labels and legend entries. */
#pragma once

#include "render/names/taken.h"
#include "render/page/state.h"

typedef struct {
  const GArray *labels; /* SalLabel: of names on the panel, of which those that must stay are in the way */
  GArray *obstacles;    /* SalTurnedRect: what labels never cover; they are added */
  GPtrArray *remarks;   /* utf8: receives how many have no room; NULL: not wanted */
} SalOwnLabelRoom;

/* The labels of own layers on a panel in a period. NULL: there are none. Owned by the caller. */
SalLayer *sal_page_place_own_labels(const SalPage *page, const SalPanel *panel, const SalPeriod *period,
                                    const SalOwnLabelRoom *room);

/* What furniture and names should not hide of the own layers on a panel, on any map of the run: their lines, and two lines across
 * each symbol and arrowhead. Both may be empty, and are owned by the caller. */
SalGeometry *sal_page_find_own_lines(const SalPage *page, const SalPanel *panel);
SalGeometry *sal_page_find_own_symbols(const SalPage *page, const SalPanel *panel);
/* The rectangles round these symbols and arrowheads, each with an owner of its own, on the map of a period; NULL: on any. Owned by the
 * caller. */
SalTaken *sal_page_take_own_symbols(const SalPage *page, const SalPanel *panel, const SalPeriod *period);

/* Adds the entries of the own layers that the page's panel shows in a change's period; NULL, or as long as there is no
 * panel: those of all own layers. */
void sal_page_add_own_entries(const SalPage *page, const SalChange *change, GArray *entries);

/* Says, as a remark of its drawing, which rasters of several days are on the page of a change. FALSE with what kept a raster from
 * being drawn. */
gboolean sal_page_report_own_rasters(const SalPage *page, const SalChange *change, SalDrawing *drawing,
                                     GError **error);
