/* Memory for the pixels of a picture. Most of the time that a large one takes goes into getting it from the system a small page
 * at a time, so that it is asked for in large ones. */
#pragma once

#include <glib.h>

/* Memory that is filled with a byte, to be freed with free(). NULL: there is not so much. */
guint8 *sal_pixel_memory_new(gsize size, guint8 byte);
