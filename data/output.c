#include "data/output.h"
