local cart = require("shop.cart")       -- => imports shop.cart
local Item = require("shop.item")       -- => imports shop.item
require("spec.setup")                   -- => imports spec.setup

describe("cart", function()             -- => defines function <lambda1>; unresolved calls describe from spec.cart_spec
  it("totals", function()               -- => defines function <lambda1>.<lambda1>; unresolved calls it from <lambda1>
    cart.total({})                      -- => calls shop.cart.M.total
    cart.report(1)                      -- => calls shop.cart.M.report
    local item = Item.new(2)            -- => calls shop.item.Item.new
    item:show()                         -- => calls shop.item.Item.show (inferred)
    only_here()                         -- => calls spec.setup.only_here (candidate)
  end)
end)
