/* The arrows and brackets of notes, in page millimetres. */
#pragma once

#include "render/names/turned-rect.h"

/* A smooth line through points (SalPoint). GArray of SalPoint, owned by the caller. */
GArray *sal_note_shape_smooth(const GArray *points);

/* An arrow along a smooth line, which grows from its tail to its head; width_mm: of its shaft where the head begins. Empty if
 * the line has no length. Owned by the caller. */
SalGeometry *sal_note_shape_arrow(const GArray *line, double width_mm);

/* A bracket, whose arms lie beside the line from one end to the other, on its left or its right as one sees it on the
 * page. */
typedef struct {
  SalPoint ends[2];
  gboolean is_right;
  gboolean is_curly;
} SalNoteBracket;

/* Its line. Owned by the caller. */
SalGeometry *sal_note_shape_bracket(const SalNoteBracket *bracket);
/* What it covers. */
SalTurnedRect sal_note_shape_get_bracket_rect(const SalNoteBracket *bracket);
/* The tip at its middle, from which its text stands off, and the direction in which it does (a unit vector). */
SalPoint sal_note_shape_get_tip(const SalNoteBracket *bracket, SalPoint *outward);

/* Rectangles (SalTurnedRect) along a line (SalPoint) that cover it so thick are appended, but for its ends, where places may
 * have their dots. */
void sal_note_shape_cover_line(const GArray *line, double thickness_mm, GArray *rects);
