#include "shop/item.h"                             /* => imports include/shop/item.h */

int platform_open(const char *name) { return name != 0; } /* => defines function platform_open; implements platform_open (inferred) */
int compare(const void *left, const void *right) { return left == right; } /* => defines function compare */
