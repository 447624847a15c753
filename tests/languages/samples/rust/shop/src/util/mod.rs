use crate::Cart;                        // => imports shop, shop.cart.Cart
use crate::Item;                        // => imports shop, shop.cart.item.Item
use dice::{random, Rng as _};           // => imports dice.Rng, dice.random

pub fn write_line(text: String) {       // => defines function write_line; type_of std.string.String
    println!("{}", text);               // => calls std.println
    inner::flush();                     // => calls inner.flush
}

pub async fn fetch(cart: &Cart) -> Item { // => defines function fetch; type_of shop.cart.Cart, shop.cart.item.Item
    let number: u8 = random();          // => calls dice.random
    cart.first().cloned().unwrap_or_else(|| Item::new("x")) // => defines function fetch.<lambda1>; calls shop.cart.Cart.first, std.option.Option.cloned, std.option.Option.unwrap_or_else (inferred) from fetch; calls shop.cart.item.Item.new
}

mod inner {                             // => defines module inner
    pub fn flush() {                    // => defines function inner.flush
        use std::io::{self, Write};     // => imports std.io, std.io.Write
        io::stdout().flush();           // => calls std.io.stdout; unresolved calls io::stdout().flush
    }
}

pub mod deep;                           // => imports deep
