#include "library/versions.h"

#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"
#include "data/source/source.h"
#include "render/drawing/fonts.h"
#include "render/write/film.h"

static void
version_free(gpointer data)
{
  SalVersion *version = data;
  g_free(version->number);
  g_free(version);
}

/* Takes the number. */
static void
add(GPtrArray *versions, const char *key, const char *name, char *number, gboolean is_told)
{
  SalVersion *version = g_new(SalVersion, 1);
  *version = (SalVersion){ .key = key, .name = name, .is_told = is_told };
  version->number = number;
  g_ptr_array_add(versions, version);
}

GPtrArray *
sal_versions_list(void)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func(version_free);
  add(versions, "salient", "salient", g_strdup(SAL_VERSION), TRUE);
  add(versions, "gdal", "GDAL", g_strdup(sal_source_get_gdal_version()), TRUE);
  add(versions, "proj", "PROJ", g_strdup(sal_crs_get_proj_version()), TRUE);
  add(versions, "geos", "GEOS", g_strdup(sal_geometry_get_geos_version()), TRUE);
  add(versions, "glib", "GLib",
      g_strdup_printf("%u.%u.%u", glib_major_version, glib_minor_version, glib_micro_version), TRUE);
  add(versions, "libwebp", "libwebp", sal_film_get_webp_version(), TRUE);
  add(versions, "cairo", "Cairo", g_strdup(sal_fonts_get_cairo_version()), FALSE);
  add(versions, "pango", "Pango", g_strdup(sal_fonts_get_pango_version()), FALSE);
  add(versions, "harfbuzz", "HarfBuzz", g_strdup(sal_fonts_get_harfbuzz_version()), FALSE);
  return versions;
}
