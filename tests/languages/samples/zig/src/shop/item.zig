pub const Item = struct {               // => defines struct Item
    price: u32,                         // => defines field Item.price

    pub fn show(self: Item) !void {     // => defines method Item.show; type_of Item
        @import("../util.zig").format(self.price);  // => imports src.util; unresolved calls @import("../util.zig").format
    }
};
