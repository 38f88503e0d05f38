#include "library/basis.h"

#include "library/json-head.h"

#include "data/base/json.h"

SalBasis
sal_basis_make(const SalientOptions *options, const SalAreaModel *area_model, char *definition)
{
  SalBasis basis = { SAL_BASIS_NONE, { NULL } };
  g_autofree char *owned = definition;
  if (options->basis == NULL || !sal_basis_parse_form(options->basis, &basis.form, NULL) ||
      basis.form == SAL_BASIS_NONE)
    return basis;
  basis.values[SAL_BASIS_AREA_MODEL] = g_strdup(sal_area_model_get_name(area_model));
  basis.values[SAL_BASIS_DEFINITION] = g_steal_pointer(&owned);
  basis.values[SAL_BASIS_PROGRAM] = g_strconcat("salient ", salient_get_version(), NULL);
  basis.values[SAL_BASIS_OPTIONS] = sal_json_head_describe_figures(options);
  return basis;
}
