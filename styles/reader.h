/* Reads the values of a style from the nodes of a style file. */
#pragma once

#include "styles/schema.h"
#include "styles/yaml.h"

/* How a mapping is read: its keys, the place that messages begin with ("boxes.map"; "" at the top of a file), and where
 * faults are added while reading goes on; NULL: the first one ends it. All lent. */
typedef struct {
  const SalKey *keys;
  const char *path;
  GPtrArray *faults;
} SalReading;

/* Reads the values of a mapping of a style or of a page template into the struct that its keys are of. Error: as below. */
gboolean sal_reader_read(const SalReading *reading, const SalYaml *node, gpointer target, GError **error);

/* Overwrites the values of style that root states. Of the key base it only checks that it is there once.
 * If this fails, some values have been overwritten. Error: STYLE, prefixed with the line: "12:
 * areas.gained.fill: expected ...". */
gboolean sal_style_read(const SalYaml *root, SalStyle *style, GError **error);

/* The same, but a faulty value leaves the style as it is, and its message is added to faults, at most 101
 * of them. */
void sal_style_read_all_faults(const SalYaml *root, SalStyle *style, GPtrArray *faults);

/* The value of the key base. Owned by the caller. Error: STYLE, as above. */
char *sal_style_read_base(const SalYaml *node, GError **error);
