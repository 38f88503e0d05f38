#include "data/front.h"
