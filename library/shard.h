/* A shard: one of several runs of the same command line, on one machine or on many, of which each writes its share of the
 * files. Each computes the whole, so that what one writes is what a run without shards writes. */
#pragma once

#include <glib.h>

/* The whole is number 1 of 1. */
typedef struct {
  guint number, count; /* number: 1 to count */
} SalShard;

#define SAL_SHARD_WHOLE ((SalShard){ 1, 1 })

/* Reads "2/4". text: NULL: the whole. Error: USAGE, without a place. */
gboolean sal_shard_parse(const char *text, SalShard *shard, GError **error);
gboolean sal_shard_is_part(const SalShard *shard);
/* Whether a shard writes number `index` of what is dealt out. They are dealt one by one, so that those that grow from period to
 * period are spread evenly. */
gboolean sal_shard_has(const SalShard *shard, guint index);
/* Whether it writes what is of the whole run: the first does. */
gboolean sal_shard_has_whole(const SalShard *shard);
/* A remark that a shard has nothing to write, because there are but n of what is dealt out. what: in the singular, "picture".
 * Owned by the caller. */
char *sal_shard_describe_none(const SalShard *shard, guint n, const char *what);
