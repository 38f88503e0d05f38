#include "data/base/fault.h"

#include "data/base/error.h"
#include "data/base/secrets.h"

#include <string.h>

static void
free_fault(gpointer data)
{
  SalFault *fault = data;
  g_free(fault->path);
  g_free(fault->detail);
  g_error_free(fault->error);
  g_free(fault);
}

GPtrArray *
sal_faults_new(void)
{
  return g_ptr_array_new_with_free_func(free_fault);
}

gboolean
sal_faults_take(GPtrArray *faults, const char *path, GError *why, GError **error)
{
  return sal_faults_take_detail(faults, path, NULL, why, error);
}

static char *
describe_place(const char *path, const char *detail)
{
  g_autofree char *quoted = sal_error_quote_path(path);
  g_autofree char *quoted_detail = detail != NULL ? sal_error_quote(detail) : NULL;
  return detail != NULL ? g_strdup_printf("%s '%s'", quoted, quoted_detail) : g_steal_pointer(&quoted);
}

/* Takes the place away with which the message begins, if it was found where the place is known already. */
static void
strip_place(GError *why, const char *path, const char *detail)
{
  g_autofree char *place = describe_place(path, detail), *prefix = g_strconcat(place, ": ", NULL);
  if (!g_str_has_prefix(why->message, prefix))
    return;
  char *message = why->message;
  why->message = g_strdup(message + strlen(prefix));
  g_free(message);
}

gboolean
sal_faults_take_detail(GPtrArray *faults, const char *path, const char *detail, GError *why, GError **error)
{
  if (faults == NULL || g_error_matches(why, SAL_ERROR, SAL_ERROR_USAGE)) {
    g_autofree char *place = describe_place(path, detail);
    g_propagate_error(error, why);
    g_prefix_error(error, "%s: ", place);
    return FALSE;
  }
  strip_place(why, path, detail);
  g_autofree char *masked = sal_secrets_mask(path);
  SalFault *fault = g_new(SalFault, 1);
  *fault = (SalFault){ g_utf8_make_valid(masked, -1), g_strdup(detail), why };
  g_ptr_array_add(faults, fault);
  return TRUE;
}

char *
sal_fault_describe(const SalFault *fault)
{
  g_autofree char *place = describe_place(fault->path, fault->detail);
  return g_strdup_printf("%s: %s", place, fault->error->message);
}

char *
sal_faults_describe(const GPtrArray *faults, guint max)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < MIN(faults->len, max); i++) {
    g_autofree char *one = sal_fault_describe(faults->pdata[i]);
    g_string_append_printf(text, "%s%s", i > 0 ? "; " : "", one);
  }
  if (faults->len > max)
    g_string_append_printf(text, "; and %u more", faults->len - max);
  return g_string_free(text, FALSE);
}

#define MAX_TOLD 3

static gboolean
are_of_one_file(const GPtrArray *faults)
{
  for (guint i = 1; i < faults->len; i++)
    if (strcmp(((const SalFault *)faults->pdata[i])->path, ((const SalFault *)faults->pdata[0])->path) != 0)
      return FALSE;
  return TRUE;
}

gboolean
sal_faults_fail(const GPtrArray *faults, GError **error)
{
  const SalFault *first = faults->pdata[0];
  const gboolean is_one = are_of_one_file(faults);
  g_autofree char *told = is_one ? sal_fault_describe(first) : sal_faults_describe(faults, MAX_TOLD);
  g_propagate_error(error, g_error_copy(first->error));
  if (error == NULL)
    return FALSE;
  g_free((*error)->message);
  (*error)->message =
      is_one ? g_strdup(told)
             : g_strdup_printf("expected a file that can be used, got none among %u: %s", faults->len, told);
  return FALSE;
}

char *
sal_faults_make_remark(const GPtrArray *faults)
{
  g_autofree char *told = sal_faults_describe(faults, faults->len);
  return faults->len == 0 ? NULL
                          : g_strdup_printf("%u bad file%s left out (" SAL_OPTION("skip-bad") "): %s",
                                            faults->len, faults->len == 1 ? "" : "s", told);
}

static int
compare_faults(gconstpointer a, gconstpointer b)
{
  const SalFault *p = *(const SalFault *const *)a, *q = *(const SalFault *const *)b;
  const int by_path = strcmp(p->path, q->path), by_detail = g_strcmp0(p->detail, q->detail);
  return by_path != 0 ? by_path : by_detail != 0 ? by_detail : strcmp(p->error->message, q->error->message);
}

void
sal_faults_sort(GPtrArray *faults)
{
  g_ptr_array_sort(faults, compare_faults);
}
