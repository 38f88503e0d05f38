/* The two sides of a comparison: the options as each of them sees them. */
#pragma once

#include "library/settings.h"

#include "data/change/comparison.h"

typedef struct {
  SalientOptions
      views[2]; /* A and B: options of sources are the side's own where it has some; lent, and never
                              to be freed */
  SalSettings settings[2];
  SalClassPair *classes;
  guint n_classes;
  char *credit;          /* of the sources of either; NULL: none */
  char *names[2];        /* for people, never alike */
  GPtrArray *pickeds[2]; /* utf8: definitions that `a-class` and `b-class` chose; NULL: none */
} SalSides;

/* Lends the texts of the options, which outlive it. It cannot be moved. Errors (USAGE) name the option that they
 * are about: a side without a source, a class that is not there, sides with different numbers of classes,
 * whatever sal_settings_resolve() gives. */
gboolean sal_sides_resolve(const SalientOptions *options, SalSides *sides, GError **error);
/* Says which classes are defined for one side only, so that they are not compared: appends to remarks
 * (utf8). */
void sal_sides_list_single_classes(const SalSides *sides, GPtrArray *remarks);
void sal_sides_clear(SalSides *sides);
