/* A cache on disk: what was computed in one run, found again in the next.
 *
 * It lies in the folder `salient` of the user's folder for caches ($XDG_CACHE_HOME, else ~/.cache), a file for each entry.
 * An entry is found by its key, which is made of all that the result follows from; the build of the program, which the
 * linker knows by a digest, belongs to every key by itself. So another program never takes an entry for its own.
 *
 * The cache can only save time. An entry that is damaged, cut short or foreign is as good as none; what cannot be written
 * is not kept; and where the folder is a link, belongs to another user or may be written by others, there is no cache.
 * None of this is an error. Entries appear whole, under their names, so that any number of processes may use the cache at
 * once. All functions may be called in any thread. */
#pragma once

#include "data/base/siphash.h"

#define SAL_CACHE_MAX_BYTES (G_GUINT64_CONSTANT(256) << 20) /* of all entries, after sal_cache_close() */
#define SAL_CACHE_MAX_ENTRY_BYTES ((gsize)64 << 20)         /* a larger one is not kept */

typedef struct _SalCache SalCache;

/* Opens the user's cache, and makes it if it is not there. NULL: there is none. */
SalCache *sal_cache_open(void);
/* The same with another folder, whose parent exists, and another limit. */
SalCache *sal_cache_open_at(const char *path, guint64 max_bytes);
/* If entries were added, drops those that were used longest ago until the rest is within the limit. NULL is allowed. */
void sal_cache_close(SalCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalCache, sal_cache_close)

/* The digest of a file's content, as part of a key, and what tells whether the file has been written to since. */
typedef struct {
  SalSiphash digest;
  guint64 state[6];  /* device, inode, size, times */
  gboolean is_young; /* it changed so shortly before that another change might not show in its times */
} SalCacheFile;

/* Reads a file to make its digest. FALSE if it is no regular file, cannot be read, or is larger than an entry may be. */
gboolean sal_cache_look_at(const SalCache *cache, const char *path, SalCacheFile *file);
/* Whether the file still has the content that it had. */
gboolean sal_cache_is_unchanged(const SalCache *cache, const char *path, const SalCacheFile *file);

/* Packs what tells whether a file was written to since: device, inode, size and times. It is for files that are too large to be
 * read each time. FALSE, with anything in key, if there is none, or it changed so shortly before that another change might
 * not show. */
gboolean sal_cache_pack_file(const char *path, GByteArray *key);

/* Packs what tells whether the files of a folder were written to since: name, device, inode, size and times of each. It
 * is for files that are too large to be read each time. FALSE, with anything in key, if the folder cannot be listed,
 * holds more than a thousand names, or has a file that changed so shortly before that another change might not show. */
gboolean sal_cache_pack_folder(const char *path, GByteArray *key);

/* The digest by which a key is found, to be part of another one: of what is made of the result. */
SalSiphash sal_cache_digest(const SalCache *cache, const GByteArray *key);

/* The result that was kept for a key; NULL: there is none. Owned by the caller. */
GBytes *sal_cache_find(SalCache *cache, const GByteArray *key);
/* Keeps a result. */
void sal_cache_keep(SalCache *cache, const GByteArray *key, const GByteArray *result);

/* How much is kept. */
typedef struct {
  char *folder; /* NULL: there is no place for one */
  guint n_entries;
  guint64 n_bytes;
} SalCacheInfo;

/* Looks at the user's cache without making one. Error IO: the folder is there and cannot be used, and why. */
gboolean sal_cache_get_info(SalCacheInfo *info, GError **error);
void sal_cache_info_clear(SalCacheInfo *info);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalCacheInfo, sal_cache_info_clear)

/* Removes all entries; *info says what was there. Nothing else in the folder is touched. Error IO: likewise, or one that
 * cannot be removed. */
gboolean sal_cache_empty(SalCacheInfo *info, GError **error);
