/* Names of tables and of files of areas: patterns with placeholders, which make a file of its own of every period,
 * class or region.
 *
 * The placeholders are {period} {from} {to} {class}, and of areas {region} as well (library/names.h). */
#pragma once

#include "salient.h"

#include "data/change/change.h"

typedef struct {
  char *name;
  GPtrArray *changes; /* SalChange, lent: what the file is of */
} SalTableFile;

/* Checks the pattern of a task's file before there are changes. Errors: as sal_name_expand(). */
gboolean sal_table_name_check(const char *pattern, SalientTask task, GError **error);

/* The files that a checked pattern makes of changes (SalChange), in their order; without a placeholder it is one of
 * all. Returns a GPtrArray of SalTableFile, owned by the caller. */
GPtrArray *sal_table_files_list(const char *pattern, SalientTask task, const GPtrArray *changes);
