/* The program and the libraries on which its results rest, with their versions. */
#pragma once

#include <glib.h>

typedef struct {
  const char *key, *name; /* "gdal", "GDAL"; static */
  char *number;           /* "3.6.2" */
  gboolean is_told;       /* the program names it when it is asked for its version */
} SalVersion;

/* All of them, the program first: GPtrArray of SalVersion, owned by the caller. */
GPtrArray *sal_versions_list(void);
