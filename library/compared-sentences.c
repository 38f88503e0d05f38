#include "library/compared-sentences.h"

#include "render/words/comparison.h"
#include "render/words/wording.h"

/* The pair of classes that a state is of. */
static const SalClassPair *
find_pair(const SalSides *sides, const SalChange *state)
{
  for (guint i = 0; i < sides->n_classes; i++)
    if (sides->classes[i].name == state->class_name)
      return &sides->classes[i];
  return NULL;
}

/* definition: lent. */
static SalCaptionOptions
make_captions(const SalPlan *plan, const char *definition)
{
  const SalSides *sides = &plan->sides;
  return (SalCaptionOptions){ .words = plan->words,
                              .compared = { sides->names[0], sides->names[1] },
                              .definition = definition,
                              .area_model = sides->settings[0].area_model,
                              .date_shift_days = { sides->views[0].date_shift, sides->views[1].date_shift } };
}

static char *
make_sentence(const SalCaptionOptions *captions, const SalChange *state)
{
  g_autoptr(GString) text = g_string_new(NULL);
  sal_wording_add_sentence(text, captions->words, sal_comparison_make_sentence(captions, state));
  sal_wording_add_sentence(text, captions->words, g_strdup(captions->definition));
  return g_strdup(text->str);
}

static char *
format(gconstpointer data, const GPtrArray *comparisons)
{
  const SalPlan *plan = data;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < comparisons->len; i++) {
    const SalChange *state = ((const SalComparison *)comparisons->pdata[i])->state;
    g_autofree char *definition = sal_shown_define_sides(&plan->sides, find_pair(&plan->sides, state));
    const SalCaptionOptions captions = make_captions(plan, definition);
    g_autofree char *sentence = make_sentence(&captions, state);
    g_string_append_printf(text, "%s\n", sentence);
  }
  return g_string_free(text, FALSE);
}

static void
add_row(gconstpointer data, const SalComparison *comparison, SalJson *json)
{
  const SalPlan *plan = data;
  const SalChange *state = comparison->state;
  const SalPeriod *period = &comparison->period;
  g_autofree char *definition = sal_shown_define_sides(&plan->sides, find_pair(&plan->sides, state));
  const SalCaptionOptions captions = make_captions(plan, definition);
  const SalCaptionSubject subject = { .change = state };
  g_autofree char *label = period->from == period->to ? sal_wording_describe_day(plan->words, period->to)
                                                      : sal_wording_describe_period(plan->words, period);
  g_autofree char *headline = sal_comparison_make_headline(&captions, state);
  g_autofree char *sentence = make_sentence(&captions, state);
  g_autofree char *alt = sal_comparison_make_alt(&captions, &subject);
  sal_json_add_string(json, "period_label", label);
  sal_json_add_string(json, "headline", headline);
  sal_json_add_string(json, "sentence", sentence);
  sal_json_add_string(json, "alt", alt);
}

SalComparedTold
sal_compared_sentences_get_told(const SalPlan *plan)
{
  return (SalComparedTold){ plan, format, add_row };
}
