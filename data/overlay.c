#include "data/overlay.h"
