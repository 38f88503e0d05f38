/* What layers and fields a source has, and how it is said that one is not there. For source*.c alone. */
#pragma once

#include "data/source/source.h"

#include <gdal.h>
#include <ogr_api.h>

/* As valid UTF-8, NULL-terminated. Owned by the caller. */
char **sal_schema_list_fields(OGRLayerH layer);
char **sal_schema_list_layers(GDALDatasetH dataset);

/* The index of a field; -2 - i for sal_source_pseudo_fields[i], also with "ogr_" before it; -1 for none. */
int sal_schema_find_field(OGRLayerH layer, const char *name);
/* Sets the error (FORMAT) that there is no such field: the known ones, and the nearest. Returns FALSE. */
gboolean sal_schema_refuse_field(OGRLayerH layer, const char *name, GError **error);

/* Whether all layers that the options name are there. Error: FORMAT, likewise. */
gboolean sal_schema_check_layers(GDALDatasetH dataset, const SalReadOptions *options, GError **error);
