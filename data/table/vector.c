/* Has GDAL write a dataset in memory, and then writes its files, so that there are all of them or none. */
#include "data/table/vector.h"

#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/base/json.h"
#include "data/base/xml.h"
#include "data/change/row.h"
#include "data/geometry/points.h"
#include "data/source/gdal.h"
#include "data/source/vsi.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define LAYER_NAME "changes"

typedef struct {
  const char *suffix, *driver;
  const char *options[4];  /* for GDAL's layer */
  const char *siblings[5]; /* suffixes of the other files that the format makes */
  const char *indices[4];  /* suffixes of indices to old content, which would be wrong for the new one */
  const char *journals[3]; /* appended to the name: these exist while another program has the database open */
  gboolean without_crs;    /* the format has only one CRS, and its name would be out of place */
  gboolean is_json;        /* GDAL leaves signs in it that a terminal obeys */
  gboolean is_csv;
  gsize text_max_bytes;             /* of a field; 0: any number */
  char *(*clean)(const char *name); /* makes a name fit for the format; NULL: any is */
} Format;

/* Degrees with 15 decimals, and 6 decimals of km2 without a tail of binary digits. */
#define EXACT "COORDINATE_PRECISION=15", "SIGNIFICANT_FIGURES=15"

/* GDAL's RFC7946=YES would unpack a MultiPolygon of one polygon, so the rest of what it does is done here. */
static const Format formats[] = {
  { ".geojson", "GeoJSON", { EXACT }, .without_crs = TRUE, .is_json = TRUE },
  { ".json", "GeoJSON", { EXACT }, .without_crs = TRUE, .is_json = TRUE },
  { ".geojsonl", "GeoJSONSeq", { EXACT }, .is_json = TRUE },
  { ".gpkg", "GPKG", .journals = { "-wal", "-journal" } },
  { ".fgb", "FlatGeobuf" },
  { ".shp",
    "ESRI Shapefile",
    { "ENCODING=UTF-8" },
    { ".shx", ".dbf", ".prj", ".cpg" },
    { ".qix", ".sbn", ".sbx" },
    .text_max_bytes = 254 },
  { ".kml", "KML", .clean = sal_xml_clean },
  { ".gml", "GML", .siblings = { ".xsd" }, .clean = sal_xml_clean },
  { ".sqlite", "SQLite", .journals = { "-wal", "-journal" } },
  { ".csv", "CSV", { "GEOMETRY=AS_WKT" }, .is_csv = TRUE, .clean = sal_csv_defuse },
};

/* A dataset while it is written in memory. */
typedef struct {
  const Format *format;
  GString *message; /* the first message that GDAL gave */
  GDALDriverH driver;
  GDALDatasetH dataset;
  OGRLayerH layer;
  GPtrArray *basis_names, *basis_texts; /* utf8: fields that are the same in each feature; empty: none */
} Writing;

static gboolean
fail(const Writing *writing, GError **error)
{
  g_autofree char *quoted = sal_error_quote(writing->message->str);
  return sal_error_set(error, SAL_ERROR_IO, "expected areas that GDAL's driver '%s' can write, got '%s'",
                       writing->format->driver, quoted);
}

static const Format *
find_format(const char *path, GError **error)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);
  g_autoptr(GString) known = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    if (g_str_has_suffix(lower, formats[i].suffix))
      return &formats[i];
    g_string_append_printf(known, "%s%s",
                           i == 0                          ? ""
                           : i + 1 < G_N_ELEMENTS(formats) ? ", "
                                                           : " or ",
                           formats[i].suffix);
  }
  g_autofree char *quoted = sal_error_quote_path(path);
  sal_error_set(error, SAL_ERROR_USAGE, "expected a name ending in %s, got '%s'", known->str, quoted);
  return NULL;
}

gboolean
sal_vector_has_format(const char *path)
{
  return find_format(path, NULL) != NULL;
}

