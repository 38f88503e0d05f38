/* Opens sources with the drivers that are allowed, keeps what GDAL reports meanwhile, and says what a file
 * looks like that none of them reads. */
#pragma once

#include "data/source/gdal.h"
#include "data/source/read-options.h"
#include "data/source/screen.h"
#include "data/source/vsi.h"

#include <glib.h>

/* While the source is open, errors that GDAL reports in the thread go to its message. */
typedef struct {
  const char *path; /* lent */
  GString *message; /* the first error since the message was emptied */
  SalVsi vsi;
  gboolean begun;       /* vsi is to be put back */
  GDALDatasetH dataset; /* NULL where opening failed */
  SalScreened screened;
  guint64 file_bytes;  /* how large the file is that was opened; 0: not known */
  gboolean is_offline; /* nothing that the file refers to is fetched */
} SalOpenSource;

/* Initialises source, which is to be cleared even if opening fails. Of options, bodies and max_bytes matter. Errors:
 * as sal_source_read(). */
gboolean
sal_open_source(SalOpenSource *source, const char *path, const SalReadOptions *options, GError **error);
void sal_open_source_clear(SalOpenSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOpenSource, sal_open_source_clear)

/* The CRS of a layer, owned by the caller: WKT, or what the source says if that is known to PROJ alone; NULL:
 * none is said. Error CRS: what is said is not known, or not to both, so that GDAL would take it for another
 * one. */
gboolean sal_open_source_find_crs(const SalOpenSource *source, OGRLayerH layer, char **crs, GError **error);

/* Whether the file says that the ArcGIS service that wrote it stopped at its limit. */
gboolean sal_open_source_has_more(const SalOpenSource *source);
