use price_list::Priced;                 // => imports price_list, price_list.Priced
use serde::{Deserialize, Serialize};    // => imports serde.Deserialize, serde.Serialize

#[derive(Debug, Clone, Default, Serialize, Deserialize)] // => decorates serde.Deserialize, serde.Serialize, std.clone.Clone, std.default.Default, std.fmt.Debug from Item
pub struct Item {                       // => defines struct Item
    name: String,                       // => defines field Item.name; type_of std.string.String from Item.name
}

impl Item {
    pub const KIND: &'static str = "item"; // => defines constant Item.KIND

    pub fn new(name: impl Into<String>) -> Self { // => defines method Item.new; type_of Item, std.convert.Into, std.string.String
        Self { name: name.into() }      // => calls std.string.String.into (inferred); instantiates Item
    }

    pub fn label(&self) -> String {     // => defines method Item.label; type_of std.string.String
        format!("{}: {}", Self::KIND, self.price_label()) // => calls Item.price_label (inferred); calls std.format
    }

    fn price_label(&self) -> String {   // => defines method Item.price_label; type_of std.string.String
        fn local(price: u64) -> String { // => defines function Item.price_label.local; type_of std.string.String
            price.to_string()           // => calls std.primitive.u64.to_string (inferred)
        }
        local(self.price())             // => calls Item.price (inferred); calls Item.price_label.local
    }
}

impl Priced for Item {                  // => implements price_list.Priced from Item
    type Unit = u8;                     // => defines type_alias Item.Unit

    fn price(&self) -> u64 {            // => defines method Item.price; overrides price_list.Priced.price
        <Self as Priced>::describe();   // => calls price_list.Priced.describe
        <Item as Priced>::price_with_tax(self); // => calls price_list.Priced.price_with_tax
        Priced::price("a");             // => calls price_list.Priced.price
        "abc".price()                   // => calls price_list.str.price (inferred)
    }
}

impl From<&str> for Item {              // => implements std.convert.From from Item
    fn from(name: &str) -> Self {       // => defines method Item.from; type_of Item
        Item::new(name)                 // => calls Item.new
    }
}

impl PartialEq for Item {               // => implements std.cmp.PartialEq from Item
    fn eq(&self, other: &Self) -> bool { // => defines method Item.eq; type_of Item
        self.label() == other.label()   // => calls Item.label (inferred)
    }
}