/* The path with another suffix in place of its own. Owned by the caller. */
static char *
replace_suffix(const char *path, const Format *format, const char *suffix)
{
  g_autofree char *stem = g_strndup(path, strlen(path) - strlen(format->suffix));
  return g_strconcat(stem, suffix, NULL);
}

/* Geometry */

static OGRGeometryH
make_ring(const SalPoint *points, guint n, gboolean counter_clockwise)
{
  const gboolean as_is = (sal_points_get_winding(points, n) >= 0) == counter_clockwise;
  OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
  OGR_G_SetPointCount(ring, (int)n);
  for (guint i = 0; i < n; i++) {
    const SalPoint p = points[as_is ? i : n - 1 - i];
    OGR_G_SetPoint_2D(ring, (int)i, p.x, p.y);
  }
  return ring;
}

static OGRGeometryH
make_polygon(const SalGeometry *polygons, guint index)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(polygons, index, &n_parts);
  OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
  for (guint i = 0; i < n_parts; i++) {
    const SalPoint *points = sal_geometry_get_part(polygons, first + i, &n);
    OGR_G_AddGeometryDirectly(polygon, make_ring(points, n, i == 0));
  }
  return polygon;
}

static OGRGeometryH
make_multipolygon(const SalGeometry *polygons)
{
  OGRGeometryH multipolygon = OGR_G_CreateGeometry(wkbMultiPolygon);
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++)
    OGR_G_AddGeometryDirectly(multipolygon, make_polygon(polygons, i));
  return multipolygon;
}

/* Fields */

enum {
  PERIOD,
  FROM,
  TO,
  FROM_SNAP,
  TO_SNAP,
  CLASS,
  KIND,
  REGION,
  KM2,
  PARTS,
  DAYS,
  FLAG,
  REDEFINED,
  SIDE,
  N_FIELDS
};

static const struct {
  const char *name;
  OGRFieldType type;
  int width, precision;
} fields[N_FIELDS] = {
  [PERIOD] = { "period", OFTString },
  [FROM] = { "from", OFTDate },
  [TO] = { "to", OFTDate },
  [FROM_SNAP] = { "from_snap", OFTDate },
  [TO_SNAP] = { "to_snap", OFTDate },
  [CLASS] = { "class", OFTString },
  [KIND] = { "kind", OFTString },
  [REGION] = { "region", OFTString },
  [KM2] = { "km2", OFTReal, 20, 6 },
  [PARTS] = { "parts", OFTInteger },
  [DAYS] = { "days", OFTInteger },
  [FLAG] = { "flag", OFTString },
  [REDEFINED] = { "redef_km2", OFTReal, 20, 6 },
  [SIDE] = { "side_pct", OFTReal, 6, 1 },
};

/* Whether the fields of dates are dates and not text. They are text if the format has no dates, and if a date
 * is before the year 1: GeoJSON and shapefiles have no such dates, and other formats write them in a form
 * that is not ISO 8601. */
static gboolean
has_dates(GDALDriverH driver, SalDay first)
{
  if (first < sal_day_from_civil(1, 1, 1))
    return FALSE;
  const char *types = GDALGetMetadataItem(driver, GDAL_DMD_CREATIONFIELDDATATYPES, NULL);
  g_auto(GStrv) words = g_strsplit(types != NULL ? types : "", " ", -1);
  return g_strv_contains((const char *const *)words, "Date");
}

static gboolean
make_fields(const Writing *writing, SalDay first)
{
  const gboolean dates = has_dates(writing->driver, first);
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < N_FIELDS; i++) {
    const OGRFieldType type = fields[i].type == OFTDate && !dates ? OFTString : fields[i].type;
    OGRFieldDefnH field = OGR_Fld_Create(fields[i].name, type);
    OGR_Fld_SetWidth(field, fields[i].width);
    OGR_Fld_SetPrecision(field, fields[i].precision);
    ok = OGR_L_CreateField(writing->layer, field, FALSE) == OGRERR_NONE;
    OGR_Fld_Destroy(field);
  }
  return ok;
}

