#include "data/series/series-cache.h"

#include "data/base/secrets.h"
#include "data/geometry/geometry-pack.h"
#include "data/source/geojson.h"

void
sal_series_cache_place_clear(SalSeriesCachePlace *place)
{
  g_clear_pointer(&place->key, g_byte_array_unref);
}

/* Whether a snapshot may follow from the bytes of one file alone. */
static gboolean
may_be_kept(const SalSeries *series, const SalEntry *entry)
{
  return series->cache != NULL && series->territory == NULL && series->where == NULL &&
         series->source_crs == NULL && series->fields.group == NULL && entry->where == NULL &&
         entry->others == NULL && sal_geojson_has_name(entry->path);
}

static void
pack_classes(const SalClasses *classes, GByteArray *key)
{
  sal_pack_number(key, sal_classes_are_defined(classes));
  sal_pack_texts(key, sal_classes_get_names(classes));
  sal_pack_texts(key, sal_classes_get_fields(classes));
  for (guint i = 0; i < sal_classes_get_n(classes); i++) {
    sal_pack_text(key, sal_classes_get_expression(classes, i));
    sal_pack_number(key, sal_classes_is_optional(classes, i));
  }
}

/* Whatever a snapshot follows from, but for the program itself. */
static GByteArray *
make_key(const SalSeries *series, const SalEntry *entry, const SalCacheFile *file)
{
  GByteArray *key = g_byte_array_new();
  sal_pack_text(key, "snapshot");
  sal_pack_text(key, sal_geometry_get_geos_version());
  sal_pack_items(key, file->digest.bytes, 1, sizeof file->digest.bytes);
  sal_pack_text(key, entry->path);
  sal_pack_text(key, entry->layer);
  sal_pack_number(key, (guint64)entry->day);
  sal_pack_texts(key, (const char *const *)series->layers);
  sal_pack_texts(key, (const char *const *)series->fields.names);
  sal_pack_number(key, series->fields.n_dates);
  sal_pack_number(key, series->fields.n_classes);
  sal_pack_number(key, series->fields.n_listed);
  sal_pack_number(key, series->tells_kinds);
  sal_pack_number(key, series->strict);
  sal_pack_number(key, series->allow_empty);
  sal_pack_number(key, series->exclusive);
  sal_pack_number(key, series->max_bytes);
  pack_classes(series->classes, key);
  return key;
}

static void
pack_list(const GPtrArray *texts, GByteArray *bytes)
{
  sal_pack_number(bytes, texts->len);
  for (guint i = 0; i < texts->len; i++)
    sal_pack_text(bytes, texts->pdata[i]);
}

static void
unpack_list(SalUnpack *unpack, GPtrArray *texts)
{
  const guint n = sal_unpack_guint(unpack, G_MAXUINT);
  for (guint i = 0; i < n && !unpack->failed; i++) {
    char *text = sal_unpack_text(unpack);
    if (text != NULL)
      g_ptr_array_add(texts, text);
    else
      sal_unpack_fail(unpack);
  }
}

static void
pack_kinds(const SalKinds *kinds, GByteArray *bytes)
{
  sal_pack_text(bytes, kinds != NULL ? kinds->field : NULL);
  if (kinds != NULL)
    pack_list(kinds->values, bytes);
}

static SalKinds *
unpack_kinds(SalUnpack *unpack)
{
  char *field = sal_unpack_text(unpack);
  if (field == NULL)
    return NULL;
  SalKinds *kinds = g_new0(SalKinds, 1);
  kinds->field = field;
  kinds->values = g_ptr_array_new_with_free_func(g_free);
  unpack_list(unpack, kinds->values);
  return kinds;
}

static void
pack_areas(const SalSnapshot *snapshot, GByteArray *bytes)
{
  for (guint i = 0; i < snapshot->areas->len; i++) {
    const SalControlArea *area = &g_array_index(snapshot->areas, SalControlArea, i);
    sal_pack_number(bytes, area->n_features);
    sal_pack_number(bytes, area->is_composed);
    sal_geometry_pack(area->polygons, bytes);
  }
}

static void
unpack_areas(const SalClasses *classes, SalUnpack *unpack, SalSnapshot *snapshot)
{
  for (guint i = 0; i < sal_classes_get_n(classes) && !unpack->failed; i++) {
    SalControlArea area = { .name = sal_classes_get_names(classes)[i],
                            .n_features = sal_unpack_guint(unpack, G_MAXUINT),
                            .is_composed = (gboolean)sal_unpack_guint(unpack, 1) };
    area.polygons = sal_geometry_unpack(unpack, SAL_POLYGONS);
    if (area.polygons != NULL)
      g_array_append_val(snapshot->areas, area);
  }
}

