/* The texts of one page: title, subtitle and credit, which say less where there is less room. */
#pragma once

#include "render/page/layout.h"

typedef struct {
  char *title, *subtitle, *credit;
  char *source; /* the user's own credit where it stands by itself; else NULL */
} SalPageTexts;

void sal_page_texts_clear(SalPageTexts *texts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPageTexts, sal_page_texts_clear)

/* All lent. */
typedef struct {
  const SalLayout *layout;
  const SalCaptionOptions *captions;
  const SalRun *run;
  const SalCumulative *cumulative; /* of a cumulative map; else NULL */
  const SalRegions *regions;       /* whose net changes the page prints; NULL: none */
  const GPtrArray *region_changes; /* SalChange of these, among others */
  gboolean is_compact;             /* a very narrow page: title and credit say less */
  gboolean is_narrow;              /* a narrow page: the subtitle of a run says less */
  gboolean has_strip;   /* the legend is a strip: the subtitle of a period leaves the numbers to it */
  gboolean has_basemap; /* and the credit names it */
  gboolean has_source;  /* the user's own credit does not stand in the credit line */
} SalPageTextOptions;

/* Error: RENDER, for an unknown placeholder. */
gboolean sal_page_texts_make(SalPageTexts *texts, const SalPageTextOptions *options, const SalChange *change,
                             GError **error);
