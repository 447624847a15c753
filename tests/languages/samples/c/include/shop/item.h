#ifndef SHOP_ITEM_H
#define SHOP_ITEM_H

#include <stddef.h>                                /* => imports stddef.h */

#ifdef __cplusplus
extern "C" {
#endif

#define MAX_ITEMS 16                               /* => defines constant MAX_ITEMS */
#define SQUARE(x) ((x) * twice(x) / 2)             /* => defines function SQUARE; calls twice */
#define item_free item_destroy                     /* => defines constant item_free */

/* What is sold. */
typedef struct item {                              /* => defines struct item; defines type_alias item_t; type_of item */
    struct item *next;                             /* => defines field item.next; type_of item from item.next */
    int price;                                     /* => defines field item.price */
    enum kind { KIND_FOOD, KIND_TOOL } kind;       /* => defines constant item.kind.KIND_FOOD; defines constant item.kind.KIND_TOOL; defines enum item.kind; defines field item.kind; type_of item.kind */
    union { int grams; int pieces; } amount;       /* => defines field item.amount; defines field item.amount.grams; defines field item.amount.pieces */
    void (*show)(const struct item *self);         /* => defines field item.show */
} item_t;

/* Something that is only known by its name. */
typedef struct stock stock;

typedef int (*item_filter)(const item_t *item, void *context); /* => defines type_alias item_filter */
typedef unsigned int cents;                        /* => defines type_alias cents */

struct item_ops {                                  /* => defines struct item_ops */
    item_t *(*create)(int price);                  /* => defines field item_ops.create; type_of item_t from item_ops.create */
    void (*destroy)(item_t *item);                 /* => defines field item_ops.destroy */
    struct { int (*check)(int); } nested;          /* => defines field item_ops.nested; defines field item_ops.nested.check */
};

extern const struct item_ops default_ops;
extern int item_count;

item_t *item_create(int price);
void item_destroy(item_t *item);
size_t item_select(item_t *first, item_filter filter, void *context);
int platform_open(const char *name);               /* => defines function platform_open */
void nowhere_defined(int a);                       /* => defines function nowhere_defined */

static inline int twice(int x)                     /* => defines function twice */
{
    return x + x;
}

#ifdef __cplusplus
}
#endif

#endif
