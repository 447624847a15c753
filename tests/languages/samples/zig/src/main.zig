const std = @import("std");             // => imports std
const cart = @import("cart.zig");       // => imports src.cart
const Item = @import("shop/item.zig").Item;  // => imports src.shop.item, src.shop.item.Item
const helper = @import("util.zig");     // => imports src.util

pub const max_items: u32 = 10;          // => defines constant max_items
var counter: u32 = 0;                   // => defines field counter

/// Starts.
pub fn main() !void {                   // => defines function main
    var c = cart.Cart{ .items = &.{} }; // => instantiates src.cart.Cart
    try c.add(max_items);               // => calls src.cart.Cart.add (inferred)
    const item: Item = .{ .price = 1 }; // => type_of src.shop.item.Item
    item.show() catch |e| handle(e);    // => calls handle; calls src.shop.item.Item.show (inferred)
    helper.format("x");                 // => calls src.util.format
    std.debug.print("{}", .{cart.total(c)});  // => calls src.cart.total, std.debug.print
    const Box = Generic(u32);           // => calls Generic
    _ = Box;
    defer finish();                     // => calls finish
    if (c.isEmpty()) unknown();         // => calls src.cart.Cart.isEmpty (inferred); unresolved calls unknown
}

fn handle(e: anyerror) void {           // => defines function handle
    _ = e;
    counter += 1;
}

fn finish() void {}                     // => defines function finish

fn apply(f: fn () void) void {          // => defines function apply
    f();                                // => unresolved calls f
}

fn Generic(comptime T: type) type {     // => defines function Generic
    return struct {                     // => defines class Generic.<class1>
        value: T,                       // => defines field Generic.<class1>.value
        fn get(self: @This()) T {       // => defines method Generic.<class1>.get
            return self.value;
        }
    };
}

test "adds" {                           // => defines function adds
    try std.testing.expect(true);       // => calls std.testing.expect
    finish();                           // => calls finish
}

comptime {
    finish();                           // => calls finish
}
