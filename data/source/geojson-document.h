/* The text of a GeoJSON taken apart: its features with their shapes, and their properties as they stand there. */
#pragma once

#include "data/source/feature.h"
#include "data/source/json-fields.h"

/* A feature that has a geometry, and its properties. */
typedef struct {
  SalFeature *feature;
  guint first_value, n_values; /* of the document's */
} SalGeojsonRecord;

typedef struct {
  SalJsonScan scan; /* of the text, which is lent */
  gsize length;
  SalJsonFields *fields;
  GArray *values;      /* SalJsonValue */
  GStringChunk *texts; /* of the values */
  GArray *records;     /* SalGeojsonRecord */
  char *name;          /* NULL: none is said */
  guint n_features;
  gboolean has_ids;
} SalGeojsonDocument;

void sal_geojson_document_clear(SalGeojsonDocument *document);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalGeojsonDocument, sal_geojson_document_clear)

/* Initialises document, which is to be cleared in any case, and reads bytes, which have a zero behind them. FALSE for
 * what is no plain FeatureCollection, and for what GDAL would not read feature by feature. */
gboolean sal_geojson_document_read(SalGeojsonDocument *document, const char *bytes, gsize length);