/* How many of a text's first bytes stand together in a field: as many as there is room for, but neither they nor the rest may
 * begin or end with a space, which dBASE drops. */
static gsize
measure_piece(const char *text, gsize max_bytes)
{
  gsize n = strlen(text);
  if (max_bytes == 0 || n <= max_bytes)
    return n;
  for (n = max_bytes; n > 1; n--)
    if (((guchar)text[n] & 0xC0) != 0x80 && text[n] != ' ' && text[n - 1] != ' ')
      return n;
  return max_bytes;
}

/* Adds a text as fields: as one, or as several where the format has no room for it in one. */
static void
add_basis_text(Writing *writing, const char *name, const char *text)
{
  g_autofree char *clean = writing->format->clean != NULL ? writing->format->clean(text) : g_strdup(text);
  const char *rest = clean;
  for (guint i = 1; i == 1 || *rest != '\0'; i++) {
    const gsize n = measure_piece(rest, writing->format->text_max_bytes);
    g_ptr_array_add(writing->basis_names,
                    i == 1 ? g_strdup(name) : g_strdup_printf("%.*s_%u", i < 10 ? 8 : 7, name, i));
    g_ptr_array_add(writing->basis_texts, g_strndup(rest, n));
    rest += n;
  }
}

static void
prepare_basis(Writing *writing, const SalBasis *basis)
{
  writing->basis_names = g_ptr_array_new_with_free_func(g_free);
  writing->basis_texts = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; basis->form == SAL_BASIS_COLUMNS && i < SAL_N_BASES; i++)
    add_basis_text(writing, sal_basis_get_names()[i], basis->values[i]);
}

static gboolean
make_basis_fields(const Writing *writing)
{
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < writing->basis_names->len; i++) {
    OGRFieldDefnH field = OGR_Fld_Create(writing->basis_names->pdata[i], OFTString);
    OGR_Fld_SetWidth(field, (int)writing->format->text_max_bytes);
    ok = OGR_L_CreateField(writing->layer, field, FALSE) == OGRERR_NONE;
    OGR_Fld_Destroy(field);
  }
  return ok;
}

static void
set_basis(const Writing *writing, OGRFeatureH feature)
{
  for (guint i = 0; i < writing->basis_names->len; i++)
    OGR_F_SetFieldString(feature, OGR_F_GetFieldIndex(feature, writing->basis_names->pdata[i]),
                         writing->basis_texts->pdata[i]);
}

/* The index of a field. Drivers may have put fields of their own before ours. */
static int
get_index(OGRFeatureH feature, guint field)
{
  return OGR_F_GetFieldIndex(feature, fields[field].name);
}

static void
set_text(OGRFeatureH feature, guint field, const char *text)
{
  OGR_F_SetFieldString(feature, get_index(feature, field), text);
}

/* A text from the user's files as the format takes it. Owned by the caller. */
static char *
make_clean(const Format *format, const char *name)
{
  return format->clean != NULL && name != NULL ? format->clean(name) : g_strdup(name);
}

static void
set_name(const Writing *writing, OGRFeatureH feature, guint field, const char *name)
{
  g_autofree char *clean = make_clean(writing->format, name);
  set_text(feature, field, clean);
}

static void
set_day(OGRFeatureH feature, guint field, SalDay day)
{
  const int index = get_index(feature, field);
  int year, month, month_day;
  sal_day_to_civil(day, &year, &month, &month_day);
  g_autofree char *text = sal_day_format(day);
  if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, index)) == OFTDate)
    OGR_F_SetFieldDateTime(feature, index, year, month, month_day, 0, 0, 0, 0);
  else
    OGR_F_SetFieldString(feature, index, text);
}

/* Sets the name under which programs that show KML list a feature. */
static void
set_label(const Writing *writing, OGRFeatureH feature, const SalChangedArea *area)
{
  const int index = OGR_F_GetFieldIndex(feature, "Name");
  const char *region = area->change->region;
  g_autofree char *label = g_strconcat(area->change->period.name, " ", sal_kind_get_name(area->kind),
                                       region[0] != '\0' ? " " : "", region, NULL);
  g_autofree char *clean = make_clean(writing->format, label);
  if (index >= 0)
    OGR_F_SetFieldString(feature, index, clean);
}

