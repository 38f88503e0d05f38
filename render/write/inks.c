#include "render/write/inks.h"

#include "data/base/error.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

#define MOST_BYTES (32u << 20)
#define HEADER_BYTES 128
#define N_BLACKS 1001 /* steps of black ink that are measured */
#define NEUTRAL 1e-4  /* channels that differ by less are a shade of grey */
#define PIXELS_AT_ONCE (1u << 20)

struct _SalInks {
  GBytes *profile;
  char *name;
  cmsContext context;
  cmsHTRANSFORM inks, pixels, lightness; /* from sRGB to CMYK, twice; from sRGB to L*a*b* */
  float blacks[N_BLACKS];                /* the L* of so much black ink on the paper */
};

static void
delete_transform(cmsHTRANSFORM transform)
{
  if (transform != NULL)
    cmsDeleteTransform(transform);
}

void
sal_inks_free(SalInks *inks)
{
  if (inks == NULL)
    return;
  delete_transform(inks->inks);
  delete_transform(inks->pixels);
  delete_transform(inks->lightness);
  if (inks->context != NULL)
    cmsDeleteContext(inks->context);
  g_clear_pointer(&inks->profile, g_bytes_unref);
  g_free(inks->name);
  g_free(inks);
}

static gboolean
is_tagged(const char *header, gsize at, const char *tag)
{
  return memcmp(header + at, tag, 4) == 0;
}

/* A signature of four letters as an error may show it. Owned by the caller. */
static char *
quote_tag(const char *tag)
{
  g_autofree char *text = g_strndup(tag, 4);
  return sal_error_quote(g_strchomp(text));
}

static gboolean
check_header(GBytes *profile, GError **error)
{
  gsize size;
  const char *header = g_bytes_get_data(profile, &size);
  if (size < HEADER_BYTES || !is_tagged(header, 36, "acsp"))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected an ICC profile, got something else");
  if (!is_tagged(header, 16, "CMYK")) {
    g_autofree char *space = quote_tag(header + 16);
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected an ICC profile of CMYK, got one of '%s'", space);
  }
  if (!is_tagged(header, 12, "prtr")) {
    g_autofree char *kind = quote_tag(header + 12);
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected an ICC profile of a press ('prtr'), got '%s'",
                         kind);
  }
  return TRUE;
}

static GBytes *
read_profile(const char *path, GError **error)
{
  g_autofree char *data = NULL;
  gsize size;
  g_autoptr(GError) fault = NULL;
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents(path, &data, &size, &fault)) {
    sal_error_set(error, SAL_ERROR_IO, "expected a file with an ICC profile, got %s",
                  fault != NULL ? "one that cannot be read" : "nothing there");
    return NULL;
  }
  if (size > MOST_BYTES) {
    sal_error_set(error, SAL_ERROR_FORMAT, "expected an ICC profile of at most %u MB, got %.1f MB",
                  MOST_BYTES >> 20, (double)size / (1 << 20));
    return NULL;
  }
  g_autoptr(GBytes) profile = g_bytes_new_take(g_steal_pointer(&data), size);
  return check_header(profile, error) ? g_steal_pointer(&profile) : NULL;
}

/* With spaces for what is not ASCII. */
static char *
read_name(cmsHPROFILE profile)
{
  char name[128] = { 0 };
  cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", name, sizeof name - 1);
  for (char *p = name; *p != '\0'; p++)
    if (!g_ascii_isprint(*p))
      *p = ' ';
  return g_strdup(*name != '\0' ? g_strstrip(name) : "CMYK");
}

/* The lightness of black ink by its amount, relative to the paper. */
static gboolean
measure_blacks(SalInks *inks, cmsHPROFILE press)
{
  cmsHPROFILE lab = cmsCreateLab4ProfileTHR(inks->context, NULL);
  cmsHTRANSFORM measure =
      cmsCreateTransformTHR(inks->context, press, TYPE_CMYK_DBL, lab, TYPE_Lab_DBL,
                            INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE);
  for (guint i = 0; measure != NULL && i < N_BLACKS; i++) {
    const double cmyk[4] = { 0, 0, 0, 100.0 * i / (N_BLACKS - 1) };
    cmsCIELab color;
    cmsDoTransform(measure, cmyk, &color, 1);
    inks->blacks[i] = (float)color.L;
  }
  cmsCloseProfile(lab);
  delete_transform(measure);
  return measure != NULL;
}

