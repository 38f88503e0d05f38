/* Independent pieces of work spread over threads, with progress and the same first error on every run. */
#pragma once

#include <glib.h>

/* Called with counts, from any thread but never from two at once. */
typedef void (*SalProgressFunc)(guint done, guint total, gpointer data);

typedef struct {
  guint n_threads;          /* 0: one a core */
  SalProgressFunc progress; /* may be NULL */
  gpointer progress_data;
} SalWork;

/* Does piece number index; called from several threads at once. */
typedef gboolean (*SalWorkFunc)(guint index, gpointer data, GError **error);

/* Calls func for 0..n-1. Pieces are started in order; after a failure no more are started, and the error of
 * the lowest piece that failed is returned. work may be NULL: one thread a core, no progress. */
gboolean sal_work_run(const SalWork *work, guint n, SalWorkFunc func, gpointer data, GError **error);
