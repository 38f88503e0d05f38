/* How people with different colour vision see colours, and how different two colours look to them. */
#pragma once

#include "styles/color.h"

typedef enum {
  SAL_VISION_NORMAL,
  SAL_VISION_PROTANOPIA,
  SAL_VISION_DEUTERANOPIA,
  SAL_VISION_TRITANOPIA,
  SAL_VISION_GREY, /* as on a photocopy: only luminance */
  SAL_N_VISIONS
} SalVision;

/* "deuteranopia"; of GREY "grey". Static. */
const char *sal_vision_get_name(SalVision vision);

/* An opaque colour as it is seen, in CIE 1976 L*a*b* under D65. For dichromats with the matrices of
 * Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
 * Deficiency", IEEE TVCG 15(6), 2009, at severity 1. */
void sal_vision_see(SalVision vision, SalColor color, double lab[3]);

/* The difference CIEDE2000 of two colours in L*a*b*; about 1 is the least that can be seen. After Sharma,
 * Wu and Dalal, "The CIEDE2000 Color-Difference Formula", Color Research and Application 30(1), 2005. */
double sal_vision_compare(const double a[3], const double b[3]);

/* The same of two opaque colours as they are seen. */
double sal_vision_distance(SalVision vision, SalColor a, SalColor b);
