#include "data/area.h"
