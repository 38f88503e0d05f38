/* Presets: project files that come with the library. */
#pragma once

#include <glib.h>

/* The file of a preset as it is; NULL if there is none of that name. */
GBytes *sal_preset_get_bytes(const char *name);
