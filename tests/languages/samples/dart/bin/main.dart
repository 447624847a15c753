import 'package:shop/cart.dart';        // => imports lib.cart
import '../lib/src/item.dart' as items; // => imports lib.src.item

void main(List<String> args) async {    // => defines function main
  Cart cart = Cart.of(1);               // => calls lib.cart.Cart.of; type_of lib.cart.Cart
  cart.add(items.Item(1));              // => calls lib.cart.Cart.add (inferred); instantiates lib.src.item.Item
  await cart.add(null);                 // => calls lib.cart.Cart.add (inferred)
  store(1);                             // => calls lib.src.util.store
  var shelf = Shelf<Cart>(cart); // => instantiates Shelf
  shelf.first(); // => calls Shelf.first (inferred)
  Shelf<Cart>(cart).first(); // => calls Shelf.first (inferred); instantiates Shelf
  describe(items.Item(2));              // => calls lib.cart.describe; instantiates lib.src.item.Item
}

class Shelf<T> { // => defines class Shelf
  T value; // => defines field Shelf.value
  Shelf(this.value); // => defines method Shelf.Shelf
  T first() => value; // => defines method Shelf.first
}
