/* Reads the values of a style from the nodes of a style file. */
#pragma once

#include "styles/style.h"
#include "styles/yaml.h"

/* Overwrites the values of style that root states. Of the key base it only checks that it is there once.
 * If this fails, some values have been overwritten. Error: STYLE, prefixed with the line: "12:
 * areas.gained.fill: expected ...". */
gboolean sal_style_read(const SalYaml *root, SalStyle *style, GError **error);

/* The same, but a faulty value leaves the style as it is, and its message is added to faults, at most 101
 * of them. */
void sal_style_read_all_faults(const SalYaml *root, SalStyle *style, GPtrArray *faults);

/* The value of the key base. Owned by the caller. Error: STYLE, as above. */
char *sal_style_read_base(const SalYaml *node, GError **error);
