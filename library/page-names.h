/* The names of the pictures that a plan makes. */
#pragma once

#include "library/plan.h"

/* The name that a pattern gives to a picture. region: "" for the whole. Owned by the caller. */
char *sal_page_name_expand(const SalMapPlan *map, const char *pattern, const SalPeriod *period,
                           const char *class_name, const char *region);

/* The prefix of ids that a pattern gives to a picture: what is no letter, digit, '-' or '_' of ASCII becomes its code
 * point, and '_' precedes a digit. NULL for a pattern that is NULL. Owned by the caller. */
char *sal_page_id_prefix_expand(const SalMapPlan *map, const SalPeriod *period, const char *class_name,
                                const char *region);

/* Whether it is the pattern of a film, as '-' is: its name is of the whole run. */
gboolean sal_page_name_is_film(const char *pattern);

/* Whether a pattern has {class}. Then every class has pictures of its own; otherwise only the first class has.
 * names: utf8 patterns; NULL: none. */
gboolean sal_page_names_tell_classes(const GPtrArray *names);

/* Whether a map gets pictures of each of its regions: a pattern has {region}, and the options name regions. */
gboolean sal_page_names_tell_regions(const SalMapPlan *map);

/* Reads the regions of which maps of a plan get pictures, if any do. Errors: as sal_regions_load(); USAGE for maps with
 * different regions. */
gboolean sal_page_names_load_regions(SalPlan *plan, GError **error);

/* Checks the name of a picture and adds it to names, the absolute names of all pictures so far. Errors: USAGE,
 * naming the option, for a name that is there already or an input; IO for a file that cannot be written. */
gboolean sal_page_name_check(const SalPlan *plan, const char *pattern, const char *name, GHashTable *names,
                             GError **error);

/* Does the same for all names of a plan of SALIENT_RENDER. They follow from the dates of the series, so they
 * can be checked before snapshots are read. */
gboolean sal_page_names_check(const SalPlan *plan, const SalSeries *series, GError **error);
