/* The folder that outputs may not leave. */
#pragma once

#include <glib.h>

/* Where a path leads: absolute, with all symbolic links resolved of the part that exists. Both the path and the
 * folder that it names must lie inside root, a folder that exists; of the part that does not exist yet no name
 * may be "..", and a link must lead somewhere. Says what is true now: another process may replace a folder by a
 * link afterwards. Owned by the caller. Error: IO, with the path. */
char *sal_output_root_resolve(const char *path, const char *root, GError **error);
