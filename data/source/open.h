/* Opens sources with the drivers that are allowed, keeps what GDAL reports meanwhile, and says what a file
 * looks like that none of them reads. */
#pragma once

#include <gdal.h>
#include <glib.h>

/* While the source is open, errors that GDAL reports in the thread go to its message. */
typedef struct {
  const char *path;     /* lent */
  GString *message;     /* the first error since the message was emptied */
  GDALDatasetH dataset; /* NULL where opening failed */
  char *memory_name;    /* a copy in memory that is read instead, or NULL */
  gboolean is_offline;  /* nothing that the file refers to is fetched */
  char *esri_crs;       /* "ESRI:102100": the CRS of an Esri JSON in which OGR finds none; or NULL */
} SalOpenSource;

/* Initialises source, which is to be cleared even if opening fails. max_bytes: as in SalReadOptions. Errors:
 * as sal_source_read(). */
gboolean sal_open_source(SalOpenSource *source, const char *path, guint64 max_bytes, GError **error);
void sal_open_source_clear(SalOpenSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOpenSource, sal_open_source_clear)

/* Whether the file says that the ArcGIS service that wrote it stopped at its limit. */
gboolean sal_open_source_has_more(const SalOpenSource *source);
