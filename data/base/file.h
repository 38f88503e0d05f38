/* The steps in which a file is written safely, on any file system.
 *
 * A function that returns FALSE leaves the reason in errno. */
#pragma once

#include <glib.h>

/* Writes all bytes. Beyond a limit of file sizes (RLIMIT_FSIZE) it fails with EFBIG: the signal SIGXFSZ is
 * blocked in this thread meanwhile, and one that writing raised is taken away, so that neither the mask of the
 * thread nor what is pending has changed afterwards. */
gboolean sal_file_write(int fd, GBytes *bytes);

/* Waits until the disk has a file's content, or a folder's names. TRUE where a file system cannot do that, or
 * where a folder cannot be opened for reading. */
gboolean sal_file_sync(int fd);
gboolean sal_file_sync_folder(const char *folder);

/* Gives an open file, which nobody but its owner may use yet, the permission bits and the access list (POSIX
 * ACL) of an old one, and its owner and group where this process may do that. Nobody gets a right that the old
 * file did not give: where the owner or group is another, or the access list cannot be copied, rights are left
 * out. Other attributes are not copied. */
void sal_file_copy_rights(int fd, const char *old);

/* Gives a temporary file its name in the same folder, unless that exists (EEXIST): of several processes that
 * try, one succeeds. That is one step where the file system can rename without replacing, or has hard links.
 * Elsewhere, on FAT for example, an empty file of the name is made first and then replaced; a process that is
 * killed between these two steps leaves it. */
gboolean sal_file_name(const char *temporary, const char *name);
