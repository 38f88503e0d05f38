/* What GLib does between threads, told to ThreadSanitizer. It watches code that was compiled for it, which a
 * distribution's GLib was not: it would not see that two threads wait for each other. These functions stand
 * before GLib's of the same names, and call them. */
#include <dlfcn.h>
#include <glib.h>
#include <sanitizer/tsan_interface.h>

#define REAL(name) ((__typeof__(&(name)))find_real(#name))

static gpointer
find_real(const char *name)
{
  gpointer found = dlsym(RTLD_NEXT, name);
  g_assert(found != NULL);
  return found;
}

#undef g_once_init_enter
#undef g_once_init_leave
#undef g_intern_static_string

void
g_mutex_lock(GMutex *mutex)
{
  REAL(g_mutex_lock)(mutex);
  __tsan_acquire(mutex);
}

void
g_mutex_unlock(GMutex *mutex)
{
  __tsan_release(mutex);
  REAL(g_mutex_unlock)(mutex);
}

gboolean(g_once_init_enter)(volatile void *location)
{
  const gboolean is_first = REAL(g_once_init_enter)(location);
  __tsan_acquire((void *)location);
  return is_first;
}

void(g_once_init_leave)(volatile void *location, gsize result)
{
  __tsan_release((void *)location);
  REAL(g_once_init_leave)(location, result);
}

gboolean(g_atomic_ref_count_dec)(gatomicrefcount *count)
{
  __tsan_release(count);
  const gboolean is_last = REAL(g_atomic_ref_count_dec)(count);
  if (is_last)
    __tsan_acquire(count);
  return is_last;
}
