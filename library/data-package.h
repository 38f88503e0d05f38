/* datapackage.json: the files of a folder of evidence as a Frictionless Data Package, version 1, in which tables are
 * tabular data resources whose columns have types, units and descriptions. */
#pragma once

#include "library/bundle.h"

/* What a folder of evidence says of itself as a whole. All is lent. */
typedef struct {
  const char *title, *description;
  const char *day;            /* YYYY-MM-DD: that of SOURCE_DATE_EPOCH, or else the last day of the data */
  const char *moment;         /* that of SOURCE_DATE_EPOCH in ISO 8601; NULL: it is not set */
  const char *verb;           /* "measure" */
  const char *const *sources; /* as the user named them */
} SalBundleAbout;

/* Owned by the caller. */
char *sal_data_package_format(const SalBundle *bundle, const SalBundleAbout *about);
