/* The inks of a press: what cyan, magenta, yellow and black print a colour, as an ICC profile of the press says. Colours are
 * sRGB, 0 to 1; inks are 0 to 1 of each. Immutable once loaded; safe in any thread. */
#pragma once

#include <glib.h>

typedef struct _SalInks SalInks;

/* Reads a profile of a press, at most 32 MB. Owned by the caller. Errors: IO, FORMAT for what is no ICC profile, or one that is not
 * of CMYK or cannot be printed to. */
SalInks *sal_inks_load(const char *path, GError **error);
void sal_inks_free(SalInks *inks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalInks, sal_inks_free)

/* The inks of a colour: relative colorimetric with black point compensation. Shades of grey are black ink alone, as much as comes
 * closest to their lightness on the paper; so what is darker than that ink is all of it. */
void sal_inks_find(const SalInks *inks, const double rgb[3], double cmyk[4]);
/* The same for n pixels of 3 bytes, which become 4; shades of grey are no exception, so that pictures have no seams. */
void sal_inks_convert(const SalInks *inks, const guint8 *rgb, guint8 *cmyk, gsize n);

/* The profile as it was read. Lent. */
GBytes *sal_inks_get_profile(const SalInks *inks);
/* What the profile calls itself, in ASCII; lent. */
const char *sal_inks_get_name(const SalInks *inks);

/* A profile of sRGB, always of the same bytes. Owned by the caller. */
GBytes *sal_inks_make_srgb(void);
