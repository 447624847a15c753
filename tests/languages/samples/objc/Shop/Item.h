#import <Foundation/Foundation.h> // => imports Foundation/Foundation.h

@class Cart;

/* What has a price. */
@protocol Priced <NSObject> // => defines interface Priced; unresolved inherits NSObject
- (int)price; // => defines method Priced.price
@optional
- (int)discount; // => defines method Priced.discount
@end

@interface Item : NSObject <Priced> { // => defines class Item; implements Priced; unresolved inherits NSObject
    int _cents; // => defines field Item._cents
}
@property (nonatomic, copy) NSString *name; // => defines field Item.name; unresolved type_of NSString from Item.name
@property (nonatomic, weak) Cart *cart; // => defines field Item.cart; type_of Cart from Item.cart
- (instancetype)initWithName:(NSString *)name cents:(int)cents;
+ (Item *)itemNamed:(NSString *)name;
@end

@interface Item (Labels)
- (NSString *)label;
@end
