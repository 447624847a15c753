#import "Cart.h" // => imports Shop/Cart.h

@implementation Cart

- (void)add:(Item *)item { // => defines method Cart.add; type_of Item
    self.first = item;
    item.cart = self;
    [item label]; // => calls Item.label
}

- (void)visit:(Visitor)visitor { // => defines method Cart.visit; type_of Visitor
    visitor(self.first); // => calls Clerk.serve.<lambda1> (inferred)
}

- (int)total { // => defines method Cart.total
    return [self.first price] + [_first price]; // => calls Item.price; unresolved calls _first.price
}

@end

@implementation GiftCart

- (int)total { // => defines method GiftCart.total; overrides Cart.total
    return [super total]; // => calls Cart.total
}

@end
