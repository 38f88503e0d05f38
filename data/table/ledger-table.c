#include "data/table/ledger-table.h"

#include "data/base/cells.h"
#include "data/base/csv.h"
#include "data/base/plain.h"
#include "data/places/place.h"
#include "data/table/ledger-json.h"
#include "data/table/table-bands.h"
#include "data/table/table-places.h"

#include <math.h>
#include <string.h>

#define N_COLUMNS 7
#define REGION_COLUMN 3 /* only if there are regions */
#define N_NUMBER_COLUMNS 1
#define NOBODY "–"
#define NAME_MAX_CHARS 80

/* One time that a place changed hands. */
typedef struct {
  const SalLedgerPlace *place;
  const SalHandover *handover;
} Event;

static const SalPlace *
get_place(const SalLedger *ledger, const SalLedgerPlace *place)
{
  return &g_array_index(ledger->all, SalPlace, place->place);
}

static gint
compare_events(gconstpointer a, gconstpointer b)
{
  const Event *first = a, *second = b;
  if (first->handover->on != second->handover->on)
    return first->handover->on < second->handover->on ? -1 : 1;
  return (first->place->place > second->place->place) - (first->place->place < second->place->place);
}

static GArray *
list_events(const SalLedger *ledger)
{
  GArray *events = g_array_new(FALSE, FALSE, sizeof(Event));
  for (guint i = 0; i < ledger->places->len; i++) {
    const SalLedgerPlace *place = &g_array_index(ledger->places, SalLedgerPlace, i);
    for (guint k = 0; k < place->handovers->len; k++) {
      const Event event = { place, &g_array_index(place->handovers, SalHandover, k) };
      g_array_append_val(events, event);
    }
  }
  g_array_sort(events, compare_events);
  return events;
}

static const char *
show_holder(const SalLedger *ledger, int holder)
{
  return holder != SAL_LEDGER_NOBODY ? sal_ledger_get_holder(ledger, holder) : NOBODY;
}

static char *
format_km(double m)
{
  return isnan(m) ? g_strdup(NOBODY) : g_strdup_printf("%.1f", m / 1000);
}

/* The day, with what is to be known of the step. */
static char *
format_day(const SalHandover *handover)
{
  g_autofree char *day = sal_day_format(handover->on);
  return g_strconcat(day, handover->flag != SAL_FLAG_NONE ? " reset?" : "",
                     handover->is_accepted_reset ? " reset" : "", NULL);
}

static char **
make_cells(const SalLedger *ledger, const Event *event)
{
  char **cells = g_new0(char *, N_COLUMNS + 1);
  cells[0] = format_day(event->handover);
  cells[1] = sal_day_format(event->handover->before);
  cells[2] = g_strdup(get_place(ledger, event->place)->name);
  cells[3] = g_strdup(event->place->region);
  cells[4] = g_strdup(show_holder(ledger, event->handover->from));
  cells[5] = g_strdup(show_holder(ledger, event->handover->to));
  cells[6] = format_km(event->place->edge_m);
  return cells;
}

/* Whether places have regions. */
static gboolean
have_regions(const SalLedger *ledger)
{
  return ledger->places->len > 0 && g_array_index(ledger->places, SalLedgerPlace, 0).region[0] != '\0';
}

static void
drop_region_column(GPtrArray *grid)
{
  for (guint i = 0; i < grid->len; i++) {
    char **cells = grid->pdata[i];
    g_free(cells[REGION_COLUMN]);
    memmove(&cells[REGION_COLUMN], &cells[REGION_COLUMN + 1], (N_COLUMNS - REGION_COLUMN) * sizeof *cells);
  }
}

static guint
count_text_columns(const GPtrArray *grid)
{
  return g_strv_length(grid->pdata[0]) - N_NUMBER_COLUMNS;
}

static GPtrArray *
make_grid(const SalLedger *ledger)
{
  static const char *const titles[N_COLUMNS + 1] = { "On",   "Before", "Place",      "Region",
                                                     "From", "To",     "Edge now km" };
  GPtrArray *grid = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_autoptr(GArray) events = list_events(ledger);
  g_ptr_array_add(grid, g_strdupv((char **)titles));
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add(grid, make_cells(ledger, &g_array_index(events, Event, i)));
  if (!have_regions(ledger))
    drop_region_column(grid);
  return grid;
}

/* Appends what a class gained and lost; in regions only where something changed. */
static void
append_count(GString *text, const SalLedger *ledger, int class_index)
{
  g_autoptr(GPtrArray) regions = sal_ledger_list_regions(ledger);
  g_auto(SalPlaceCount) count = sal_ledger_count(ledger, class_index, NULL);
  if (class_index > 0 && ledger->shown < 0 && count.held_from + count.held_to == 0)
    return; /* such as an optional class that is not used */
  g_string_append_printf(text, "%s: gained %u, lost %u; held %u at the start, %u at the end\n",
                         ledger->classes[class_index], count.gained->len, count.lost->len, count.held_from,
                         count.held_to);
  for (guint i = 0; i < regions->len; i++) {
    g_auto(SalPlaceCount) part = sal_ledger_count(ledger, class_index, regions->pdata[i]);
    g_autofree char *name = sal_plain_show(regions->pdata[i], NAME_MAX_CHARS);
    if (part.gained->len + part.lost->len > 0)
      g_string_append_printf(text, "%s, %s: gained %u, lost %u\n", ledger->classes[class_index], name,
                             part.gained->len, part.lost->len);
  }
}

