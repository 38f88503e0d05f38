/* The options that all tasks share that read data, in the form that the inner libraries take. They are checked
 * before data is read. */
#pragma once

#include "library/options.h"

#include "data/change/changes.h"
#include "data/change/per-table.h"
#include "data/change/published.h"
#include "data/change/rate.h"
#include "data/change/uncertainty-asked.h"
#include "data/places/places.h"

/* Lends the texts of the options that it was made from. It points into itself, so it must not be moved. */
typedef struct {
  SalSeriesOptions series;
  SalChangeOptions change;
  SalSide side;
  SalClasses *classes;
  SalAreaModel *area_model;
  SalRate rate;            /* of tables and captions */
  SalPerTable *per;        /* of the option; NULL: none */
  SalPublished *published; /* likewise */
  SalUncertaintyAsked uncertainty;
  SalRegions *regions; /* NULL: none */
  SalBorder *border;   /* NULL: none is stated */
  char *border_remark; /* which it is; NULL: none is */
} SalSettings;

/* The settings are to be cleared even after an error. Errors name the option that they are about: USAGE,
 * CRS. */
gboolean sal_settings_resolve(const SalientOptions *options, SalSettings *settings, GError **error);
/* Reads the regions, if the options name any. Errors: as sal_regions_load(). */
gboolean sal_settings_load_regions(const SalientOptions *options, SalSettings *settings, GError **error);
void sal_settings_clear(SalSettings *settings);

/* Sets language, spellings and files of places, which are lent from the options, and checks the files by
 * reading them. The caller sets folder and box. Errors name the option: USAGE, IO, FORMAT, GEOMETRY. */
gboolean sal_place_query_resolve(const SalientOptions *options, SalPlaceQuery *query, GError **error);

/* The folder of Natural Earth that has a layer, by the option `basemap`; NULL: none. Owned by the caller. */
char *sal_settings_find_natural_earth(const SalientOptions *options, const char *layer);

/* The folder with Natural Earth's places, likewise. */
char *sal_settings_find_places(const SalientOptions *options);
