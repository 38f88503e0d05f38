#include "data/base/work.h"

#include "fixture.h"

#define N_PIECES 200

typedef struct {
  int done[N_PIECES];  /* how often each piece was done */
  int n_inside;        /* calls of progress at this moment */
  guint n_calls, last; /* of progress */
  guint first_failure; /* pieces from here on that are multiples of 3 fail */
  int n_started;
} Log;

static gboolean
do_piece(guint index, gpointer data, GError **error)
{
  Log *log = data;
  g_atomic_int_inc(&log->n_started);
  g_usleep(index % 7 == 0 ? 300 : 10);
  g_atomic_int_inc(&log->done[index]);
  if (index < log->first_failure || index % 3 != 0)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_IO, "piece %u", index);
}

static void
count_progress(guint done, guint total, gpointer data)
{
  Log *log = data;
  g_assert_cmpint(g_atomic_int_add(&log->n_inside, 1), ==, 0);
  g_assert_cmpuint(total, ==, N_PIECES);
  g_assert_cmpuint(done, ==, log->last + 1);
  log->last = done;
  log->n_calls++;
  g_atomic_int_add(&log->n_inside, -1);
}

static void
assert_all_done_once(guint n_threads)
{
  Log log = { .first_failure = G_MAXUINT };
  const SalWork work = { n_threads, count_progress, &log };
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_work_run(&work, N_PIECES, do_piece, &log, &error));
  g_assert_no_error(error);
  for (guint i = 0; i < N_PIECES; i++)
    g_assert_cmpint(log.done[i], ==, 1);
  g_assert_cmpuint(log.n_calls, ==, N_PIECES);
}

static void
does_every_piece_once(void)
{
  assert_all_done_once(1);
  assert_all_done_once(2);
  assert_all_done_once(8);
  assert_all_done_once(0);
}

static void
runs_without_options(void)
{
  Log log = { .first_failure = G_MAXUINT };
  g_assert_true(sal_work_run(NULL, N_PIECES, do_piece, &log, NULL));
  g_assert_cmpint(log.n_started, ==, N_PIECES);
}

static void
nothing_to_do_is_done(void)
{
  Log log = { .first_failure = 0 };
  g_assert_true(sal_work_run(NULL, 0, do_piece, &log, NULL));
  g_assert_cmpint(log.n_started, ==, 0);
}

static void
more_threads_than_pieces_do_no_harm(void)
{
  Log log = { .first_failure = G_MAXUINT };
  const SalWork work = { .n_threads = 64 };
  g_assert_true(sal_work_run(&work, 3, do_piece, &log, NULL));
  g_assert_cmpint(log.n_started, ==, 3);
}

static void
gives_the_first_error_on_every_run(void)
{
  for (int repeat = 0; repeat < 50; repeat++) {
    Log log = { .first_failure = 50 };
    const SalWork work = { .n_threads = 8 };
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_work_run(&work, N_PIECES, do_piece, &log, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
    g_assert_cmpstr(error->message, ==, "piece 51");
  }
}

static void
starts_nothing_after_a_failure(void)
{
  Log log = { .first_failure = 9 }, alone = { .first_failure = 9 };
  const SalWork many = { .n_threads = 4 }, one = { .n_threads = 1 };
  g_assert_false(sal_work_run(&many, N_PIECES, do_piece, &log, NULL));
  g_assert_cmpint(log.n_started, <, N_PIECES);
  g_assert_false(sal_work_run(&one, N_PIECES, do_piece, &alone, NULL));
  g_assert_cmpint(alone.n_started, ==, 10);
}

static void
starts_pieces_in_order(void)
{
  Log log = { .first_failure = 0 };
  const SalWork work = { .n_threads = 1 };
  g_assert_false(sal_work_run(&work, N_PIECES, do_piece, &log, NULL));
  g_assert_cmpint(log.n_started, ==, 1);
  g_assert_cmpint(log.done[0], ==, 1);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/work/does-every-piece-once", does_every_piece_once);
  g_test_add_func("/work/runs-without-options", runs_without_options);
  g_test_add_func("/work/nothing-to-do-is-done", nothing_to_do_is_done);
  g_test_add_func("/work/more-threads-than-pieces-do-no-harm", more_threads_than_pieces_do_no_harm);
  g_test_add_func("/work/gives-the-first-error-on-every-run", gives_the_first_error_on_every_run);
  g_test_add_func("/work/starts-nothing-after-a-failure", starts_nothing_after_a_failure);
  g_test_add_func("/work/starts-pieces-in-order", starts_pieces_in_order);
  return g_test_run();
}
