#include "library/fingerprint.h"

#include "library/inputs.h"
#include "library/option.h"
#include "library/versions.h"

#include "data/base/build-id.h"
#include "data/base/pack.h"
#include "data/base/texts.h"
#include "data/source/source.h"

#include <sys/stat.h>

#define YOUNG_S 3 /* file systems tell times to 2 s or better */

/* What is packed so far. */
typedef struct {
  GByteArray *bytes;
  gint64 now_s;
  gboolean is_young; /* something changed so shortly before that another change might not show */
} Print;

/* Options */

static gboolean
is_among(const SalOptionRow *row, const char *const *names)
{
  return g_strv_contains(names, row->option.name);
}

/* Packs the options that were set, but for those of `left_out`. */
static void
pack_options(GByteArray *bytes, const SalientOptions *options, const char *const *left_out)
{
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    if (!sal_option_is_of(row, options->task) || is_among(row, left_out) ||
        !g_hash_table_contains(options->given, row->option.name))
      continue;
    g_autofree char *value = sal_option_format(row, options);
    sal_pack_text(bytes, row->option.name);
    sal_pack_text(bytes, value);
    sal_pack_texts(bytes, sal_option_get_list(row, options));
  }
}

static void
pack_program(GByteArray *bytes)
{
  g_autoptr(GPtrArray) versions = sal_versions_list();
  for (guint i = 0; i < versions->len; i++)
    sal_pack_text(bytes, ((const SalVersion *)versions->pdata[i])->number);
  sal_pack_text(bytes, sal_build_id_get());
}

char *
sal_fingerprint_of_look(const SalientOptions *options)
{
  static const char *const left_out[] = {
    "project", "files-from",    "sources",  "from",     "to",       "last",        "output",  "overwrite",
    "jobs",    "no-cache",      "progress", "quiet",    "format",   "output-root", "depfile", "dry-run",
    "state",   "print-project", "shard",    "manifest", "evidence", "expect",      NULL
  };
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  pack_program(bytes);
  pack_options(bytes, options, left_out);
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
}

/* Files */

static void
pack_file(Print *print, const char *path)
{
  struct stat status;
  sal_pack_text(print->bytes, path);
  if (stat(path, &status) != 0)
    return;
  const gint64 numbers[] = { status.st_dev,         status.st_ino,          status.st_size,
                             status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
                             status.st_ctim.tv_nsec };
  sal_pack_items(print->bytes, numbers, G_N_ELEMENTS(numbers), sizeof numbers[0]);
  print->is_young |=
      status.st_ctim.tv_sec > print->now_s - YOUNG_S; /* the time of writing can be set to any */
}

/* The files of a folder, and the folder itself if that is NULL. */
static void
pack_folder(Print *print, const char *folder)
{
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open(folder, 0, NULL) : NULL;
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  const char *name;
  sal_pack_text(print->bytes, folder);
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
    g_ptr_array_add(names, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(names, sal_texts_compare);
  for (guint i = 0; i < names->len; i++)
    pack_file(print, names->pdata[i]);
}

/* Fonts that are added or removed show in the times of these. */
static void
pack_fonts(Print *print)
{
  static const char *const of_system[] = { "/etc/fonts", "/etc/fonts/conf.d", "/var/cache/fontconfig",
                                           "/usr/share/fonts", "/usr/local/share/fonts" };
  const char *home = g_get_home_dir();
  g_autofree char *own = g_build_filename(g_get_user_data_dir(), "fonts", NULL);
  g_autofree char *old = g_build_filename(home, ".fonts", NULL);
  g_autofree char *config = g_build_filename(g_get_user_config_dir(), "fontconfig", NULL);
  static const char *const variables[] = { "FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT" };
  for (guint i = 0; i < G_N_ELEMENTS(of_system); i++)
    pack_file(print, of_system[i]);
  pack_folder(print, own);
  pack_folder(print, old);
  pack_folder(print, config);
  for (guint i = 0; i < G_N_ELEMENTS(variables); i++) {
    const char *value = g_getenv(variables[i]);
    sal_pack_text(print->bytes, value);
    if (value != NULL)
      pack_file(print, value);
  }
}

/* Whether all sources are files of this machine. */
static gboolean
is_local(const SalientOptions *options)
{
  for (guint i = 0; options->sources != NULL && i < options->sources->len; i++) {
    const char *source = options->sources->pdata[i];
    if (g_str_equal(source, "-") || sal_source_is_remote(source) || g_str_has_prefix(source, "/dev/"))
      return FALSE;
  }
  return options->sources != NULL && g_strcmp0(options->project, "-") != 0;
}

static void
pack_run(Print *print, const SalientOptions *options)
{
  static const char *const left_out[] = { "overwrite", "jobs",   "no-cache",      "progress",
                                          "quiet",     "format", "depfile",       "dry-run",
                                          "state",     "help",   "print-project", NULL };
  g_autofree char *here = g_get_current_dir();
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  g_autoptr(GPtrArray) files = sal_inputs_list_files(inputs);
  pack_program(print->bytes);
  sal_pack_text(print->bytes, here);
  pack_options(print->bytes, options, left_out);
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    pack_options(print->bytes, options->maps->pdata[i], left_out);
  for (guint i = 0; i < files->len; i++) {
    const SalInput *input = files->pdata[i];
    sal_pack_text(print->bytes, input->role);
    pack_file(print, input->path);
  }
  pack_fonts(print);
}

char *
sal_fingerprint_of_run(const SalientOptions *options)
{
  if (!is_local(options))
    return NULL;
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  Print print = { bytes, g_get_real_time() / G_USEC_PER_SEC, FALSE };
  pack_run(&print, options);
  return print.is_young ? NULL : g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
}