/* What is to be known of the period's figures before they are trusted. The side's is null where it does not go by the
 * snapshot before. */
static void
set_doubts(OGRFeatureH feature, const SalChange *change)
{
  const char *flag = sal_flag_get_name(sal_change_get_flag(change));
  const double agreement = change->sureness.agreement;
  OGR_F_SetFieldInteger(feature, get_index(feature, DAYS), sal_change_get_days(change));
  OGR_F_SetFieldDouble(feature, get_index(feature, REDEFINED),
                       (double)sal_row_round(change, 1, TRUE).redefined / 1e6);
  set_text(feature, FLAG, flag != NULL ? flag : "");
  if (agreement > 0)
    OGR_F_SetFieldDouble(feature, get_index(feature, SIDE), round(1000 * agreement) / 10);
  else
    OGR_F_SetFieldNull(feature, get_index(feature, SIDE));
}

static void
set_fields(const Writing *writing, OGRFeatureH feature, const SalChangedArea *area)
{
  const SalChange *change = area->change;
  set_text(feature, PERIOD, change->period.name);
  set_day(feature, FROM, change->period.from);
  set_day(feature, TO, change->period.to);
  set_day(feature, FROM_SNAP, change->from_snapshot);
  set_day(feature, TO_SNAP, change->to_snapshot);
  set_name(writing, feature, CLASS, change->class_name);
  set_text(feature, KIND, sal_kind_get_name(area->kind));
  set_name(writing, feature, REGION, change->region);
  OGR_F_SetFieldDouble(feature, get_index(feature, KM2), (double)area->m2 / 1e6);
  OGR_F_SetFieldInteger(feature, get_index(feature, PARTS), (int)sal_geometry_get_n_polygons(area->polygons));
  set_doubts(feature, change);
  set_label(writing, feature, area);
}

/* Datasets in memory */

/* The day that becomes the file's own date, such as "2024-11-01"; not before 1900, because dBASE counts years
 * from there. Owned by the caller. */
static char *
get_latest_day(const GPtrArray *areas)
{
  SalDay latest = sal_day_from_civil(1900, 1, 1);
  for (guint i = 0; i < areas->len; i++) {
    const SalChangedArea *area = areas->pdata[i];
    latest = MAX(latest, area->change->to_snapshot);
  }
  return sal_day_format(latest);
}

static SalDay
get_first_day(const GPtrArray *areas)
{
  SalDay first = G_MAXINT32;
  for (guint i = 0; i < areas->len; i++) {
    const SalChange *change = ((const SalChangedArea *)areas->pdata[i])->change;
    first = MIN(first, MIN(change->period.from, change->from_snapshot));
  }
  return first;
}

static gboolean
add_feature(const Writing *writing, const SalChangedArea *area)
{
  OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(writing->layer));
  set_fields(writing, feature, area);
  set_basis(writing, feature);
  OGR_F_SetGeometryDirectly(feature, make_multipolygon(area->polygons));
  const gboolean ok = OGR_L_CreateFeature(writing->layer, feature) == OGRERR_NONE;
  OGR_F_Destroy(feature);
  return ok;
}

static OGRLayerH
make_layer(const Writing *writing, const char *day)
{
  char **options = CSLDuplicate((char **)writing->format->options);
  if (g_str_equal(writing->format->suffix, ".shp"))
    options = CSLSetNameValue(options, "DBF_DATE_LAST_UPDATE", day);
  OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
  OSRImportFromEPSG(srs, 4326);
  OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
  OGRLayerH layer = GDALDatasetCreateLayer(
      writing->dataset, LAYER_NAME, writing->format->without_crs ? NULL : srs, wkbMultiPolygon, options);
  OSRRelease(srs);
  CSLDestroy(options);
  return layer;
}