/* The fields of a snapshot that are numbers. */
static void
list_counts(SalSnapshot *snapshot, guint *counts[8])
{
  guint *all[] = {
    &snapshot->n_features,  &snapshot->n_polygons, &snapshot->n_points,   &snapshot->n_null,
    &snapshot->n_unclassed, &snapshot->n_other,    &snapshot->n_repaired, &snapshot->decimals
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    counts[i] = all[i];
}

static void
pack_counts(const SalSnapshot *snapshot, GByteArray *bytes)
{
  guint *counts[8];
  list_counts((SalSnapshot *)snapshot, counts);
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
    sal_pack_number(bytes, *counts[i]);
}

static void
unpack_counts(SalUnpack *unpack, SalSnapshot *snapshot)
{
  guint *counts[8];
  list_counts(snapshot, counts);
  for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
    *counts[i] = sal_unpack_guint(unpack, G_MAXUINT);
}

static void
pack_snapshot(const SalSnapshot *snapshot, const SalClasses *classes, GByteArray *bytes)
{
  pack_counts(snapshot, bytes);
  pack_areas(snapshot, bytes);
  pack_list(snapshot->remarks, bytes);
  sal_pack_texts(bytes, (const char *const *)snapshot->field_names);
  sal_pack_number(bytes, snapshot->has_field != NULL);
  if (snapshot->has_field != NULL)
    sal_pack_items(bytes, snapshot->has_field, g_strv_length((char **)sal_classes_get_fields(classes)), 1);
  if (sal_classes_are_defined(classes)) {
    sal_field_values_pack(snapshot->values, bytes);
    sal_field_values_pack(snapshot->unclassed, bytes);
  }
}

/* Takes the flags of the classes' fields; NULL: there are none. */
static guint8 *
unpack_flags(const SalClasses *classes, SalUnpack *unpack)
{
  const guint n = g_strv_length((char **)sal_classes_get_fields(classes));
  if (sal_unpack_guint(unpack, 1) == 0)
    return NULL;
  g_autoptr(GArray) flags = g_array_sized_new(TRUE, TRUE, 1, n + 1);
  sal_unpack_items(unpack, flags);
  if (flags->len != n)
    sal_unpack_fail(unpack);
  return unpack->failed ? NULL : (guint8 *)g_array_steal(flags, NULL);
}

static SalSnapshot *
unpack_snapshot(const SalSeries *series, const SalEntry *entry, SalUnpack *unpack)
{
  g_autofree char *masked = sal_secrets_mask(entry->path);
  SalSnapshot *snapshot = sal_snapshot_new_empty(entry->day, masked);
  unpack_counts(unpack, snapshot);
  unpack_areas(series->classes, unpack, snapshot);
  unpack_list(unpack, snapshot->remarks);
  snapshot->field_names = sal_unpack_texts(unpack);
  snapshot->has_field = unpack_flags(series->classes, unpack);
  if (sal_classes_are_defined(series->classes)) {
    snapshot->values = sal_field_values_unpack(series->classes, entry->day, unpack);
    snapshot->unclassed = sal_field_values_unpack(series->classes, entry->day, unpack);
  }
  return snapshot;
}

static void
set_origin(const SalSeries *series, const SalSeriesCachePlace *place, SalSnapshot *snapshot)
{
  snapshot->origin = sal_cache_digest(series->cache, place->key);
  snapshot->has_origin = TRUE;
}

SalSnapshot *
sal_series_cache_find(const SalSeries *series, const SalEntry *entry, SalSeriesCachePlace *place,
                      SalKinds **kinds)
{
  *place = (SalSeriesCachePlace){ NULL };
  *kinds = NULL;
  if (!may_be_kept(series, entry) || !sal_cache_look_at(series->cache, entry->path, &place->file))
    return NULL;
  place->key = make_key(series, entry, &place->file);
  g_autoptr(GBytes) kept = sal_cache_find(series->cache, place->key);
  if (kept == NULL)
    return NULL;
  gsize n = 0;
  const guint8 *bytes = g_bytes_get_data(kept, &n);
  SalUnpack unpack = { bytes, bytes + n, FALSE };
  g_autoptr(SalSnapshot) snapshot = unpack_snapshot(series, entry, &unpack);
  SalKinds *found = unpack_kinds(&unpack);
  if (sal_unpack_is_done(&unpack)) {
    set_origin(series, place, snapshot);
    *kinds = found;
    return g_steal_pointer(&snapshot);
  }
  sal_kinds_free(found);
  return NULL;
}

void
sal_series_cache_keep(const SalSeries *series, const SalEntry *entry, const SalSeriesCachePlace *place,
                      SalSnapshot *snapshot, const SalFeatures *features)
{
  if (place->key == NULL || !features->is_plain || snapshot->groups != NULL ||
      snapshot->n_points > SAL_CACHE_MAX_ENTRY_BYTES / sizeof(SalPoint) ||
      !sal_cache_is_unchanged(series->cache, entry->path, &place->file))
    return;
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  pack_snapshot(snapshot, series->classes, bytes);
  pack_kinds(features->kinds, bytes);
  sal_cache_keep(series->cache, place->key, bytes);
  set_origin(series, place, snapshot);
}
