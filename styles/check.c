#include "styles/check.h"

#include "styles/color.h"
#include "styles/loader.h"
#include "styles/schema.h"
#include "styles/vision.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define GREY_CHROMA 6.0 /* less is no colour */

#define MAX_WARNINGS 100 /* of a file that is made to have them */

/* An entry of the style: "areas.held". */
typedef struct {
  const char *group, *name;
} Entry;

/* An area that a reader has to tell from others. */
typedef struct {
  Entry entry;
  const SalAreaStyle *area;
  gboolean is_ground; /* sea, land or held */
} Subject;

typedef struct {
  const SalStyle *style;
  const SalYaml *root; /* of the file */
  GArray *subjects;
  GPtrArray *warnings;
} Checker;

/* Where the file says something about the key, or about its group; 0: nowhere. */
static guint
find_line(const SalYaml *mapping, const char *key)
{
  for (guint i = 0; mapping->kind == SAL_YAML_MAPPING && i + 1 < sal_yaml_get_n_items(mapping); i += 2)
    if (g_strcmp0(sal_yaml_get_item(mapping, i)->text, key) == 0)
      return sal_yaml_get_item(mapping, i)->line;
  return 0;
}

static guint
find_entry_line(const Checker *checker, Entry entry)
{
  const SalYaml *group = sal_yaml_find(checker->root, entry.group);
  return group != NULL ? find_line(group, entry.name) : 0;
}

static void G_GNUC_PRINTF(4, 5) warn(Checker *checker, Entry entry, Entry other, const char *format, ...)
{
  if (checker->warnings->len >= MAX_WARNINGS)
    return;
  const guint own = find_entry_line(checker, entry);
  const guint line = own != 0 ? own : find_entry_line(checker, other);
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_ptr_array_add(checker->warnings,
                  g_strdup_printf("%u: %s.%s: warning: %s", MAX(line, 1), entry.group, entry.name, text));
}

/* The colour that is seen of one that lets another shine through. */
static SalColor
blend(SalColor over, SalColor under)
{
  const double a = over.a / 255.0;
  return (SalColor){ (guint8)lround(over.r * a + under.r * (1 - a)),
                     (guint8)lround(over.g * a + under.g * (1 - a)),
                     (guint8)lround(over.b * a + under.b * (1 - a)), 255 };
}

static gboolean
has_hatch(const SalAreaStyle *area)
{
  return area->hatch.width_mm > 0 && area->hatch.color.a > 0;
}

static gboolean
has_outline(const SalAreaStyle *area)
{
  return area->outline.width_mm > 0 && area->outline.color.a > 0;
}

static SalColor
get_paper(const SalStyle *style)
{
  const SalColor white = { 255, 255, 255, 255 };
  return blend(style->paper, white);
}

static SalColor
get_land(const SalStyle *style)
{
  return blend(style->land.fill, get_paper(style));
}

/* Widths: of all lines, and of the outlines and hatches of all areas. */

static void
check_width(Checker *checker, Entry entry, const char *what, double width_mm)
{
  if (width_mm > 0 && width_mm < SAL_CHECK_WIDTH_MM)
    warn(checker, entry, entry, "expected %s of at least %g mm or none, got %g mm", what, SAL_CHECK_WIDTH_MM,
         width_mm);
}

static void
check_area_widths(Checker *checker, Entry entry, const SalAreaStyle *area)
{
  check_width(checker, entry, "a hatch", area->hatch.width_mm);
  check_width(checker, entry, "an outline", area->outline.width_mm);
}

static void
check_widths(Checker *checker)
{
  const char *values = (const char *)checker->style;
  const GArray *classes = checker->style->classes;
  for (const SalKey *key = sal_schema_find(sal_schema_get_keys(), "lines")->keys; key->name != NULL; key++)
    check_width(checker, (Entry){ "lines", key->name }, "a line",
                ((const SalLineStyle *)(gconstpointer)(values + key->offset))->width_mm);
  for (const SalKey *key = sal_schema_find(sal_schema_get_keys(), "areas")->keys; key->name != NULL; key++)
    check_area_widths(checker, (Entry){ "areas", key->name }, (gconstpointer)(values + key->offset));
  for (guint i = 0; i < classes->len; i++) {
    const SalStyleClass *class = &g_array_index(classes, SalStyleClass, i);
    check_area_widths(checker, (Entry){ "classes", class->name }, &class->area);
  }
}

