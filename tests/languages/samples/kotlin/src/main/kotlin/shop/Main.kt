package shop

import okio.Buffer                          // => imports okio.Buffer
import shop.util.*                          // => imports util
import shop.util.Hidden as Known            // => imports util.Hidden
import shop.util.helper                     // => imports util.helper
import shop.util.missing                    // => unresolved imports shop.util.missing

object Registry {                           // => defines class Registry
    private val items = mutableListOf<Item>() // => defines field Registry.items; calls kotlin.collections.mutableListOf

    fun add(item: Item) {                   // => defines method Registry.add; type_of Item
        items.add(item)                     // => calls java.util.List.add (inferred)
    }

    fun first() = items.first { one -> one.name == "a" } // => defines function Registry.first.<lambda1>; defines method Registry.first; calls kotlin.collections.first, Registry.first.<lambda1> (inferred) from Registry.first; references Registry.first.<lambda1> from Registry.first
}

class Extra {                               // => defines class Extra
    fun Item.inner() = show()               // => defines method Extra.inner; calls Item.show; type_of Item

    fun use(item: Item) {                   // => defines method Extra.use; type_of Item
        item.inner()                        // => calls Extra.inner
    }
}

fun receivers(item: Item) {                 // => defines function receivers; type_of Item
    item.shout().loud.show(1)               // => calls Item.show, util.shout
    build { show(2) }                       // => defines function receivers.<lambda1>; calls Item.show; calls util.build from receivers; references receivers.<lambda1> from receivers
    item.let { it.show() }                  // => defines function receivers.<lambda2>; calls kotlin.let from receivers; calls Item.show (inferred); calls receivers.<lambda2> (inferred) from receivers; references receivers.<lambda2> from receivers
    item.apply { compute() }                // => defines function receivers.<lambda3>; calls kotlin.apply from receivers; calls Item.compute; calls receivers.<lambda3> (inferred) from receivers; references receivers.<lambda3> from receivers
    with(item) { self() }                   // => defines function receivers.<lambda4>; calls kotlin.with from receivers; calls Item.self; calls receivers.<lambda4> (inferred) from receivers; references receivers.<lambda4> from receivers
    item.also { one -> one.show() }.run { compute() } // => defines function receivers.<lambda5>; defines function receivers.<lambda6>; calls kotlin.also, kotlin.run from receivers; calls Item.compute from receivers.<lambda6>; calls Item.show (inferred); calls receivers.<lambda5>, receivers.<lambda6> (inferred) from receivers; references receivers.<lambda5>, receivers.<lambda6> from receivers
    val both = item + item with item        // => calls Item.plus, Item.with
    both.show()                             // => calls Item.show (inferred)
    item?.self()!!.show()                   // => calls Item.self, Item.show
}

fun values(any: Any, items: Items, color: Color) { // => defines function values; type_of Color, Items
    val item = Item("a", next = Item.make()) // => calls Item.Companion.make; instantiates Item
    Item(3).show()                          // => calls Item.constructor, Item.show; instantiates Item
    Registry.add(item)                      // => calls Registry.add
    Registry.first().show()                 // => calls Item.show (inferred); calls Registry.first
    val show: (Item) -> Unit = { it.show() } // => defines function values.<lambda1>; calls Item.show (inferred); references values.<lambda1> from values; type_of Item from values
    show(item)                              // => calls values.<lambda1> (inferred)
    if (any is Gift) any.inside.show()      // => calls Item.show; type_of Gift
    when (any) {
        is Gift -> any.price()              // => calls Gift.price; type_of Gift
        is Color -> any.paint()             // => calls Color.paint; type_of Color
    }
    if (any !is Item) return                // => type_of Item
    any.show()                              // => calls Item.show
    items.map { it.self() }.filter { it.size > 0 }.forEach(Item::show) // => defines function values.<lambda2>; defines function values.<lambda3>; calls kotlin.collections.filter, kotlin.collections.forEach, Item.show, values.<lambda2>, values.<lambda3> (inferred) from values; calls kotlin.collections.map from values; calls Item.self (inferred); references Item.show, values.<lambda2>, values.<lambda3> from values
    item.first.show()                       // => calls Item.show (inferred)
    (any as Gift).compareTo(Gift(any))      // => calls Gift.compareTo; instantiates Gift
    val (one, two) = Pair2(item, color)     // => instantiates Pair2
    one.show()                              // => calls Item.show (inferred)
    two.paint()                             // => calls Color.paint (inferred)
    for (each in items) each.show()         // => calls Item.show (inferred)
    change(item) { it.self() }.show()       // => defines function values.<lambda4>; calls Item.self (inferred); calls Item.show (inferred) from values; calls util.change from values; references values.<lambda4> from values
    change(item, ::Gift).inside.show()      // => calls Item.show (inferred); calls util.change
    val help = ::helper
    help(1)                                 // => calls util.helper (inferred)
    mapOf("a" to item)["a"]?.show()         // => calls kotlin.collections.mapOf, kotlin.to; calls Item.show (inferred)
    val chosen = if (any.size > 1) item else Gift(item) // => instantiates Gift
    chosen.price()                          // => calls Gift.price, Item.price (inferred)
    val free = object : Priced {            // => defines class values.<class1>; implements Priced; instantiates values.<class1> from values
        override fun price() = item.compute() // => defines method values.<class1>.price; calls Item.compute (inferred); overrides Priced.price
    }
    free.isFree()                           // => calls Priced.isFree (inferred)
    try {
        helper(1)                           // => calls util.helper
        helper("text").length               // => calls util.helper
    } catch (error: IllegalStateException) {
        error.printStackTrace()             // => calls java.lang.IllegalStateException.printStackTrace
    }
}

fun elsewhere(old: Legacy, buffer: Buffer) { // => defines function elsewhere; type_of okio.Buffer, Legacy
    old.wrap(Item("java")).unwrap().show()  // => calls Item.show, Legacy.unwrap, Legacy.wrap; instantiates Item
    Legacy.create().unwrap()                // => calls Legacy.create, Legacy.unwrap
    Known().hello()                         // => calls util.Hidden.hello; instantiates util.Hidden
    buffer.readUtf8()                       // => calls okio.Buffer.readUtf8
    unknown()                               // => unresolved calls unknown
    missing()                               // => unresolved calls missing
}

fun price(priced: Priced): Int = priced.price() // => defines function price; calls Gift.price (inferred); calls Priced.price; type_of Priced

fun main() {                                // => defines function main
    price(Gift(Item("b")))                  // => calls price; instantiates Gift, Item
    fun local(item: Item) = item.show()     // => defines function main.local; calls Item.show; type_of Item
    local(Item.make())                      // => calls Item.Companion.make, main.local
}