static gboolean
make_transforms(SalInks *inks, cmsHPROFILE press)
{
  const cmsUInt32Number flags = cmsFLAGS_NOCACHE | cmsFLAGS_NOOPTIMIZE;
  const cmsUInt32Number intent = INTENT_RELATIVE_COLORIMETRIC;
  cmsHPROFILE srgb = cmsCreate_sRGBProfileTHR(inks->context);
  cmsHPROFILE lab = cmsCreateLab4ProfileTHR(inks->context, NULL);
  inks->inks = cmsCreateTransformTHR(inks->context, srgb, TYPE_RGB_DBL, press, TYPE_CMYK_DBL, intent,
                                     flags | cmsFLAGS_BLACKPOINTCOMPENSATION);
  inks->pixels = cmsCreateTransformTHR(inks->context, srgb, TYPE_RGB_8, press, TYPE_CMYK_8, intent,
                                       cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION);
  inks->lightness =
      cmsCreateTransformTHR(inks->context, srgb, TYPE_RGB_DBL, lab, TYPE_Lab_DBL, intent, flags);
  cmsCloseProfile(srgb);
  cmsCloseProfile(lab);
  return inks->inks != NULL && inks->pixels != NULL && inks->lightness != NULL && measure_blacks(inks, press);
}

static SalInks *
load(const char *path, GError **error)
{
  g_autoptr(SalInks) inks = g_new0(SalInks, 1);
  inks->profile = read_profile(path, error);
  if (inks->profile == NULL)
    return NULL;
  gsize size;
  const void *data = g_bytes_get_data(inks->profile, &size);
  inks->context = cmsCreateContext(NULL, NULL);
  cmsHPROFILE press = cmsOpenProfileFromMemTHR(inks->context, data, (cmsUInt32Number)size);
  const gboolean is_usable = press != NULL && make_transforms(inks, press);
  inks->name = is_usable ? read_name(press) : NULL;
  if (press != NULL)
    cmsCloseProfile(press);
  if (!is_usable) {
    sal_error_set(error, SAL_ERROR_FORMAT,
                  "expected an ICC profile with tables from colours to inks and back, got one without or a "
                  "damaged one");
    return NULL;
  }
  return g_steal_pointer(&inks);
}

SalInks *
sal_inks_load(const char *path, GError **error)
{
  SalInks *inks = load(path, error);
  g_autofree char *place = sal_error_quote_path(path);
  if (inks == NULL)
    g_prefix_error(error, "%s: ", place);
  return inks;
}

/* The amount of black ink that comes closest to a lightness: from the middle of those steps that do. */
static double
find_black(const SalInks *inks, double lightness)
{
  guint best = 0;
  for (guint i = 1; i < N_BLACKS; i++)
    if (fabs(inks->blacks[i] - lightness) < fabs(inks->blacks[best] - lightness))
      best = i;
  return best / (N_BLACKS - 1.0);
}

void
sal_inks_find(const SalInks *inks, const double rgb[3], double cmyk[4])
{
  const gboolean is_neutral = fabs(rgb[0] - rgb[1]) < NEUTRAL && fabs(rgb[1] - rgb[2]) < NEUTRAL;
  if (is_neutral) {
    cmsCIELab color;
    cmsDoTransform(inks->lightness, rgb, &color, 1);
    cmyk[0] = cmyk[1] = cmyk[2] = 0;
    cmyk[3] = find_black(inks, color.L);
    return;
  }
  cmsDoTransform(inks->inks, rgb, cmyk, 1);
  for (guint i = 0; i < 4; i++)
    cmyk[i] = CLAMP(cmyk[i] / 100, 0, 1);
}

void
sal_inks_convert(const SalInks *inks, const guint8 *rgb, guint8 *cmyk, gsize n)
{
  for (gsize at = 0; at < n; at += PIXELS_AT_ONCE)
    cmsDoTransform(inks->pixels, rgb + 3 * at, cmyk + 4 * at, (cmsUInt32Number)MIN(n - at, PIXELS_AT_ONCE));
}

GBytes *
sal_inks_get_profile(const SalInks *inks)
{
  return inks->profile;
}

const char *
sal_inks_get_name(const SalInks *inks)
{
  return inks->name;
}

/* The header holds the time at which the profile was made: the date of the standard stands in its place. */
GBytes *
sal_inks_make_srgb(void)
{
  static const guint8 day[12] = { 0x07, 0xCF, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0 }; /* 18 October 1999 */
  cmsUInt32Number size = 0;
  cmsHPROFILE profile = cmsCreate_sRGBProfile();
  cmsSetProfileVersion(profile, 2.1);
  cmsSaveProfileToMem(profile, NULL, &size);
  guint8 *data = g_malloc0(size);
  const gboolean is_made = cmsSaveProfileToMem(profile, data, &size);
  cmsCloseProfile(profile);
  g_assert(is_made && size > HEADER_BYTES);
  memcpy(data + 24, day, sizeof day);
  return g_bytes_new_take(data, size);
}
