/* The figures that a page prints, each as exactly as it is known and with what it is the sum of, so that every number on a
 * picture can be found in the record of it. */
#pragma once

#include <glib.h>

/* A part of a sum: its own area, and a point inside. */
typedef struct {
  double km2, lon, lat;
} SalPrintedPart;

typedef struct {
  const char *where; /* static: "legend", "callout", "inset", "beyond", "region", "table", "figure" */
  const char *id;    /* of the area, the inset or the side of the frame; "": none */
  const char *label; /* beside it; NULL: none */
  const char *text;  /* as it is printed, perhaps with another figure */
  double value;      /* km2, below 0 for what was lost; or % */
  gboolean is_percent;
  const char *place; /* the place by which a reader knows it; NULL: none */
  double place_lon, place_lat;
  GArray *parts; /* SalPrintedPart, the largest first; NULL: it is one */
} SalPrinted;

/* An empty list of figures, which owns them. */
GPtrArray *sal_printed_list_new(void);
/* Adds a copy; takes its parts. */
void sal_printed_list_add(GPtrArray *list, const SalPrinted *printed);
