/* A digest of all that a picture follows from, so that one that would come out as it is need not be written again. */
#pragma once

#include "render/drawing/drawing.h"

/* The SHA-256 of a drawing: its layers and items with their coordinates and styles in full precision, its texts, and
 * the fonts that are installed for them. Two drawings with the same digest give the same bytes in every format.
 * In hexadecimal, owned by the caller. */
char *sal_drawing_digest(const SalDrawing *drawing);
