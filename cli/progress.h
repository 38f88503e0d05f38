/* A progress bar on stderr, for people: drawn at most ten times a second, erased when done. Safe in any
 * thread. */
#pragma once

#include "salient.h"

typedef struct _Progress Progress;

/* A bar for the work that these options are for, if they want one. They refer to it: it outlives the work. */
Progress *progress_new(SalientOptions *options);
/* Erases the bar. */
void progress_free(Progress *progress);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

/* To be called before anything else is printed. */
void progress_erase(Progress *progress);
