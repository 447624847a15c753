module Shop                             # => defines module Shop

using LinearAlgebra                     # => imports LinearAlgebra from Shop
using Base: show, print                 # => imports Base.print, Base.show from Shop
import Base.length                      # => imports Base.length from Shop
import JSON as J                        # => imports JSON from Shop
include("cart.jl")                      # => imports src.cart from Shop
using .Carts: add, Item                 # => imports Carts, Carts.Item, Carts.add from Shop
using .Carts                            # => imports Carts from Shop
export total

const MAX = 10                          # => defines constant Shop.MAX
rate = 0.2                              # => defines field Shop.rate

"""
Counts all.
"""
function total(cart::Carts.Cart{T}; tax=rate)::Float64 where {T}  # => defines function Shop.total
    add(cart, Item(1))                  # => calls Carts.add; instantiates Carts.Item
    helper(tax)                         # => calls Shop.helper
    cart.items.push(tax)                # => unresolved calls cart.items.push
    Carts.empty!(cart)                  # => calls Carts.empty!
    J.print(cart)                       # => calls JSON.print
    y = map(z -> square(z), cart.items) # => defines function Shop.total.<lambda1>; calls Base.map from Shop.total; calls Shop.square
    square.(y)                          # => calls Shop.square
    @info "done" helper(2)              # => calls Base.info, Shop.helper
    each(y) do item                     # => defines function Shop.total.<lambda2>; calls Shop.each from Shop.total
        show_item(item)                 # => calls Carts.show_item
    end
    return unknown(y)                   # => unresolved calls unknown
end

helper(x) = x + MAX                     # => defines function Shop.helper
square(x::Int)::Int = helper(x)         # => defines function Shop.square; calls Shop.helper
Base.length(s::Shop) = 1                # => defines function Shop.length
macro check(x) end                      # => defines function Shop.check
double = x -> square(x)                 # => defines function Shop.double; calls Shop.square
(+)(a::Item, b::Item) = a               # => defines function Shop.+

function each(f, items)                 # => defines function Shop.each
    for item in items
        f(item)                         # => unresolved calls f
    end
    local helper = 1
    helper(1)                           # => unresolved calls helper
end

module Inner                            # => defines module Shop.Inner
    using ..Shop: helper                # => imports Shop, Shop.helper
    run() = helper(1)                   # => defines function Shop.Inner.run; calls Shop.helper
end

end
