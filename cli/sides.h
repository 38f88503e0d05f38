/* The two sides of a comparison: the command line as each of them sees it. */
#pragma once

#include "common.h"

typedef struct {
  Arguments views[2]; /* A and B: options of sources are the side's own where it has some; lent */
  Settings settings[2];
  SalClassPair *classes;
  guint n_classes;
  char *credit;          /* of the sources of either; NULL: none */
  char *names[2];        /* for people, never alike */
  GPtrArray *pickeds[2]; /* utf8: definitions that --a-class and --b-class chose; NULL: none */
} Sides;

/* Lends the texts of the arguments, which outlive it. Errors (USAGE) name the option as their place: a side
 * without a source, a class that is not there, sides with different numbers of classes, whatever
 * settings_resolve() gives. */
gboolean sides_resolve(const Arguments *arguments, Sides *sides, GError **error);
/* Says of which classes only one side has a definition, so that they are not compared: appends to remarks
 * (utf8). */
void sides_list_single_classes(const Sides *sides, GPtrArray *remarks);
void sides_clear(Sides *sides);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sides, sides_clear)
