#include "data/source/fetch.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/source/bounds.h"
#include "data/source/gdal.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <stdio.h>
#include <string.h>

gboolean
sal_fetch_is_wanted(const char *path)
{
  static const char *const of_several_files[] = { ".shp", ".gdb", NULL };
  return sal_vsi_get_url(path) != NULL && !sal_source_has_suffix(path, of_several_files);
}

/* A body as it arrives. */
typedef struct {
  GByteArray *bytes;
  guint64 max_bytes;
  gboolean too_large;
} Body;

static size_t
take_bytes(void *buffer, size_t size, size_t n, void *data)
{
  Body *body = data;
  body->too_large = body->too_large || (guint64)size * n > body->max_bytes - body->bytes->len ||
                    (guint64)size * n + body->bytes->len > G_MAXINT32;
  if (body->too_large)
    return 0;
  g_byte_array_append(body->bytes, buffer, (guint)(size * n));
  return n;
}

/* Whether the same may be fetched later: curl reached no server, or lost it, or the server is busy. */
static gboolean
is_passing(const CPLHTTPResult *result)
{
  static const int curl_codes[] = {
    5, 6, 7, 18, 28, 35, 52, 55, 56
  }; /* names, connecting, times, sending, receiving */
  int http_code = 0;
  if (result == NULL)
    return TRUE;
  if (result->pszErrBuf != NULL && sscanf(result->pszErrBuf, "HTTP error code : %d", &http_code) == 1)
    return http_code >= 500 || http_code == 408 || http_code == 429;
  for (guint i = 0; i < G_N_ELEMENTS(curl_codes); i++)
    if (result->nStatus == curl_codes[i])
      return TRUE;
  return FALSE;
}

static gboolean
check_result(const CPLHTTPResult *result, const Body *body, const char *url, GError **error)
{
  if (body->too_large)
    return sal_bound_refuse_file(body->max_bytes, error);
  if (result != NULL && result->nStatus == 0 && result->pszErrBuf == NULL)
    return TRUE;
  const char *message = result != NULL && result->pszErrBuf != NULL ? result->pszErrBuf : "no answer";
  g_autofree char *masked = sal_secrets_mask_message(message, url);
  g_autofree char *quoted = sal_error_quote(masked);
  sal_error_set(error, SAL_ERROR_IO, "expected the server to give a file, got '%s'", quoted);
  return is_passing(result) ? sal_error_mark_temporary(error) : FALSE;
}

/* The URL's last part without its query. */
static char *
make_base_name(const char *url)
{
  g_autofree char *plain = g_strndup(url, strcspn(url, "?#"));
  return g_strdup(sal_source_get_base_name(plain));
}

char *
sal_fetch(const char *path, guint64 max_bytes, GError **error)
{
  const char *url = sal_vsi_get_url(path);
  if (max_bytes == 0)
    max_bytes = SAL_SOURCE_MAX_BYTES;
  Body body = { g_byte_array_new(), max_bytes, FALSE };
  CPLHTTPResult *result = CPLHTTPFetchEx(url, NULL, NULL, NULL, take_bytes, &body);
  const gboolean ok = check_result(result, &body, url, error);
  CPLHTTPDestroyResult(result);
  char *name = NULL;
  if (ok) {
    const gsize length = body.bytes->len;
    g_autofree char *base_name = make_base_name(url);
    name = sal_vsi_make_memory_name(base_name);
    GByte *copy = VSIMalloc(length + 1);
    if (length > 0)
      memcpy(copy, body.bytes->data, length);
    VSIFCloseL(VSIFileFromMemBuffer(name, copy, length, TRUE));
  }
  g_byte_array_unref(body.bytes);
  return name;
}
