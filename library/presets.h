/* Presets: project files that come with the library. */
#pragma once

#include <glib.h>

/* The file of a preset, unchanged. Owned by the caller. NULL if no preset has that name. */
GBytes *sal_preset_get_bytes(const char *name);
