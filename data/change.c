#include "data/change.h"
