/* Where a straight text may stand along lines: above or below a stretch that it can follow, as names of rivers do. */
#pragma once

#include "render/drawing/text.h"
#include "render/names/turned-rect.h"

typedef struct {
  SalTextExtents extents;
  double gap_mm; /* between the middle of the line and the text */
  double pad_mm; /* kept free around the text */
} SalLineText;

typedef struct {
  double x, y; /* of the middle of the text's baseline, mm */
  double angle_deg;
  SalTurnedRect box;
  double cost; /* 0: over a level, straight stretch in the middle of its line */
} SalLineSite;

/* Lines (page mm) that end where others begin are joined. Owned by the caller. */
SalGeometry *sal_line_sites_join(const SalGeometry *lines);

/* All sites along lines (page mm). GArray of SalLineSite, owned by the caller. */
GArray *sal_line_sites_find(const SalGeometry *lines, const SalLineText *text);
/* By cost, the best first. */
void sal_line_sites_sort(GArray *sites);
