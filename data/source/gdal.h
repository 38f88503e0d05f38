/* All of GDAL that this program calls, loaded when the first file needs it: linking it would bring over a hundred
 * libraries into every run, which costs more than what most runs do.
 *
 * GDAL is included through this header alone. A function of GDAL is called by its own name; it needs a line in each of
 * the two lists below, without which it does not compile or link. */
#pragma once

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <glib.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

/* clang-format off */
#define SAL_GDAL_FUNCTIONS(X) \
  X(CPLCalloc) X(CPLError) X(CPLErrorReset) X(CPLGetConfigOption) X(CPLGetErrorHandlerUserData) X(CPLGetLastErrorMsg) \
  X(CPLGetThreadLocalConfigOptions) X(CPLHTTPDestroyResult) X(CPLHTTPFetchEx) X(CPLHTTPPopFetchCallback) \
  X(CPLHTTPPushFetchCallback) X(CPLPopErrorHandler) X(CPLPushErrorHandlerEx) \
  X(CPLSetThreadLocalConfigOption) X(CPLSetThreadLocalConfigOptions) X(CPLStrdup) X(CSLDestroy) \
  X(CSLDuplicate) X(CSLMerge) X(CSLSetNameValue) X(GDALAllRegister) X(GDALClose) X(GDALCreate) \
  X(GDALDatasetCreateLayer) X(GDALDatasetExecuteSQL) X(GDALDatasetGetLayer) X(GDALDatasetGetLayerCount) \
  X(GDALDatasetCommitTransaction) X(GDALDatasetGetNextFeature) X(GDALDatasetStartTransaction) \
  X(GDALDatasetReleaseResultSet) X(GDALGetDatasetDriver) X(GDALGetDescription) X(GDALGetDriverByName) \
  X(GDALDEMProcessing) X(GDALDEMProcessingOptionsFree) X(GDALDEMProcessingOptionsNew) \
  X(GDALDataTypeIsComplex) X(GDALGetBlockSize) X(GDALGetOverview) X(GDALGetOverviewCount) X(GDALGetRasterBandXSize) X(GDALGetRasterBandYSize) X(GDALGetColorEntryAsRGB) X(GDALGetDataTypeSizeBytes) \
  X(GDALGetGeoTransform) X(GDALGetMaskBand) X(GDALGetMaskFlags) X(GDALGetRasterBand) \
  X(GDALGetRasterColorInterpretation) X(GDALGetRasterColorTable) X(GDALGetRasterCount) \
  X(GDALGetRasterDataType) X(GDALGetRasterXSize) X(GDALGetRasterYSize) X(GDALGetSpatialRef) \
  X(GDALRasterIOEx) X(GDALSetGeoTransform) X(GDALSetRasterNoDataValue) \
  X(GDALGetMetadataItem) X(GDALOpenEx) X(OGR_FD_GetFieldCount) X(OGR_FD_GetFieldDefn) \
  X(OGR_FD_GetFieldIndex) X(OGR_F_Create) X(OGR_F_Destroy) X(OGR_F_GetFieldAsString) \
  X(OGR_F_GetFieldDefnRef) X(OGR_F_GetFieldIndex) X(OGR_F_GetGeometryRef) X(OGR_F_GetStyleString) \
  X(OGR_F_IsFieldSetAndNotNull) X(OGR_F_SetFieldDateTime) X(OGR_F_SetFieldDouble) X(OGR_F_SetFieldInteger) \
  X(OGR_F_SetFieldNull) X(OGR_F_SetFieldString) X(OGR_F_SetGeometryDirectly) X(OGR_Fld_Create) \
  X(OGR_Fld_Destroy) X(OGR_Fld_GetNameRef) X(OGR_Fld_GetType) X(OGR_Fld_SetPrecision) X(OGR_Fld_SetWidth) \
  X(OGR_GT_Flatten) X(OGR_G_AddGeometryDirectly) X(OGR_G_CreateGeometry) X(OGR_G_DestroyGeometry) \
  X(OGR_G_GetGeometryCount) X(OGR_G_GetGeometryRef) X(OGR_G_GetGeometryType) X(OGR_G_GetLinearGeometry) \
  X(OGR_G_GetPointCount) X(OGR_G_GetPoints) X(OGR_G_GetX) X(OGR_G_GetY) X(OGR_G_HasCurveGeometry) \
  X(OGR_G_IsEmpty) X(OGR_G_SetPointCount) X(OGR_G_SetPoint_2D) X(OGR_L_CreateFeature) X(OGR_L_CreateField) \
  X(OGR_L_GetLayerDefn) X(OGR_L_GetName) X(OGR_L_GetNextFeature) X(OGR_L_GetSpatialRef) \
  X(OGR_L_ResetReading) X(OGR_L_SetAttributeFilter) X(OGR_L_SetSpatialFilterRect) X(OGR_SM_Create) \
  X(OGR_SM_Destroy) X(OGR_SM_GetPart) X(OGR_SM_GetPartCount) X(OGR_SM_InitFromFeature) X(OGR_ST_Destroy) \
  X(OGR_ST_GetParamStr) X(OGR_ST_GetRGBFromString) X(OGR_ST_GetType) X(OSRExportToWktEx) X(OSRGetName) \
  X(OSRImportFromEPSG) X(OSRNewSpatialReference) X(OSRRelease) X(OSRSetAxisMappingStrategy) X(VSICloseDir) \
  X(VSICurlPartialClearCache) X(VSIFCloseL) X(VSIFOpenExL) X(VSIFOpenL) X(VSIFReadL) X(VSIFSeekL) X(VSIFTellL) X(VSIFileFromMemBuffer) X(VSIFree) \
  X(VSIGetMemFileBuffer) X(VSIGetNextDirEntry) X(VSIIngestFile) X(VSIMalloc) X(VSIMkdir) X(VSIOpenDir) \
  X(VSIRmdirRecursive) X(VSIStatExL) X(VSIStatL)

