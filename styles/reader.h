/* From the nodes of a style file to the values of a style. */
#pragma once

#include "styles/style.h"
#include "styles/yaml.h"

/* Overwrites in style what root says; base is only checked to be there once. style is half overwritten where
 * this fails. Errors: STYLE, prefixed with the line: "12: areas.gained.fill: expected ...". */
gboolean sal_style_read(const SalYaml *root, SalStyle *style, GError **error);

/* The same, leaving what is faulty as it is and adding each fault, at most 101, to faults as a message. */
void sal_style_read_all_faults(const SalYaml *root, SalStyle *style, GPtrArray *faults);

/* The value of the key base. Owned by the caller. Errors: STYLE, as above. */
char *sal_style_read_base(const SalYaml *node, GError **error);
