/* What tells the code that runs from that of any other build: the digest that the linker put into it. */
#pragma once

#include <glib.h>

/* The build ID of the program or library that this function is in, in hexadecimal; static. NULL: it was linked without
 * one. */
const char *sal_build_id_get(void);
