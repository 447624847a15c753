package shop

import okio.Buffer                           // => imports okio.Buffer
import shop.util.Pricing                     // => imports util.Pricing
import shop.util.Shown                       // => imports util.Shown
import util.Text                             // => imports util.Text
import shop.util.missing                     // => unresolved imports shop.util.missing

extension (item: Item)
  def shouted: String = Text.shout(item.name) // => defines method Item.shouted; calls util.Text.shout
  def times(count: Int): Item = item         // => defines method Item.times; type_of Item

given itemShown: Shown[Item] with            // => defines class itemShown; implements util.Shown; type_of Item
  def shown(value: Item): String = value.name // => defines method itemShown.shown; overrides util.Shown.shown; type_of Item

object Registry {                            // => defines class Registry
  private var items: List[Item] = Nil        // => defines field Registry.items; type_of Item; type_of Item from Registry.items

  def add(item: Item): Unit = {              // => defines method Registry.add; type_of Item
    items = item :: items
  }

  def first: Option[Item] = items.find(one => one.isFree) // => defines function Registry.first.<lambda1>; defines method Registry.first; calls scala.Iterable.find from Registry.first; calls Priced.isFree (inferred); calls Registry.first.<lambda1> (inferred) from Registry.first; references Registry.first.<lambda1> from Registry.first; type_of Item from Registry.first

  def cheapest(): Item = items.map(_.self).filter(one => one.price > 0).head // => defines function Registry.cheapest.<lambda1>; defines method Registry.cheapest; calls scala.Iterable.filter, Registry.cheapest.<lambda1> (inferred) from Registry.cheapest; calls scala.Iterable.map from Registry.cheapest; references Registry.cheapest.<lambda1> from Registry.cheapest; type_of Item from Registry.cheapest
}

class Cart(items: List[Item], pricing: Pricing) { // => defines class Cart; defines field Cart.items; defines field Cart.pricing; type_of Item, util.Pricing; type_of Item from Cart.items; type_of util.Pricing from Cart.pricing
  def total: Int = {                         // => defines method Cart.total
    var sum = 0
    for (item <- items) {
      sum += pricing.of(item.price)          // => calls Item.price (inferred); calls util.Pricing.of
    }
    for (item <- items if item.isFree; same = item.self) yield same.show() // => calls Item.self, Item.show (inferred)
    items.map(item => item.self).foreach { same => same.show() } // => defines function Cart.total.<lambda1>; defines function Cart.total.<lambda2>; calls scala.Iterable.foreach, Cart.total.<lambda1>, Cart.total.<lambda2> (inferred) from Cart.total; calls scala.Iterable.map from Cart.total; calls Item.self (inferred); calls Item.show (inferred) from Cart.total.<lambda2>; references Cart.total.<lambda1>, Cart.total.<lambda2> from Cart.total
    items.foldLeft(0) { (sum, item) => sum + item.compute() } // => defines function Cart.total.<lambda3>; calls scala.Iterable.foldLeft from Cart.total; calls Cart.total.<lambda3> (inferred) from Cart.total; calls Item.compute (inferred); references Cart.total.<lambda3> from Cart.total
    sum
  }

  def merge(other: Cart): Cart = new Cart(items, pricing) // => defines method Cart.merge; instantiates Cart; type_of Cart
}

object Main {                                // => defines class Main
  def inc(value: Int): Int = value + 1       // => defines method Main.inc

  def main(args: Array[String]): Unit = {    // => defines method Main.main
    val item = Item("a")                     // => calls Item.apply
    item.show()                              // => calls Gift.show, Item.show (inferred)
    item.make().show()                       // => calls Gift.show, Item.make, Item.show (inferred)
    val point = Point(1, 2)                  // => instantiates Point
    point.plus(Point.origin).plus(point)     // => calls Point.origin; calls Point.plus (inferred)
    val moved = point.copy(x = 3)
    moved.plus(point)                        // => calls Point.plus (inferred)
    Registry.add(item)                       // => calls Registry.add
    Registry.first.foreach(one => one.show()) // => defines function Main.main.<lambda1>; calls scala.Option.foreach, Registry.first from Main.main; calls Item.show (inferred); calls Main.main.<lambda1> (inferred) from Main.main; references Main.main.<lambda1> from Main.main
    Registry.cheapest().show()               // => calls Item.show, Registry.cheapest
    val cart = new Cart(List(item), new Pricing(2)) // => calls scala.List.apply; instantiates Cart, util.Pricing
    println(cart.total)                      // => calls scala.Predef.println; calls Cart.total (inferred)
    cart merge cart                          // => calls Cart.merge (inferred)
    Text.twice(inc, 1)                       // => calls util.Text.twice; references Main.inc
    val f: Int => Int = inc                  // => references Main.inc
    f(1)
    val both = item + item                   // => calls Item.+ (inferred)
    both.show()                              // => calls Gift.show, Item.show (inferred)
    both.times(2).show()                     // => calls Item.show, Item.times (inferred)
    Color.Red.mix(Color.Green)               // => calls Color.mix
    Shape.Circle(1.0).area                   // => calls Shape.area; instantiates Shape.Circle
    val any: Any = item
    any match {
      case gift: Gift => gift.inside.show()  // => calls Item.show; type_of Gift
      case Point(x, y) => println(x)         // => calls scala.Predef.println
      case _ => ()
    }
    any.asInstanceOf[Gift].inside.make()     // => calls Item.make
    val free = new Priced {                  // => defines class Main.main.<class1>; implements Priced; instantiates Main.main.<class1> from Main.main
      def price: Int = item.compute()        // => defines method Main.main.<class1>.price; calls Item.compute (inferred); overrides Priced.price
    }
    free.isFree                              // => calls Priced.isFree (inferred)
    try {
      shop.util.helper(1)                    // => calls util.helper
    } catch {
      case error: IllegalStateException => error.printStackTrace() // => calls java.lang.IllegalStateException.printStackTrace
    }
    val buffer = new Buffer()                // => instantiates okio.Buffer
    buffer.readUtf8()                        // => calls okio.Buffer.readUtf8 (inferred)
    unknown()                                // => unresolved calls unknown
    missing()                                // => unresolved calls missing
  }

  def helperOf(priced: Priced): Int = priced.price // => defines method Main.helperOf; calls Priced.price; type_of Priced
}
