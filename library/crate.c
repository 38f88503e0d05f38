#include "library/crate.h"

#include "data/base/json.h"
#include "data/geometry/crs.h"
#include "data/geometry/geometry.h"
#include "data/source/source.h"

#define CRATE "https://w3id.org/ro/crate/1.1"
#define PROFILE "https://w3id.org/ro/wfrun/process/0.5"
#define PROFILE_VERSION "0.5"
#define TERMS "https://w3id.org/ro/terms/workflow-run/context"
#define PROGRAM "#salient"
#define RUN "#run"

#define LICENCE                                                                                              \
  "Nothing is stated here. Ask whoever gave you this folder; the terms of the sources hold for what was "    \
  "made from them."

static void
add_reference(SalJson *json, const char *key, const char *id)
{
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "@id", id);
  sal_json_close(json, '}');
}

static void
open_entity(SalJson *json, const char *id, const char *type)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "@id", id);
  sal_json_add_string(json, "@type", type);
}

static void
add_descriptor(SalJson *json)
{
  open_entity(json, "ro-crate-metadata.json", "CreativeWork");
  add_reference(json, "conformsTo", CRATE);
  add_reference(json, "about", "./");
  sal_json_close(json, '}');
}

static void
add_root(SalJson *json, const SalBundle *bundle, const SalBundleAbout *about)
{
  open_entity(json, "./", "Dataset");
  add_reference(json, "conformsTo", PROFILE);
  sal_json_add_string(json, "name", about->title);
  sal_json_add_string(json, "description", about->description);
  sal_json_add_string(json, "datePublished", about->day);
  sal_json_add_string(json, "license", LICENCE);
  sal_json_open(json, "hasPart", '[');
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++)
    add_reference(json, NULL, sal_bundle_get(bundle, i)->name);
  add_reference(json, NULL, SAL_MANIFEST_NAME);
  sal_json_close(json, ']');
  add_reference(json, "mentions", RUN);
  sal_json_close(json, '}');
}

static void
add_profile(SalJson *json)
{
  open_entity(json, PROFILE, "CreativeWork");
  sal_json_add_string(json, "name", "Process Run Crate");
  sal_json_add_string(json, "version", PROFILE_VERSION);
  sal_json_close(json, '}');
}

static const struct {
  const char *id, *name;
  const char *(*get_version)(void);
} libraries[] = {
  { "#gdal", "GDAL", sal_source_get_gdal_version },
  { "#geos", "GEOS", sal_geometry_get_geos_version },
  { "#proj", "PROJ", sal_crs_get_proj_version },
};

static void
add_software(SalJson *json)
{
  open_entity(json, PROGRAM, "SoftwareApplication");
  sal_json_add_string(json, "name", "Salient");
  sal_json_add_string(json, "softwareVersion", salient_get_version());
  sal_json_add_string(json, "description", "Measures and maps territorial change.");
  sal_json_open(json, "softwareRequirements", '[');
  for (guint i = 0; i < G_N_ELEMENTS(libraries); i++)
    add_reference(json, NULL, libraries[i].id);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
  for (guint i = 0; i < G_N_ELEMENTS(libraries); i++) {
    open_entity(json, libraries[i].id, "SoftwareApplication");
    sal_json_add_string(json, "name", libraries[i].name);
    sal_json_add_string(json, "softwareVersion", libraries[i].get_version());
    sal_json_close(json, '}');
  }
}

gboolean
sal_crate_has_input(const SalManifestInput *input)
{
  return !g_str_equal(input->role, "project");
}

static char *
make_input_id(guint n)
{
  return g_strdup_printf("#input-%u", n + 1);
}

/* The files that a run makes, and not what describes them: the project is what the run was told. */
static gboolean
is_project(const SalBundleFile *file)
{
  return g_str_equal(file->name, SAL_BUNDLE_PROJECT);
}

