#include "shop/item.h"                             /* => imports include/shop/item.h */

int platform_open(const char *name) { return -1; } /* => defines function platform_open; implements platform_open (inferred) */