/* The contrast of that part of an area which stands out most. */
static double
area_contrast(const SalAreaStyle *area, SalColor ground)
{
  const SalColor fill = blend(area->fill, ground);
  double best = sal_color_contrast(fill, ground);
  if (has_hatch(area))
    best = MAX(best, sal_color_contrast(blend(area->hatch.color, fill), ground));
  if (has_outline(area))
    best = MAX(best, sal_color_contrast(blend(area->outline.color, fill), ground));
  return best;
}

static void
check_area_contrast(Checker *checker, const Subject *subject, Entry entry, SalColor ground)
{
  const double contrast = area_contrast(subject->area, ground);
  if (!subject->is_ground && contrast < SAL_CHECK_AREA_CONTRAST)
    warn(checker, subject->entry, entry, "expected a contrast of at least %d with %s.%s, got %.2f",
         SAL_CHECK_AREA_CONTRAST, entry.group, entry.name, contrast);
}

static void
check_area_contrasts(Checker *checker)
{
  const SalColor land = get_land(checker->style);
  for (guint i = 0; i < checker->subjects->len; i++) {
    const Subject *subject = &g_array_index(checker->subjects, Subject, i);
    check_area_contrast(checker, subject, (Entry){ "areas", "land" }, land);
    check_area_contrast(checker, subject, (Entry){ "areas", "held" }, blend(checker->style->held.fill, land));
  }
}

/* What a text may stand on, and the area of the box around it, if there is one. */
typedef struct {
  const char *text;
  gboolean on_paper, on_map;
  const char *box;
} Stand;

static const Stand *
find_stand(const char *text)
{
  static const Stand stands[] = {
    { "title", TRUE, FALSE, NULL },        { "subtitle", TRUE, FALSE, NULL },
    { "credit", TRUE, FALSE, NULL },       { "panel", TRUE, FALSE, NULL },
    { "chart", TRUE, FALSE, NULL },        { "legend", TRUE, TRUE, "legend_box" },
    { "scale", TRUE, TRUE, "legend_box" }, { "callout", FALSE, TRUE, "callout" },
  };
  static const Stand on_the_map = { NULL, FALSE, TRUE, NULL };
  for (gsize i = 0; i < G_N_ELEMENTS(stands); i++)
    if (g_str_equal(stands[i].text, text))
      return &stands[i];
  return &on_the_map;
}

static double
text_contrast(const SalTextStyle *text, SalColor ground)
{
  const SalColor behind = text->halo_mm > 0 ? blend(text->halo, ground) : ground;
  return sal_color_contrast(blend(text->color, behind), behind);
}

typedef struct {
  Entry entry;
  double contrast;
} Worst;

static void
note_contrast(Worst *worst, Entry entry, double contrast)
{
  if (contrast < worst->contrast)
    *worst = (Worst){ entry, contrast };
}

/* The large letters of countries' names stand back, as WCAG 2 has it for large text. */
static double
get_least_contrast(const char *text)
{
  return g_str_has_prefix(text, "country") ? SAL_CHECK_LARGE_TEXT_CONTRAST : SAL_CHECK_TEXT_CONTRAST;
}

