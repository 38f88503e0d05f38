#include "data/source/fetch.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/source/bounds.h"
#include "data/source/gdal.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK_MAX_BYTES (1 << 20) /* a server that gives so much gives the file */

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

/* Whether a server that answers so may answer otherwise later. */
static gboolean
is_passing_code(int http_code)
{
  return http_code >= 500 || http_code == 408 || http_code == 429;
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
    return is_passing_code(http_code);
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

/* NULL: an error. */
static GBytes *
download(const char *url, guint64 max_bytes, GError **error)
{
  Body body = { g_byte_array_new(), max_bytes, FALSE };
  CPLHTTPResult *result = CPLHTTPFetchEx(url, NULL, NULL, NULL, take_bytes, &body);
  const gboolean ok = check_result(result, &body, url, error);
  CPLHTTPDestroyResult(result);
  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(body.bytes);
  return ok ? g_steal_pointer(&bytes) : NULL;
}

static GBytes *
get_body(const char *url, SalBodies *bodies, guint64 max_bytes, GError **error)
{
  if (bodies == NULL)
    return download(url, max_bytes, error);
  GBytes *kept = sal_bodies_begin(bodies, url);
  if (kept != NULL)
    return kept;
  GBytes *body = download(url, max_bytes, error);
  sal_bodies_end(bodies, url, body);
  return body;
}

char *
sal_fetch(const char *path, SalBodies *bodies, guint64 max_bytes, GError **error)
{
  const char *url = sal_vsi_get_url(path);
  g_autoptr(GBytes) body = get_body(url, bodies, max_bytes > 0 ? max_bytes : SAL_SOURCE_MAX_BYTES, error);
  if (body == NULL)
    return NULL;
  gsize length;
  const void *data = g_bytes_get_data(body, &length);
  g_autofree char *base_name = make_base_name(url);
  char *name = sal_vsi_make_memory_name(base_name);
  GByte *copy = VSIMalloc(length + 1); /* which the file owns, and drivers may change */
  if (length > 0)
    memcpy(copy, data, length);
  VSIFCloseL(VSIFileFromMemBuffer(name, copy, length, TRUE));
  return name;
}

gboolean
sal_fetch_check(const char *path, GError **error)
{
  char *options[] = { (char *)"HEADERS=Range: bytes=0-15", NULL };
  const char *url = sal_vsi_get_url(path);
  Body body = { g_byte_array_new(), CHECK_MAX_BYTES, FALSE };
  CPLHTTPResult *result = CPLHTTPFetchEx(url, options, NULL, NULL, take_bytes, &body);
  const gboolean ok = body.too_large || check_result(result, &body, url, error);
  CPLHTTPDestroyResult(result);
  g_byte_array_unref(body.bytes);
  return ok;
}

gboolean
sal_fetch_check_object(const char *path, GError **error)
{
  VSICurlPartialClearCache(path); /* GDAL would remember that it found nothing */
  CPLErrorReset();
  VSILFILE *file = VSIFOpenExL(path, "rb", TRUE);
  if (file != NULL)
    VSIFCloseL(file);
  const char *said = CPLGetLastErrorMsg(); /* a warning: "HTTP response code on URL: 503" */
  const char *colon = g_str_has_prefix(said, "HTTP response code") ? strrchr(said, ':') : NULL;
  const int http_code = file == NULL && colon != NULL ? atoi(colon + 1) : 404;
  if (http_code == 404)
    return TRUE;
  sal_error_set(error, SAL_ERROR_IO, "expected the store to give an object, got 'HTTP error code : %d'",
                http_code);
  return is_passing_code(http_code) ? sal_error_mark_temporary(error) : FALSE;
}
