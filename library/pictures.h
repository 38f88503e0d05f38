/* What stands behind the public SalientPages: pages and their pictures. */
#pragma once

#include "library/comparison.h"
#include "library/renewal.h"

#include "data/base/json.h"

/* A picture of a class: it shows one change or the whole run. */
typedef struct {
  SalPage *page;           /* lent */
  const SalChange *change; /* lent; gives names and records: that of the picture, or the sum of the run */
  GPtrArray
      *written; /* utf8: the paths of the files that were written, films with other pictures among them */
  GPtrArray *reports; /* utf8: of those of reports that show it */
  GPtrArray *remarks; /* utf8: what drawing and writing found out, such as missing fonts */
  gboolean is_own;    /* it is of the shard */
  GPtrArray *printed; /* SalPrinted: a reference; NULL: it was not drawn yet; atomic */
} SalPicture;

struct _SalientPages {
  SalientChanges *changes;       /* a reference; NULL: the pages show a comparison */
  SalientComparison *comparison; /* a reference; NULL: the pages show changes */
  const SalMapPlan *map;
  GPtrArray *names;         /* utf8: patterns of files; NULL: none; lent */
  GPtrArray *pages;         /* SalPage: one for each class that is shown */
  GPtrArray *covers;        /* SalPage, of each page the cover of its PDF; NULL: it has none */
  GPtrArray *lists;         /* GPtrArray of SalChange, lent: what each page shows */
  GPtrArray *insides;       /* SalGeometry: what of regions lies in the area of interest */
  GPtrArray *states_of_all; /* SalChange, lent: of all pairs and regions; NULL likewise */
  GPtrArray *states;        /* for each pair of classes a GPtrArray of SalChange, lent; NULL: no comparison */
  SalTheatre *theatre;      /* of maps of fronts; NULL: it is not needed */
  GArray *pictures;         /* SalPicture */
  SalRepeats *repeats;      /* of the pictures; NULL: there is but one */
  GPtrArray *remarks;       /* utf8 */
  GPtrArray *files;         /* utf8, then NULL: what was written */
  SalShard shard;           /* which of the pictures are drawn */
  guint
      n_maps_before; /* in the project: the pictures of each map are dealt out to shards from another one on */
  SalRenewal *renewal; /* lent: writes only what is new; NULL: all is written */
};

/* Adds the records of several pages (SalientPages), as salient_pages_format_json() has them, as the array `key`. */
void sal_pages_add_records(SalJson *json, const char *key, const GPtrArray *sets);

/* The rows of the pictures: those of regions are as in tables, where regions add up to their whole; others, and those of
 * whole runs, are rounded by themselves. Element-type SalRow, owned by the caller. */
GArray *sal_pages_make_rows(const SalientPages *pages);

/* Lent. */
SalPicture *sal_pages_get_picture(const SalientPages *pages, guint index);

/* The cover of the PDF of a page's pictures. Lent; NULL: it has none. */
const SalPage *sal_pages_find_cover(const SalientPages *pages, const SalPage *page);

/* Draws what a picture shows. Owned by the caller. Error: RENDER, prefixed with the period. */
SalDrawing *sal_pages_draw(const SalientPages *pages, guint index, GError **error);
