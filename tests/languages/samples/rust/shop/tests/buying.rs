use shop::cart::Item;                   // => imports shop.cart, shop.cart.item.Item

mod common;                             // => imports common

#[test]
fn buys() {                             // => defines function buys
    common::prepare().label();          // => calls shop.cart.item.Item.label (inferred); calls common.prepare
    price_list::priced!(Item::new("d")); // => calls price_list.priced, shop.cart.item.Item.new
}
