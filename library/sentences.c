#include "library/sentences.h"

#include "data/change/rows.h"
#include "render/words/sentence.h"
#include "render/words/wording.h"

/* What the sentences on a class are made with. */
typedef struct {
  SalCaptionOptions captions;
  char *definition; /* which the captions lend */
  SalRun *run;
} Telling;

struct _SalSentences {
  const SalPlan *plan;
  const SalChanges *changes;
  GHashTable *tellings; /* the name of each class, interned: its Telling */
};

static void
telling_free(gpointer data)
{
  Telling *telling = data;
  g_free(telling->definition);
  sal_run_free(telling->run);
  g_free(telling);
}

/* class_name: interned. */
static Telling *
telling_new(const SalSentences *sentences, const char *class_name)
{
  const SalPlan *plan = sentences->plan;
  const SalientOptions *options = plan->options;
  const SalClasses *classes = plan->settings.classes;
  const gboolean has_holder = plan->party_words != NULL && sal_shown_has_holder(options, classes, class_name);
  Telling *telling = g_new0(Telling, 1);
  telling->definition = sal_shown_define(options, classes, class_name);
  telling->run = sal_run_new(sentences->changes->changes, class_name);
  telling->captions = (SalCaptionOptions){ .words = has_holder ? plan->party_words : plan->words,
                                           .definition = telling->definition,
                                           .area_model = plan->settings.area_model,
                                           .date_shift_days = { options->date_shift, options->date_shift } };
  return telling;
}

SalSentences *
sal_sentences_new(const SalPlan *plan, const SalChanges *changes)
{
  SalSentences *sentences = g_new0(SalSentences, 1);
  sentences->plan = plan;
  sentences->changes = changes;
  sentences->tellings = g_hash_table_new_full(NULL, NULL, NULL, telling_free);
  for (guint i = 0; i < changes->changes->len; i++) {
    const char *class_name = ((const SalChange *)changes->changes->pdata[i])->class_name;
    if (!g_hash_table_contains(sentences->tellings, class_name))
      g_hash_table_insert(sentences->tellings, (gpointer)class_name, telling_new(sentences, class_name));
  }
  return sentences;
}

void
sal_sentences_free(SalSentences *sentences)
{
  if (sentences == NULL)
    return;
  g_hash_table_unref(sentences->tellings);
  g_free(sentences);
}

/* class_name: that of a change. */
static const Telling *
find(const SalSentences *sentences, const char *class_name)
{
  return g_hash_table_lookup(sentences->tellings, class_name);
}

static void
append_line(GString *text, char *line)
{
  g_string_append_printf(text, "%s\n", line);
  g_free(line);
}

/* A line for the mean of a class, if the summary is of it. */
static void
append_mean(GString *text, const SalSentences *sentences, const char *class_name)
{
  const char *shown = sal_shown_find(sentences->plan->options, sentences->plan->settings.classes);
  if (shown != NULL && shown != class_name)
    return;
  const Telling *telling = find(sentences, class_name);
  char *line = sal_sentence_make_mean_text(telling->captions.words, telling->run);
  if (line != NULL)
    append_line(text, line);
}

/* Regions in which nothing is held or changes have no line, as in other tables for people. */
static char *
format(gconstpointer data, const GArray *rows)
{
  const SalSentences *sentences = data;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    if (row->change->region[0] != '\0' && sal_row_is_empty(row))
      continue;
    const Telling *telling = find(sentences, row->change->class_name);
    const SalCaptionSubject subject = { .change = row->change, .run = telling->run };
    append_line(text, sal_sentence_make_text(&telling->captions, &subject));
  }
  g_autoptr(GPtrArray) classes = sal_rows_list_classes(rows);
  for (guint i = 0; i < classes->len; i++)
    append_mean(text, sentences, classes->pdata[i]);
  return g_string_free(text, FALSE);
}

static void
add_text(SalJson *json, const char *key, char *text)
{
  sal_json_add_string(json, key, text);
  g_free(text);
}

static void
add_row(gconstpointer data, const SalRow *row, SalJson *json)
{
  const Telling *telling = find(data, row->change->class_name);
  const SalCaptionSubject subject = { .change = row->change, .run = telling->run };
  const SalWords *words = telling->captions.words;
  add_text(json, "period_label", sal_wording_describe_period(words, &row->change->period));
  add_text(json, "headline", sal_sentence_make_headline(words, row->change));
  add_text(json, "sentence", sal_sentence_make_text(&telling->captions, &subject));
  add_text(json, "alt", sal_sentence_make_alt(&telling->captions, &subject, 0));
}

static void
add_summary(gconstpointer data, const char *class_name, SalJson *json)
{
  const Telling *telling = find(data, class_name);
  add_text(json, "sentence", sal_sentence_make_mean_text(telling->captions.words, telling->run));
}

SalTold
sal_sentences_get_told(const SalSentences *sentences)
{
  return (SalTold){ sentences, format, add_row, add_summary };
}
