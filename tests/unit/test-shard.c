/* Which share of a run a shard has. */
#include "library/shard.h"

#include "data/base/error.h"

static void
reads_numbers(void)
{
  SalShard shard = { 7, 9 };
  g_assert_true(sal_shard_parse("2/4", &shard, NULL));
  g_assert_cmpuint(shard.number, ==, 2);
  g_assert_cmpuint(shard.count, ==, 4);
  g_assert_true(sal_shard_parse("100000/100000", &shard, NULL));
  g_assert_true(sal_shard_parse("1/1", &shard, NULL));
  g_assert_false(sal_shard_is_part(&shard));
  g_assert_true(sal_shard_parse(NULL, &shard, NULL));
  g_assert_false(sal_shard_is_part(&shard));
}

static void
refuses_what_is_none(void)
{
  static const char *const texts[] = { "",         "/",     "1",     "0/4",          "5/4",         "a/b",
                                       "1/",       "/4",    "-1/4",  "1/-4",         "1/4/5",       " 1/4",
                                       "1/4 ",     "1/0",   "1.0/4", "+1/4",         "1/0x4",       "1\\4",
                                       "1/100001", "1e0/4", "٢/٤",   "1/4294967297", "4294967297/4" };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GError) error = NULL;
    SalShard shard;
    g_assert_false(sal_shard_parse(texts[i], &shard, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_USAGE);
  }
}

/* Shards of any number have each file once, and hardly more than their share. */
static void
deals_out_everything_once(void)
{
  for (guint count = 1; count <= 30; count++) {
    guint n_of[31] = { 0 }, n_whole = 0;
    for (guint number = 1; number <= count; number++) {
      const SalShard shard = { number, count };
      n_whole += sal_shard_has_whole(&shard) ? 1 : 0;
      for (guint i = 0; i < 100; i++)
        n_of[number] += sal_shard_has(&shard, i) ? 1 : 0;
      g_assert_cmpuint(n_of[number], >=, 100 / count);
      g_assert_cmpuint(n_of[number], <=, 100 / count + 1);
    }
    guint n = 0;
    for (guint number = 1; number <= count; number++)
      n += n_of[number];
    g_assert_cmpuint(n, ==, 100);
    g_assert_cmpuint(n_whole, ==, 1);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/shard/reads-numbers", reads_numbers);
  g_test_add_func("/shard/refuses-what-is-none", refuses_what_is_none);
  g_test_add_func("/shard/deals-out-everything-once", deals_out_everything_once);
  return g_test_run();
}
