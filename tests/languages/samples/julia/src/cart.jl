module Carts                            # => defines module Carts

abstract type Priced end                # => defines class Carts.Priced

struct Item <: Priced                   # => defines struct Carts.Item; inherits Carts.Priced
    price::Int                          # => defines field Carts.Item.price
    Item(price) = new(price)            # => defines method Carts.Item.Item
end

"A cart."
mutable struct Cart{T} <: Priced        # => defines struct Carts.Cart; inherits Carts.Priced
    items::Vector{T}                    # => defines field Carts.Cart.items
    count::Int                          # => defines field Carts.Cart.count
end

primitive type Flag 8 end               # => defines struct Carts.Flag

function add(cart::Cart, item)          # => defines function Carts.add
    push!(cart.items, item)             # => calls Base.push!
    show_item(item)                     # => calls Carts.show_item
end

add(cart::Cart) = add(cart, Item(0))    # => defines function Carts.add; calls Carts.add; instantiates Carts.Item

show_item(item::Item) = println(item.price)  # => defines function Carts.show_item; calls Base.println
empty!(cart) = Cart(Item[], 0)          # => defines function Carts.empty!; instantiates Carts.Cart
function stub end                       # => defines function Carts.stub

end