static gboolean
is_in_memory(const char *path)
{
  VSIStatBufL status;
  return VSIStatL(path, &status) == 0;
}

static gboolean
fill(Writing *writing, const char *path, const GPtrArray *areas, const char *day)
{
  writing->driver = GDALGetDriverByName(writing->format->driver);
  if (writing->driver == NULL) {
    g_string_assign(writing->message, "no such driver in this build of GDAL");
    return FALSE;
  }
  writing->dataset = GDALCreate(writing->driver, path, 0, 0, 0, GDT_Unknown, NULL);
  writing->layer = writing->dataset != NULL ? make_layer(writing, day) : NULL;
  gboolean ok =
      writing->layer != NULL && make_fields(writing, get_first_day(areas)) && make_basis_fields(writing);
  for (guint i = 0; ok && i < areas->len; i++)
    ok = add_feature(writing, areas->pdata[i]);
  if (writing->dataset != NULL)
    GDALClose(writing->dataset);
  if (ok && !is_in_memory(path))
    g_string_append(writing->message, "no file");
  return ok && writing->message->len == 0;
}

/* Makes the dataset at a path in GDAL's memory. */
static gboolean
write_in_memory(const Format *format, const char *path, const GPtrArray *areas, const SalBasis *basis,
                GError **error)
{
  g_autoptr(GString) message = g_string_new(NULL);
  g_autofree char *day = get_latest_day(areas);
  g_autofree char *moment = g_strconcat(day, "T00:00:00.000Z", NULL);
  Writing writing = { .format = format, .message = message };
  prepare_basis(&writing, basis);
  SalVsi vsi;
  sal_vsi_begin(&vsi, message);
  CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", moment);
  const gboolean ok = fill(&writing, path, areas, day);
  sal_vsi_end(&vsi);
  g_ptr_array_unref(writing.basis_names);
  g_ptr_array_unref(writing.basis_texts);
  return ok || fail(&writing, error);
}

/* Takes the content of a file out of GDAL's memory; NULL if there is no such file. */
static GBytes *
take_bytes(const Format *format, const char *path)
{
  vsi_l_offset size = 0;
  if (!is_in_memory(path))
    return NULL;
  GByte *data = VSIGetMemFileBuffer(path, &size, TRUE);
  if (!format->is_json || data == NULL)
    return g_bytes_new_with_free_func(data, size, sal_gdal()->VSIFree, data);
  char *json = sal_json_escape_document((const char *)data, size);
  VSIFree(data);
  return g_bytes_new_take(json, strlen(json));
}

/* Files */

static void
clear_file(SalOutputFile *file)
{
  g_free((char *)file->path);
  g_bytes_unref(file->bytes);
}

/* The files of the format as GDAL made them. The one that the user named is the last: if it is there, so are
 * the others. */
static GArray *
collect_files(const Format *format, const char *memory_path, const char *path)
{
  GArray *files = g_array_new(FALSE, FALSE, sizeof(SalOutputFile));
  g_array_set_clear_func(files, (GDestroyNotify)clear_file);
  for (guint i = 0; i <= G_N_ELEMENTS(format->siblings); i++) {
    const gboolean last = i == G_N_ELEMENTS(format->siblings);
    const char *suffix = last ? format->suffix : format->siblings[i];
    g_autofree char *name = suffix != NULL ? replace_suffix(memory_path, format, suffix) : NULL;
    SalOutputFile file = { NULL, name != NULL ? take_bytes(format, name) : NULL };
    if (file.bytes == NULL)
      continue;
    file.path = last ? g_strdup(path) : replace_suffix(path, format, suffix);
    g_array_append_val(files, file);
  }
  return files;
}

static void
put_comment(SalOutputFile *file, const SalBasis *basis)
{
  gsize size;
  const char *bytes = g_bytes_get_data(file->bytes, &size);
  char *text = sal_basis_put_csv(basis, g_strndup(bytes, size));
  g_bytes_unref(file->bytes);
  file->bytes = g_bytes_new_take(text, strlen(text));
}

