#import "Item.h" // => imports Shop/Item.h
#include "Pricing.h" // => imports Shop/Pricing.h

static int clamp(int value) { // => defines function Shop/Item.m.clamp
    return value < 0 ? 0 : value;
}

@implementation Item

- (instancetype)initWithName:(NSString *)name cents:(int)cents { // => defines method Item.initWithName; unresolved type_of NSString
    self = [super init]; // => unresolved calls super.init
    _cents = clamp(cents); // => calls Shop/Item.m.clamp
    return self;
}

+ (Item *)itemNamed:(NSString *)name { // => defines method Item.itemNamed; type_of Item; unresolved type_of NSString
    return [[Item alloc] initWithName:name cents:0]; // => calls Item.initWithName; instantiates Item
}

- (int)price { // => defines method Item.price; overrides Priced.price
    return rounded(_cents); // => calls rounded
}

@end

@implementation Item (Labels)

- (NSString *)label { // => defines method Item.label; unresolved type_of NSString
    [self price]; // => calls Item.price
    return self.name;
}

@end
