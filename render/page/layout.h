/* A layout: one way to make the pages of a run. render/page/layouts.h lists all of them. */
#pragma once

#include "render/page/content.h"
#include "render/page/options.h"
#include "render/words/captions.h"

/* What the callouts of a page are about. */
typedef struct {
  const char *gained, *lost, *held; /* the ids of these areas in the page's content */
  gboolean is_comparison;
} SalLayoutCallouts;

typedef struct {
  const char *name;         /* as --layout says it; NULL: --layout does not offer it */
  gboolean is_of_run;       /* one page shows all periods */
  gboolean has_multiples;   /* that page has a map for each period, under one legend that is a strip */
  gboolean is_unsigned;     /* its areas changed, whichever way: numbers have no sign */
  gboolean has_long_title;  /* narrow pages have its short one */
  gboolean has_regions;     /* it needs regions and their changes */
  gboolean has_place_marks; /* settlements that changed hands are marked */
  gboolean has_chart;       /* a bar chart of the run stands at the map */
  char first_inset;         /* insets are lettered from here on */
  const SalLayoutCallouts *callouts; /* NULL: the map has none */
  SalCaptionFunc make_title, make_subtitle;
  SalCreditFunc make_credit;
  /* Makes all that the pages of a run share. remarks: see sal_page_new(). */
  gboolean (*prepare)(SalPage *page, GPtrArray *remarks, GError **error);
  /* The areas of the map of a period; where one map shows all periods, those of that map. */
  SalContent *(*make_content)(const SalPage *page, const SalChange *change);
  /* The legend entries of the page of a period; NULL: those of its content. shown: as sal_content_make_entries() has it. */
  GArray *(*make_entries)(const SalPage *page, const SalChange *change, const SalContent *content,
                          GHashTable *shown);
  /* Adds maps and charts to a drawing and returns the legend entries of what was drawn (GArray of
   * SalLegendEntry). */
  GArray *(*draw)(const SalPage *page, const SalChange *change, SalDrawing *drawing);
} SalLayout;
