#include "render/names/label.h"

#include "render/names/place-marks.h"

#include <math.h>

#define SEA_RANK 4      /* of waters of the first class: seas */
#define VILLAGE_DOT 0.8 /* to that of the smallest places */

const SalTextStyle *
sal_label_get_text_style(const SalLabel *label, const SalStyle *style)
{
  switch (label->place->kind) {
  case SAL_PLACE_RIVER:
    return &style->river_text;
  case SAL_PLACE_WATER:
    return label->place->rank <= SEA_RANK ? &style->sea_text : &style->water_text;
  case SAL_PLACE_COUNTRY:
    return label->rank == 0 ? &style->country_text : &style->country_small_text;
  case SAL_PLACE_PROVINCE:
    return &style->province_text;
  case SAL_PLACE_DISTRICT:
    return &style->district_text;
  case SAL_PLACE_AREA:
    return &style->area_text;
  case SAL_PLACE_SETTLEMENT:
    break;
  }
  return label->is_village ? &style->village_text : &style->place_text[label->rank];
}

SalLabelText
sal_label_measure(const SalLabel *label, const SalStyle *style)
{
  const SalTextStyle *text_style = sal_label_get_text_style(label, style);
  SalLabelText text = { .extents = sal_text_measure(label->text, style->font_family, text_style) };
  text.above_mm = text.extents.cap_height_mm * 1.1;
  text.below_mm = text.extents.descent_mm;
  text.pad_mm = text_style->halo_mm + SAL_LABEL_PADDING_MM;
  return text;
}

void
sal_label_set_box(SalLabel *label, const SalLabelText *text, double x, double y)
{
  const double angle = label->angle_deg * G_PI / 180, rise = (text->above_mm - text->below_mm) / 2;
  label->box = (SalTurnedRect){ x - rise * sin(angle), y - rise * cos(angle),
                                text->extents.width_mm + 2 * text->pad_mm,
                                text->above_mm + text->below_mm + 2 * text->pad_mm, label->angle_deg };
}

double
sal_label_get_plain_dot_mm(const SalStyle *style, const SalLabel *label)
{
  return style->place_dot_mm[label->rank] * (label->is_village ? VILLAGE_DOT : 1);
}

double
sal_label_get_dot_mm(const SalLabelOptions *options, const SalLabel *label)
{
  const double dot_mm = sal_label_get_plain_dot_mm(options->style, label);
  const gboolean has_mark = options->marked != NULL && g_hash_table_contains(options->marked, label->place);
  return has_mark ? MAX(dot_mm, SAL_PLACE_MARK_MM) : dot_mm;
}
