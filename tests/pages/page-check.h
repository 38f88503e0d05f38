/* What must hold on any page, whatever its layout, style and data. */
#pragma once

#include "render/drawing/drawing.h"

/* Whether a style is tried on a size, and the default style on it, by their numbers. Sanitizers look for faults of
 * the code, not of pages: a sample is enough for them, and they take four times as long. */
#ifdef __SANITIZE_ADDRESS__
#define PAGE_CHECK_IS_TRIED(size, style) (((size) + (style)) % 5 == 0)
#define PAGE_CHECK_SIZE_IS_TRIED(size) ((size) % 2 == 0)
#else
#define PAGE_CHECK_IS_TRIED(size, style) TRUE
#define PAGE_CHECK_SIZE_IS_TRIED(size) TRUE
#endif

/* How many faults were found so far, for programs that run no tests of GLib's. */
extern guint page_check_n_faults;

/* Fails the running test, with a message for every fault that starts with what: a text that overlaps another
 * or leaves the page, text without contrast to what lies under it, a legend entry of nothing that is drawn, a
 * drawn area without its legend entry, two layers or items of one id. */
void page_check(const SalDrawing *drawing, const char *what);

/* Fails the running test if a place's label stands elsewhere on one page than on the other: labels may appear
 * and vanish, but move only if other names stand in the way. */
void page_check_neighbours(const SalDrawing *drawing, const SalDrawing *next, const char *what);
