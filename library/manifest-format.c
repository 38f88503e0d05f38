/* Writes a manifest as JSON. */
#include "library/manifest.h"

#include "library/project.h"
#include "library/versions.h"

#include "data/base/epoch.h"
#include "data/base/json-slices.h"
#include "data/base/secrets.h"

#include <string.h>

static void
add_versions(SalJson *json)
{
  g_autoptr(GPtrArray) versions = sal_versions_list();
  sal_json_open(json, "versions", '{');
  for (guint i = 0; i < versions->len; i++) {
    const SalVersion *version = versions->pdata[i];
    sal_json_add_string(json, version->key, version->number);
  }
  sal_json_close(json, '}');
}

static void
add_size(SalJson *json, gint64 size)
{
  if (size >= 0)
    sal_json_add_integer(json, "size", size);
  else
    sal_json_add_string(json, "size", NULL);
}

/* Names that are relative to nothing stay as they are. */
static char *
spell(const SalManifestNames *names, const char *role, const char *path, const char *why)
{
  const gboolean is_kept = g_str_equal(path, "-") || g_strcmp0(role, "basemap") == 0 || why != NULL;
  g_autofree char *spelled = is_kept ? g_strdup(path) : sal_manifest_names_spell(names, path);
  return sal_secrets_mask(spelled);
}

char *
sal_manifest_input_spell(const SalManifestInput *input, const SalManifestNames *names)
{
  return spell(names, input->role, input->path, input->why);
}

static void
add_inputs(SalJson *json, const SalManifest *manifest, const SalManifestNames *names)
{
  sal_json_open(json, "inputs", '[');
  for (guint i = 0; i < manifest->inputs->len; i++) {
    const SalManifestInput *input = manifest->inputs->pdata[i];
    g_autofree char *path = sal_manifest_input_spell(input, names);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "path", path);
    sal_json_add_string(json, "role", input->role);
    sal_json_add_string(json, "sha256", input->sha256);
    add_size(json, input->size);
    if (input->why != NULL)
      sal_json_add_string(json, "not_hashed", input->why);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_fonts(SalJson *json, const GPtrArray *fonts)
{
  sal_json_open(json, "fonts", '[');
  for (guint i = 0; i < fonts->len; i++) {
    const SalMadeFont *font = fonts->pdata[i];
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "family", font->family);
    sal_json_add_integer(json, "weight", font->weight);
    sal_json_add_boolean(json, "italic", font->italic);
    sal_json_add_string(json, "sha256", font->sha256);
    sal_json_add_integer(json, "size", font->size);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_known(SalJson *json, const char *key, const char *text)
{
  if (text != NULL)
    sal_json_add_string(json, key, text);
}

static void
add_figures(SalJson *json, const SalMadeFigures *figures)
{
  if (figures->names[0] == NULL)
    return;
  sal_json_open(json, "figures", '{');
  for (guint i = 0; i < G_N_ELEMENTS(figures->names) && figures->names[i] != NULL; i++)
    sal_json_add_km2(json, figures->names[i], figures->m2[i]);
  sal_json_close(json, '}');
}

static void
add_output(SalJson *json, const SalManifestOutput *output, const SalManifestNames *names)
{
  const SalMade *made = output->made;
  g_autofree char *path = spell(names, NULL, output->path, NULL);
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "path", path);
  sal_json_add_string(json, "name", made->name);
  sal_json_add_string(json, "format", made->format);
  sal_json_add_string(json, "sha256", output->sha256);
  add_size(json, output->size);
  add_known(json, "period", made->period);
  add_known(json, "from", made->from);
  add_known(json, "to", made->to);
  add_known(json, "class", made->class_name);
  add_known(json, "region", made->region);
  add_figures(json, &made->figures);
  add_known(json, "alt", made->alt);
  sal_json_close(json, '}');
}

static void
add_outputs(SalJson *json, const SalManifest *manifest, const SalManifestNames *names)
{
  sal_json_open(json, "outputs", '[');
  for (guint i = 0; i < manifest->outputs->len; i++)
    add_output(json, manifest->outputs->pdata[i], names);
  sal_json_close(json, ']');
}

static gboolean
add_moment(SalJson *json, GError **error)
{
  g_autoptr(GDateTime) moment = NULL;
  if (!sal_epoch_find(&moment, error))
    return FALSE;
  g_autofree char *text = moment != NULL ? g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  add_known(json, "created", text);
  return TRUE;
}

/* All but the digests. */
static char *
format_content(const SalManifest *manifest, const SalManifestNames *names, GError **error)
{
  g_auto(SalJson) json;
  g_autofree char *run = sal_manifest_names_spell_run(names);
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "schema", SAL_MANIFEST_SCHEMA);
  sal_json_add_string(&json, "verb", salient_task_get_name(manifest->options->task));
  if (!add_moment(&json, error))
    return NULL;
  add_versions(&json);
  sal_json_add_string(&json, "folder", run);
  sal_json_add_string(&json, "spelling", manifest->options->spelling);
  if (!sal_project_add_json(&json, "options", manifest->options))
    sal_json_add_boolean(&json, "masked", TRUE);
  add_inputs(&json, manifest, names);
  add_fonts(&json, manifest->fonts);
  add_outputs(&json, manifest, names);
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

static void
add_digests(SalJson *json, const char *name, const GArray *members)
{
  sal_json_open(json, name, '{');
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const SalJsonSlice *member = &g_array_index(members, SalJsonSlice, i);
    g_autofree char *key = g_strndup(member->key + 1, member->n_key - 2);
    g_autofree char *digest = sal_manifest_digest(member);
    sal_json_add_string(json, key, digest);
  }
  sal_json_close(json, '}');
}

/* The digest of each member, and of each option, so that an edit is noticed. */
static char *
format_digests(const char *content)
{
  g_auto(SalJson) json;
  g_autoptr(GArray) members = sal_json_slices_read(content, strlen(content), NULL);
  const SalJsonSlice *slice = sal_json_slices_find(members, "options");
  g_autoptr(GArray) options = sal_json_slices_read(slice->text, slice->n, NULL);
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_open(&json, "digests", '{');
  add_digests(&json, "members", members);
  add_digests(&json, "options", options);
  sal_json_close(&json, '}');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

char *
sal_manifest_digest(const SalJsonSlice *member)
{
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guint8 *)member->text, member->n);
}

char *
sal_manifest_format(const SalManifest *manifest, const char *path, GError **error)
{
  g_auto(SalManifestNames) names = { NULL };
  if (!sal_manifest_names_init(&names, path, error))
    return NULL;
  g_autofree char *content = format_content(manifest, &names, error);
  g_autofree char *digests = content != NULL ? format_digests(content) : NULL;
  return digests != NULL ? sal_json_join(content, digests) : NULL;
}
