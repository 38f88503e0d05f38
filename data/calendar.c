#include "data/calendar.h"
