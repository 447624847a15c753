package shop.util

import shop.Item                            // => imports shop.Item

annotation class Tagged(val name: String)   // => defines field Tagged.name; defines interface Tagged

fun helper(count: Int) {                    // => defines function helper
}

fun helper(text: String) = text.trim()      // => defines function helper; calls java.lang.String.trim

fun Item.shout(): Item {                    // => defines function shout; type_of shop.Item
    show()                                  // => calls shop.Item.show
    return this.self()                      // => calls shop.Item.self
}

val Item.loud: Item get() = self()          // => defines method loud; calls shop.Item.self; type_of shop.Item

fun <T, R> change(value: T, by: (T) -> R): R = by(value) // => defines function change; calls shop.values.<lambda4> (inferred); instantiates shop.Gift (inferred)

fun build(block: Item.() -> Unit): Item = Item("built").apply(block) // => defines function build; calls kotlin.apply; calls shop.receivers.<lambda1> (inferred); instantiates shop.Item; type_of shop.Item

internal class Hidden {                     // => defines class Hidden
    fun hello() {                           // => defines method Hidden.hello
    }
}
