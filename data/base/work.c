#include "data/base/work.h"

typedef struct {
  const SalWork *work;
  SalWorkFunc func;
  gpointer data;
  guint n;
  GMutex mutex;
  guint next, done;
  guint failed; /* the lowest index that failed; n: none */
  GError *error;
} Run;

static gboolean
take_piece(Run *run, guint *index)
{
  g_mutex_lock(&run->mutex);
  const gboolean more = run->next < run->n && run->failed == run->n;
  if (more)
    *index = run->next++;
  g_mutex_unlock(&run->mutex);
  return more;
}

static void
finish_piece(Run *run, guint index, GError *error)
{
  g_mutex_lock(&run->mutex);
  run->done++;
  if (error != NULL && index < run->failed) {
    g_clear_error(&run->error);
    run->error = error;
    run->failed = index;
  } else {
    g_clear_error(&error);
  }
  if (run->work != NULL && run->work->progress != NULL && run->failed == run->n)
    run->work->progress(run->done, run->n, run->work->progress_data);
  g_mutex_unlock(&run->mutex);
}

static gpointer
work_through(gpointer data)
{
  Run *run = data;
  guint index;
  while (take_piece(run, &index)) {
    GError *error = NULL;
    run->func(index, run->data, &error);
    finish_piece(run, index, error);
  }
  return NULL;
}

gboolean
sal_work_run(const SalWork *work, guint n, SalWorkFunc func, gpointer data, GError **error)
{
  Run run = { .work = work, .func = func, .data = data, .n = n, .failed = n };
  const guint wanted = work != NULL && work->n_threads > 0 ? work->n_threads : g_get_num_processors();
  const guint n_threads = MIN(wanted, n);
  g_mutex_init(&run.mutex);
  g_autofree GThread **threads = g_new0(GThread *, n_threads + 1);
  for (guint i = 1; i < n_threads; i++)
    threads[i] = g_thread_try_new("salient", work_through, &run, NULL);
  work_through(&run);
  for (guint i = 1; i < n_threads; i++)
    if (threads[i] != NULL)
      g_thread_join(threads[i]);
  g_mutex_clear(&run.mutex);
  if (run.error != NULL)
    g_propagate_error(error, run.error);
  return run.error == NULL;
}
