use super::cart::Item;                  // => imports shop.cart, shop.cart.item.Item
use crate::util as tools;               // => imports shop, shop.util

pub struct Stock<T> {                   // => defines struct Stock
    pub items: Vec<T>,                  // => defines field Stock.items; type_of std.vec.Vec from Stock.items
    newest: Option<Box<Item>>,          // => defines field Stock.newest; type_of shop.cart.item.Item, std.boxed.Box, std.option.Option from Stock.newest
    names: std::collections::HashMap<String, T>, // => defines field Stock.names; type_of std.collections.HashMap, std.string.String from Stock.names
    counter: Counter,                   // => defines field Stock.counter; type_of Counter from Stock.counter
}

struct Counter {                        // => defines struct Counter
    value: u8,                          // => defines field Counter.value
}

impl Counter {
    fn up(&mut self) {                  // => defines method Counter.up
        self.value += 1;
    }
}

impl<T: Clone> Stock<T> {
    pub fn new() -> Self {              // => defines method Stock.new; type_of Stock
        Stock { items: Vec::new(), newest: None, names: Default::default(), counter: Counter { value: 0 } } // => calls std.default.Default.default, std.vec.Vec.new; instantiates Counter, Stock
    }

    pub fn add(&mut self, item: T) -> &mut Self { // => defines method Stock.add; type_of Stock
        self.counter.up();              // => calls Counter.up (inferred)
        self.items.push(item.clone());  // => calls std.clone.Clone.clone, std.vec.Vec.push (inferred)
        self
    }

    fn newest(&self) -> Option<&Item> { // => defines method Stock.newest; type_of shop.cart.item.Item, std.option.Option
        if let Some(item) = &self.newest {
            item.label();               // => calls shop.cart.item.Item.label (inferred)
        }
        self.newest.as_deref()          // => calls std.option.Option.as_deref (inferred)
    }
}

pub fn fill() {                         // => defines function fill
    let mut stock = Stock::new();       // => calls Stock.new
    stock.add(Item::default()).add(Item::new("b")); // => calls shop.cart.item.Item.new; calls Stock.add, std.default.Default.default (inferred)
    stock.newest().map(|item| item.label()); // => defines function fill.<lambda1>; calls shop.cart.item.Item.label (inferred); calls Stock.newest, std.option.Option.map (inferred) from fill
    let handler = tools::write_line;    // => references shop.util.write_line
    handler("a".to_string());           // => calls shop.util.write_line, std.primitive.str.to_string (inferred)
    apply(tools::write_line);           // => calls apply; references shop.util.write_line
    let numbers: Vec<u8> = (0..3).collect::<Vec<_>>(); // => type_of std.vec.Vec; unresolved calls ….collect
    drop(numbers);                      // => calls std.mem.drop
    let make = Item::new;               // => references shop.cart.item.Item.new
    make("c").label();                  // => calls shop.cart.item.Item.label, shop.cart.item.Item.new (inferred)
}

fn apply(function: fn(String)) {        // => defines function apply; type_of std.string.String
    function(String::new());            // => calls std.string.String.new; calls shop.util.write_line (inferred)
}

fn shadow(apply: impl Fn(u8) -> u8) -> u8 { // => defines function shadow; type_of std.ops.Fn
    apply(1)                            // => unresolved calls apply
}

fn again(names: Option<Item>) -> u8 {   // => defines function again; type_of shop.cart.item.Item, std.option.Option
    let names = names.unwrap();         // => calls std.option.Option.unwrap (inferred)
    names.label();                      // => calls shop.cart.item.Item.label (inferred)
    let names = Counter { value: 1 };   // => instantiates Counter
    names.up();                         // => calls Counter.up (inferred)
    for item in Shelf(vec![]) {         // => calls std.vec; instantiates Shelf
        item.label();                   // => calls shop.cart.item.Item.label (inferred)
    }
    visit(&Item::new("v"), |item, number| item.label()); // => defines function again.<lambda1>; calls shop.cart.item.Item.label (inferred); calls shop.cart.item.Item.new, visit from again
    1
}

struct Shelf(Vec<Item>);                // => defines struct Shelf

impl Iterator for Shelf {               // => implements std.iter.Iterator from Shelf
    type Item = Item;                   // => defines type_alias Shelf.Item; type_of shop.cart.item.Item

    fn next(&mut self) -> Option<Item> { // => defines method Shelf.next; type_of shop.cart.item.Item, std.option.Option
        self.0.pop()                    // => calls std.vec.Vec.pop (inferred)
    }
}

fn visit<F: FnMut(&Item, u8)>(item: &Item, mut function: F) { // => defines function visit; type_of shop.cart.item.Item
    function(item, 1);                  // => calls again.<lambda1> (inferred)
}
