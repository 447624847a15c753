pub mod item;                           // => imports item

pub use self::item::Item;               // => imports item, item.Item
use super::Error;                       // => imports shop, shop.Error
use price_list::{total, Priced};        // => imports price_list, price_list.Priced, price_list.total

/// Holds items.
#[derive(Clone, Default)]               // => decorates std.clone.Clone, std.default.Default from Cart
pub struct Cart {                       // => defines struct Cart
    name: String,                       // => defines field Cart.name; type_of std.string.String from Cart.name
    items: Vec<Item>,                   // => defines field Cart.items; type_of item.Item, std.vec.Vec from Cart.items
    pair: (Item, u8),                   // => defines field Cart.pair; type_of item.Item from Cart.pair
}

impl Cart {
    pub fn named(name: &str) -> Result<Self, Error> { // => defines method Cart.named; type_of shop.Error, Cart, std.result.Result
        if name.is_empty() {            // => calls std.primitive.str.is_empty (inferred)
            return Err(Error::Empty);   // => calls std.result.Result.Err
        }
        Ok(Cart { name: name.to_string(), ..Self::default() }) // => calls std.default.Default.default, std.primitive.str.to_string (inferred); calls std.result.Result.Ok; instantiates Cart
    }

    pub fn size(&self) -> usize {       // => defines method Cart.size
        self.items.len()                // => calls std.vec.Vec.len (inferred)
    }

    pub fn first(&self) -> Option<&Item> { // => defines method Cart.first; type_of item.Item, std.option.Option
        self.items.first()              // => calls std.vec.Vec.first (inferred)
    }

    pub fn total(&self) -> u64 {        // => defines method Cart.total
        for item in &self.items {
            item.label();               // => calls item.Item.label (inferred)
        }
        for (index, item) in self.items.iter().enumerate() { // => calls std.iter.Iterator.enumerate, std.vec.Vec.iter (inferred)
            item.price();               // => calls item.Item.price (inferred)
        }
        let (front, _) = &self.pair;
        front.label();                  // => calls item.Item.label (inferred)
        self.pair.0.label();            // => calls item.Item.label (inferred)
        self.items[0].label();          // => calls item.Item.label (inferred)
        while let Some(item) = self.first() { // => calls Cart.first (inferred)
            item.label();               // => calls item.Item.label (inferred)
        }
        let sum = total(&self.items);   // => calls price_list.total
        sum + priced_all(&self.items)   // => calls priced_all
    }

    fn each<F>(&self, mut f: F)         // => defines method Cart.each
    where
        F: FnMut(&Item),
    {
        self.items.iter().for_each(|item| f(item)); // => defines function Cart.each.<lambda1>; calls std.iter.Iterator.for_each, std.vec.Vec.iter (inferred) from Cart.each; unresolved calls f
        self.items.iter().filter(|item| item.price() > 1).map(Item::label).count(); // => defines function Cart.each.<lambda2>; calls item.Item.price (inferred); calls std.iter.Iterator.count, std.iter.Iterator.filter, std.iter.Iterator.map, std.vec.Vec.iter (inferred) from Cart.each; references item.Item.label from Cart.each
    }
}

fn priced_all<P>(all: &[P]) -> u64      // => defines function priced_all
where
    P: Priced,
{
    all.iter().map(|one| one.price()).sum() // => defines function priced_all.<lambda1>; calls price_list.Priced.price (inferred); calls std.iter.Iterator.map, std.iter.Iterator.sum, std.slice.iter (inferred) from priced_all
}

pub fn dynamic(one: &dyn Priced<Unit = u8>, other: Box<dyn super::Reason>, third: impl super::Reason) -> u64 { // => defines function dynamic; type_of price_list.Priced, shop.Reason, std.boxed.Box
    other.text();                       // => calls shop.Reason.text (inferred)
    third.text();                       // => calls shop.Reason.text (inferred)
    one.price_with_tax()                // => calls price_list.Priced.price_with_tax (inferred)
}
