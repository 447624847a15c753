package shop.util

object Text {                                // => defines class Text
  def shout(text: String): String = text.toUpperCase // => defines method Text.shout

  def twice(f: Int => Int, value: Int): Int = f(f(value)) // => defines method Text.twice
}

class Pricing(factor: Int) {                 // => defines class Pricing; defines field Pricing.factor
  def of(value: Int): Int = value * factor   // => defines method Pricing.of
}

def helper(value: Int): Int = value          // => defines function helper

trait Shown[A] {                             // => defines trait Shown
  def shown(value: A): String                // => defines method Shown.shown
}
