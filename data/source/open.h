/* Opening what source.c reads: which drivers may, what GDAL says while they do, and what a file that none of
 * them reads looks like. */
#pragma once

#include <gdal.h>
#include <glib.h>

/* What GDAL reports in the thread goes to the message while the source is open. */
typedef struct {
  const char *path;     /* lent */
  GString *message;     /* the first that GDAL gave since it was cleared */
  GDALDatasetH dataset; /* NULL where opening failed */
  char *memory_name;    /* a copy in memory that is read instead, or NULL */
  gboolean is_offline;  /* what the file refers to is not fetched */
  char *esri_crs;       /* "ESRI:102100", as an Esri JSON says that OGR knows no CRS of; NULL: none */
} SalOpenSource;

/* Initialises source, which is to be cleared in any case. max_bytes: as in SalReadOptions. Errors as
 * sal_source_read(). */
gboolean sal_open_source(SalOpenSource *source, const char *path, guint64 max_bytes, GError **error);
void sal_open_source_clear(SalOpenSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOpenSource, sal_open_source_clear)

/* Whether an ArcGIS service wrote into the file that it stopped at its limit. */
gboolean sal_open_source_has_more(const SalOpenSource *source);
