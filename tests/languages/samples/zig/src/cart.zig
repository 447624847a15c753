const Item = @import("shop/item.zig").Item;  // => imports src.shop.item, src.shop.item.Item
usingnamespace @import("util.zig");     // => imports src.util
const missing = @import("missing.zig"); // => unresolved imports missing.zig

pub const Cart = struct {               // => defines struct Cart
    items: []Item,                      // => defines field Cart.items; type_of src.shop.item.Item from Cart.items
    count: usize = 0,                   // => defines field Cart.count
    const limit = 100;                  // => defines constant Cart.limit

    pub fn add(self: *Self, n: u32) !void {  // => defines method Cart.add
        self.count += n;
        self.log();                     // => calls Cart.log (inferred)
        Cart.check(n);                  // => calls Cart.check
        Self.check(n);                  // => calls Cart.check
        format("added");                // => calls src.util.format
    }

    fn log(self: Self) void {           // => defines method Cart.log
        _ = self;
    }

    fn check(n: usize) void {           // => defines method Cart.check
        if (n > limit) tooMany();       // => calls tooMany
    }

    pub fn isEmpty(self: *const Cart) bool {  // => defines method Cart.isEmpty; type_of Cart
        return self.count == 0;
    }
    const Self = @This();
};

const State = enum {                    // => defines enum State
    open,                               // => defines constant State.open
    closed,                             // => defines constant State.closed
    fn isOpen(self: State) bool {       // => defines method State.isOpen; type_of State
        return self == .open;
    }
};

const Error = error{ Full, Empty };     // => defines constant Error.Empty; defines constant Error.Full; defines enum Error
const Value = union(enum) { number: u32, text: []const u8 };  // => defines field Value.number; defines field Value.text; defines struct Value

pub fn total(c: Cart) u32 {             // => defines function total; type_of Cart
    const first = c.items[0];
    return first.price;
}

fn tooMany() void {}                    // => defines function tooMany
extern fn puts(text: [*]const u8) c_int;  // => defines function puts
