/* What all tasks that read data have in common: options as the inner libraries take them, checked before any
 * data is read. */
#pragma once

#include "library/options.h"

#include "data/change/changes.h"
#include "data/places/places.h"

/* Lends the texts of the options it was made from. It cannot be moved: it points into itself. */
typedef struct {
  SalSeriesOptions series;
  SalChangeOptions change;
  SalSide side;
  SalClasses *classes;
  SalAreaModel *area_model;
  SalRegions *regions; /* NULL: none */
} SalSettings;

/* Errors name the option that they are about: USAGE, CRS. */
gboolean sal_settings_resolve(const SalientOptions *options, SalSettings *settings, GError **error);
/* Reads the regions, if the options name any. Errors: as sal_regions_load(). */
gboolean sal_settings_load_regions(const SalientOptions *options, SalSettings *settings, GError **error);
void sal_settings_clear(SalSettings *settings);

/* Languages, spellings and files of places, lent from the options and checked by reading the files; folder
 * and box are the caller's. Errors name the option: USAGE, IO, FORMAT. */
gboolean sal_place_query_resolve(const SalientOptions *options, SalPlaceQuery *query, GError **error);
