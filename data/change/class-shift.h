/* Class shifts: features that belong to no class, classes that are there on some dates only, and classes
 * whose area jumps while another one changes by as much, with what else appears or vanishes on the same date.
 * That tells a renamed layer or a redefined class from movement. docs/classes.md has the rules. */
#pragma once

#include "data/series/class-use.h"

/* Adds remarks (utf8) on features that belong to no class, and on the shifts between the snapshots that were
 * noted. classes: of their series. Classes that other classes make up are left out, because their parts are
 * told of. */
void sal_class_shifts_remark(const SalClassUse *use, const SalClasses *classes, GPtrArray *remarks);
