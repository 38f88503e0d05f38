/* How pictures look, as options say: size, style, words, and the details of their formats. */
#pragma once

#include "data/dates/calendar.h"
#include "library/extent.h"
#include "library/frame.h"
#include "library/names.h"
#include "library/settings.h"

#include "render/page/page.h"
#include "render/write/writer.h"
#include "styles/style.h"

typedef struct {
  SalPageSize size;
  SalExtent extent;
  SalPageTemplate *template; /* NULL: none */
  char *text;                /* of the column of the template, from a file; NULL: none */
  SalStyle *style;
  char *style_name;              /* without folder and suffix */
  SalWords *words, *party_words; /* the second say who holds; NULL: nobody said it */
  gboolean names_countries, names_regions, names_waters, names_districts;
  gboolean has_map_date;
  SalDay map_date;
  SalScaleUnits units;
  SalPlaceQuery places;
  SalSvgOptions svg; /* without the prefix of ids */
  SalPdfOptions pdf;
  SalInks *inks;         /* of the PDF; NULL: none */
  const char *id_prefix; /* a pattern of sal_name_expand(), lent; NULL: none */
  guint n_callouts;      /* or SAL_PAGE_AUTO_CALLOUTS */
  gboolean has_callout_names;
  guint n_insets;        /* or SAL_PAGE_AUTO_INSETS */
  GArray *own_insets;    /* SalOwnInset */
  GPtrArray *own_layers; /* SalOwnLayer */
  GArray *name_wishes;   /* SalNameWish */
  GPtrArray *notes;      /* SalNote: callouts, then notes */
  GArray *pins;          /* SalPosition: see SalPageOptions */
  GPtrArray *remarks;    /* utf8: choices that were made for the user */
  guint credit_left_out; /* SalCreditPart */
  gboolean is_transparent;
  SalRepeats *repeats; /* of the run that a picture belongs to, lent; NULL: none are kept */
} SalLook;

/* The look lends texts of the options. It is to be cleared even after an error. Errors name the option that
 * they are about: USAGE, CRS, STYLE, IO, FORMAT, GEOMETRY. */
gboolean sal_look_resolve(const SalientOptions *options, SalLook *look, GError **error);
void sal_look_clear(SalLook *look);

/* Whether the template has a table of regions. */
gboolean sal_look_tables_regions(const SalLook *look);

/* Writes a page as the bytes of a file. remarks (utf8, may be NULL) receives what the user should know of it.
 * Owned by the caller. Error: RENDER. */
GBytes *sal_look_encode(const SalLook *look, const SalDrawing *drawing, SalPictureFormat format,
                        GPtrArray *remarks, GError **error);
