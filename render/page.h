/* A page: title, subtitle, map, legend, scale bar and credit, laid out in millimetres. What all periods of a
 * run share (frame, base map, label positions) is made once; drawing a period adds its changes. Immutable
 * once made; safe in any thread. */
#pragma once

#include "data/change.h"
#include "render/basemap.h"
#include "render/map.h"

typedef struct {
  double width_mm, height_mm;
  const SalStyle *style; /* lent, outlives the page */
  SalBox extent;         /* lon/lat that the frame shows at least */
  const char *map_crs;   /* NULL: default */
  const char *basemap;   /* auto, none or a folder; NULL: auto */
  const char *title; /* NULL: a neutral default; may hold {period} {from} {to} {class} {gained} {lost} {net}
                        {region} {source} */
  const char *subtitle;        /* NULL: period, gained, lost, net */
  const char *credit;          /* put before the snapshots' dates; NULL: none */
  const SalPlaceQuery *places; /* languages, spellings and files of what is named; used by sal_page_new()
                                  only; NULL: English, as they come with the program */
  const SalAreaModel *area_model;
  int date_shift_days;
  const GPtrArray *changes; /* SalChange: all of the run, for what must not differ between its pages (lines
                               kept free for the title, the legend's width and corner); used by sal_page_new()
                               only; NULL: usual sizes are assumed */
} SalPageOptions;

typedef struct _SalPage SalPage;

/* Errors: RENDER (page too small for its furniture: at least 60 x 45 mm), CRS, IO (base map). remarks (utf8)
 * receives what the user should know: no base map found, a font family that is not installed, a frame without
 * any of the changes. */
SalPage *sal_page_new(const SalPageOptions *options, GPtrArray *remarks, GError **error);
void sal_page_free(SalPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPage, sal_page_free)

/* The page for one period. Error: RENDER, e.g. a title that does not fit in three lines. */
SalDrawing *sal_page_draw(const SalPage *page, const SalChange *change, GError **error);

/* The box that shows where things changed: gained and lost areas that make up nearly all of the change of the
 * run, with a margin, so that specks far away do not shrink the map. changes: SalChange. Empty if nothing
 * changed. */
SalBox sal_page_find_extent(const GPtrArray *changes);

/* "2024-08": "August 2024"; weeks, quarters, years and days likewise; partial periods say "to DATE". Owned by
 * the caller. */
char *sal_page_describe_period(const SalPeriod *period);
