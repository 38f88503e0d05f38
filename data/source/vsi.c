/* The names below /vsi that GDAL knows, and what holds for all of its use here. */
#include "data/source/vsi.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/base/texts.h"
#include "data/source/bounds.h"
#include "data/source/gdal.h"
#include "data/source/names.h"

#include <glib/gstdio.h>
#include <string.h>

#define CURL "/vsicurl/"
#define GZIP "/vsigzip/"
#define ZIP "/vsizip/"
#define TAR "/vsitar/"

static void
register_drivers(void)
{
  static gsize done = 0;
  if (g_once_init_enter(&done)) {
    GDALAllRegister();
    g_once_init_leave(&done, 1);
  }
}

static void CPL_STDCALL
keep_first(CPLErr level, CPLErrorNum number, const char *text)
{
  GString *message = CPLGetErrorHandlerUserData();
  g_autofree char *masked = sal_secrets_mask(text);
  if (level >= CE_Failure && message->len == 0)
    g_string_assign(message, masked);
}

void
sal_vsi_begin(SalVsi *vsi, GString *message)
{
  register_drivers();
  sal_settings_begin(&vsi->before);
  CPLPushErrorHandlerEx(keep_first, message);
}

void
sal_vsi_end(SalVsi *vsi)
{
  CPLPopErrorHandler();
  sal_settings_end(&vsi->before);
}

static char *
spell(const char *prefix, const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  return g_strconcat(prefix, g_str_has_prefix(path, "/vsi") ? path : absolute, NULL);
}

char *
sal_vsi_spell_archive(const char *path)
{
  static const char *const zip[] = { ".zip", NULL };
  return spell(sal_source_has_suffix(path, zip) ? ZIP : TAR, path);
}

static char *
spell_zip(const char *path)
{
  return spell(ZIP, path);
}

char *
sal_vsi_spell_gzip(const char *path)
{
  return spell(GZIP, path);
}

char *
sal_vsi_spell_url(const char *url)
{
  return g_strconcat(CURL, url, NULL);
}

const char *
sal_vsi_get_url(const char *path)
{
  return g_str_has_prefix(path, CURL) ? path + strlen(CURL) : NULL;
}

/* The files of a folder that is being listed; FALSE if they are too many or too large. */
static gboolean
list_members(VSIDIR *dir, const char *vsi_path, GPtrArray *paths, guint64 max_bytes, GError **error)
{
  guint64 n_bytes = 0, n = 0;
  for (const VSIDIREntry *entry; (entry = VSIGetNextDirEntry(dir)) != NULL;) {
    n_bytes += MIN(entry->nSize, G_MAXUINT64 / 2 - n_bytes);
    if (!sal_bound_check(SAL_BOUND_MEMBERS, ++n, max_bytes, error) ||
        !sal_bound_check(SAL_BOUND_UNPACKED, n_bytes >> 20, max_bytes, error))
      return FALSE;
    if (!VSI_ISDIR(entry->nMode))
      g_ptr_array_add(paths, g_strconcat(vsi_path, "/", entry->pszName, NULL));
  }
  return TRUE;
}

GPtrArray *
sal_vsi_list_archive(const char *vsi_path, guint64 max_bytes, GError **error)
{
  SalVsi vsi;
  g_autoptr(GString) message = g_string_new(NULL);
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
  if (!sal_gdal_load(error))
    return NULL;
  sal_vsi_begin(&vsi, message);
  VSIDIR *dir = VSIOpenDir(vsi_path, -1, NULL);
  gboolean ok = dir != NULL
                    ? list_members(dir, vsi_path, paths, max_bytes, error)
                    : sal_error_set(error, SAL_ERROR_FORMAT,
                                    "expected an archive with data files, got one that cannot be read");
  if (dir != NULL)
    VSICloseDir(dir);
  sal_vsi_end(&vsi);
  if (!ok)
    return NULL;
  g_ptr_array_sort(paths, sal_texts_compare);
  return g_steal_pointer(&paths);
}

/* The size of the file that a name below /vsi leads into; the greatest number for a server's, which is not
 * asked, and where there is none. */
static guint64
get_packed_size(const char *path)
{
  if (sal_vsi_get_url(path) != NULL)
    return G_MAXUINT64;
  static const char *const prefixes[] = { GZIP, ZIP, TAR };
  for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (g_str_has_prefix(path, prefixes[i]))
      return get_packed_size(path + strlen(prefixes[i]));
  g_autofree char *outer = g_strdup(path);
  VSIStatBufL info;
  while (VSIStatExL(outer, &info, VSI_STAT_EXISTS_FLAG | VSI_STAT_SIZE_FLAG | VSI_STAT_NATURE_FLAG) != 0) {
    char *slash = strrchr(outer, '/');
    if (slash == NULL || slash == outer)
      return G_MAXUINT64;
    *slash = '\0';
  }
  return VSI_ISDIR(info.st_mode) ? G_MAXUINT64 : (guint64)info.st_size;
}