typedef struct {
#define DECLARE(NAME) __typeof__(NAME) *(NAME);
  SAL_GDAL_FUNCTIONS(DECLARE)
#undef DECLARE
} SalGdal;

/* Loads GDAL, once. Error IO: it is not installed, or lacks a function. To be called wherever work with GDAL begins
 * that can fail. */
gboolean sal_gdal_load(GError **error);

/* GDAL's functions. Loads GDAL if that has not been done; without GDAL the program ends. */
const SalGdal *sal_gdal(void);

#define CPLCalloc(...) (sal_gdal()->CPLCalloc(__VA_ARGS__))
#define CPLError(...) (sal_gdal()->CPLError(__VA_ARGS__))
#define CPLErrorReset(...) (sal_gdal()->CPLErrorReset(__VA_ARGS__))
#define CPLGetConfigOption(...) (sal_gdal()->CPLGetConfigOption(__VA_ARGS__))
#define CPLGetErrorHandlerUserData(...) (sal_gdal()->CPLGetErrorHandlerUserData(__VA_ARGS__))
#define CPLGetLastErrorMsg(...) (sal_gdal()->CPLGetLastErrorMsg(__VA_ARGS__))
#define CPLGetThreadLocalConfigOptions(...) (sal_gdal()->CPLGetThreadLocalConfigOptions(__VA_ARGS__))
#define CPLHTTPDestroyResult(...) (sal_gdal()->CPLHTTPDestroyResult(__VA_ARGS__))
#define CPLHTTPFetchEx(...) (sal_gdal()->CPLHTTPFetchEx(__VA_ARGS__))
#define CPLHTTPPopFetchCallback(...) (sal_gdal()->CPLHTTPPopFetchCallback(__VA_ARGS__))
#define CPLHTTPPushFetchCallback(...) (sal_gdal()->CPLHTTPPushFetchCallback(__VA_ARGS__))
#define CPLPopErrorHandler(...) (sal_gdal()->CPLPopErrorHandler(__VA_ARGS__))
#define CPLPushErrorHandlerEx(...) (sal_gdal()->CPLPushErrorHandlerEx(__VA_ARGS__))
#define CPLSetThreadLocalConfigOption(...) (sal_gdal()->CPLSetThreadLocalConfigOption(__VA_ARGS__))
#define CPLSetThreadLocalConfigOptions(...) (sal_gdal()->CPLSetThreadLocalConfigOptions(__VA_ARGS__))
#define CPLStrdup(...) (sal_gdal()->CPLStrdup(__VA_ARGS__))
#define CSLDestroy(...) (sal_gdal()->CSLDestroy(__VA_ARGS__))
#define CSLDuplicate(...) (sal_gdal()->CSLDuplicate(__VA_ARGS__))
#define CSLMerge(...) (sal_gdal()->CSLMerge(__VA_ARGS__))
#define CSLSetNameValue(...) (sal_gdal()->CSLSetNameValue(__VA_ARGS__))
#define GDALAllRegister(...) (sal_gdal()->GDALAllRegister(__VA_ARGS__))
#define GDALClose(...) (sal_gdal()->GDALClose(__VA_ARGS__))
#define GDALCreate(...) (sal_gdal()->GDALCreate(__VA_ARGS__))
#define GDALDatasetCreateLayer(...) (sal_gdal()->GDALDatasetCreateLayer(__VA_ARGS__))
#define GDALDatasetCommitTransaction(...) (sal_gdal()->GDALDatasetCommitTransaction(__VA_ARGS__))
#define GDALDatasetExecuteSQL(...) (sal_gdal()->GDALDatasetExecuteSQL(__VA_ARGS__))
#define GDALDatasetGetLayer(...) (sal_gdal()->GDALDatasetGetLayer(__VA_ARGS__))
#define GDALDatasetGetNextFeature(...) (sal_gdal()->GDALDatasetGetNextFeature(__VA_ARGS__))
#define GDALDatasetGetLayerCount(...) (sal_gdal()->GDALDatasetGetLayerCount(__VA_ARGS__))
#define GDALDatasetStartTransaction(...) (sal_gdal()->GDALDatasetStartTransaction(__VA_ARGS__))
#define GDALDatasetReleaseResultSet(...) (sal_gdal()->GDALDatasetReleaseResultSet(__VA_ARGS__))
#define GDALGetDatasetDriver(...) (sal_gdal()->GDALGetDatasetDriver(__VA_ARGS__))
#define GDALGetDescription(...) (sal_gdal()->GDALGetDescription(__VA_ARGS__))
#define GDALGetDriverByName(...) (sal_gdal()->GDALGetDriverByName(__VA_ARGS__))
#define GDALGetMetadataItem(...) (sal_gdal()->GDALGetMetadataItem(__VA_ARGS__))
#define GDALOpenEx(...) (sal_gdal()->GDALOpenEx(__VA_ARGS__))
#define GDALDEMProcessing(...) (sal_gdal()->GDALDEMProcessing(__VA_ARGS__))
#define GDALDEMProcessingOptionsFree(...) (sal_gdal()->GDALDEMProcessingOptionsFree(__VA_ARGS__))
#define GDALDEMProcessingOptionsNew(...) (sal_gdal()->GDALDEMProcessingOptionsNew(__VA_ARGS__))
#define GDALDataTypeIsComplex(...) (sal_gdal()->GDALDataTypeIsComplex(__VA_ARGS__))
#define GDALGetBlockSize(...) (sal_gdal()->GDALGetBlockSize(__VA_ARGS__))
#define GDALGetOverview(...) (sal_gdal()->GDALGetOverview(__VA_ARGS__))
#define GDALGetOverviewCount(...) (sal_gdal()->GDALGetOverviewCount(__VA_ARGS__))
#define GDALGetRasterBandXSize(...) (sal_gdal()->GDALGetRasterBandXSize(__VA_ARGS__))
#define GDALGetRasterBandYSize(...) (sal_gdal()->GDALGetRasterBandYSize(__VA_ARGS__))
#define GDALGetColorEntryAsRGB(...) (sal_gdal()->GDALGetColorEntryAsRGB(__VA_ARGS__))
#define GDALGetDataTypeSizeBytes(...) (sal_gdal()->GDALGetDataTypeSizeBytes(__VA_ARGS__))
#define GDALGetGeoTransform(...) (sal_gdal()->GDALGetGeoTransform(__VA_ARGS__))
#define GDALGetMaskBand(...) (sal_gdal()->GDALGetMaskBand(__VA_ARGS__))
#define GDALGetMaskFlags(...) (sal_gdal()->GDALGetMaskFlags(__VA_ARGS__))
#define GDALGetRasterBand(...) (sal_gdal()->GDALGetRasterBand(__VA_ARGS__))
#define GDALGetRasterColorInterpretation(...) (sal_gdal()->GDALGetRasterColorInterpretation(__VA_ARGS__))
#define GDALGetRasterColorTable(...) (sal_gdal()->GDALGetRasterColorTable(__VA_ARGS__))
#define GDALGetRasterCount(...) (sal_gdal()->GDALGetRasterCount(__VA_ARGS__))
#define GDALGetRasterDataType(...) (sal_gdal()->GDALGetRasterDataType(__VA_ARGS__))
#define GDALGetRasterXSize(...) (sal_gdal()->GDALGetRasterXSize(__VA_ARGS__))
#define GDALGetRasterYSize(...) (sal_gdal()->GDALGetRasterYSize(__VA_ARGS__))
#define GDALGetSpatialRef(...) (sal_gdal()->GDALGetSpatialRef(__VA_ARGS__))
#define GDALRasterIOEx(...) (sal_gdal()->GDALRasterIOEx(__VA_ARGS__))
#define GDALSetGeoTransform(...) (sal_gdal()->GDALSetGeoTransform(__VA_ARGS__))
#define GDALSetRasterNoDataValue(...) (sal_gdal()->GDALSetRasterNoDataValue(__VA_ARGS__))
#define OGR_FD_GetFieldCount(...) (sal_gdal()->OGR_FD_GetFieldCount(__VA_ARGS__))
#define OGR_FD_GetFieldDefn(...) (sal_gdal()->OGR_FD_GetFieldDefn(__VA_ARGS__))
#define OGR_FD_GetFieldIndex(...) (sal_gdal()->OGR_FD_GetFieldIndex(__VA_ARGS__))
#define OGR_F_Create(...) (sal_gdal()->OGR_F_Create(__VA_ARGS__))
#define OGR_F_Destroy(...) (sal_gdal()->OGR_F_Destroy(__VA_ARGS__))
#define OGR_F_GetFieldAsString(...) (sal_gdal()->OGR_F_GetFieldAsString(__VA_ARGS__))
#define OGR_F_GetFieldDefnRef(...) (sal_gdal()->OGR_F_GetFieldDefnRef(__VA_ARGS__))
#define OGR_F_GetFieldIndex(...) (sal_gdal()->OGR_F_GetFieldIndex(__VA_ARGS__))
#define OGR_F_GetGeometryRef(...) (sal_gdal()->OGR_F_GetGeometryRef(__VA_ARGS__))
#define OGR_F_GetStyleString(...) (sal_gdal()->OGR_F_GetStyleString(__VA_ARGS__))
#define OGR_F_IsFieldSetAndNotNull(...) (sal_gdal()->OGR_F_IsFieldSetAndNotNull(__VA_ARGS__))
#define OGR_F_SetFieldDateTime(...) (sal_gdal()->OGR_F_SetFieldDateTime(__VA_ARGS__))
#define OGR_F_SetFieldDouble(...) (sal_gdal()->OGR_F_SetFieldDouble(__VA_ARGS__))
#define OGR_F_SetFieldInteger(...) (sal_gdal()->OGR_F_SetFieldInteger(__VA_ARGS__))
#define OGR_F_SetFieldNull(...) (sal_gdal()->OGR_F_SetFieldNull(__VA_ARGS__))
#define OGR_F_SetFieldString(...) (sal_gdal()->OGR_F_SetFieldString(__VA_ARGS__))
#define OGR_F_SetGeometryDirectly(...) (sal_gdal()->OGR_F_SetGeometryDirectly(__VA_ARGS__))
#define OGR_Fld_Create(...) (sal_gdal()->OGR_Fld_Create(__VA_ARGS__))
#define OGR_Fld_Destroy(...) (sal_gdal()->OGR_Fld_Destroy(__VA_ARGS__))
#define OGR_Fld_GetNameRef(...) (sal_gdal()->OGR_Fld_GetNameRef(__VA_ARGS__))
#define OGR_Fld_GetType(...) (sal_gdal()->OGR_Fld_GetType(__VA_ARGS__))
#define OGR_Fld_SetPrecision(...) (sal_gdal()->OGR_Fld_SetPrecision(__VA_ARGS__))
#define OGR_Fld_SetWidth(...) (sal_gdal()->OGR_Fld_SetWidth(__VA_ARGS__))
#define OGR_GT_Flatten(...) (sal_gdal()->OGR_GT_Flatten(__VA_ARGS__))
#define OGR_G_AddGeometryDirectly(...) (sal_gdal()->OGR_G_AddGeometryDirectly(__VA_ARGS__))
#define OGR_G_CreateGeometry(...) (sal_gdal()->OGR_G_CreateGeometry(__VA_ARGS__))
#define OGR_G_DestroyGeometry(...) (sal_gdal()->OGR_G_DestroyGeometry(__VA_ARGS__))
#define OGR_G_GetGeometryCount(...) (sal_gdal()->OGR_G_GetGeometryCount(__VA_ARGS__))
#define OGR_G_GetGeometryRef(...) (sal_gdal()->OGR_G_GetGeometryRef(__VA_ARGS__))
#define OGR_G_GetGeometryType(...) (sal_gdal()->OGR_G_GetGeometryType(__VA_ARGS__))
#define OGR_G_GetLinearGeometry(...) (sal_gdal()->OGR_G_GetLinearGeometry(__VA_ARGS__))
#define OGR_G_GetPointCount(...) (sal_gdal()->OGR_G_GetPointCount(__VA_ARGS__))
#define OGR_G_GetPoints(...) (sal_gdal()->OGR_G_GetPoints(__VA_ARGS__))
#define OGR_G_GetX(...) (sal_gdal()->OGR_G_GetX(__VA_ARGS__))
#define OGR_G_GetY(...) (sal_gdal()->OGR_G_GetY(__VA_ARGS__))
#define OGR_G_HasCurveGeometry(...) (sal_gdal()->OGR_G_HasCurveGeometry(__VA_ARGS__))
#define OGR_G_IsEmpty(...) (sal_gdal()->OGR_G_IsEmpty(__VA_ARGS__))
#define OGR_G_SetPointCount(...) (sal_gdal()->OGR_G_SetPointCount(__VA_ARGS__))
#define OGR_G_SetPoint_2D(...) (sal_gdal()->OGR_G_SetPoint_2D(__VA_ARGS__))
#define OGR_L_CreateFeature(...) (sal_gdal()->OGR_L_CreateFeature(__VA_ARGS__))
#define OGR_L_CreateField(...) (sal_gdal()->OGR_L_CreateField(__VA_ARGS__))
#define OGR_L_GetLayerDefn(...) (sal_gdal()->OGR_L_GetLayerDefn(__VA_ARGS__))
#define OGR_L_GetName(...) (sal_gdal()->OGR_L_GetName(__VA_ARGS__))
#define OGR_L_GetNextFeature(...) (sal_gdal()->OGR_L_GetNextFeature(__VA_ARGS__))
#define OGR_L_GetSpatialRef(...) (sal_gdal()->OGR_L_GetSpatialRef(__VA_ARGS__))
#define OGR_L_ResetReading(...) (sal_gdal()->OGR_L_ResetReading(__VA_ARGS__))
#define OGR_L_SetAttributeFilter(...) (sal_gdal()->OGR_L_SetAttributeFilter(__VA_ARGS__))
#define OGR_L_SetSpatialFilterRect(...) (sal_gdal()->OGR_L_SetSpatialFilterRect(__VA_ARGS__))
#define OGR_SM_Create(...) (sal_gdal()->OGR_SM_Create(__VA_ARGS__))
#define OGR_SM_Destroy(...) (sal_gdal()->OGR_SM_Destroy(__VA_ARGS__))
#define OGR_SM_GetPart(...) (sal_gdal()->OGR_SM_GetPart(__VA_ARGS__))
#define OGR_SM_GetPartCount(...) (sal_gdal()->OGR_SM_GetPartCount(__VA_ARGS__))
#define OGR_SM_InitFromFeature(...) (sal_gdal()->OGR_SM_InitFromFeature(__VA_ARGS__))
#define OGR_ST_Destroy(...) (sal_gdal()->OGR_ST_Destroy(__VA_ARGS__))
#define OGR_ST_GetParamStr(...) (sal_gdal()->OGR_ST_GetParamStr(__VA_ARGS__))
#define OGR_ST_GetRGBFromString(...) (sal_gdal()->OGR_ST_GetRGBFromString(__VA_ARGS__))
#define OGR_ST_GetType(...) (sal_gdal()->OGR_ST_GetType(__VA_ARGS__))
#define OSRExportToWktEx(...) (sal_gdal()->OSRExportToWktEx(__VA_ARGS__))
#define OSRGetName(...) (sal_gdal()->OSRGetName(__VA_ARGS__))
#define OSRImportFromEPSG(...) (sal_gdal()->OSRImportFromEPSG(__VA_ARGS__))
#define OSRNewSpatialReference(...) (sal_gdal()->OSRNewSpatialReference(__VA_ARGS__))
#define OSRRelease(...) (sal_gdal()->OSRRelease(__VA_ARGS__))
#define OSRSetAxisMappingStrategy(...) (sal_gdal()->OSRSetAxisMappingStrategy(__VA_ARGS__))
#define VSICloseDir(...) (sal_gdal()->VSICloseDir(__VA_ARGS__))
#define VSICurlPartialClearCache(...) (sal_gdal()->VSICurlPartialClearCache(__VA_ARGS__))
#define VSIFCloseL(...) (sal_gdal()->VSIFCloseL(__VA_ARGS__))
#define VSIFOpenExL(...) (sal_gdal()->VSIFOpenExL(__VA_ARGS__))
#define VSIFOpenL(...) (sal_gdal()->VSIFOpenL(__VA_ARGS__))
#define VSIFReadL(...) (sal_gdal()->VSIFReadL(__VA_ARGS__))
#define VSIFSeekL(...) (sal_gdal()->VSIFSeekL(__VA_ARGS__))
#define VSIFTellL(...) (sal_gdal()->VSIFTellL(__VA_ARGS__))
#define VSIFileFromMemBuffer(...) (sal_gdal()->VSIFileFromMemBuffer(__VA_ARGS__))
#define VSIFree(...) (sal_gdal()->VSIFree(__VA_ARGS__))
#define VSIGetMemFileBuffer(...) (sal_gdal()->VSIGetMemFileBuffer(__VA_ARGS__))
#define VSIGetNextDirEntry(...) (sal_gdal()->VSIGetNextDirEntry(__VA_ARGS__))
#define VSIIngestFile(...) (sal_gdal()->VSIIngestFile(__VA_ARGS__))
#define VSIMalloc(...) (sal_gdal()->VSIMalloc(__VA_ARGS__))
#define VSIMkdir(...) (sal_gdal()->VSIMkdir(__VA_ARGS__))
#define VSIOpenDir(...) (sal_gdal()->VSIOpenDir(__VA_ARGS__))
#define VSIRmdirRecursive(...) (sal_gdal()->VSIRmdirRecursive(__VA_ARGS__))
#define VSIStatExL(...) (sal_gdal()->VSIStatExL(__VA_ARGS__))
#define VSIStatL(...) (sal_gdal()->VSIStatL(__VA_ARGS__))
/* clang-format on */
