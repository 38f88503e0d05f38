#include "data/crs.h"
