#include "data/source/fetch.h"

#include "data/base/error.h"
#include "data/source/source.h"

#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <string.h>

static const char curl_prefix[] = "/vsicurl/";

static gboolean
has_suffix(const char *path, const char *suffix)
{
  const gsize n = strlen(path), m = strlen(suffix);
  return n >= m && g_ascii_strcasecmp(path + n - m, suffix) == 0;
}

gboolean
sal_fetch_is_wanted(const char *path)
{
  return g_str_has_prefix(path, curl_prefix) && !has_suffix(path, ".shp") && !has_suffix(path, ".gdb");
}

char *
sal_fetch_make_name(const char *base_name)
{
  static gint n_made = 0;
  return g_strdup_printf("/vsimem/salient-%d/%s", g_atomic_int_add(&n_made, 1), base_name);
}

void
sal_fetch_forget(char *name)
{
  if (name != NULL) {
    g_autofree char *folder = g_path_get_dirname(name);
    VSIRmdirRecursive(folder);
  }
  g_free(name);
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

static gboolean
set_too_large(guint64 max_bytes, GError **error)
{
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a file of at most %" G_GUINT64_FORMAT
                       " MiB when unpacked (--max-size raises it), got more",
                       max_bytes >> 20);
}

static gboolean
check_result(const CPLHTTPResult *result, const Body *body, GError **error)
{
  if (body->too_large)
    return set_too_large(body->max_bytes, error);
  if (result != NULL && result->nStatus == 0 && result->pszErrBuf == NULL)
    return TRUE;
  const char *message = result != NULL && result->pszErrBuf != NULL ? result->pszErrBuf : "no answer";
  g_autofree char *quoted = sal_error_quote(message);
  return sal_error_set(error, SAL_ERROR_IO, "expected the server to give a file, got '%s'", quoted);
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
  const char *url = path + strlen(curl_prefix);
  if (max_bytes == 0)
    max_bytes = SAL_SOURCE_MAX_BYTES;
  Body body = { g_byte_array_new(), max_bytes, FALSE };
  CPLHTTPResult *result = CPLHTTPFetchEx(url, NULL, NULL, NULL, take_bytes, &body);
  const gboolean ok = check_result(result, &body, error);
  CPLHTTPDestroyResult(result);
  char *name = NULL;
  if (ok) {
    const gsize length = body.bytes->len;
    g_autofree char *base_name = make_base_name(url);
    name = sal_fetch_make_name(base_name);
    GByte *copy = VSIMalloc(length + 1);
    if (length > 0)
      memcpy(copy, body.bytes->data, length);
    VSIFCloseL(VSIFileFromMemBuffer(name, copy, length, TRUE));
  }
  g_byte_array_unref(body.bytes);
  return name;
}

/* Reads a file to its end or to the limit. */
static gboolean
check_length(const char *path, guint64 max_bytes, GError **error)
{
  char buffer[1 << 16];
  guint64 length = 0;
  VSILFILE *file = VSIFOpenL(path, "rb");
  if (file == NULL)
    return TRUE;
  for (gsize n = 1; n > 0 && length <= max_bytes; length += n)
    n = VSIFReadL(buffer, 1, sizeof buffer, file);
  VSIFCloseL(file);
  return length <= max_bytes || set_too_large(max_bytes, error);
}

/* A KMZ is an archive that its driver unpacks by itself. */
static gboolean
check_kmz(const char *path, guint64 max_bytes, GError **error)
{
  g_autofree char *absolute = path[0] == '/' ? g_strdup(path) : g_canonicalize_filename(path, NULL);
  g_autofree char *vsi = g_strconcat("/vsizip/", absolute, NULL);
  g_autoptr(GError) why = NULL;
  g_autoptr(GPtrArray) members = sal_source_list_archive(vsi, max_bytes, &why);
  if (members == NULL && !g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE; /* opening it tells better what is wrong */
  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!check_length(members->pdata[i], max_bytes, error))
      return FALSE;
  return TRUE;
}

gboolean
sal_source_check_size(const char *path, guint64 max_bytes, GError **error)
{
  if (max_bytes == 0)
    max_bytes = SAL_SOURCE_MAX_BYTES;
  const gboolean packed = g_str_has_prefix(path, "/vsigzip/") || g_str_has_prefix(path, "/vsizip/") ||
                          g_str_has_prefix(path, "/vsitar/");
  if (packed && !check_length(path, max_bytes, error))
    return FALSE;
  return !has_suffix(path, ".kmz") || check_kmz(path, max_bytes, error);
}
