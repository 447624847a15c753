#[macro_use]
mod macros;                             // => imports macros
pub mod cart;                           // => imports cart
pub mod util;                           // => imports util
#[path = "odd_name.rs"]
mod stock;                              // => imports stock
mod missing;                            // => unresolved imports missing

pub use crate::cart::{item::Item, Cart}; // => imports cart, cart.Cart, cart.item, cart.item.Item
pub use stock::*;                       // => imports stock
use price_list::{self, tax::Rounding, Priced, Round as Rounds}; // => imports price_list, price_list.Priced, price_list.tax, price_list.tax.Rounding
use std::collections::HashMap;          // => imports std.collections.HashMap
use unknown_crate::Thing;               // => unresolved imports unknown_crate.Thing

pub type Carts = HashMap<String, Cart>; // => defines type_alias Carts; type_of cart.Cart, std.collections.HashMap, std.string.String

pub static FIRST: u8 = start();         // => defines constant FIRST; calls start

const fn start() -> u8 {                // => defines function start
    1
}

pub fn open(name: &str) -> Result<Cart, Error> { // => defines function open; type_of Error, cart.Cart, std.result.Result
    let cart = Cart::named(name)?;      // => calls cart.Cart.named
    log!("opened {}", cart.size());     // => calls cart.Cart.size, macros.log (inferred)
    let rounding = Rounding::down();    // => calls price_list.tax.Rounding.down
    rounding.apply(price_list::rate(1)); // => calls price_list.tax.Rounding.apply (inferred); calls price_list.tax.rate
    Rounds::Up.apply(2);                // => calls price_list.tax.Rounding.apply (inferred)
    Ok(cart)                            // => calls std.result.Result.Ok
}

#[derive(Debug)]                        // => decorates std.fmt.Debug from Error
pub enum Error {                        // => defines enum Error
    Empty,                              // => defines constant Error.Empty
    Other(Box<dyn Reason>),             // => defines constant Error.Other
}

pub trait Reason {                      // => defines trait Reason
    fn text(&self) -> String;           // => defines method Reason.text; type_of std.string.String
}

impl Error {
    fn reason(&self) -> String {        // => defines method Error.reason; type_of std.string.String
        match self {
            Error::Empty => String::new(), // => calls std.string.String.new
            Error::Other(reason) => reason.text(), // => calls Reason.text (inferred)
        }
    }
}

impl std::fmt::Display for Error {      // => implements std.fmt.Display from Error
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { // => defines method Error.fmt; type_of std.fmt.Formatter, std.fmt.Result
        write!(f, "{}", self.reason())  // => calls Error.reason (inferred); calls std.write
    }
}

pub async fn later(cart: &mut Cart) -> u64 { // => defines function later; type_of cart.Cart
    let found = util::fetch(cart).await; // => calls util.fetch
    found.price() + cart.first().unwrap().price_with_tax() // => calls price_list.Priced.price_with_tax, cart.Cart.first, cart.item.Item.price, std.option.Option.unwrap (inferred)
}

#[cfg(test)]
mod tests {                             // => defines module tests
    use super::*;                       // => imports shop

    #[test]
    fn opens() {                        // => defines function tests.opens
        let cart = open("a").expect("a cart"); // => calls open; calls std.result.Result.expect (inferred)
        assert_eq!(cart.size(), 0);     // => calls cart.Cart.size (inferred); calls std.assert_eq
        assert!(later(cart) > 0);       // => calls later, std.assert
    }
}
