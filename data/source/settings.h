/* What GDAL is told in a thread while it works for Salient, whatever the environment, a gdalrc or the program
 * around the library has set: figures do not depend on that, and nothing is written beside a source. */
#pragma once

#include <glib.h>

/* The settings of GDAL that a thread had before. */
typedef struct {
  char **options;
} SalSettings;

/* Sets Salient's settings in this thread and keeps those that it had in `before`. Pairs of calls nest. */
void sal_settings_begin(SalSettings *before);
void sal_settings_end(SalSettings *before);
