/* Spans: from any snapshot of a series to any later one, to be measured after the run. A snapshot is read once, when the
 * first span needs it, and freed after the last, so that memory does not grow with the series. */
#pragma once

#include "data/change/step.h"
#include "data/series/series.h"

typedef struct {
  guint from, to; /* entries of the series, from before to */
  guint class_index;
  guint owner; /* which figure it is a part of; the caller's business */
  /* Set by whoever measures it. */
  double gained_m2, lost_m2, net_m2;
  gboolean failed; /* one of its snapshots cannot be used, or what differs cannot be found */
} SalSpan;

/* The entry of the series that is the last on a day or before; the first, if none is. */
guint sal_span_find_entry(const SalSeries *series, SalDay day);

/* Appends to spans (GArray of SalSpan) what a span consists of without those steps of its class (GArray of SalStep, by
 * day; NULL: none are known) that the user takes for resets. */
void sal_spans_add_parts(GArray *spans, const SalSpan *span, const SalSeries *series, const GArray *steps);

/* Measures a span between two snapshots of its class; FALSE: it failed. Called from several threads at the same time, but
 * never twice for one span. */
typedef gboolean (*SalSpanFunc)(SalSpan *span, const SalSnapshot *from, const SalSnapshot *to, gpointer data);

/* Calls func for all spans. Those of which a snapshot cannot be read have failed, and func is not called for them. */
void
sal_spans_run(GArray *spans, const SalSeries *series, SalSpanFunc func, gpointer data, const SalWork *work);
