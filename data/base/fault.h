/* Faults: the files that cannot be used, and why. A run that goes on without them collects them, so that it can
 * name every one; any other run ends with the first. */
#pragma once

#include <glib.h>

typedef struct {
  char *path;    /* of the file, or of the archive; its secrets are masked (utf8) */
  char *detail;  /* the layer, or the value of the date field, if only that is at fault; otherwise NULL */
  GError *error; /* what is wrong, without the path */
} SalFault;

/* GPtrArray of SalFault. */
GPtrArray *sal_faults_new(void);

/* Decides what follows from an error that is about a file. With faults it is noted there and cleared, and the
 * result is TRUE: the run goes on. Without faults (NULL), or if the call is at fault and not the file (USAGE),
 * it is prefixed with the path, and the result is FALSE. Takes why, which must be set. */
gboolean sal_faults_take(GPtrArray *faults, const char *path, GError *why, GError **error);

/* The same for a layer or a value in the file. detail may be NULL. */
gboolean
sal_faults_take_detail(GPtrArray *faults, const char *path, const char *detail, GError *why, GError **error);

/* Fails because nothing is left but faults, of which there must be one at least. The error tells the first
 * three, or the first if all are of one file. Returns FALSE. */
gboolean sal_faults_fail(const GPtrArray *faults, GError **error);

/* A remark on all of them, or NULL if there are none. Owned by the caller. */
char *sal_faults_make_remark(const GPtrArray *faults);

/* Sorts them by path. */
void sal_faults_sort(GPtrArray *faults);

/* "path: what is wrong", or with the detail "path 'detail': what is wrong". Owned by the caller. */
char *sal_fault_describe(const SalFault *fault);

/* All of them as one text, separated by semicolons, but no more than max. Owned by the caller. */
char *sal_faults_describe(const GPtrArray *faults, guint max);
