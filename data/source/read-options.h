/* Which features of a source are wanted, and what of them. */
#pragma once

#include "data/geometry/geometry.h"
#include "data/source/bodies.h"

/* All pointers are lent. A struct of zeros asks for all features, without attributes. */
typedef struct {
  const char *const *layers; /* NULL or empty: all */
  const char *where;         /* OGR attribute filter, or NULL */
  const char *source_crs;    /* replaces or supplies the CRS; NULL: the file's own */
  const SalBox *lonlat_box;  /* only features that touch it, for sources in lon/lat; NULL: all */
  const char *const *fields; /* values wanted: attributes or pseudo-fields, NULL-terminated; NULL: none */
  gboolean fields_optional;  /* a layer without a wanted field gives NULL values instead of an error */
  guint n_required_fields;   /* with fields_optional: so many of the first must be there all the same */
  gboolean tells_kinds;      /* finds what tells areas apart that have the same first required value */
  gboolean leave_out_strays; /* vertices that are no positions, if they are few; FALSE: an error */
  SalBodies *bodies;         /* what was downloaded before, and will be; NULL: all is downloaded anew */
  guint64 max_bytes;         /* that a packed or downloaded file may unpack to; 0: SAL_SOURCE_MAX_BYTES */
  gboolean through_gdal;     /* also a plain GeoJSON, to compare the two readers; FALSE: only what needs it */
} SalReadOptions;
