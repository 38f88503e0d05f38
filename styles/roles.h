/* A house's colours by what they are for. One of them recolours all that shares the role, in the shades that the style below has. */
#pragma once

#include "styles/style.h"

/* Recolours a style. Roles without a colour (a = 0) change nothing; those that have one are kept in the style. */
void sal_roles_apply(SalStyle *style, const SalStyleRoles *roles);
