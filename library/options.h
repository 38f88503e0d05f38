/* Options as objects: references, places in projects, errors and remarks in their words, progress. */
#pragma once

#include "library/values.h"

#include "data/base/work.h"

/* A reference to options, which from now on cannot be set. */
SalientOptions *sal_options_use(SalientOptions *options);

/* Options of a task with nothing set, and with what was set in `from` other than by a project. */
SalientOptions *sal_options_copy_set(SalientTask task, const SalientOptions *from);

/* Where a project sets the option, "p.yaml:3"; NULL: it was set otherwise, or not. Lent. */
const char *sal_options_get_place(const SalientOptions *options, const char *name);

/* Makes an error about an option that a project set ("every: ...") one about the project
 * ("p.yaml:3: every: ..."); leaves others alone. Returns FALSE. */
gboolean sal_options_blame(const SalientOptions *options, GError **error);
/* The same, and spells the names of options as the caller wants them: the last step before an error leaves the
 * library. Returns FALSE. */
gboolean sal_options_tell(const SalientOptions *options, GError **error);
/* Remarks (utf8) with the names of options spelled so; appends to `told`. */
void sal_options_tell_remarks(const SalientOptions *options, const GPtrArray *remarks, GPtrArray *told);

/* How long work is spread over threads, with progress told under a stage's name. stage is the caller's and is
 * in use as long as the work. */
typedef struct {
  const SalientOptions *options;
  const char *stage;
} SalStage;
SalWork sal_stage_begin(SalStage *stage, const SalientOptions *options, const char *name);
