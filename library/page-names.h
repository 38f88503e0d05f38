/* Names of pictures: what each page of a plan is called. */
#pragma once

#include "library/plan.h"

/* The name of a page by a pattern; region "" is the whole. Owned by the caller. */
char *sal_page_name_expand(const SalMapPlan *map, const char *pattern, const SalPeriod *period,
                           const char *class_name, const char *region);

/* Whether pictures are named by class: then each class has its own, else only the first one has. names: utf8;
 * NULL: none. */
gboolean sal_page_names_tell_classes(const GPtrArray *names);

/* Checks the name of one picture; names: absolute, of all so far. Errors (USAGE, IO) name the option. */
gboolean sal_page_name_check(const SalPlan *plan, const char *pattern, const char *name, GHashTable *names,
                             GError **error);

/* The same for all names of a plan of SALIENT_RENDER: they follow from the dates of the series, so that they are
 * checked before any snapshot is read. */
gboolean sal_page_names_check(const SalPlan *plan, const SalSeries *series, GError **error);
