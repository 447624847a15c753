use shop::{open, Cart, Item};           // => imports shop, shop.cart.Cart, shop.cart.item.Item, shop.open

mod arguments {                         // => defines module arguments
    pub struct Arguments {              // => defines struct arguments.Arguments
        pub name: String,               // => defines field arguments.Arguments.name; type_of std.string.String from arguments.Arguments.name
    }

    impl Arguments {
        pub fn read() -> Self {         // => defines method arguments.Arguments.read; type_of arguments.Arguments
            Self { name: std::env::args().next().unwrap() } // => calls std.env.args; instantiates arguments.Arguments; unresolved calls std::env::args().next; unresolved calls std::env::args().next().unwrap
        }
    }
}

fn main() {                             // => defines function main
    let arguments = arguments::Arguments::read(); // => calls arguments.Arguments.read
    let mut cart = open(&arguments.name).unwrap(); // => calls shop.open; calls std.result.Result.unwrap (inferred)
    cart.total();                       // => calls shop.cart.Cart.total (inferred)
    let item: Item = "a".into();        // => calls std.primitive.str.into (inferred); type_of shop.cart.item.Item
    item.label();                       // => calls shop.cart.item.Item.label (inferred)
    let other = Item::from("b");        // => calls shop.cart.item.Item.from
    other.label();                      // => calls shop.cart.item.Item.label (inferred)
    shop::fill();                       // => calls shop.stock.fill
    crate::run(cart);                   // => calls run
    undefined(1);                       // => unresolved calls undefined
}

fn run(cart: Cart) {                    // => defines function run; type_of shop.cart.Cart
    let size = || cart.size();          // => defines function run.<lambda1>; calls shop.cart.Cart.size (inferred); references run.<lambda1> from run
    size();                             // => calls run.<lambda1> (inferred)
    unknown.only_named();               // => calls shop.tests.buying.common.Fixture.only_named (candidate)
    cart.missing();                     // => unresolved calls cart.missing
}
