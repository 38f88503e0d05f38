/* A progress bar on stderr, for people: drawn at most ten times a second, erased when done. Safe in any
 * thread. */
#pragma once

#include <glib.h>

typedef struct _Progress Progress;

/* mode: auto (NULL as well), always or never. A bar that is not shown costs nothing. */
Progress *progress_new(const char *mode, gboolean quiet);
/* Erases the bar. */
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* Begins a stretch of work under a static label. */
void progress_begin(Progress *progress, const char *label);
/* Has the form of SalProgressFunc; data is the Progress. */
void progress_update(guint done, guint total, gpointer data);
/* To be called before anything else is printed. */
void progress_erase(Progress *progress);
