#include "render/write/fontsubset.h"

#include "data/base/error.h"

#include <hb-subset.h>

/* Of fsType in the OpenType table OS/2, which is 16 bits at byte 8. */
#define EMBEDDING_MASK 0x000F
#define EMBEDDING_RESTRICTED 0x0002
#define NO_SUBSETTING 0x0100
#define BITMAPS_ONLY 0x0200

typedef hb_blob_t Blob;
typedef hb_face_t Face;
typedef hb_subset_input_t SubsetInput;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Blob, hb_blob_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Face, hb_face_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubsetInput, hb_subset_input_destroy)

/* A font that says nothing may be embedded. */
static guint16
read_embedding(hb_face_t *face)
{
  g_autoptr(Blob) table = hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2'));
  unsigned int size;
  const guint8 *data = (const guint8 *)hb_blob_get_data(table, &size);
  return size >= 10 ? (guint16)((guint)data[8] << 8 | (guint)data[9]) : 0;
}

static gboolean
check_embedding(hb_face_t *face, const char *name, GError **error)
{
  const guint16 embedding = read_embedding(face);
  const gboolean is_restricted = (embedding & EMBEDDING_MASK) == EMBEDDING_RESTRICTED;
  return (!is_restricted && (embedding & (NO_SUBSETTING | BITMAPS_ONLY)) == 0) ||
         sal_error_set(error, SAL_ERROR_RENDER,
                       "font '%s': expected one that may be embedded in part, got one whose licence "
                       "forbids it (fsType 0x%04x)",
                       name, embedding);
}

static GBytes *
bytes_of(hb_face_t *face)
{
  g_autoptr(Blob) blob = hb_face_reference_blob(face);
  unsigned int size;
  const char *data = hb_blob_get_data(blob, &size);
  return g_bytes_new(data, size);
}

GBytes *
sal_font_subset(GBytes *file, guint index, const gunichar *characters, gsize n, const char *name,
                GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data(file, &size);
  g_autoptr(Blob) blob =
      hb_blob_create(data, (unsigned int)MIN(size, G_MAXUINT), HB_MEMORY_MODE_READONLY, NULL, NULL);
  g_autoptr(Face) face = hb_face_create(blob, index);
  if (!check_embedding(face, name, error))
    return NULL;
  g_autoptr(SubsetInput) input = hb_subset_input_create_or_fail();
  if (input != NULL) {
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    for (gsize i = 0; i < n; i++)
      hb_set_add(hb_subset_input_unicode_set(input), characters[i]);
  }
  g_autoptr(Face) subset =
      input != NULL && hb_face_get_glyph_count(face) > 0 ? hb_subset_or_fail(face, input) : NULL;
  if (subset != NULL)
    return bytes_of(subset);
  sal_error_set(error, SAL_ERROR_RENDER,
                "font '%s': expected an OpenType font, got one that cannot be cut down", name);
  return NULL;
}
