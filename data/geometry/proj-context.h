/* Contexts of PROJ that open PROJ's own database and nothing else: no grid, no init file, no network, whatever
 * a CRS says. So a CRS out of a stranger's file reaches no other file, and coordinates come out the same on
 * machines that have different grids. */
#pragma once

#include "data/geometry/proj.h"

/* Owned by the caller, to be freed by proj_context_destroy(). Says nothing by itself. Error: as sal_proj_load(). */
PJ_CONTEXT *sal_proj_context_new(GError **error);
