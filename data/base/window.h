/* A file of which pieces are looked at, mostly in ascending order: read through one buffer, so that a large file costs no
 * memory and what is skipped is not read. Only regular files; never beyond the size that the file had when it was
 * opened. */
#pragma once

#include <glib.h>

typedef struct _SalWindow SalWindow;

/* NULL if there is no such regular file that can be read. */
SalWindow *sal_window_open(const char *path);
/* NULL is allowed. */
void sal_window_close(SalWindow *window);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalWindow, sal_window_close)

/* Bytes. */
guint64 sal_window_get_size(const SalWindow *window);

/* n bytes from an offset on, lent until the next call; NULL if the file does not have them, or not any more. */
const guint8 *sal_window_look(SalWindow *window, guint64 offset, gsize n);
