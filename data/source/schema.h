/* What layers and fields a source has, and how an error says that one is not there. */
#pragma once

#include "data/source/pseudo.h"

#include <gdal.h>
#include <ogr_api.h>

/* As valid UTF-8, NULL-terminated. Owned by the caller. */
char **sal_schema_list_fields(OGRLayerH layer);
char **sal_schema_list_layers(GDALDatasetH dataset);

/* The index of a field; -2 - i for SalPseudo i; -1 for none. */
int sal_schema_find_field(OGRLayerH layer, const char *name);
/* Sets the error (FORMAT) that there is no such field, with the known ones and the nearest. Returns FALSE. */
gboolean sal_schema_refuse_field(OGRLayerH layer, const char *name, GError **error);

/* Whether a dataset has all layers that are named (NULL-terminated; or NULL). Error: FORMAT, likewise. */
gboolean sal_schema_check_layers(GDALDatasetH dataset, const char *const *layers, GError **error);
