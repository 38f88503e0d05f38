/* What the data verbs have in common: the command line's words as the library's options, checked before any
 * data is read. */
#pragma once

#include "arguments.h"
#include "salient.h"

/* Lends the texts of the arguments it was made from. */
typedef struct {
  SalSeriesOptions series;
  SalChangeOptions change;
  SalSide side;
  SalClasses *classes;
  SalAreaModel *area_model;
  SalRegions *regions; /* NULL: none */
} Settings;

/* Errors name the option as their place: USAGE, CRS. */
gboolean settings_resolve(const Arguments *arguments, Settings *settings, GError **error);
/* Reads the regions, if the command line names any. Errors: as sal_regions_load(). */
gboolean settings_load_regions(const Arguments *arguments, Settings *settings, GError **error);
void settings_clear(Settings *settings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Settings, settings_clear)

/* Languages, spellings and files of places, lent from the arguments and checked by reading the files; folder
 * and box are the caller's. Errors name the option as their place: USAGE, IO, FORMAT. */
gboolean place_query_resolve(const Arguments *arguments, SalPlaceQuery *query, GError **error);

/* Prefixes an error with the option that it is about; returns FALSE. */
gboolean blame_option(GError **error, const char *option);

/* What the series and its changes remarked, printed as notes. */
void print_remarks(const SalSeries *series, const SalSeriesOptions *options, const SalChanges *changes);
