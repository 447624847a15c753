package shop

import shop.util.Tagged                     // => imports util.Tagged

/** What is sold. */
@Tagged("item")                             // => decorates util.Tagged from Item
open class Item(val name: String, private val next: Item? = null) : Priced { // => defines class Item; defines field Item.name; defines field Item.next; implements Priced; type_of Item; type_of Item from Item.next
    val size: Int get() = compute()         // => defines method Item.size; calls Item.compute
    private val parts = mutableListOf<Item>() // => defines field Item.parts; calls kotlin.collections.mutableListOf
    val first by lazy { Item("lazy") }      // => defines field Item.first; defines function Item.<lambda1>; calls kotlin.lazy from Item; calls Item.<lambda1> (inferred) from Item; instantiates Item; references Item.<lambda1> from Item

    constructor(count: Int) : this("many") { // => defines method Item.constructor
        compute()                           // => calls Item.compute
    }

    init {
        compute()                           // => calls Item.compute
    }

    fun compute() = 3                       // => defines method Item.compute

    fun show(times: Int = 0) {              // => defines method Item.show
        parts.forEach { it.show() }         // => defines function Item.show.<lambda1>; calls kotlin.collections.forEach, Item.show.<lambda1> (inferred) from Item.show; calls Item.show (inferred); references Item.show.<lambda1> from Item.show
        next?.show(times)                   // => calls Item.show
    }

    fun self(): Item = this                 // => defines method Item.self; type_of Item

    override fun price() = compute()        // => defines method Item.price; calls Item.compute; overrides Priced.price

    operator fun plus(other: Item): Item = other // => defines method Item.plus; type_of Item

    infix fun with(other: Item) = other     // => defines method Item.with; type_of Item

    companion object {                      // => defines class Item.Companion
        const val LIMIT = 3                 // => defines constant Item.Companion.LIMIT

        fun make(): Item = Item("x")        // => defines method Item.Companion.make; instantiates Item; type_of Item
    }

    inner class Part {                      // => defines class Item.Part
        fun whole() = this@Item.self()      // => defines method Item.Part.whole; calls Item.self
    }
}

interface Priced {                          // => defines interface Priced
    fun price(): Int                        // => defines method Priced.price

    fun isFree() = price() == 0             // => defines method Priced.isFree; calls Priced.price; calls values.<class1>.price (inferred)
}

class Gift(val inside: Item) : Item(inside.name), Comparable<Gift> { // => defines class Gift; defines field Gift.inside; implements kotlin.Comparable; inherits Item; type_of Gift, Item; type_of Item from Gift.inside
    override fun price(): Int {             // => defines method Gift.price; overrides Item.price
        return super.price() + inside.price() // => calls Item.price
    }

    override fun compareTo(other: Gift) = 0 // => defines method Gift.compareTo; type_of Gift
}

data class Pair2<A, B>(val one: A, val two: B) // => defines class Pair2; defines field Pair2.one; defines field Pair2.two

enum class Color(val code: Int) {           // => defines enum Color; defines field Color.code
    RED(1) {                                // => defines class Color.<class1>; defines constant Color.RED
        override fun paint() = mix()        // => defines method Color.<class1>.paint; calls Color.mix; overrides Color.paint
    },
    BLUE(2);                                // => defines constant Color.BLUE

    open fun paint() = 1                    // => defines method Color.paint

    fun mix() = code                        // => defines method Color.mix
}

typealias Items = List<Item>                // => defines type_alias Items; type_of kotlin.collections.List, Item
