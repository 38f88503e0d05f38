#include "progress.h"

#include "command-line.h"

#include <stdio.h>
#include <unistd.h>

#define BAR_CELLS 30
#define INTERVAL_US 100000

struct _Progress {
  GMutex lock;
  gboolean shown; /* a bar is wanted */
  gboolean drawn; /* a bar is on the terminal */
  const char *label;
  gint64 drawn_us;
};

static gboolean
is_wanted(const char *mode, gboolean quiet)
{
  if (quiet || g_strcmp0(mode, "never") == 0)
    return FALSE;
  if (g_strcmp0(mode, "always") == 0)
    return TRUE;
  const char *term = g_getenv("TERM");
  return isatty(STDERR_FILENO) && term != NULL && !g_str_equal(term, "dumb");
}

void
progress_free(Progress *progress)
{
  if (progress == NULL)
    return;
  progress_erase(progress);
  g_mutex_clear(&progress->lock);
  g_free(progress);
}

static void
draw(Progress *progress, guint done, guint total)
{
  char bar[BAR_CELLS + 1];
  const guint filled = (guint)((guint64)MIN(done, total) * BAR_CELLS / total);
  for (guint i = 0; i < BAR_CELLS; i++)
    bar[i] = i < filled ? '#' : '.';
  bar[BAR_CELLS] = '\0';
  fprintf(stderr, "\r%s [%s] %u/%u\033[K", progress->label, bar, done, total);
  fflush(stderr);
  progress->drawn = TRUE;
}

static void
update(const char *stage, guint done, guint total, gpointer data)
{
  Progress *progress = data;
  if (!progress->shown || total == 0)
    return;
  g_mutex_lock(&progress->lock);
  const gint64 now_us = g_get_monotonic_time();
  if (stage != progress->label || now_us - progress->drawn_us >= INTERVAL_US) {
    progress->label = stage;
    draw(progress, done, total);
    progress->drawn_us = now_us;
  }
  g_mutex_unlock(&progress->lock);
}

Progress *
progress_new(SalientOptions *options)
{
  g_autofree char *mode = salient_options_get(options, "progress");
  Progress *progress = g_new0(Progress, 1);
  g_mutex_init(&progress->lock);
  progress->shown = is_wanted(mode, options_have(options, "quiet"));
  progress->label = "";
  if (progress->shown)
    salient_options_set_progress(options, update, progress);
  return progress;
}

void
progress_erase(Progress *progress)
{
  g_mutex_lock(&progress->lock);
  if (progress->drawn) {
    fputs("\r\033[K", stderr);
    fflush(stderr);
  }
  progress->drawn = FALSE;
  g_mutex_unlock(&progress->lock);
}
