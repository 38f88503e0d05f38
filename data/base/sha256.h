/* SHA-256 of files, by which a manifest knows them. */
#pragma once

#include "data/base/cache.h"

/* The digest of a file's bytes, in hexadecimal, and how many they are. A large file that was hashed before and has not been
 * written to since is not read again if there is a cache (NULL: none). *sha256 is owned by the caller. Error: IO, with the
 * path, also for what is no regular file. */
gboolean sal_sha256_of_file(const char *path, SalCache *cache, char **sha256, gint64 *size, GError **error);
