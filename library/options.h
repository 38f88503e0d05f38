/* What the library does with options as objects: references, copies, their places in projects, errors and
 * remarks that spell them as the caller does, and progress. */
#pragma once

#include "library/values.h"

#include "data/base/output.h"
#include "data/base/work.h"

/* Whether a task makes maps of changes: SALIENT_RENDER, SALIENT_UPDATE and SALIENT_LAYOUT. */
gboolean sal_task_draws_changes(SalientTask task);

/* Returns a new reference. From now on the options cannot be set. */
SalientOptions *sal_options_use(SalientOptions *options);

/* Makes options of a task, and copies what was set in `from` other than by a project. */
SalientOptions *sal_options_copy_set(SalientTask task, const SalientOptions *from);

/* The place where a project sets the option, "p.yaml:3", lent. NULL if the option is not set, or was set
 * otherwise. */
const char *sal_options_get_place(const SalientOptions *options, const char *name);

/* Turns an error about an option that a project set ("every: ...") into one about the project
 * ("p.yaml:3: every: ..."). Leaves other errors as they are. Returns FALSE. */
gboolean sal_options_blame(const SalientOptions *options, GError **error);
/* Does the same and spells the names of options as the caller wants them, which is the last step before an
 * error leaves the library. Returns FALSE. */
gboolean sal_options_tell(const SalientOptions *options, GError **error);
/* Spells the names of options in remarks (utf8) in that way, and appends the remarks to `told`. */
void sal_options_tell_remarks(const SalientOptions *options, const GPtrArray *remarks, GPtrArray *told);

/* Where the options let files be written. The folder is lent. */
SalOutputRules sal_options_get_output_rules(const SalientOptions *options);

/* A stage of long work. The work is spread over threads, and its progress is told under the stage's name. The
 * caller owns the stage and keeps it until the work is done. */
typedef struct {
  const SalientOptions *options;
  const char *stage;
} SalStage;
SalWork sal_stage_begin(SalStage *stage, const SalientOptions *options, const char *name);
