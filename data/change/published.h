/* Figures that others published: a table of the user's, to be set beside the program's own.
 *
 * CSV with a header. `period` (or `month`) has names of periods: 2024-11, 2024-W45, 2024-Q4, 2024. The name of a column of
 * figures tells what they are and their unit: net_km2, gained_sqmi, lost_ha, area_km2; without a unit a column `unit` tells
 * it, and `figure` is a net. `source`, `definition`, `published`, `note` and `tolerance` (in the figure's unit) need not be
 * there. Immutable once read. */
#pragma once

#include "data/dates/calendar.h"

typedef enum { SAL_FIGURE_NET, SAL_FIGURE_GAINED, SAL_FIGURE_LOST, SAL_FIGURE_AREA } SalFigureKind;

typedef struct {
  guint line; /* of the file, from 1 */
  char *source, *period, *text, *definition, *published,
      *note; /* "" if the table has none; text: the number as it is */
  SalFigureKind kind;
  const char *unit;    /* static */
  double m2;           /* the figure */
  double tolerance_m2; /* what counts as agreement: half of its last digit, or what the table says */
} SalPublishedFigure;

typedef struct _SalPublished SalPublished;

/* Errors, with the file: IO; FORMAT, with the line: no column of periods or figures, a figure without a unit, a period
 * that is none, a figure that is no number, two figures of a kind for one period and source. */
SalPublished *sal_published_read(const char *path, GError **error);
void sal_published_free(SalPublished *published);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPublished, sal_published_free)

const char *sal_published_get_file(const SalPublished *published); /* lent */
guint sal_published_get_n(const SalPublished *published);
/* The figures in the order of the file; lent. */
const SalPublishedFigure *sal_published_get(const SalPublished *published, guint index);
/* How each column was read: "'month' as the period", "'x' not at all"; lent. */
const GPtrArray *sal_published_get_columns(const SalPublished *published);

/* "net", "gained", "lost" or "area"; static. */
const char *sal_figure_kind_get_name(SalFigureKind kind);
