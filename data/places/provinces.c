#include "data/places/provinces.h"

#include "data/base/csv.h"
#include "data/geometry/geometry-pack.h"
#include "data/places/faces.h"
#include "data/places/homes.h"
#include "data/places/tables-resource.h"

#define LINES_PATH "/salient/tables/extra_lines.csv"
#define MAJORITY 0.75

/* Lines of the program's own, point by point. */
typedef struct {
  SalGeometry *lines;
  char *name;
} Drawing;

static gboolean
add_point(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  Drawing *drawing = data;
  if (row->n_cells < 3 || g_str_equal(row->cells[0], "line"))
    return TRUE;
  if (g_strcmp0(drawing->name, row->cells[0]) != 0)
    sal_geometry_end_part(drawing->lines);
  g_free(drawing->name);
  drawing->name = g_strdup(row->cells[0]);
  sal_geometry_add_point(drawing->lines, g_ascii_strtod(row->cells[1], NULL),
                         g_ascii_strtod(row->cells[2], NULL));
  return TRUE;
}

static SalGeometry *
read_extra_lines(void)
{
  Drawing drawing = { sal_geometry_new(SAL_LINES), NULL };
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_tables_get_resource(), LINES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (text == NULL || !sal_csv_read(text, add_point, &drawing, NULL))
    g_error("%s: the program's own table cannot be read", LINES_PATH);
  sal_geometry_end_part(drawing.lines);
  g_free(drawing.name);
  return drawing.lines;
}

/* The voices of places that know their region. */
static GArray *
make_votes(const GArray *homes)
{
  GArray *votes = g_array_new(FALSE, FALSE, sizeof(SalFaceVote));
  for (guint i = 0; i < homes->len; i++) {
    const SalHome *home = &g_array_index(homes, SalHome, i);
    const SalFaceVote vote = { home->at, home->people, home->region };
    if (home->region != NULL)
      g_array_append_val(votes, vote);
  }
  return votes;
}

static void
clear_province(gpointer data)
{
  SalProvince *province = data;
  g_free(province->code);
  g_free(province->name);
  g_free(province->english);
  sal_geometry_free(province->area);
}

static GArray *
list_new(void)
{
  GArray *provinces = g_array_new(FALSE, FALSE, sizeof(SalProvince));
  g_array_set_clear_func(provinces, clear_province);
  return provinces;
}

GArray *
sal_provinces_load(const SalProvinceQuery *query, GError **error)
{
  g_autoptr(GArray) votes = make_votes(query->homes);
  g_autoptr(SalGeometry) land = sal_geometry_clip(query->land, query->box);
  g_autoptr(SalGeometry) extra = read_extra_lines();
  sal_geometry_append(extra, query->lines);
  g_autoptr(SalGeometry) lines = sal_geometry_clip(extra, query->box);
  g_autoptr(GArray) groups = sal_faces_assign(land, lines, votes, MAJORITY, query->cache, error);
  if (groups == NULL)
    return NULL;
  GArray *provinces = list_new();
  for (guint i = 0; i < groups->len; i++) {
    SalFaceGroup *group = &g_array_index(groups, SalFaceGroup, i);
    const SalProvince province = { g_strdup(sal_home_region_get_code(group->key)),
                                   g_strdup(sal_home_region_get_name(group->key, query->lang)),
                                   g_strdup(sal_home_region_get_name(group->key, "en")),
                                   g_steal_pointer(&group->area) };
    g_array_append_val(provinces, province);
  }
  return provinces;
}

void
sal_provinces_pack(const GArray *provinces, GByteArray *bytes)
{
  sal_pack_number(bytes, provinces->len);
  for (guint i = 0; i < provinces->len; i++) {
    const SalProvince *province = &g_array_index(provinces, SalProvince, i);
    sal_pack_text(bytes, province->code);
    sal_pack_text(bytes, province->name);
    sal_pack_text(bytes, province->english);
    sal_geometry_pack(province->area, bytes);
  }
}

GArray *
sal_provinces_unpack(SalUnpack *unpack)
{
  g_autoptr(GArray) provinces = list_new();
  const guint n = sal_unpack_guint(unpack, G_MAXUINT);
  for (guint i = 0; i < n && !unpack->failed; i++) {
    SalProvince province = { .code = sal_unpack_text(unpack) };
    province.name = sal_unpack_text(unpack);
    province.english = sal_unpack_text(unpack);
    province.area = sal_geometry_unpack(unpack, SAL_POLYGONS);
    if (province.code == NULL || province.name == NULL || province.english == NULL)
      sal_unpack_fail(unpack);
    g_array_append_val(provinces, province);
  }
  return unpack->failed ? NULL : g_steal_pointer(&provinces);
}
