#include "render/write/pixel-memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((gsize)2 << 20)  /* bytes: of x86-64, and of ARM with pages of 4 KiB */
#define LEAST_LARGE (4 * LARGE_PAGE) /* less is not worth it */

guint8 *
sal_pixel_memory_new(gsize size, guint8 byte)
{
  if (size < LEAST_LARGE && byte == 0)
    return calloc(1, size);
  const gsize rounded = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  guint8 *memory = size < LEAST_LARGE ? malloc(size) : aligned_alloc(LARGE_PAGE, rounded);
  if (memory == NULL)
    return NULL;
#ifdef MADV_HUGEPAGE
  if (size >= LEAST_LARGE)
    (void)madvise(memory, rounded, MADV_HUGEPAGE); /* a wish */
#endif
  memset(memory, byte, size);
  return memory;
}
