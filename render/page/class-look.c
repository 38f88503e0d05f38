#include "render/page/class-look.h"

#define PALER 0.6        /* how far the look of a class that is ground goes towards the land's */
#define GROUND_SHARE 0.5 /* of what the subject holds: a class that has so much is ground */

const char *
sal_class_look_make_id(const char *class_name, guint index)
{
  g_autoptr(GString) id = g_string_new("class-");
  gboolean is_plain = TRUE;
  for (const char *p = class_name; *p != '\0'; p++) {
    const gboolean is_kept = g_ascii_isalnum(*p) || *p == '-' || *p == '_';
    is_plain &= is_kept;
    g_string_append_c(id, is_kept ? *p : '-');
  }
  if (!is_plain)
    g_string_append_printf(id, "-%u", index + 1);
  return g_intern_string(id->str);
}

char *
sal_class_look_make_label(const SalStyle *style, const SalWords *words, const char *class_name)
{
  const char *word = sal_words_find_class(words, class_name);
  const char *title = word != NULL ? word : sal_style_get_class_title(style, class_name);
  if (word != NULL || !g_str_equal(title, class_name))
    return g_strdup(title);
  const char *rest = g_utf8_next_char(class_name);
  g_autofree char *first = g_utf8_strup(class_name, rest - class_name);
  return g_strconcat(first, rest, NULL);
}

static gboolean
is_of_region(const SalChange *change, const char *region)
{
  return g_strcmp0(change->region != NULL ? change->region : "", region != NULL ? region : "") == 0;
}

static double
sum_area_m2(const GPtrArray *changes, const char *class_name, const char *region)
{
  double m2 = 0;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (change->class_name == class_name && is_of_region(change, region))
      m2 += change->area_to_m2;
  }
  return m2;
}

gboolean
sal_class_look_is_ground(const GPtrArray *changes, const char *class_name, const SalChange *subject)
{
  return sum_area_m2(changes, class_name, subject->region) >
         GROUND_SHARE * sum_area_m2(changes, subject->class_name, subject->region);
}

static SalColor
pale(SalColor color, const SalStyle *style, double share)
{
  return color.a == 0 ? color : sal_color_mix(color, style->land.fill, share);
}

void
sal_class_look_pale(SalAreaStyle *look, const SalStyle *style)
{
  look->fill = pale(look->fill, style, PALER);
  look->hatch.color = pale(look->hatch.color, style, PALER);
  look->outline.color = pale(look->outline.color, style, PALER / 2);
}

gboolean
sal_class_look_is_companion(const SalChange *other, const SalChange *change)
{
  return other->class_name != change->class_name && other->period.from == change->period.from &&
         other->period.to == change->period.to && is_of_region(other, change->region);
}

char *
sal_class_look_make_name(const SalStyle *style, const SalWords *words, const char *class_name)
{
  if (!g_str_equal(class_name, "control") || sal_words_find_class(words, class_name) != NULL)
    return sal_class_look_make_label(style, words, class_name);
  const char *holder = words != NULL ? sal_words_read_holder(words, SAL_FORM_NOM) : NULL;
  return g_strdup(holder != NULL ? holder : sal_words_get(words, SAL_WORD_HELD));
}
