/* A shared library of others that is loaded when it is first needed, and stays loaded. Its functions are found by
 * name all at once, so that none can turn out to be missing later.
 *
 * A SalForeign is a static variable of the file that the library enters by. Safe in any thread. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name;         /* for people: "GDAL" */
  const char *soname;       /* for the dynamic linker: "libgdal.so.32" */
  const char *const *names; /* of its functions, NULL-terminated */
  gpointer *functions;      /* room for as many pointers; set when loading succeeds */
  gsize state;              /* 0 at first; for sal_foreign_load() alone */
} SalForeign;

/* Loads the library unless it is loaded. Error IO: it is not installed, or lacks a function; it stays an error. */
gboolean sal_foreign_load(SalForeign *foreign, GError **error);
