/* Steps: what changed between two neighbouring snapshots of a series, as far as the areas of both tell. */
#pragma once

#include "data/change/finding.h"

typedef struct {
  SalDay from, to;
  guint class_index; /* among the classes of the series */
  double net_m2;
  double held_m2;    /* at the end at which more was held */
  char *evidence;    /* why it may be a reset (see data/change/reset.h); NULL: nothing says so */
  gboolean accepted; /* the user says that it is a reset */
} SalStep;

/* An empty array of SalStep. */
GArray *sal_steps_new(void);
/* The steps of one class through findings (GArray of SalFinding), in order, without evidence. */
GArray *sal_steps_list(const GArray *findings, guint class_index);

/* The median distance of neighbours in days, the shorter one if two are in the middle; 0 without steps. */
int sal_steps_get_usual_days(const GArray *steps);
/* The steps that take more than one and a half times the usual days. */
GArray *sal_steps_find_gaps(const GArray *steps, int usual_days);
/* Appends to resets those steps of one class that may be resets, with their evidence. accepted: days or names
 * of periods (NULL-terminated; may be NULL). A step that one of them touches is accepted; a text that is
 * neither accepts nothing. */
void sal_steps_add_resets(GArray *resets, const GArray *steps, const char *const *accepted);
/* Keeps the n steps with the largest nets per day, largest first; of equal ones, the earlier is first. */
void sal_steps_keep_largest(GArray *steps, guint n);
