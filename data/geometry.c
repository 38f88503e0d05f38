#include "data/geometry.h"
