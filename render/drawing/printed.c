#include "render/drawing/printed.h"

static void
printed_free(gpointer data)
{
  SalPrinted *printed = data;
  g_free((char *)printed->id);
  g_free((char *)printed->label);
  g_free((char *)printed->text);
  g_free((char *)printed->place);
  g_clear_pointer(&printed->parts, g_array_unref);
  g_free(printed);
}

GPtrArray *
sal_printed_list_new(void)
{
  return g_ptr_array_new_with_free_func(printed_free);
}

void
sal_printed_list_add(GPtrArray *list, const SalPrinted *printed)
{
  SalPrinted *copy = g_new(SalPrinted, 1);
  *copy = *printed;
  copy->id = g_strdup(printed->id != NULL ? printed->id : "");
  copy->label = g_strdup(printed->label);
  copy->text = g_strdup(printed->text);
  copy->place = g_strdup(printed->place);
  g_ptr_array_add(list, copy);
}
