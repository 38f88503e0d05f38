/* The layers and fields that a source has, and the errors that say that one is missing. */
#pragma once

#include "data/source/gdal.h"
#include "data/source/pseudo.h"

/* The names in valid UTF-8, NULL-terminated. Owned by the caller. */
char **sal_schema_list_fields(OGRLayerH layer);
char **sal_schema_list_layers(GDALDatasetH dataset);

/* The index of a field; -2 - i for the pseudo-field i (SalPseudo); -1 if there is none of that name. */
int sal_schema_find_field(OGRLayerH layer, const char *name);
/* Sets the error FORMAT that there is no such field; it names the fields that there are, and the nearest one.
 * Returns FALSE. */
gboolean sal_schema_refuse_field(OGRLayerH layer, const char *name, GError **error);

/* Checks that a dataset has all these layers (NULL-terminated, or NULL). Error: FORMAT, likewise. */
gboolean sal_schema_check_layers(GDALDatasetH dataset, const char *const *layers, GError **error);
