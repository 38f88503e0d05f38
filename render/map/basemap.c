#include "render/map/basemap.h"

SalBasemap *
sal_basemap_new(void)
{
  SalBasemap *basemap = g_new0(SalBasemap, 1);
  basemap->land = sal_geometry_new(SAL_POLYGONS);
  basemap->rivers = sal_geometry_new(SAL_LINES);
  basemap->minor_rivers = sal_geometry_new(SAL_LINES);
  basemap->borders = sal_geometry_new(SAL_LINES);
  basemap->disputed_borders = sal_geometry_new(SAL_LINES);
  basemap->admin1_borders = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    basemap->classes[i] = sal_geometry_new(sal_osm_class_is_area((SalOsmClass)i) ? SAL_POLYGONS : SAL_LINES);
  basemap->places = g_array_new(FALSE, FALSE, sizeof(SalPlace));
  basemap->countries = g_array_new(FALSE, FALSE, sizeof(SalCountry));
  basemap->provinces = g_array_new(FALSE, FALSE, sizeof(SalProvince));
  basemap->regions = sal_place_list_new();
  basemap->area_places = sal_place_list_new();
  return basemap;
}

void
sal_basemap_free(SalBasemap *basemap)
{
  if (basemap == NULL)
    return;
  sal_geometry_free(basemap->land);
  sal_geometry_free(basemap->rivers);
  sal_geometry_free(basemap->minor_rivers);
  sal_geometry_free(basemap->borders);
  sal_geometry_free(basemap->disputed_borders);
  sal_geometry_free(basemap->admin1_borders);
  g_array_unref(basemap->places);
  g_array_unref(basemap->countries);
  g_array_unref(basemap->provinces);
  g_array_unref(basemap->area_places);
  g_array_unref(basemap->regions);
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    sal_geometry_free(basemap->classes[i]);
  g_free(basemap->folder);
  g_free(basemap->theatre);
  g_free(basemap);
}

const char *
sal_basemap_query_get_lang(const SalBasemapQuery *query)
{
  return query->places != NULL && query->places->lang != NULL ? query->places->lang : "en";
}

void
sal_basemap_list_geometries(SalBasemap *basemap, SalGeometry **all[SAL_BASEMAP_N_GEOMETRIES])
{
  SalGeometry **geometries[] = { &basemap->land,    &basemap->rivers,           &basemap->minor_rivers,
                                 &basemap->borders, &basemap->disputed_borders, &basemap->admin1_borders };
  for (guint i = 0; i < SAL_BASEMAP_N_EARTH; i++)
    all[i] = geometries[i];
  for (guint i = 0; i < SAL_OSM_N_CLASSES; i++)
    all[SAL_BASEMAP_N_EARTH + i] = &basemap->classes[i];
}
