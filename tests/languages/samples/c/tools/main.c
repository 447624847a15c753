#include <shop/item.h>                             /* => imports include/shop/item.h */
#include <string.h>                                /* => imports string.h */

int old_style(a, b)                                /* => defines function old_style */
    int a;
    char *b;
{
    return a + (int)strlen(b);                     /* => calls strlen */
}

void lonely(int a) { old_style(a, "x"); }          /* => defines function lonely; calls old_style */

static void helper(int value) { lonely(value); }   /* => defines function tools/main.c.helper; calls lonely */

int main(void)                                     /* => defines function main */
{
    helper(1);                                     /* => calls tools/main.c.helper */
    return item_count;
}
