//! Prices of things.
pub mod tax;                            // => imports tax

pub use tax::{rate, Rounding as Round}; // => imports tax, tax.Rounding, tax.rate

/// What has a price.
pub trait Priced {                      // => defines trait Priced
    const CURRENCY: &'static str = "EUR"; // => defines constant Priced.CURRENCY
    type Unit;                          // => defines type_alias Priced.Unit

    fn price(&self) -> u64;             // => defines method Priced.price

    fn price_with_tax(&self) -> u64 {   // => defines method Priced.price_with_tax
        let base = self.price();        // => calls Priced.price, shop.cart.item.Item.price (inferred)
        base + tax::rate(base)          // => calls tax.rate
    }

    fn describe() -> String {           // => defines method Priced.describe; type_of std.string.String
        String::from("priced")          // => calls std.string.String.from
    }
}

pub fn total<T: Priced>(things: &[T]) -> u64 { // => defines function total
    let mut sum = 0;
    for thing in things {
        sum += thing.price_with_tax();  // => calls Priced.price_with_tax (inferred)
    }
    sum + things.iter().map(|one| one.price()).sum::<u64>() // => defines function total.<lambda1>; calls Priced.price (inferred); calls std.iter.Iterator.map, std.iter.Iterator.sum, std.slice.iter (inferred) from total
}

impl Priced for str {
    type Unit = u8;                     // => defines type_alias str.Unit

    fn price(&self) -> u64 {            // => defines method str.price
        self.len() as u64               // => calls std.primitive.str.len (inferred)
    }
}

#[macro_export]
macro_rules! priced {                   // => defines function priced
    ($value:expr) => {
        $crate::total(&[$value])        // => calls total
    };
}
