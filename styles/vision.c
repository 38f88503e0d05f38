#include "styles/vision.h"

#include "styles/color.h"

#include <math.h>
#include <string.h>

typedef double Matrix[3][3];

/* Linear sRGB to linear sRGB. */
static const Matrix dichromats[] = {
  [SAL_VISION_PROTANOPIA] = { { 0.152286, 1.052583, -0.204868 },
                              { 0.114503, 0.786281, 0.099216 },
                              { -0.003882, -0.048116, 1.051998 } },
  [SAL_VISION_DEUTERANOPIA] = { { 0.367322, 0.860646, -0.227968 },
                                { 0.280085, 0.672501, 0.047413 },
                                { -0.011820, 0.042940, 0.968881 } },
  [SAL_VISION_TRITANOPIA] = { { 1.255528, -0.076749, -0.178779 },
                              { -0.078411, 0.930809, 0.147602 },
                              { 0.004733, 0.691367, 0.303900 } },
};

const char *
sal_vision_get_name(SalVision vision)
{
  static const char *const names[SAL_N_VISIONS] = {
    [SAL_VISION_NORMAL] = "normal vision",
    [SAL_VISION_PROTANOPIA] = "protanopia",
    [SAL_VISION_DEUTERANOPIA] = "deuteranopia",
    [SAL_VISION_TRITANOPIA] = "tritanopia",
    [SAL_VISION_GREY] = "grey",
  };
  return names[vision];
}

static void
multiply(const Matrix m, const double in[3], double out[3])
{
  for (int i = 0; i < 3; i++)
    out[i] = m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2];
}

static double
lab_curve(double t)
{
  return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

void
sal_vision_see(SalVision vision, SalColor color, double lab[3])
{
  static const Matrix to_xyz = { { 0.4124564, 0.3575761, 0.1804375 },
                                 { 0.2126729, 0.7151522, 0.0721750 },
                                 { 0.0193339, 0.1191920, 0.9503041 } };
  const double rgb[3] = { sal_color_linearize(color.r), sal_color_linearize(color.g),
                          sal_color_linearize(color.b) };
  double seen[3], xyz[3];
  if (vision == SAL_VISION_NORMAL || vision == SAL_VISION_GREY)
    memcpy(seen, rgb, sizeof seen);
  else
    multiply(dichromats[vision], rgb, seen);
  for (int i = 0; i < 3; i++)
    seen[i] = CLAMP(seen[i], 0, 1);
  multiply(to_xyz, seen, xyz);
  const double fx = lab_curve(xyz[0] / 0.95047), fy = lab_curve(xyz[1]), fz = lab_curve(xyz[2] / 1.08883);
  lab[0] = 116 * fy - 16;
  lab[1] = vision == SAL_VISION_GREY ? 0 : 500 * (fx - fy);
  lab[2] = vision == SAL_VISION_GREY ? 0 : 200 * (fy - fz);
}

static double
to_radians(double degrees)
{
  return degrees * G_PI / 180;
}

/* 0 to 360; 0 for a grey. */
static double
hue_deg(double a, double b)
{
  const double hue = atan2(b, a) * 180 / G_PI;
  return hue < 0 ? hue + 360 : hue;
}

static double
saturation_root(double chroma)
{
  const double c7 = pow(chroma, 7);
  return sqrt(c7 / (c7 + pow(25, 7)));
}

/* The shorter way round from one hue to the other. */
static double
hue_difference_deg(double from, double to)
{
  const double difference = to - from;
  return difference > 180 ? difference - 360 : difference < -180 ? difference + 360 : difference;
}

double
sal_vision_compare(const double a[3], const double b[3])
{
  const double stretch = 1.5 - 0.5 * saturation_root((hypot(a[1], a[2]) + hypot(b[1], b[2])) / 2);
  const double chroma_a = hypot(stretch * a[1], a[2]), chroma_b = hypot(stretch * b[1], b[2]);
  const gboolean is_grey = chroma_a * chroma_b == 0;
  const double hue_a = hue_deg(stretch * a[1], a[2]), hue_b = hue_deg(stretch * b[1], b[2]);
  const double turn = is_grey ? 0 : hue_difference_deg(hue_a, hue_b);
  const double hue = is_grey ? hue_a + hue_b : hue_a + turn / 2;
  const double lightness = (a[0] + b[0]) / 2, chroma = (chroma_a + chroma_b) / 2;
  const double t = 1 - 0.17 * cos(to_radians(hue - 30)) + 0.24 * cos(to_radians(2 * hue)) +
                   0.32 * cos(to_radians(3 * hue + 6)) - 0.20 * cos(to_radians(4 * hue - 63));
  const double off = (lightness - 50) * (lightness - 50);
  const double dl = (b[0] - a[0]) / (1 + 0.015 * off / sqrt(20 + off));
  const double dc = (chroma_b - chroma_a) / (1 + 0.045 * chroma);
  const double dh = 2 * sqrt(chroma_a * chroma_b) * sin(to_radians(turn / 2)) / (1 + 0.015 * chroma * t);
  const double from_blue = ((hue < 0 ? hue + 360 : hue > 360 ? hue - 360 : hue) - 275) / 25;
  const double tilt = -sin(to_radians(60 * exp(-from_blue * from_blue))) * 2 * saturation_root(chroma);
  return sqrt(dl * dl + dc * dc + dh * dh + tilt * dc * dh);
}

double
sal_vision_distance(SalVision vision, SalColor a, SalColor b)
{
  double la[3], lb[3];
  sal_vision_see(vision, a, la);
  sal_vision_see(vision, b, lb);
  return sal_vision_compare(la, lb);
}