/* The files of the format with their content: GArray of SalOutputFile, owned by the caller. */
static GArray *
encode(const Format *format, const char *path, const GPtrArray *areas, const SalBasis *basis, GError **error)
{
  g_autofree char *base = g_path_get_basename(path);
  g_autofree char *stem = replace_suffix(base, format, format->suffix);
  if (!sal_gdal_load(error))
    return NULL;
  char *memory_path = sal_vsi_make_memory_name(stem);
  const gboolean made = write_in_memory(format, memory_path, areas, basis, error);
  GArray *files = made ? collect_files(format, memory_path, path) : NULL;
  if (files != NULL && format->is_csv && basis->form == SAL_BASIS_COMMENT)
    put_comment(&g_array_index(files, SalOutputFile, files->len - 1), basis);
  sal_vsi_forget(memory_path);
  return files;
}

static void
remove_indices(const Format *format, const char *path)
{
  for (guint i = 0; format->indices[i] != NULL; i++) {
    g_autofree char *index = replace_suffix(path, format, format->indices[i]);
    g_unlink(index);
  }
}

static gboolean
check_journals(const Format *format, const char *path, GError **error)
{
  for (guint i = 0; format->journals[i] != NULL; i++) {
    g_autofree char *journal = g_strconcat(path, format->journals[i], NULL);
    if (!g_file_test(journal, G_FILE_TEST_EXISTS))
      continue;
    sal_error_set(error, SAL_ERROR_IO,
                  "%s: expected a database that no program has open, got its journal '%s'", path, journal);
    return sal_error_mark_temporary(error);
  }
  return TRUE;
}

static gboolean
check_companions(const Format *format, const char *path, const SalOutputRules *rules, GError **error)
{
  if (rules->instead != NULL)
    return TRUE;
  for (guint i = 0; format->siblings[i] != NULL; i++) {
    g_autofree char *sibling = replace_suffix(path, format, format->siblings[i]);
    if (!sal_output_check(sibling, rules, error))
      return FALSE;
  }
  for (guint i = 0; !rules->overwrite && format->indices[i] != NULL; i++) {
    g_autofree char *index = replace_suffix(path, format, format->indices[i]);
    if (!sal_output_check(index, rules, error))
      return FALSE;
  }
  return check_journals(format, path, error);
}

gboolean
sal_vector_check(const char *path, const SalOutputRules *rules, GError **error)
{
  const Format *format = find_format(path, error);
  return format != NULL && sal_output_check(path, rules, error) &&
         check_companions(format, path, rules, error);
}

gboolean
sal_vector_has_comments(const char *path)
{
  const Format *format = find_format(path, NULL);
  return format != NULL && format->is_csv;
}

gboolean
sal_vector_write(const GPtrArray *areas, const SalBasis *basis, const char *path, const SalOutputRules *rules,
                 GError **error)
{
  const Format *format = find_format(path, error);
  if (format == NULL || !check_companions(format, path, rules, error))
    return FALSE;
  g_autoptr(GArray) files = encode(format, path, areas, basis, error);
  if (files == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  if (!sal_output_write_all((SalOutputFile *)files->data, files->len, rules, error))
    return FALSE;
  if (rules->instead == NULL)
    remove_indices(format, path);
  return TRUE;
}

GPtrArray *
sal_vector_list_files(const char *path)
{
  const Format *format = find_format(path, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(files, g_strdup(path));
  for (guint i = 0; format != NULL && format->siblings[i] != NULL; i++)
    g_ptr_array_add(files, replace_suffix(path, format, format->siblings[i]));
  return files;
}

char *
sal_vector_format_geojson(const GPtrArray *areas, const SalBasis *basis, GError **error)
{
  g_autoptr(GArray) files = encode(&formats[0], LAYER_NAME ".geojson", areas, basis, error);
  if (files == NULL)
    return NULL;
  gsize size;
  const char *text = g_bytes_get_data(g_array_index(files, SalOutputFile, 0).bytes, &size);
  return g_strndup(text, size);
}
