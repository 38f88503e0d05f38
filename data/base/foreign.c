#include "data/base/foreign.h"

#include "data/base/error.h"

#include <dlfcn.h>

enum { LOADED = 1, NO_LIBRARY = 2, LACKS_FUNCTION = 3 /* and above: 3 + the function's number */ };

/* Symbols are bound when they are first called: most of a library is never. */
static gsize
load(const SalForeign *foreign)
{
  void *library = dlopen(foreign->soname, RTLD_LAZY | RTLD_LOCAL);
  if (library == NULL)
    return NO_LIBRARY;
  for (gsize i = 0; foreign->names[i] != NULL; i++) {
    foreign->functions[i] = dlsym(library, foreign->names[i]);
    if (foreign->functions[i] == NULL)
      return LACKS_FUNCTION + i;
  }
  return LOADED;
}

gboolean
sal_foreign_load(SalForeign *foreign, GError **error)
{
  if (g_once_init_enter(&foreign->state))
    g_once_init_leave(&foreign->state, load(foreign));
  if (foreign->state == LOADED)
    return TRUE;
  if (foreign->state == NO_LIBRARY)
    return sal_error_set(error, SAL_ERROR_IO, "%s: expected the library '%s', got none that can be loaded",
                         foreign->name, foreign->soname);
  return sal_error_set(error, SAL_ERROR_IO, "%s: expected the function '%s' in the library '%s', got none",
                       foreign->name, foreign->names[foreign->state - LACKS_FUNCTION], foreign->soname);
}
