/* A progress bar on stderr, for people. Within a stage it is drawn at most ten times a second. Safe in any
 * thread. */
#pragma once

#include "salient.h"

typedef struct _Progress Progress;

/* Makes a bar for the work that the options are for. It is only shown if they want one. The options refer to
 * it, so it must live as long as the work. */
Progress *progress_new(SalientOptions *options);
/* Erases the bar and frees it. */
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* Erases the bar. To be called before anything else is printed. */
void progress_erase(Progress *progress);
