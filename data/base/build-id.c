/* A build ID is a note in a segment of the program (ELF gABI, "Note Section"; the linker's option --build-id). */
#include "data/base/build-id.h"

#include <link.h>
#include <string.h>

typedef struct {
  guintptr own; /* an address in this code */
  char *id;
} Search;

/* The address in memory of a segment. */
static const guint8 *
get_segment(const struct dl_phdr_info *object, guint segment)
{
  return (const guint8 *)object->dlpi_addr +
         object->dlpi_phdr[segment].p_vaddr; // NOLINT(performance-no-int-to-ptr)
}

static gboolean
has_own_code(const struct dl_phdr_info *object, guintptr own)
{
  for (guint i = 0; i < object->dlpi_phnum; i++) {
    const guintptr start = (guintptr)get_segment(object, i);
    if (object->dlpi_phdr[i].p_type == PT_LOAD && own >= start && own - start < object->dlpi_phdr[i].p_memsz)
      return TRUE;
  }
  return FALSE;
}

static char *
format(const guint8 *bytes, guint n)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(text, "%02x", bytes[i]);
  return g_string_free(text, FALSE);
}

/* Notes follow each other, each with name and content filled up to a multiple of 4 bytes. */
static char *
find_in_notes(const guint8 *notes, gsize n)
{
  ElfW(Nhdr) head;
  for (gsize at = 0; at + sizeof head <= n;) {
    memcpy(&head, notes + at, sizeof head);
    const gsize name = at + sizeof head, content = name + ((head.n_namesz + 3u) & ~3u);
    if (content + head.n_descsz > n)
      return NULL;
    if (head.n_type == NT_GNU_BUILD_ID && head.n_namesz == 4 && memcmp(notes + name, "GNU", 4) == 0)
      return format(notes + content, head.n_descsz);
    at = content + ((head.n_descsz + 3u) & ~3u);
  }
  return NULL;
}

static int
look_at(struct dl_phdr_info *object, size_t size, void *data)
{
  Search *search = data;
  if (!has_own_code(object, search->own))
    return 0;
  for (guint i = 0; i < object->dlpi_phnum && search->id == NULL; i++)
    if (object->dlpi_phdr[i].p_type == PT_NOTE)
      search->id = find_in_notes(get_segment(object, i), object->dlpi_phdr[i].p_memsz);
  return 1;
}

const char *
sal_build_id_get(void)
{
  static gsize searched;
  static char *id;
  if (g_once_init_enter(&searched)) {
    Search search = { (guintptr)sal_build_id_get, NULL };
    dl_iterate_phdr(look_at, &search);
    id = search.id;
    g_once_init_leave(&searched, 1);
  }
  return id;
}
