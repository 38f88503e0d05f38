/* The two sides of a comparison, A and B, and the options that hold for each. */
#pragma once

#include "library/settings.h"

#include "data/change/comparison.h"

typedef struct {
  /* The options with those of the side itself in place of the common ones. Everything in a view is lent: it
   * must not be freed. */
  SalientOptions views[2];
  SalSettings settings[2];
  SalClassPair *classes;
  guint n_classes;
  char *credit;   /* of the sources of both; NULL: none */
  char *names[2]; /* for people, never the same */
  /* utf8: definitions that `a-class` and `b-class` chose, then those of what these are made of; NULL: none */
  GPtrArray *pickeds[2];
  guint n_picked[2]; /* of pickeds: those that were chosen */
} SalSides;

/* Lends the texts of the options, which outlive it, and must not be moved. It is to be cleared even after an
 * error. Errors: USAGE for a side without a source, an unknown class, or sides with different numbers of
 * classes; any error of sal_settings_resolve(). */
gboolean sal_sides_resolve(const SalientOptions *options, SalSides *sides, GError **error);
/* Adds remarks (utf8) that name the classes that only one side defines, which are not compared. */
void sal_sides_list_single_classes(const SalSides *sides, GPtrArray *remarks);
void sal_sides_clear(SalSides *sides);
