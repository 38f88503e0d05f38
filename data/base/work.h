/* Independent pieces of work, spread over threads. Every run fails with the same error. */
#pragma once

#include <glib.h>

/* Told how many pieces are done. Called from any thread, but never from two at the same time. */
typedef void (*SalProgressFunc)(guint done, guint total, gpointer data);

typedef struct {
  guint n_threads;          /* 0: one per core */
  SalProgressFunc progress; /* may be NULL */
  gpointer progress_data;
} SalWork;

/* Does the piece with this index. Called from several threads at the same time. */
typedef gboolean (*SalWorkFunc)(guint index, gpointer data, GError **error);

/* Calls func with every index from 0 to n - 1, starting them in this order. After a failure no more pieces
 * are started. Errors: that of the lowest index that failed, which is the same on every run. work may be NULL
 * for one thread per core and no progress. */
gboolean sal_work_run(const SalWork *work, guint n, SalWorkFunc func, gpointer data, GError **error);
