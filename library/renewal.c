#include "library/renewal.h"

SalRenewal *
sal_renewal_new(SalState *state, gboolean overwrite, gboolean is_dry)
{
  SalRenewal *renewal = g_new0(SalRenewal, 1);
  renewal->state = state;
  renewal->overwrite = overwrite;
  renewal->is_dry = is_dry;
  g_mutex_init(&renewal->lock);
  renewal->kept = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  renewal->edited = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  renewal->outdated = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  return renewal;
}

void
sal_renewal_free(SalRenewal *renewal)
{
  if (renewal == NULL)
    return;
  sal_state_free(renewal->state);
  g_ptr_array_unref(renewal->kept);
  g_ptr_array_unref(renewal->edited);
  g_ptr_array_unref(renewal->outdated);
  g_mutex_clear(&renewal->lock);
  g_free(renewal);
}

gboolean
sal_renewal_keeps(SalRenewal *renewal, const char *path, const char *key)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&renewal->lock);
  g_autofree char *content = NULL;
  const SalFileState standing = sal_state_compare(renewal->state, path, key, &content);
  if (standing == SAL_FILE_CURRENT) {
    sal_state_confirm(renewal->state, path, key, content);
    g_ptr_array_add(renewal->kept, g_strdup(path));
    return TRUE;
  }
  if (standing != SAL_FILE_EDITED || renewal->overwrite)
    return FALSE;
  sal_state_keep(renewal->state, path, key);
  g_ptr_array_add(renewal->edited, g_strdup(path));
  return TRUE;
}

/* What is to be done with a file whose content was made. */
typedef enum { WRITE, KEEP, LEAVE } Action;

static Action
decide(SalRenewal *renewal, const char *path, const char *key, const char *content)
{
  g_autofree char *there = NULL;
  const SalFileState standing = sal_state_compare(renewal->state, path, key, &there);
  const gboolean is_others = standing == SAL_FILE_FOREIGN || standing == SAL_FILE_EDITED;
  if (g_strcmp0(there, content) == 0)
    return KEEP;
  return is_others && !renewal->overwrite && g_file_test(path, G_FILE_TEST_IS_REGULAR) ? LEAVE : WRITE;
}

/* Decides, and notes what is about to be written. */
static gboolean
begin(SalRenewal *renewal, const char *path, const char *key, const char *content, Action *action,
      GError **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&renewal->lock);
  *action = decide(renewal, path, key, content);
  if (*action == KEEP) {
    sal_state_confirm(renewal->state, path, key, content);
    g_ptr_array_add(renewal->kept, g_strdup(path));
  } else if (*action == LEAVE)
    g_ptr_array_add(renewal->outdated, g_strdup(path));
  return *action != WRITE || renewal->is_dry || sal_state_announce(renewal->state, path, key, content, error);
}

static void
end(SalRenewal *renewal, const char *path, const char *key, const char *content)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&renewal->lock);
  sal_state_confirm(renewal->state, path, key, content);
}

gboolean
sal_renewal_write(SalRenewal *renewal, const char *path, const char *key, GBytes *bytes,
                  const SalOutputRules *rules, gboolean *was_written, GError **error)
{
  Action action;
  g_autofree char *content = sal_state_digest(bytes);
  const char *own_key = key != NULL ? key : content;
  if (!begin(renewal, path, own_key, content, &action, error))
    return FALSE;
  *was_written = action == WRITE;
  if (action != WRITE || renewal->is_dry)
    return TRUE;
  SalOutputRules replacing = *rules;
  replacing.overwrite = TRUE;
  if (!sal_output_write(path, bytes, &replacing, error))
    return FALSE;
  end(renewal, path, own_key, content);
  return TRUE;
}
