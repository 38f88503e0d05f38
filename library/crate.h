/* ro-crate-metadata.json: a folder of evidence as an RO-Crate 1.1 by the profile Process Run Crate 0.5, which says that a
 * program made these files out of those. */
#pragma once

#include "library/data-package.h"
#include "library/manifest.h"

/* Whether an input is told of. A project file is not: what it says is in the folder. */
gboolean sal_crate_has_input(const SalManifestInput *input);

/* bundle: all other files of the folder. Owned by the caller. */
char *sal_crate_format(const SalBundle *bundle, const SalBundleAbout *about, const SalManifest *manifest);
