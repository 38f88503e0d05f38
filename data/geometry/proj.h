/* All of PROJ that this program calls, loaded when the first CRS or geodesic needs it, because PROJ brings thirty
 * libraries for fetching grids, which are never used.
 *
 * PROJ is included through this header alone. A function of PROJ is called by its own name; it needs a line in each of
 * the two lists below, without which it does not compile or link. */
#pragma once

#include <geodesic.h>
#include <glib.h>
#include <proj.h>

/* clang-format off */
#define SAL_PROJ_FUNCTIONS(X) \
  X(geod_genposition) X(geod_init) X(geod_inverseline) X(geod_polygon_addpoint) X(geod_polygon_compute) X(geod_polygon_init) X(proj_clone) \
  X(proj_context_create) X(proj_context_destroy) X(proj_context_get_database_path) X(proj_context_set_enable_network) \
  X(proj_context_set_fileapi) X(proj_coordoperation_get_grid_used) \
  X(proj_coordoperation_get_grid_used_count) X(proj_create) X(proj_create_crs_to_crs_from_pj) \
  X(proj_crs_get_coordoperation) X(proj_crs_get_sub_crs) X(proj_destroy) X(proj_get_area_of_use) \
  X(proj_get_name) X(proj_get_source_crs) X(proj_get_type) X(proj_is_crs) X(proj_is_equivalent_to_with_ctx) \
  X(proj_log_func) X(proj_log_level) X(proj_normalize_for_visualization) X(proj_trans_generic)

typedef struct {
#define DECLARE(NAME) __typeof__(NAME) *(NAME);
  SAL_PROJ_FUNCTIONS(DECLARE)
#undef DECLARE
} SalProj;

/* Loads PROJ, once. Error IO: it is not installed, or lacks a function. To be called wherever work with PROJ begins
 * that can fail. */
gboolean sal_proj_load(GError **error);

/* PROJ's functions. Loads PROJ if that has not been done; without PROJ the program ends. */
const SalProj *sal_proj(void);

#define geod_genposition(...) (sal_proj()->geod_genposition(__VA_ARGS__))
#define geod_init(...) (sal_proj()->geod_init(__VA_ARGS__))
#define geod_inverseline(...) (sal_proj()->geod_inverseline(__VA_ARGS__))
#define geod_polygon_addpoint(...) (sal_proj()->geod_polygon_addpoint(__VA_ARGS__))
#define geod_polygon_compute(...) (sal_proj()->geod_polygon_compute(__VA_ARGS__))
#define geod_polygon_init(...) (sal_proj()->geod_polygon_init(__VA_ARGS__))
#define proj_clone(...) (sal_proj()->proj_clone(__VA_ARGS__))
#define proj_context_create(...) (sal_proj()->proj_context_create(__VA_ARGS__))
#define proj_context_destroy(...) (sal_proj()->proj_context_destroy(__VA_ARGS__))
#define proj_context_get_database_path(...) (sal_proj()->proj_context_get_database_path(__VA_ARGS__))
#define proj_context_set_enable_network(...) (sal_proj()->proj_context_set_enable_network(__VA_ARGS__))
#define proj_context_set_fileapi(...) (sal_proj()->proj_context_set_fileapi(__VA_ARGS__))
#define proj_coordoperation_get_grid_used(...) (sal_proj()->proj_coordoperation_get_grid_used(__VA_ARGS__))
#define proj_coordoperation_get_grid_used_count(...) (sal_proj()->proj_coordoperation_get_grid_used_count(__VA_ARGS__))
#define proj_create(...) (sal_proj()->proj_create(__VA_ARGS__))
#define proj_create_crs_to_crs_from_pj(...) (sal_proj()->proj_create_crs_to_crs_from_pj(__VA_ARGS__))
#define proj_crs_get_coordoperation(...) (sal_proj()->proj_crs_get_coordoperation(__VA_ARGS__))
#define proj_crs_get_sub_crs(...) (sal_proj()->proj_crs_get_sub_crs(__VA_ARGS__))
#define proj_destroy(...) (sal_proj()->proj_destroy(__VA_ARGS__))
#define proj_get_area_of_use(...) (sal_proj()->proj_get_area_of_use(__VA_ARGS__))
#define proj_get_name(...) (sal_proj()->proj_get_name(__VA_ARGS__))
#define proj_get_source_crs(...) (sal_proj()->proj_get_source_crs(__VA_ARGS__))
#define proj_get_type(...) (sal_proj()->proj_get_type(__VA_ARGS__))
#define proj_is_crs(...) (sal_proj()->proj_is_crs(__VA_ARGS__))
#define proj_is_equivalent_to_with_ctx(...) (sal_proj()->proj_is_equivalent_to_with_ctx(__VA_ARGS__))
#define proj_log_func(...) (sal_proj()->proj_log_func(__VA_ARGS__))
#define proj_log_level(...) (sal_proj()->proj_log_level(__VA_ARGS__))
#define proj_normalize_for_visualization(...) (sal_proj()->proj_normalize_for_visualization(__VA_ARGS__))
#define proj_trans_generic(...) (sal_proj()->proj_trans_generic(__VA_ARGS__))
/* clang-format on */
