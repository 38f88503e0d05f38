#include "data/source/bodies.h"

#include <string.h>

static GBytes *
make_body(const char *text)
{
  return g_bytes_new(text, strlen(text));
}

static void
assert_kept(SalBodies *bodies, const char *url, const char *text)
{
  g_autoptr(GBytes) kept = sal_bodies_begin(bodies, url);
  if (text == NULL) {
    g_assert_null(kept);
    sal_bodies_end(bodies, url, NULL);
    return;
  }
  g_autoptr(GBytes) expected = make_body(text);
  g_assert_nonnull(kept);
  g_assert_true(g_bytes_equal(kept, expected));
}

static void
put(SalBodies *bodies, const char *url, const char *text)
{
  g_autoptr(GBytes) body = make_body(text);
  g_assert_null(sal_bodies_begin(bodies, url));
  sal_bodies_end(bodies, url, body);
}

static void
keeps_what_was_fetched(void)
{
  g_autoptr(SalBodies) bodies = sal_bodies_new(100);
  put(bodies, "https://a/1", "one");
  put(bodies, "https://a/2", "");
  assert_kept(bodies, "https://a/1", "one");
  assert_kept(bodies, "https://a/1", "one");
  assert_kept(bodies, "https://a/2", "");
  assert_kept(bodies, "https://a/1?", NULL);
}

static void
what_failed_may_be_fetched_again(void)
{
  g_autoptr(SalBodies) bodies = sal_bodies_new(100);
  assert_kept(bodies, "https://a/1", NULL);
  put(bodies, "https://a/1", "one");
  assert_kept(bodies, "https://a/1", "one");
}

static void
keeps_no_more_than_it_may(void)
{
  g_autoptr(SalBodies) bodies = sal_bodies_new(10);
  put(bodies, "https://a/1", "123456");
  put(bodies, "https://a/2", "12345");
  put(bodies, "https://a/3", "1234");
  put(bodies, "https://a/4", "1");
  assert_kept(bodies, "https://a/1", "123456");
  assert_kept(bodies, "https://a/2", NULL);
  assert_kept(bodies, "https://a/3", "1234");
  assert_kept(bodies, "https://a/4", NULL);
}

typedef struct {
  SalBodies *bodies;
  gint n_fetched;
} Asking;

/* Asks for ten URLs in turn; fetching takes a while. */
static gpointer
ask(gpointer data)
{
  Asking *asking = data;
  for (guint i = 0; i < 40; i++) {
    g_autofree char *url = g_strdup_printf("https://a/%u", i % 10);
    g_autoptr(GBytes) kept = sal_bodies_begin(asking->bodies, url);
    if (kept == NULL) {
      g_autoptr(GBytes) body = make_body(url);
      g_usleep(500);
      g_atomic_int_inc(&asking->n_fetched);
      sal_bodies_end(asking->bodies, url, body);
    } else {
      g_autoptr(GBytes) expected = make_body(url);
      g_assert_true(g_bytes_equal(kept, expected));
    }
  }
  return NULL;
}

static void
threads_that_want_the_same_fetch_it_once(void)
{
  g_autoptr(SalBodies) bodies = sal_bodies_new(1000);
  Asking asking = { bodies, 0 };
  GThread *threads[8];
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    threads[i] = g_thread_new("ask", ask, &asking);
  for (guint i = 0; i < G_N_ELEMENTS(threads); i++)
    g_thread_join(threads[i]);
  g_assert_cmpint(asking.n_fetched, ==, 10);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/bodies/keeps-what-was-fetched", keeps_what_was_fetched);
  g_test_add_func("/bodies/what-failed-may-be-fetched-again", what_failed_may_be_fetched_again);
  g_test_add_func("/bodies/keeps-no-more-than-it-may", keeps_no_more_than_it_may);
  g_test_add_func("/bodies/threads-that-want-the-same-fetch-it-once",
                  threads_that_want_the_same_fetch_it_once);
  return g_test_run();
}
