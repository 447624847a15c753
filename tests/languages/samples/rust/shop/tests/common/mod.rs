pub fn prepare() -> shop::Item {        // => defines function prepare; type_of shop.cart.item.Item
    shop::Item::new("prepared")         // => calls shop.cart.item.Item.new
}

pub struct Fixture;                     // => defines struct Fixture

impl Fixture {
    pub fn only_named(&self) {}         // => defines method Fixture.only_named
}
