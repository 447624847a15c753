package shop

import shop.item.Item                   // => imports item.Item
import static shop.item.Util.format     // => imports item.Util.format
import shop.item.*                      // => imports item
import java.util.List as JList          // => imports java.util.List

/**
 * A cart.
 */
@CompileStatic                          // => unresolved decorates CompileStatic from Cart
class Cart extends Base implements Saver {  // => defines class Cart; implements Saver; inherits Base
    static final int MAX = 10           // => defines field Cart.MAX
    private List items = []             // => defines field Cart.items
    Item first                          // => defines field Cart.first; type_of item.Item from Cart.first

    Cart(int n) {                       // => defines method Cart.Cart
        this.count = n
        init()                          // => calls Base.init
    }

    /** Adds. */
    @Override                           // => decorates groovy.lang.Override from Cart.add
    int add(Item item, int n = 1) {     // => defines method Cart.add; overrides Base.add; type_of item.Item
        helper(item)                    // => calls Base.helper
        items.each { Item each -> each.show() }  // => defines function Cart.add.<lambda1>; calls groovy.lang.List.each (inferred) from Cart.add; calls item.Item.show (inferred); type_of item.Item
        super.add(item)                 // => calls Base.add (inferred)
        item.save()                     // => calls item.Item.save (inferred)
        first.show()                    // => calls item.Item.show (inferred)
        this.check()                    // => calls Cart.check (inferred)
        format("x")                     // => calls item.Util.format
        unknown(n)                      // => unresolved calls unknown
        new Item(1).show()              // => calls item.Item.show (inferred); instantiates item.Item
    }

    void check() { println "checked" }  // => defines method Cart.check; calls groovy.lang.println

    static Cart make() { return new Cart(1) }  // => defines method Cart.make; instantiates Cart; type_of Cart
}

interface Saver {                       // => defines interface Saver
    void save()                         // => defines method Saver.save
}

enum Color { RED, GREEN }               // => defines constant Color.GREEN; defines constant Color.RED; defines enum Color

def top(Cart cart) {                    // => defines function top; type_of Cart
    cart.add(null)                      // => calls Cart.add (inferred)
}

def cart = new Cart(2)                  // => defines field cart; instantiates Cart
cart.add(1)                             // => calls Cart.add (inferred)
top(cart)                               // => calls top
def later = { x -> top(x) }             // => defines function later; calls top
