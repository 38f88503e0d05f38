#include "data/change/span.h"

/* The spans that need an entry. */
typedef struct {
  guint entry;
  GArray *spans; /* guint: their indices */
  SalSnapshot *snapshot;
  gboolean done; /* it was read, or could not be */
  guint n_waiting;
} Stop;

typedef struct {
  const SalSeries *series;
  GArray *spans; /* SalSpan */
  GArray *stops; /* Stop, by entry */
  SalSpanFunc func;
  gpointer data;
  guint8 *taken; /* of each span */
  GMutex mutex;
} Run;

guint
sal_span_find_entry(const SalSeries *series, SalDay day)
{
  guint low = 0, high = sal_series_get_n_entries(series);
  while (high - low > 1) {
    const guint middle = low + (high - low) / 2;
    if (sal_series_get_entry(series, middle)->day <= day)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static void
add_part(GArray *spans, const SalSpan *span, guint from, guint to)
{
  SalSpan part = *span;
  part.from = from;
  part.to = to;
  if (from < to)
    g_array_append_val(spans, part);
}

void
sal_spans_add_parts(GArray *spans, const SalSpan *span, const SalSeries *series, const GArray *steps)
{
  guint begin = span->from;
  for (guint i = 0; steps != NULL && i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    if (step->verdict != SAL_VERDICT_RESET)
      continue;
    const guint from = sal_span_find_entry(series, step->from), to = sal_span_find_entry(series, step->to);
    if (from < begin || to > span->to)
      continue;
    add_part(spans, span, begin, from);
    begin = to;
  }
  add_part(spans, span, begin, span->to);
}

static void
stop_clear(gpointer data)
{
  Stop *stop = data;
  g_array_unref(stop->spans);
  g_clear_pointer(&stop->snapshot, sal_snapshot_unref);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
  const guint first = *(const guint *)a, second = *(const guint *)b;
  return first < second ? -1 : first > second;
}

static Stop *
find_stop(const Run *run, guint entry)
{
  guint low = 0, high = run->stops->len;
  while (high - low > 1) {
    const guint middle = low + (high - low) / 2;
    if (g_array_index(run->stops, Stop, middle).entry <= entry)
      low = middle;
    else
      high = middle;
  }
  return &g_array_index(run->stops, Stop, low);
}

static void
list_stops(Run *run)
{
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < run->spans->len; i++) {
    const SalSpan *span = &g_array_index(run->spans, SalSpan, i);
    g_array_append_val(entries, span->from);
    g_array_append_val(entries, span->to);
  }
  g_array_sort(entries, compare_entries);
  for (guint i = 0; i < entries->len; i++) {
    const guint entry = g_array_index(entries, guint, i);
    if (i > 0 && g_array_index(entries, guint, i - 1) == entry)
      continue;
    const Stop stop = { .entry = entry, .spans = g_array_new(FALSE, FALSE, sizeof(guint)) };
    g_array_append_val(run->stops, stop);
  }
  for (guint i = 0; i < run->spans->len; i++) {
    const SalSpan *span = &g_array_index(run->spans, SalSpan, i);
    Stop *const ends[2] = { find_stop(run, span->from), find_stop(run, span->to) };
    for (guint k = 0; k < 2; k++) {
      g_array_append_val(ends[k]->spans, i);
      ends[k]->n_waiting++;
    }
  }
}

/* Takes a span that needs a stop, of which both ends are done and which no thread has taken; -1: there is none. */
static int
take_span(Run *run, const Stop *stop)
{
  int found = -1;
  g_mutex_lock(&run->mutex);
  for (guint i = 0; found < 0 && i < stop->spans->len; i++) {
    const guint index = g_array_index(stop->spans, guint, i);
    const SalSpan *span = &g_array_index(run->spans, SalSpan, index);
    if (!run->taken[index] && find_stop(run, span->from)->done && find_stop(run, span->to)->done)
      found = (int)index;
  }
  if (found >= 0)
    run->taken[found] = TRUE;
  g_mutex_unlock(&run->mutex);
  return found;
}

static void
leave_stop(Run *run, Stop *stop)
{
  g_mutex_lock(&run->mutex);
  if (--stop->n_waiting == 0)
    g_clear_pointer(&stop->snapshot, sal_snapshot_unref);
  g_mutex_unlock(&run->mutex);
}

/* Reads the snapshot of one stop, and measures the spans that waited for it. */
static gboolean
visit_stop(guint index, gpointer data, GError **error)
{
  Run *run = data;
  Stop *stop = &g_array_index(run->stops, Stop, index);
  SalSnapshot *snapshot = sal_series_load(run->series, stop->entry, NULL);
  g_mutex_lock(&run->mutex);
  stop->snapshot = snapshot;
  stop->done = TRUE;
  g_mutex_unlock(&run->mutex);
  for (int i = take_span(run, stop); i >= 0; i = take_span(run, stop)) {
    SalSpan *span = &g_array_index(run->spans, SalSpan, i);
    Stop *from = find_stop(run, span->from), *to = find_stop(run, span->to);
    span->failed = from->snapshot == NULL || to->snapshot == NULL ||
                   !run->func(span, from->snapshot, to->snapshot, run->data);
    leave_stop(run, from);
    leave_stop(run, to);
  }
  return TRUE;
}

void
sal_spans_run(GArray *spans, const SalSeries *series, SalSpanFunc func, gpointer data, const SalWork *work)
{
  Run run = { series, spans, g_array_new(FALSE, FALSE, sizeof(Stop)),
              func,   data,  g_new0(guint8, spans->len + 1) };
  g_array_set_clear_func(run.stops, stop_clear);
  g_mutex_init(&run.mutex);
  list_stops(&run);
  sal_work_run(work, run.stops->len, visit_stop, &run, NULL);
  g_mutex_clear(&run.mutex);
  g_array_unref(run.stops);
  g_free(run.taken);
}
