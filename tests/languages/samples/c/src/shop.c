#include <stdio.h>                                 /* => imports stdio.h */
#include "../include/shop/item.h"                  /* => imports include/shop/item.h */
#include "shop.h"                                  /* => imports src/shop.h */

struct stock {                                     /* => defines struct stock */
    item_t *first;                                 /* => defines field stock.first; type_of item_t from stock.first */
    item_t items[MAX_ITEMS];                       /* => defines field stock.items; type_of item_t from stock.items */
};

static struct { const char *name; int (*run)(stock *); } commands[] = { /* => defines field src/shop.c.commands; defines field src/shop.c.commands.name; defines field src/shop.c.commands.run */
    { "list", list },                              /* => references list */
    { "clear", &clear },                           /* => references clear */
};

static int cheap(const item_t *item, void *context) /* => defines function src/shop.c.cheap; type_of item_t */
{
    return item->price < *(int *)context;
}

static void helper(int value) { printf("%d\n", value); } /* => defines function src/shop.c.helper; calls printf */

int list(stock *shop)                              /* => defines function list; type_of stock */
{
    int limit = 3;
    shop->first->show(shop->first);                /* => calls src/item.c.show_item (inferred) */
    shop->items[0].next->show(NULL);               /* => calls src/item.c.show_item (inferred) */
    return (int)item_select(shop->first, cheap, &limit); /* => calls item_select; references src/shop.c.cheap */
}

int clear(stock *shop)                             /* => defines function clear; type_of stock */
{
    item_free(shop->first);                        /* => calls item_destroy */
    helper(SQUARE(2));                             /* => calls SQUARE, src/shop.c.helper */
    return 0;
}

void run_all(stock *shop, unsigned count)          /* => defines function run_all; type_of stock */
{
    item_filter chosen = count ? cheap : NULL;     /* => references src/shop.c.cheap; type_of item_filter */
    for (unsigned index = 0; index < count; index++)
        commands[index].run(shop);                 /* => calls clear, list (inferred) */
    chosen(shop->first, NULL);                     /* => calls src/shop.c.cheap (inferred) */
    (*chosen)(shop->first, NULL);                  /* => calls src/shop.c.cheap (inferred) */
    default_ops.create(4);                         /* => calls item_create (inferred) */
    struct item_ops *ops = (struct item_ops *)&default_ops; /* => type_of item_ops */
    ops->destroy(shop->first);                     /* => calls item_destroy (inferred) */
    ops->nested.check(1);                          /* => calls src/item.c.check_price (inferred) */
    platform_open("shop");                         /* => calls platform_open */
    nowhere_defined(1);                            /* => calls nowhere_defined */
    lonely(2);                                     /* => calls lonely (candidate) */
    unknown_function(3);                           /* => unresolved calls unknown_function */
}

#ifdef TRACE
static int log_level(void) { return 2; }           /* => defines function src/shop.c.log_level */
#else
static int log_level(void) { return 0; }           /* => defines function src/shop.c.log_level */
#endif

int main(int argc, char **argv)                    /* => defines function main */
{
    int helper = log_level();                      /* => calls src/shop.c.log_level */
    stock shop = { 0 };                            /* => type_of stock */
    qsort(&shop, 1, 1, compare);                   /* => calls qsort; references compare */
    (void)helper;
    {
        int list = 1;
        keep(list);                                /* => calls keep */
    }
    keep(list);                                    /* => calls keep; references list */
#if 0
    never();
#endif
    return run_all(&shop, argc), 0;                /* => calls run_all */
}