static void
check_text(Checker *checker, const SalKey *key)
{
  const char *values = (const char *)checker->style;
  const SalTextStyle *text = (gconstpointer)(values + key->offset);
  const Stand *stand = find_stand(key->name);
  const SalKey *areas = sal_schema_find(sal_schema_get_keys(), "areas")->keys;
  const SalKey *box_key = stand->box != NULL ? sal_schema_find(areas, stand->box) : NULL;
  const SalAreaStyle *box = box_key != NULL ? (gconstpointer)(values + box_key->offset) : NULL;
  const SalColor paper = get_paper(checker->style), land = get_land(checker->style);
  const double least = get_least_contrast(key->name);
  Worst worst = { { NULL, NULL }, least };
  if (stand->on_paper)
    note_contrast(&worst, (Entry){ "page", "paper" }, text_contrast(text, paper));
  for (guint i = 0; stand->on_map && i < checker->subjects->len; i++) {
    const Subject *subject = &g_array_index(checker->subjects, Subject, i);
    const SalColor ground = blend(subject->area->fill, land);
    note_contrast(&worst, subject->entry,
                  text_contrast(text, box != NULL ? blend(box->fill, ground) : ground));
  }
  if (worst.entry.name != NULL)
    warn(checker, (Entry){ "texts", key->name }, worst.entry,
         "expected a contrast of at least %g with %s.%s, got %.2f", least, worst.entry.group,
         worst.entry.name, worst.contrast);
}

static void
check_texts(Checker *checker)
{
  for (const SalKey *key = sal_schema_find(sal_schema_get_keys(), "texts")->keys; key->name != NULL; key++)
    check_text(checker, key);
}

static gboolean
are_patterns_different(const SalHatchStyle *a, const SalHatchStyle *b)
{
  const double turn = fabs(remainder(a->angle_deg - b->angle_deg, 180));
  const double ratio = MAX(a->spacing_mm, b->spacing_mm) / MIN(a->spacing_mm, b->spacing_mm);
  return turn >= SAL_CHECK_HATCH_TURN_DEG || ratio >= SAL_CHECK_HATCH_RATIO;
}

/* The colours by which an area is recognised: that of its inside, and that of its strokes if it has any. */
typedef struct {
  SalColor inside, strokes;
} Look;

static Look
look_at(const SalAreaStyle *area, SalColor ground)
{
  const SalColor inside = blend(area->fill, ground);
  if (has_hatch(area))
    return (Look){ inside, blend(area->hatch.color, inside) };
  if (area->fill.a == 0 && has_outline(area))
    return (Look){ inside, blend(area->outline.color, inside) };
  return (Look){ inside, inside };
}

static SalColor
get_ground(const Checker *checker, const Subject *other)
{
  const SalColor land = get_land(checker->style);
  return other->is_ground ? blend(other->area->fill, land) : land;
}

static void
check_pair(Checker *checker, const Subject *a, const Subject *b)
{
  if (has_hatch(a->area) && has_hatch(b->area) && are_patterns_different(&a->area->hatch, &b->area->hatch))
    return;
  const Look look_a = look_at(a->area, get_ground(checker, b));
  const Look look_b = look_at(b->area, get_ground(checker, a));
  const double least = a->is_ground && b->is_ground ? SAL_CHECK_GROUND_DISTANCE : SAL_CHECK_AREA_DISTANCE;
  double worst = G_MAXDOUBLE;
  SalVision where = SAL_VISION_NORMAL;
  for (SalVision vision = SAL_VISION_NORMAL; vision < SAL_N_VISIONS; vision++) {
    const double inside = sal_vision_distance(vision, look_a.inside, look_b.inside);
    const double strokes = sal_vision_distance(vision, look_a.strokes, look_b.strokes);
    if (MAX(inside, strokes) < worst) {
      worst = MAX(inside, strokes);
      where = vision;
    }
  }
  if (worst < least)
    warn(checker, a->entry, b->entry,
         "expected a distance (CIEDE2000) of at least %g from %s.%s, got %.1f in %s", least, b->entry.group,
         b->entry.name, worst, sal_vision_get_name(where));
}

static void
check_pairs(Checker *checker)
{
  const GArray *subjects = checker->subjects;
  for (guint i = 0; i < subjects->len; i++)
    for (guint j = i + 1; j < subjects->len; j++)
      check_pair(checker, &g_array_index(subjects, Subject, i), &g_array_index(subjects, Subject, j));
}

