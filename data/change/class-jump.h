/* Class jumps: a class, or a group of features, that is quite another from one snapshot to the next.
 * docs/inspect.md has the rules. A change of area by less than 0.1 % of the area of all classes does not
 * count. */
#pragma once

#include "data/change/finding.h"

typedef enum {
  SAL_JUMP_NONE,
  SAL_JUMP_APPEARED,  /* it has features in the later snapshot only */
  SAL_JUMP_VANISHED,  /* it has features in the earlier snapshot only */
  SAL_JUMP_JUMPED,    /* twice or half the area; or twice or half the features, and ten more or fewer */
  SAL_JUMP_REDEFINED, /* ten times the area or a tenth of it */
} SalJumpKind;

typedef struct {
  SalDay from, to;
  SalJumpKind kind;
  SalClassFinding before, after;
} SalClassJump;

/* The jumps between neighbouring findings (GArray of SalFinding): of the groups if group_field is given,
 * otherwise of the classes if there are several; a single class has its steps and resets. Returns a GArray of
 * SalClassJump, by day. */
GArray *sal_class_jumps_find(const GArray *findings, const char *group_field);

/* "appeared", "vanished", "jumped", "redefined"; static. */
const char *sal_jump_kind_get_name(SalJumpKind kind);
