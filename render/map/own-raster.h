/* A raster of the user's own on a map: imagery, a scanned map, or the shadows of a hillshade.
 *
 * What it shows is not changed after it has been loaded, and many threads may draw it. What drawing finds is kept under
 * a lock, because drawing a layer has no error of its own. */
#pragma once

#include "data/dates/civil.h"
#include "data/source/raster.h"
#include "render/map/layers.h"

typedef struct {
  SalRaster *raster;     /* owned */
  char *name;            /* of its file */
  SalDay day;            /* SAL_DAY_NONE: it has none */
  gboolean is_shaded;    /* a hillshade of the raster's one band */
  SalHillshade light;    /* exaggeration 0: what suits the terrain and the scale */
  double opacity;        /* 0 to 1; of a hillshade the darkest shadow's */
  double low, high;      /* the values that are black and white */
  gboolean is_stretched; /* they were found in the raster, and nobody said them */
  double px_per_mm;      /* of pictures made of pixels; rasters are drawn at it, pixel for pixel */
  GMutex lock;           /* of what follows */
  GError *fault;         /* the first; NULL: none */
  gboolean is_drawn;     /* some of it was in the frame of a map */
  double exaggeration;   /* of the largest map that was drawn; 0: none was */
  double largest_mm2;    /* that map's frame */
} SalOwnRaster;

/* Takes raster. */
SalOwnRaster *sal_own_raster_new(SalRaster *raster);
void sal_own_raster_free(SalOwnRaster *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOwnRaster, sal_own_raster_free)

/* Draws the part that is in the frame of a map, if any, as one image. ground: nothing is drawn beside
 * its earth, and of a hillshade nothing beside its land; NULL: all is. */
void sal_own_raster_draw(SalOwnRaster *own, const SalMap *map, const SalGround *ground, SalLayer *layer);
