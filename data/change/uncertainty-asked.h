/* Which kinds of uncertainty are asked for. */
#pragma once

#include "data/change/position.h"

typedef struct {
  gboolean cutoff, model;
  gboolean is_given;           /* the option uncertainty, whatever it says */
  SalPositionOptions position; /* the option position-error */
} SalUncertaintyAsked;

/* Reads cutoff, model, both with a comma between them, or none. Error: USAGE. */
gboolean sal_uncertainty_parse(const char *text, SalUncertaintyAsked *asked, GError **error);
