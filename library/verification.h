/* What stands behind the public SalientVerification: what was found when a manifest was checked. */
#pragma once

#include "library/stored-manifest.h"

typedef enum {
  SAL_FOUND_OPTION_CHANGED,  /* the manifest was edited: an option */
  SAL_FOUND_MANIFEST_EDITED, /* another member of it */
  SAL_FOUND_INPUT_CHANGED,   /* an input has other bytes */
  SAL_FOUND_INPUT_MISSING,   /* it is not there */
  SAL_FOUND_NOT_DERIVED,     /* the run failed */
  SAL_FOUND_FILE_CHANGED,    /* an output's file is not as it was written */
  SAL_FOUND_OUTPUT_DIFFERS,  /* what is derived has other bytes */
  SAL_FOUND_OUTPUT_NOT_MADE, /* the run no longer makes it */
  SAL_FOUND_OUTPUT_NEW,      /* the run makes what the manifest does not know */
  /* From here on remarks, which are no differences. */
  SAL_FOUND_VERSION,          /* the program or a library has another version */
  SAL_FOUND_FONT,             /* a font is another one */
  SAL_FOUND_PROJECT_CHANGED,  /* the project is not as it was; the options are those of the manifest */
  SAL_FOUND_INPUT_NEW,        /* there is an input that the manifest does not know */
  SAL_FOUND_INPUT_NOT_HASHED, /* whether it is the same cannot be told */
  SAL_FOUND_FILE_NOT_THERE,   /* an output's file is gone; what is derived was compared with the manifest */
  SAL_N_FOUND
} SalFoundKind;

/* Something that was found. */
typedef struct {
  SalFoundKind kind;
  char *about;            /* a file, an option, a library */
  char *expected, *found; /* digests or versions; NULL: there is none */
  char *detail;           /* more, in words; NULL */
} SalFinding;

/* An output of the manifest. */
typedef struct {
  const SalStoredOutput *output; /* lent */
  gboolean
      is_identical;    /* it was derived with the same bytes, and its file, where it is there, has them too */
  gboolean is_unknown; /* it is not, but only because the run failed, so that nothing could be compared */
} SalCheckedOutput;

struct _SalientVerification {
  SalientOptions *options; /* a reference: of SALIENT_VERIFY */
  SalStoredManifest *manifest;
  GArray *outputs;     /* SalCheckedOutput */
  GPtrArray *findings; /* SalFinding */
};

/* Nothing is found yet. Takes a reference to the options. */
SalientVerification *sal_verification_new(SalientOptions *options);

/* The name of a kind, "input-changed"; static. */
const char *sal_found_get_name(SalFoundKind kind);
/* Whether it is a remark, and no difference. */
gboolean sal_found_is_remark(SalFoundKind kind);

/* Adds a finding. Texts are copied and may be NULL. */
SalFinding *sal_verification_add(SalientVerification *verification, SalFoundKind kind, const char *about);
/* The number of outputs that are identical. */
guint sal_verification_count_identical(const SalientVerification *verification);
