/* What options and names say of films, checked before data is read. */
#pragma once

#include "library/look.h"

/* A map that may be a film. */
typedef struct {
  const SalientOptions *options;
  const SalLook *look;
  SalPageLayout layout;
} SalFilmSetting;

/* Checks the names of a map's outputs. names: utf8; NULL: none. Errors (USAGE) name the option: a layout that has no page
 * for each period, a film's name with {period}, {from} or {to}, '-' without the format y4m or the other way round, a size
 * or a transparent page that the format does not have. */
gboolean sal_film_check(const SalFilmSetting *setting, const GPtrArray *names, GError **error);