static void
add_run(SalJson *json, const SalBundle *bundle, const SalBundleAbout *about, const SalManifest *manifest)
{
  g_autofree char *name = g_strdup_printf("salient %s", about->verb);
  open_entity(json, RUN, "CreateAction");
  sal_json_add_string(json, "name", name);
  sal_json_add_string(json, "description", "The options are in " SAL_BUNDLE_PROJECT ".");
  if (about->moment != NULL)
    sal_json_add_string(json, "endTime", about->moment);
  add_reference(json, "instrument", PROGRAM);
  sal_json_open(json, "object", '[');
  for (guint i = 0, n = 0; i < manifest->inputs->len; i++) {
    if (!sal_crate_has_input(manifest->inputs->pdata[i]))
      continue;
    g_autofree char *id = make_input_id(n++);
    add_reference(json, NULL, id);
  }
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++)
    if (is_project(sal_bundle_get(bundle, i)))
      add_reference(json, NULL, sal_bundle_get(bundle, i)->name);
  sal_json_close(json, ']');
  sal_json_open(json, "result", '[');
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++)
    if (!is_project(sal_bundle_get(bundle, i)))
      add_reference(json, NULL, sal_bundle_get(bundle, i)->name);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static void
add_content(SalJson *json, gint64 size, const char *sha256)
{
  g_autofree char *bytes = g_strdup_printf("%" G_GINT64_FORMAT, size);
  if (size >= 0)
    sal_json_add_string(json, "contentSize", bytes);
  if (sha256 != NULL)
    sal_json_add_string(json, "sha256", sha256);
}

/* Inputs are not in the folder, so they are no files of the crate. */
static void
add_inputs(SalJson *json, const SalManifest *manifest)
{
  for (guint i = 0, n = 0; i < manifest->inputs->len; i++) {
    const SalManifestInput *input = manifest->inputs->pdata[i];
    if (!sal_crate_has_input(input))
      continue;
    g_autofree char *id = make_input_id(n++);
    g_autofree char *what = g_strdup_printf("An input (%s), which is not in this folder.", input->role);
    open_entity(json, id, "CreativeWork");
    sal_json_add_source(json, "name", input->path);
    sal_json_add_string(json, "description", what);
    add_content(json, input->size, input->sha256);
    sal_json_close(json, '}');
  }
}

static void
add_files(SalJson *json, const SalBundle *bundle)
{
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++) {
    const SalBundleFile *file = sal_bundle_get(bundle, i);
    open_entity(json, file->name, "File");
    sal_json_add_string(json, "name", file->title);
    if (file->original != NULL)
      sal_json_add_string(json, "alternateName", file->original);
    sal_json_add_string(json, "encodingFormat", file->media_type);
    add_content(json, (gint64)g_bytes_get_size(file->bytes), file->sha256);
    sal_json_close(json, '}');
  }
}

/* The manifest has the digest of this description, which therefore cannot have that of the manifest. */
static void
add_manifest(SalJson *json)
{
  open_entity(json, SAL_MANIFEST_NAME, "File");
  sal_json_add_string(json, "name", "what was read and made, with digests, options and versions");
  sal_json_add_string(json, "encodingFormat", "application/json");
  sal_json_close(json, '}');
}

char *
sal_crate_format(const SalBundle *bundle, const SalBundleAbout *about, const SalManifest *manifest)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_open(&json, "@context", '[');
  sal_json_add_string(&json, NULL, CRATE "/context");
  sal_json_add_string(&json, NULL, TERMS);
  sal_json_close(&json, ']');
  sal_json_open(&json, "@graph", '[');
  add_descriptor(&json);
  add_root(&json, bundle, about);
  add_profile(&json);
  add_software(&json);
  add_run(&json, bundle, about, manifest);
  add_inputs(&json, manifest);
  add_files(&json, bundle);
  add_manifest(&json);
  sal_json_close(&json, ']');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}
