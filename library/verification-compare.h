/* The parts of a verification. Each adds what it finds. */
#pragma once

#include "library/manifest.h"
#include "library/verification.h"

/* Whether somebody edited the manifest. */
void sal_verification_compare_manifest(SalientVerification *verification);
/* The versions of the program and its libraries. */
void sal_verification_compare_versions(SalientVerification *verification);
/* The fonts of pictures; options: of the run, which has drawn them. */
void sal_verification_compare_fonts(SalientVerification *verification, const SalientOptions *options);
/* The inputs, as the options of the run name them. Errors: as sal_manifest_list_inputs(). */
gboolean sal_verification_compare_inputs(SalientVerification *verification, const SalientOptions *options,
                                         const SalManifestNames *names, GError **error);
/* The outputs: their files, and what was derived. made: GPtrArray of SalManifestOutput; NULL: the run failed. */
void sal_verification_check_outputs(SalientVerification *verification, const SalientOptions *options,
                                    const GPtrArray *made, const SalManifestNames *names);
