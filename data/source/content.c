#include "data/source/content.h"

#include "data/source/gdal.h"

#include <string.h>

#define HEAD_BYTES (16 << 10) /* more than GDAL looks at */

static const char *const json[] = { "GeoJSON", "GeoJSONSeq", "ESRIJSON", "TopoJSON", NULL };
static const char *const kml[] = { "LIBKML", "KML", NULL };
static const char *const xml[] = { "GML", NULL };
static const char *const sqlite[] = { "GPKG", NULL };
static const char *const other[] = { "GeoJSON",    "GeoJSONSeq", "ESRIJSON",    "TopoJSON", "ESRI Shapefile",
                                     "FlatGeobuf", "LIBKML",     "OpenFileGDB", NULL };

static SalContent
find_of_text(const char *text)
{
  if (g_str_has_prefix(text, "\xef\xbb\xbf"))
    text += 3;
  text += strspn(text, " \t\r\n\v\f\x1e");
  if (*text == '{' || *text == '[')
    return SAL_CONTENT_JSON;
  if (*text != '<')
    return SAL_CONTENT_OTHER;
  return strstr(text, "<kml") != NULL || strstr(text, ":kml") != NULL ? SAL_CONTENT_KML : SAL_CONTENT_XML;
}

SalContent
sal_content_find(const char *path)
{
  g_autofree char *head = g_malloc0(HEAD_BYTES + 1);
  VSILFILE *file = VSIFOpenL(path, "rb");
  if (file == NULL)
    return SAL_CONTENT_OTHER;
  VSIFReadL(head, 1, HEAD_BYTES, file);
  VSIFCloseL(file);
  return g_str_has_prefix(head, "SQLite format 3") ? SAL_CONTENT_SQLITE : find_of_text(head);
}

const char *const *
sal_content_get_drivers(SalContent content)
{
  static const char *const *const drivers[] = { [SAL_CONTENT_OTHER] = other,
                                                [SAL_CONTENT_JSON] = json,
                                                [SAL_CONTENT_KML] = kml,
                                                [SAL_CONTENT_XML] = xml,
                                                [SAL_CONTENT_SQLITE] = sqlite };
  return drivers[content];
}
