#include "item.h"                                  /* => imports include/shop/item.h */
#include "shop/item.h"                             /* => imports include/shop/item.h */
#include <stdlib.h>                                /* => imports stdlib.h */
#include <openssl/evp.h>                           /* => imports openssl/evp.h */
#include "generated.h"                             /* => unresolved imports generated.h */

int item_count = 0;                                /* => defines field item_count */

static void show_item(const struct item *self);
static int check_price(int price) { return price > 0; } /* => defines function src/item.c.check_price */

const struct item_ops default_ops = {              /* => defines field default_ops; type_of item_ops from default_ops */
    .create = item_create,                         /* => references item_create */
    .destroy = item_destroy,                       /* => references item_destroy */
    .nested = { check_price },                     /* => references src/item.c.check_price */
};

item_t *item_create(int price)                     /* => defines function item_create; type_of item_t */
{
    item_t *made = malloc(sizeof(*made));          /* => calls malloc; type_of item_t */
    made->price = price;
    made->show = show_item;                        /* => references src/item.c.show_item */
    item_count++;
    return made;
}

void item_destroy(item_t *item)                    /* => defines function item_destroy; type_of item_t */
{
    free(item);                                    /* => calls free */
}

static void show_item(const struct item *self)     /* => defines function src/item.c.show_item; type_of item */
{
    helper(self->price);                           /* => unresolved calls helper */
}

size_t item_select(item_t *first, item_filter filter, void *context) /* => defines function item_select; type_of item_filter, item_t */
{
    size_t found = 0;
    for (item_t *one = first; one; one = one->next) { /* => type_of item_t */
        if (filter(one, context))                  /* => calls src/shop.c.cheap (inferred) */
            found++;
    }
    return found;
}