/* Reads a file to its end or to the limit, which its packed size gives. */
static gboolean
check_length(const char *path, guint64 max_all_bytes, GError **error)
{
  char buffer[1 << 16];
  const guint64 packed = get_packed_size(path), max_bytes = sal_bound_get_unpacked(packed, max_all_bytes);
  guint64 length = 0;
  VSILFILE *file = VSIFOpenL(path, "rb");
  if (file == NULL)
    return TRUE;
  for (gsize n = 1; n > 0 && length <= max_bytes; length += n)
    n = VSIFReadL(buffer, 1, sizeof buffer, file);
  VSIFCloseL(file);
  return length <= max_bytes || sal_bound_refuse_packed(packed, max_all_bytes, error);
}

/* A KMZ is an archive that its driver unpacks by itself. */
static gboolean
check_kmz(const char *path, guint64 max_bytes, GError **error)
{
  g_autofree char *vsi = spell_zip(path);
  g_autoptr(GPtrArray) members = sal_vsi_list_archive(vsi, max_bytes, NULL);
  if (members == NULL && !g_file_test(path, G_FILE_TEST_EXISTS))
    return TRUE; /* opening it tells better what is wrong */
  for (guint i = 0; members != NULL && i < members->len; i++)
    if (!check_length(members->pdata[i], max_bytes, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_packed(const char *path)
{
  return g_str_has_prefix(path, GZIP) || g_str_has_prefix(path, ZIP) || g_str_has_prefix(path, TAR);
}

static const char *
describe_kind(mode_t mode)
{
  return S_ISFIFO(mode) ? "a FIFO" : S_ISSOCK(mode) ? "a socket" : "a device";
}

gboolean
sal_vsi_check_kind(const char *path, GError **error)
{
  GStatBuf status;
  if (g_stat(path, &status) != 0 || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
    return TRUE;
  g_autofree char *name = g_path_get_basename(path), *quoted = sal_error_quote_path(name);
  return sal_error_set(error, SAL_ERROR_FORMAT, "'%s': expected a file, got %s", quoted,
                       describe_kind(status.st_mode));
}

/* The parts of a shapefile. */
static gboolean
check_parts(const char *path, GError **error)
{
  static const char *const parts[] = { ".shp", ".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn",
                                       ".sbx", ".idm", ".ind", ".qpj", ".cst", NULL };
  g_autofree char *stem = g_strndup(path, strlen(path) - strlen(parts[0]));
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *upper = g_ascii_strup(parts[i], -1);
    g_autofree char *lower_path = g_strconcat(stem, parts[i], NULL);
    g_autofree char *upper_path = g_strconcat(stem, upper, NULL);
    if (!sal_vsi_check_kind(lower_path, error) || !sal_vsi_check_kind(upper_path, error))
      return FALSE;
  }
  return TRUE;
}

/* All that is in a file geodatabase. */
static gboolean
check_members(const char *folder, GError **error)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (!sal_vsi_check_kind(path, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_kinds(const char *path, GError **error)
{
  static const char *const shp[] = { ".shp", ".shx", ".dbf", NULL }, *const gdb[] = { ".gdb", NULL };
  if (g_str_has_prefix(path, "/vsi"))
    return TRUE;
  if (sal_source_has_suffix(path, shp))
    return check_parts(path, error);
  if (sal_source_has_suffix(path, gdb) && g_file_test(path, G_FILE_TEST_IS_DIR))
    return check_members(path, error);
  return sal_vsi_check_kind(path, error);
}

/* The file of the machine that is unpacked, or NULL: a URL, or memory. */
static char *
find_packed(const char *path)
{
  while (is_packed(path))
    path = strchr(path + 1, '/') + 1;
  if (g_str_has_prefix(path, "/vsi"))
    return NULL;
  g_autofree char *file = g_strdup(path);
  for (char *end = file + strlen(file); end > file; *end = '\0') {
    if (g_file_test(file, G_FILE_TEST_EXISTS) && !g_file_test(file, G_FILE_TEST_IS_DIR))
      return g_steal_pointer(&file);
    for (end--; end > file && *end != '/';)
      end--;
  }
  return NULL;
}

gboolean
sal_vsi_check_file(const char *path, guint64 max_bytes, GError **error)
{
  static const char *const kmz[] = { ".kmz", NULL };
  if (max_bytes == 0)
    max_bytes = SAL_SOURCE_MAX_BYTES;
  if (is_packed(path) && !sal_gdal_load(error))
    return FALSE;
  g_autofree char *packed = is_packed(path) ? find_packed(path) : NULL;
  if (!check_kinds(packed != NULL ? packed : path, error) ||
      (is_packed(path) && !check_length(path, max_bytes, error)))
    return FALSE;
  return !sal_source_has_suffix(path, kmz) || check_kmz(path, max_bytes, error);
}

char *
sal_vsi_make_memory_name(const char *base_name)
{
  static gint n_made = 0;
  g_autofree char *folder = g_strdup_printf("/vsimem/salient-%d", g_atomic_int_add(&n_made, 1));
  VSIMkdir(folder, 0777);
  return g_strconcat(folder, "/", base_name, NULL);
}

void
sal_vsi_forget(char *name)
{
  if (name != NULL) {
    g_autofree char *folder = g_path_get_dirname(name);
    VSIRmdirRecursive(folder);
  }
  g_free(name);
}
