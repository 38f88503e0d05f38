/* Steps: what changed between two neighbouring snapshots of a series. */
#pragma once

#include "data/change/finding.h"
#include "data/change/movement.h"

/* What the user says of a step that may be a reset. */
typedef enum {
  SAL_VERDICT_OPEN,    /* nothing */
  SAL_VERDICT_RESET,   /* it is one: it counts in no sum */
  SAL_VERDICT_GENUINE, /* it is none: no output doubts it */
} SalVerdict;

typedef struct {
  SalDay from, to;
  guint class_index; /* among the classes of the series */
  double area_from_m2, area_to_m2;
  double gained_m2, lost_m2; /* NaN: only the areas are known */
  double noise_m2;           /* how much of both is noise; 0 if only the areas are known */
  SalMovement *movement;     /* owned; NULL: not known */
  SalGeometry *changed;      /* owned, lon/lat: gained and lost, with noise; NULL: not kept */
  char *evidence;            /* why it may be a reset (see data/change/reset.h); NULL: nothing says so */
  SalVerdict verdict;
} SalStep;

/* The net in m2, and what is held at the end at which more is held. */
double sal_step_get_net_m2(const SalStep *step);
double sal_step_get_held_m2(const SalStep *step);
/* Gained and lost together in m2, without noise. If only the areas are known, the size of the net. */
double sal_step_get_gross_m2(const SalStep *step);
/* The areas of its incursions (see data/change/incursion.h) in m2. */
double sal_step_get_incursions_m2(const SalStep *step);
/* What is doubted of it in m2, negative if it was lost: the one area that the evidence is about, or its net. */
double sal_step_get_doubted_m2(const SalStep *step);
/* Where its largest area lies, after the evidence: "; largest area at (35.05, 51.21), near Basivka", without the
 * place if none is known, and "" if no area is. If the evidence is about one area alone, that area: "; at ...".
 * Owned by the caller. */
char *sal_step_describe_where(const SalStep *step);
/* Whether it may be a reset, and the user says nothing of it. */
gboolean sal_step_is_doubted(const SalStep *step);

/* An empty array of SalStep, which frees what they own. */
GArray *sal_steps_new(void);
/* The steps of one class through findings (GArray of SalFinding), in order, without evidence. */
GArray *sal_steps_list(const GArray *findings, guint class_index);

/* The median distance of neighbours in days, the shorter one if two are in the middle; 0 without steps. */
int sal_steps_get_usual_days(const GArray *steps);
/* The steps that take more than one and a half times the usual days. They lend movement and evidence. */
GArray *sal_steps_find_gaps(const GArray *steps, int usual_days);
/* Gives the steps of one class their evidence, in place of any that they have. Incursions are no evidence. */
void sal_steps_find_evidence(GArray *steps);
/* Appends to resets those steps of one class that may be resets, with their evidence. accepted, genuine: days
 * or names of periods (NULL-terminated; may be NULL). A step that one of them touches has that verdict; a text
 * that is neither decides nothing. */
void sal_steps_add_resets(GArray *resets, const GArray *steps, const char *const *accepted,
                          const char *const *genuine);
/* Keeps the n steps with the largest nets per day, largest first; of equal ones, the earlier is first. */
void sal_steps_keep_largest(GArray *steps, guint n);