static gboolean
is_grey(const SalAreaStyle *area, SalColor ground)
{
  const Look look = look_at(area, ground);
  double inside[3], strokes[3];
  sal_vision_see(SAL_VISION_NORMAL, look.inside, inside);
  sal_vision_see(SAL_VISION_NORMAL, look.strokes, strokes);
  return MAX(hypot(inside[1], inside[2]), hypot(strokes[1], strokes[2])) < GREY_CHROMA;
}

static gboolean
is_dashed(const SalAreaStyle *area)
{
  return has_outline(area) && area->outline.n_dash > 0;
}

/* Gained and lost, what a map is about, are told apart without colours. */
static void
check_change(Checker *checker)
{
  const SalAreaStyle *gained = &checker->style->gained, *lost = &checker->style->lost;
  const SalColor land = get_land(checker->style);
  const Entry gained_entry = { "areas", "gained" }, lost_entry = { "areas", "lost" };
  double a[3], b[3];
  sal_vision_see(SAL_VISION_NORMAL, blend(gained->fill, land), a);
  sal_vision_see(SAL_VISION_NORMAL, blend(lost->fill, land), b);
  if (fabs(a[0] - b[0]) < SAL_CHECK_CHANGE_LIGHTNESS)
    warn(checker, gained_entry, lost_entry, "expected a lightness (L*) at least %d from areas.lost, got %.1f",
         SAL_CHECK_CHANGE_LIGHTNESS, fabs(a[0] - b[0]));
  if (is_grey(gained, land) && is_grey(lost, land) && has_hatch(gained) == has_hatch(lost) &&
      is_dashed(gained) == is_dashed(lost) &&
      !(has_hatch(gained) && are_patterns_different(&gained->hatch, &lost->hatch)))
    warn(checker, gained_entry, lost_entry,
         "expected another hatch or outline than areas.lost, for neither has a colour");
}

/* The grounds come last, so that a warning about a pair is at the area that lies on the ground. */
static GArray *
list_subjects(const SalStyle *style)
{
  const Subject changes[] = {
    { { "areas", "gained" }, &style->gained, FALSE },
    { { "areas", "lost" }, &style->lost, FALSE },
  };
  const Subject grounds[] = {
    { { "areas", "held" }, &style->held, TRUE },
    { { "areas", "land" }, &style->land, TRUE },
    { { "areas", "sea" }, &style->sea, TRUE },
  };
  GArray *subjects = g_array_new(FALSE, FALSE, sizeof(Subject));
  g_array_append_vals(subjects, changes, G_N_ELEMENTS(changes));
  for (guint i = 0; i < style->classes->len; i++) {
    const SalStyleClass *class = &g_array_index(style->classes, SalStyleClass, i);
    const Subject subject = { { "classes", class->name }, &class->area, FALSE };
    g_array_append_val(subjects, subject);
  }
  g_array_append_vals(subjects, grounds, G_N_ELEMENTS(grounds));
  return subjects;
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
  const unsigned long la = strtoul(*(const char *const *)a, NULL, 10);
  const unsigned long lb = strtoul(*(const char *const *)b, NULL, 10);
  return (la > lb) - (la < lb);
}

void
sal_style_check_free(SalStyleCheck *check)
{
  if (check == NULL)
    return;
  g_ptr_array_unref(check->faults);
  g_ptr_array_unref(check->warnings);
  g_free(check);
}

SalStyleCheck *
sal_style_check(const char *path, GError **error)
{
  g_autoptr(SalStyleCheck) check = g_new0(SalStyleCheck, 1);
  check->faults = g_ptr_array_new_with_free_func(g_free);
  check->warnings = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalYaml) root = NULL;
  g_autoptr(SalStyle) style = sal_style_load_all_faults(path, &root, check->faults, error);
  if (style == NULL)
    return NULL;
  g_autoptr(GArray) subjects = list_subjects(style);
  Checker checker = { style, root, subjects, check->warnings };
  check_area_contrasts(&checker);
  check_texts(&checker);
  check_widths(&checker);
  check_pairs(&checker);
  check_change(&checker);
  g_ptr_array_sort(check->faults, compare_lines);
  g_ptr_array_sort(check->warnings, compare_lines);
  return g_steal_pointer(&check);
}
