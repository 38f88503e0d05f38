#include "data/geometry/proj.h"

#include "data/base/foreign.h"

static SalProj functions;

#define NAME_OF(NAME) #NAME,
static const char *const names[] = { SAL_PROJ_FUNCTIONS(NAME_OF) NULL };

G_STATIC_ASSERT(sizeof functions == (G_N_ELEMENTS(names) - 1) * sizeof(gpointer));

static SalForeign proj = {
  .name = "PROJ", .soname = SAL_PROJ_SONAME, .names = names, .functions = (gpointer *)(gpointer)&functions
};

gboolean
sal_proj_load(GError **error)
{
  return sal_foreign_load(&proj, error);
}

const SalProj *
sal_proj(void)
{
  g_autoptr(GError) error = NULL;
  if (!sal_proj_load(&error))
    g_error("%s", error->message);
  return &functions;
}
