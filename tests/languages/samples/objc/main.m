#import "Shop/Cart.h" // => imports Shop/Cart.h

@interface Clerk : NSObject // => defines class Clerk; unresolved inherits NSObject
- (void)serve:(Cart *)cart;
@end

@implementation Clerk

- (void)serve:(Cart *)cart { // => defines method Clerk.serve; type_of Cart
    Item *item = [Item itemNamed:@"tea"]; // => calls Item.itemNamed; type_of Item
    [cart add:item]; // => calls Cart.add
    [cart visit:^(Item *each) { // => defines function Clerk.serve.<lambda1>; calls Cart.visit from Clerk.serve; references Clerk.serve.<lambda1> from Clerk.serve; type_of Item
        [each label]; // => calls Item.label
    }];
    for (Item *each in cart.all) { // => type_of Item
        [each price]; // => calls Item.price
    }
    id<Priced> priced = item; // => type_of Priced
    [priced price]; // => calls Priced.price
    [unknown serve:cart]; // => calls Clerk.serve (candidate)
}

@end

int main(void) { // => defines function main
    Clerk *clerk = [Clerk new]; // => instantiates Clerk; type_of Clerk
    GiftCart *cart = [[GiftCart alloc] init]; // => instantiates GiftCart; type_of GiftCart; unresolved calls GiftCart().init
    [clerk serve:cart]; // => calls Clerk.serve
    return [cart total]; // => calls GiftCart.total
}
