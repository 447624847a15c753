package shop

import shop.util.{Pricing => Prices, *}      // => imports util, util.Pricing
import shop.util.Text                        // => imports util.Text
import java.util.ArrayList                   // => imports java.util.ArrayList

/** What is sold. */
@deprecated                                  // => unresolved decorates deprecated from Item
abstract class Item(val name: String, next: Option[Item] = None) extends Priced with Ordered[Item] { // => defines class Item; defines field Item.name; defines field Item.next; implements scala.Ordered, Priced; type_of Item; type_of Item from Item.next
  private val parts = List[Item]()           // => defines field Item.parts; calls scala.List.apply
  lazy val first: Item = make()              // => defines field Item.first; calls Item.make; type_of Item; type_of Item from Item.first
  var count: Int = compute()                 // => defines field Item.count; calls Item.compute

  def this(count: Int) = this("many")        // => defines method Item.this

  compute()                                  // => calls Item.compute

  def compute() = 3                          // => defines method Item.compute

  def size = compute()                       // => defines method Item.size; calls Item.compute

  def make(): Item = new Gift(this)          // => defines method Item.make; instantiates Gift; type_of Item

  def show(times: Int = 0): Unit = {         // => defines method Item.show
    parts.foreach(_.show(1))                 // => defines function Item.show.<lambda1>; calls scala.Iterable.foreach, Item.show.<lambda1> (inferred) from Item.show; calls Item.show (inferred); references Item.show.<lambda1> from Item.show
    parts.foreach(one => one.show(2))        // => defines function Item.show.<lambda2>; calls scala.Iterable.foreach, Item.show.<lambda2> (inferred) from Item.show; calls Item.show (inferred); references Item.show.<lambda2> from Item.show
    next.foreach { one => one.show() }       // => defines function Item.show.<lambda3>; calls scala.Option.foreach from Item.show; calls Item.show (inferred); calls Item.show.<lambda3> (inferred) from Item.show; references Item.show.<lambda3> from Item.show
    println(size)                            // => calls scala.Predef.println, Item.size
    this.size                                // => calls Item.size
  }

  override def price: Int = compute() + size // => defines method Item.price; calls Item.compute, Item.size; overrides Priced.price

  def self: Item = this                      // => defines method Item.self; type_of Item

  def +(other: Item): Item = other           // => defines method Item.+; type_of Item

  def compare(that: Item): Int = 0           // => defines method Item.compare; type_of Item
}

object Item {                                // => defines class Item
  val limit = 3                              // => defines field Item.limit

  def apply(name: String): Item = new Gift(null) // => defines method Item.apply; instantiates Gift; type_of Item

  def default: Item = Item("default")        // => defines method Item.default; calls Item.apply; type_of Item
}

trait Priced {                               // => defines trait Priced
  def price: Int                             // => defines method Priced.price

  def isFree: Boolean = price == 0           // => defines method Priced.isFree; calls Priced.price
}

trait Loud extends Priced {                  // => defines trait Loud; inherits Priced
  abstract override def price: Int = super.price + 1 // => defines method Loud.price; calls Priced.price; overrides Priced.price
}

class Gift(val inside: Item) extends Item("gift") with Loud { // => defines class Gift; defines field Gift.inside; implements Loud; inherits Item; type_of Item; type_of Item from Gift.inside
  override def show(times: Int): Unit = {    // => defines method Gift.show; overrides Item.show
    super.show(times)                        // => calls Item.show
    inside.show()                            // => calls Gift.show (inferred); calls Item.show
  }
}

case class Point(x: Int, y: Int) {           // => defines class Point; defines field Point.x; defines field Point.y
  def plus(other: Point): Point = Point(x + other.x, y + other.y) // => defines method Point.plus; instantiates Point; type_of Point
}

object Point {                               // => defines class Point
  def origin: Point = Point(0, 0)            // => defines method Point.origin; instantiates Point; type_of Point
}

enum Color(val code: Int) {                  // => defines enum Color; defines field Color.code
  case Red extends Color(1)                  // => defines constant Color.Red
  case Green extends Color(2)                // => defines constant Color.Green

  def mix(other: Color): Color = Color.Red   // => defines method Color.mix; type_of Color
}

enum Shape {                                 // => defines enum Shape
  case Circle(radius: Double)                // => defines class Shape.Circle; defines field Shape.Circle.radius
  case Empty                                 // => defines constant Shape.Empty

  def area: Double = this match {            // => defines method Shape.area
    case circle: Circle => circle.radius     // => type_of Shape.Circle
    case Empty => 0
  }
}
