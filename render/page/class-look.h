/* What classes are called on pages, and how those look that are not what a page is about. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"
#include "styles/style.h"

/* A class's name as an id: what is no ASCII letter or digit becomes '-'; index keeps those apart that look alike then.
 * Interned. */
const char *sal_class_look_make_id(const char *class_name, guint index);
/* What the words call a class, else the style, else its name: "claimed": "Claimed". Owned by the caller. */
char *sal_class_look_make_label(const SalStyle *style, const SalWords *words, const char *class_name);
/* The same where several classes are listed: the only one of a run, which has no name, is called as its holder, or "Held". */
char *sal_class_look_make_name(const SalStyle *style, const SalWords *words, const char *class_name);

/* Whether a change is of another class in the same period and region. */
gboolean sal_class_look_is_companion(const SalChange *other, const SalChange *change);
/* Whether a class has so much, over all periods, that it is what the change takes place on, as the opponent's
 * own ground, and no finding of its own. */
gboolean sal_class_look_is_ground(const GPtrArray *changes, const char *class_name, const SalChange *subject);
/* For a class that is ground: strong strokes over half a map would hide the change. */
void sal_class_look_pale(SalAreaStyle *look, const SalStyle *style);
