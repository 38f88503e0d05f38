/* Files that only GDAL can write, for the tests of reading. */
#pragma once

#include "fixture.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* Puts a file into a zip archive, which is made if it does not exist. */
static inline void
add_to_zip(const char *archive, const char *name, const char *text)
{
  g_autofree char *path = g_strdup_printf("/vsizip/%s/%s", archive, name);
  VSILFILE *file = VSIFOpenL(path, "wb");
  g_assert_nonnull(file);
  g_assert_cmpuint(VSIFWriteL(text, 1, strlen(text), file), ==, strlen(text));
  g_assert_cmpint(VSIFCloseL(file), ==, 0);
}

static inline void
write_gzip(const char *path, const char *text)
{
  g_autofree char *vsi = g_strconcat("/vsigzip/", path, NULL);
  VSILFILE *file = VSIFOpenL(vsi, "wb");
  g_assert_nonnull(file);
  g_assert_cmpuint(VSIFWriteL(text, 1, strlen(text), file), ==, strlen(text));
  g_assert_cmpint(VSIFCloseL(file), ==, 0);
}

static inline GDALDatasetH
create_dataset(const char *driver, const char *path)
{
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);
  g_assert_nonnull(dataset);
  return dataset;
}

static inline void
add_wkt_feature(OGRLayerH layer, const char *wkt, const char *field, const char *value)
{
  char *text = (char *)wkt;
  OGRGeometryH geometry = NULL;
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
  g_assert_cmpint(OGR_G_CreateFromWkt(&text, NULL, &geometry), ==, OGRERR_NONE);
  OGR_F_SetGeometryDirectly(feature, geometry);
  if (value != NULL)
    OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, field), value);
  g_assert_cmpint(OGR_L_CreateFeature(layer, feature), ==, OGRERR_NONE);
  OGR_F_Destroy(feature);
}

/* A layer with one text field and one feature. crs: NULL for none. */
static inline void
add_layer(GDALDatasetH dataset, const char *name, const char *crs, const char *wkt, const char *field,
          const char *value)
{
  OGRSpatialReferenceH srs = crs != NULL ? OSRNewSpatialReference(NULL) : NULL;
  if (srs != NULL)
    g_assert_cmpint(OSRSetFromUserInput(srs, crs), ==, OGRERR_NONE);
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, name, srs, wkbUnknown, NULL);
  g_assert_nonnull(layer);
  OGRFieldDefnH definition = OGR_Fld_Create(field, OFTString);
  OGR_L_CreateField(layer, definition, TRUE);
  OGR_Fld_Destroy(definition);
  add_wkt_feature(layer, wkt, field, value);
  if (srs != NULL)
    OSRRelease(srs);
}

/* A shapefile with one feature; without a .prj where crs is NULL. */
static inline char *
write_shapefile(const Folder *folder, const char *name, const char *crs, const char *wkt)
{
  char *path = g_build_filename(folder, name, NULL);
  g_autofree char *layer = g_strndup(name, strlen(name) - strlen(".shp"));
  GDALDatasetH dataset = create_dataset("ESRI Shapefile", path);
  add_layer(dataset, layer, crs, wkt, "class", "occupied");
  GDALClose(dataset);
  return path;
}
