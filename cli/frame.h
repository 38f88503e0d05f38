/* The page's size and the part of the earth that its map shows, as the command line gives them. */
#pragma once

#include "arguments.h"
#include "salient.h"

typedef struct {
  int width_px, height_px;
  double width_mm, height_mm;
} PageSize;

typedef enum { EXTENT_CHANGES, EXTENT_ALL, EXTENT_BOX } ExtentKind;

typedef struct {
  ExtentKind kind;
  SalBox box; /* lon/lat, for EXTENT_BOX */
} Extent;

/* --size with --dpi, or --width-mm with --height-mm and --dpi. Errors (USAGE): both, a side outside 100 to
 * 20000 px, a page smaller than a page can be. */
gboolean page_size_resolve(const Arguments *arguments, PageSize *size, GError **error);

/* --extent; text may be NULL. A box whose west is east of its east crosses the antimeridian. Error: USAGE. */
gboolean extent_parse(const char *text, Extent *extent, GError **error);

/* The box to show, in lon/lat: for EXTENT_CHANGES where nothing changed, that of all control areas. */
SalBox extent_find_box(const Extent *extent, const GPtrArray *changes);
