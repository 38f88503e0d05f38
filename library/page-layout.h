/* What laying out pages of changes and of comparisons has in common. */
#pragma once

#include "library/pictures.h"

/* Pages without any page yet. names: utf8, patterns of files, lent; NULL: none. Owned by the caller. */
SalientPages *sal_pages_new(const SalMapPlan *map, GPtrArray *names);

/* The options of a page that shows changes, or states of a comparison, of a class. map: of the pages, or one that looks another way.
 * They lend from pages, map and changes. */
SalPageOptions sal_pages_make_options(const SalientPages *pages, const SalMapPlan *map,
                                      const GPtrArray *changes, const char *class_name);

/* The options of a page of changes of class number `index`. As above, but the caller owns `definition`. */
SalPageOptions sal_pages_make_class_options(const SalientPages *pages, const SalMapPlan *map,
                                            const GPtrArray *changes, guint index);

/* Adds a picture of a page. Both are lent. */
void sal_pages_add_picture(SalientPages *pages, SalPage *page, const SalChange *change);