static char *
make_summary(const SalLedger *ledger, const SalTableContext *context)
{
  g_autofree char *from = sal_day_format(ledger->from), *to = sal_day_format(ledger->to);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "places: %u from %s to %s, by %u snapshots\n", ledger->places->len, from, to,
                         ledger->n_snapshots);
  sal_places_areas_append_text(ledger->holdings, text);
  for (int c = 0; ledger->classes[c] != NULL; c++)
    if (ledger->shown < 0 || ledger->shown == c)
      append_count(text, ledger, c);
  g_auto(SalPlaceCount) any = sal_ledger_count(ledger, 0, NULL);
  sal_bands_append_ledger_text(ledger->bands, ledger, text);
  if (any.n_back > 0)
    g_string_append_printf(text, "changed hands and back: %u\n", any.n_back);
  if (context->holder != NULL)
    g_string_append_printf(text, "holder: %s%s%s\n", context->holder,
                           context->opponent != NULL ? "; opponent: " : "",
                           context->opponent != NULL ? context->opponent : "");
  if (context->definition != NULL)
    g_string_append_printf(text, "definition: %s\n", context->definition);
  return g_string_free(text, FALSE);
}

static char *
format_text(const SalLedger *ledger, const SalTableContext *context)
{
  g_autoptr(GString) text = g_string_new(NULL);
  g_autoptr(GPtrArray) grid = make_grid(ledger);
  g_autofree char *summary = make_summary(ledger, context);
  if (grid->len > 1) {
    sal_cells_append_text(text, grid, count_text_columns(grid));
    g_string_append_c(text, '\n');
  }
  g_string_append(text, summary);
  return sal_plain_show_lines(text->str);
}

static char *
format_markdown(const SalLedger *ledger, const SalTableContext *context)
{
  GString *text = g_string_new(NULL);
  g_autoptr(GPtrArray) grid = make_grid(ledger);
  g_autofree char *summary = make_summary(ledger, context);
  if (grid->len > 1) {
    sal_cells_append_markdown(text, grid, count_text_columns(grid));
  }
  sal_cells_append_markdown_notes(text, summary);
  return g_string_free(text, FALSE);
}

/* CSV */

static void
append_decimal(GString *text, double value, const char *form)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_c(text, ',');
  if (!isnan(value))
    g_string_append(text, g_ascii_formatd(digits, sizeof digits, form, value));
}

static void
append_field(GString *text, const char *value)
{
  g_string_append_c(text, ',');
  sal_csv_append_field(text, value);
}

static void
append_day(GString *text, SalDay day)
{
  g_autofree char *formatted = sal_day_format(day);
  g_string_append_printf(text, ",%s", formatted);
}

/* Of the class that distances are of. */
static void
append_shares(GString *text, const SalLedger *ledger, const SalLedgerPlace *place)
{
  const guint class_index = (guint)MAX(ledger->shown, 0);
  for (int at_end = FALSE; at_end <= TRUE; at_end++)
    append_decimal(text, 100 * sal_holdings_get_share(ledger->holdings, at_end, class_index, place->place),
                   "%.3f");
}

static void
append_row(GString *text, const SalLedger *ledger, const SalLedgerPlace *place)
{
  const SalPlace *known = get_place(ledger, place);
  const guint n = place->handovers->len;
  sal_csv_append_field(text, known->name);
  append_decimal(text, known->lon, "%.6f");
  append_decimal(text, known->lat, "%.6f");
  append_field(text, place->region);
  append_field(text, sal_ledger_get_holder(ledger, place->start));
  append_field(text, sal_ledger_get_holder(ledger, place->end));
  g_string_append_printf(text, ",%u", n);
  if (n > 0) {
    const SalHandover *last = &g_array_index(place->handovers, SalHandover, n - 1);
    append_day(text, g_array_index(place->handovers, SalHandover, 0).on);
    append_day(text, last->before);
    append_day(text, last->on);
    g_string_append_printf(text, ",%s",
                           last->is_accepted_reset       ? "reset"
                           : last->flag != SAL_FLAG_NONE ? "reset?"
                                                         : "");
  } else {
    g_string_append(text, ",,,,");
  }
  append_decimal(text, place->edge_m / 1000, "%.3f");
  if (sal_holdings_get_n_areas(ledger->holdings) > 0)
    append_shares(text, ledger, place);
  sal_bands_append_ledger_csv(ledger->bands, (guint)MAX(ledger->shown, 0), place->place, text);
  g_string_append_c(text, '\n');
}

static char *
format_csv(const SalLedger *ledger)
{
  GString *text = g_string_new("place,lon,lat,region,holder_from,holder_to,changes,first_change,last_before,"
                               "last_change,last_flag,edge_km");
  if (sal_holdings_get_n_areas(ledger->holdings) > 0)
    g_string_append(text, ",share_from_percent,share_to_percent");
  g_string_append(text, ledger->bands != NULL ? ",front_km,band_km\n" : "\n");
  for (guint i = 0; i < ledger->places->len; i++)
    append_row(text, ledger, &g_array_index(ledger->places, SalLedgerPlace, i));
  return g_string_free(text, FALSE);
}

char *
sal_ledger_format(const SalLedger *ledger, const SalTableContext *context, const GPtrArray *remarks,
                  SalTableFormat format)
{
  switch (format) {
  case SAL_TABLE_CSV:
    return format_csv(ledger);
  case SAL_TABLE_JSON:
    return sal_ledger_format_json(ledger, context, remarks);
  case SAL_TABLE_MARKDOWN:
    return format_markdown(ledger, context);
  case SAL_TABLE_TEXT:
  default:
    return format_text(ledger, context);
  }
}
