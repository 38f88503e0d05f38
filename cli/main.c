#include "salient.h"

int
main(void)
{
  return 0;
}
