#include "data/source/gdal.h"

#include "data/base/foreign.h"

static SalGdal functions;

#define NAME_OF(NAME) #NAME,
static const char *const names[] = { SAL_GDAL_FUNCTIONS(NAME_OF) NULL };

G_STATIC_ASSERT(sizeof functions == (G_N_ELEMENTS(names) - 1) * sizeof(gpointer));

static SalForeign gdal = {
  .name = "GDAL", .soname = SAL_GDAL_SONAME, .names = names, .functions = (gpointer *)(gpointer)&functions
};

gboolean
sal_gdal_load(GError **error)
{
  return sal_foreign_load(&gdal, error);
}

const SalGdal *
sal_gdal(void)
{
  g_autoptr(GError) error = NULL;
  if (!sal_gdal_load(&error))
    g_error("%s", error->message);
  return &functions;
}
