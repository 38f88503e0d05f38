/* All that the files which make a page know of it. */
#pragma once

#include "data/change/borderland.h"
#include "data/change/cumulative.h"
#include "data/change/front-course.h"
#include "data/change/turnover.h"
#include "render/names/cover.h"
#include "render/page/blocks.h"
#include "render/page/cells.h"
#include "render/page/chart.h"
#include "render/page/highlights.h"
#include "render/page/panel.h"
#include "render/page/region-survey.h"

typedef struct _SalBoxContents SalBoxContents;

/* What stands above a small multiple: the period with its net, without the unit, or the period alone. */
typedef enum { SAL_HEADING_FULL, SAL_HEADING_BARE, SAL_HEADING_PERIOD } SalHeadingDetail;

struct _SalPage {
  SalPageOptions options; /* its texts are copies */
  char *texts[11];        /* what the options' texts point to */
  GPtrArray
      *own_credits; /* utf8, NULL-terminated, each once, lent from the own layers; NULL: there are none */
  const SalLayout *layout;
  SalCaptionOptions captions; /* lends the texts */
  SalRun *run;
  SalDay map_date; /* as the options say, or the end of the last period */
  SalBlocks *blocks;
  SalBoxContents *contents;       /* of the boxes of a template; NULL: there is none */
  const SalTemplateBox *text_box; /* into which the text of the options goes; NULL: none */
  SalBasemap *basemap;
  SalBox basemap_box; /* lon/lat: what it was read for */
  SalPanel *panel;    /* the main map, or the first of small multiples */
  SalLayer *paper;
  gboolean wants_strip;  /* the legend is below the map, on which it would hide too much */
  gboolean has_disputed; /* disputed borders are in sight */
  guint basemap_entries; /* see sal_page_find_basemap_entries(); those for which the legend has room */
  gboolean hides_change; /* the frame does in some period, so that the legend has room to say so */
  SalRect legend_rect, bar_rect; /* on the map; of no width: not there */
  GArray *furniture;             /* SalTurnedRect: what stands on the main map, with a margin */
  GArray *pieces;                /* SalPosition: where furniture stands */
  GPtrArray *fixed;              /* SalLayer: furniture of the main map that all periods share */
  GPtrArray
      *label_sets; /* GHashTable or NULL: the name wishes of each set of maps that have the same ones, see
                            sal_page_find_label_set(); none: they are not known yet, or all maps have the same */
  GArray *set_of_change; /* guint: of each change of the run; empty: the first */
  GPtrArray *asked;      /* SalOwnInset, lent: those of the user that some map of the run shows */
  GPtrArray *insets;     /* SalInset */
  SalGeometry
      *sector_lines; /* outlines of the insets on the main map, which names and callouts should not cover */
  SalBorderland *borderland; /* of the run; where nothing is pointed at */
  SalHighlights *highlights; /* of the main map, or of the small multiples */
  GHashTable *marked;   /* a set of SalPlace: those that have a mark on some page; NULL: none are known */
  SalGeometry *changed; /* in any period of the run and drawn, on the main map */
  SalCover *cover;      /* started for the callouts of all periods; NULL: there are none */
  SalChart *chart;      /* NULL: none */
  double heading_scale; /* of the type size of their headings */
  SalHeadingDetail heading_detail;
  SalCells cells;          /* of small multiples */
  SalContent *run_content; /* of a layout whose one map shows all periods; else NULL */
  SalCumulative *parts;    /* whose polygons it lends */
  SalTurnover *turnover;   /* of that layout, else NULL; its polygons are lent to the content */
  GArray *positions;       /* SalFrontPosition of a map of fronts, else NULL; lent to the content */
  SalRegionSurvey *survey; /* of maps of regions, else NULL */
  GArray *region_spots;    /* SalRegionSpot, where their values stand, else NULL */
};
