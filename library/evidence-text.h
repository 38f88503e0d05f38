/* What a folder of evidence says of itself in words. */
#pragma once

#include "library/changes.h"
#include "library/data-package.h"
#include "library/manifest.h"

#include "data/table/second-table.h"

/* What the words are made from. All is lent. */
typedef struct {
  const SalientChanges *changes;
  const SalManifest *manifest;
  const SalSecond *second;
  const SalBundle *bundle;
  const char *folder; /* as the user named it */
} SalEvidenceFacts;

/* "Territorial change from 2024-08-01 to 2025-05-01: figures and evidence". Owned by the caller. */
char *sal_evidence_make_title(const SalientChanges *changes);
/* What the figures are, and of whose data. Owned by the caller. */
char *sal_evidence_describe(const SalientChanges *changes);
/* The text of README.md. Owned by the caller. */
char *sal_evidence_format_readme(const SalEvidenceFacts *facts, const SalBundleAbout *about);
