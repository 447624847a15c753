#pragma once
#include "../include/shop/item.h"                  /* => imports include/shop/item.h */

int list(stock *shop);
int clear(stock *shop);
void run_all(stock *shop, unsigned count);
int compare(const void *left, const void *right);
static inline void keep(int (*function)(stock *)) { (void)function; } /* => defines function keep */
