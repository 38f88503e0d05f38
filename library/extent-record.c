#include "library/extent-record.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "styles/yaml-file.h"
#include "styles/yaml.h"

#include <math.h>

gboolean
sal_extent_is_on_earth(SalBox box)
{
  return box.xmin >= -180 && box.xmin <= 180 && box.xmax > box.xmin && box.xmax <= box.xmin + 360 &&
         box.ymin >= -90 && box.ymax > box.ymin && box.ymax <= 90;
}

static gboolean
read_number(const SalYaml *frame, const char *key, double *number)
{
  const SalYaml *node = sal_yaml_find(frame, key);
  char *end = NULL;
  if (node == NULL || node->kind != SAL_YAML_SCALAR || node->quoted)
    return FALSE;
  *number = g_ascii_strtod(node->text, &end);
  return end != node->text && *end == '\0' && isfinite(*number);
}

static gboolean
read_box(const SalYaml *frame, SalBox *box)
{
  return read_number(frame, "west", &box->xmin) && read_number(frame, "south", &box->ymin) &&
         read_number(frame, "east", &box->xmax) && read_number(frame, "north", &box->ymax) &&
         sal_extent_is_on_earth(*box);
}

static const char *
get_crs(const SalYaml *frame)
{
  const SalYaml *node = sal_yaml_find(frame, "crs");
  return node != NULL && node->kind == SAL_YAML_SCALAR && node->quoted ? node->text : NULL;
}

/* The records: the member "maps", or the whole, as it was before there was more than records. */
static const SalYaml *
find_records(const SalYaml *root)
{
  const SalYaml *records = root->kind == SAL_YAML_LIST ? root : sal_yaml_find(root, "maps");
  return records != NULL && records->kind == SAL_YAML_LIST ? records : NULL;
}

/* The one frame of all records; NULL if there is none, or if they differ. */
static const SalYaml *
find_frame(const SalYaml *root, GError **error)
{
  const SalYaml *found = NULL, *records = find_records(root);
  for (guint i = 0; records != NULL && i < sal_yaml_get_n_items(records); i++) {
    const SalYaml *frame = sal_yaml_find(sal_yaml_get_item(records, i), "frame");
    SalBox box, first;
    if (frame == NULL)
      continue;
    if (!read_box(frame, &box)) {
      sal_error_set(error, SAL_ERROR_FORMAT, "%u: frame: expected west, south, east and north in degrees",
                    frame->line);
      return NULL;
    }
    if (found != NULL && (!read_box(found, &first) || first.xmin != box.xmin || first.ymin != box.ymin ||
                          first.xmax != box.xmax || first.ymax != box.ymax)) {
      sal_error_set(error, SAL_ERROR_FORMAT, "%u: frame: expected that of line %u again, got another one",
                    frame->line, found->line);
      return NULL;
    }
    found = frame;
  }
  if (found == NULL)
    sal_error_set(
        error, SAL_ERROR_FORMAT,
        "expected records with a frame, as render writes them with " SAL_OPTION("format") " json, got none");
  return found;
}

static gboolean
check_crs(const char *crs, GError **error)
{
  if (crs == NULL || (sal_crs_check(crs, error) && sal_crs_is_projected(crs)))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(crs);
  return (error != NULL && *error != NULL)
             ? FALSE
             : sal_error_set(error, SAL_ERROR_CRS, "crs: expected a projected CRS, got '%s'", quoted);
}

gboolean
sal_extent_read_record(const char *path, SalBox *box, char **crs, GError **error)
{
  g_autofree char *told = sal_error_quote_path(path);
  gsize length = 0;
  g_autofree char *text = sal_yaml_read_file(path, told, "records of a run", &length, error);
  if (text == NULL)
    return FALSE;
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_FORMAT, error);
  const SalYaml *frame = root != NULL ? find_frame(root, error) : NULL;
  if (frame == NULL || !check_crs(get_crs(frame), error)) {
    g_prefix_error(error, "%s: ", told);
    return FALSE;
  }
  *crs = g_strdup(get_crs(frame));
  return read_box(frame, box);
}
