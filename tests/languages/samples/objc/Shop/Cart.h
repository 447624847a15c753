#import "Item.h" // => imports Shop/Item.h

typedef void (^Visitor)(Item *item); // => defines type_alias Visitor

@interface Cart : NSObject // => defines class Cart; unresolved inherits NSObject
@property (nonatomic, strong) Item *first; // => defines field Cart.first; type_of Item from Cart.first
- (void)add:(Item *)item;
- (void)visit:(Visitor)visitor;
- (int)total;
@end

@interface GiftCart : Cart // => defines class GiftCart; inherits Cart
@end
