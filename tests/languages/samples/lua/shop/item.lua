local Base = require("shop.base").Base  -- => imports shop.base, shop.base.Base
local Item = Base:extend()              -- => defines class Item; calls shop.base.Base.extend (inferred); inherits shop.base.Base (inferred)

function Item.new(price)                -- => defines method Item.new
  local self = setmetatable({}, Item)
  self:init(price)                      -- => calls shop.base.Base.init (inferred)
  return self
end

function Item:show() self:describe() end  -- => defines method Item.show; calls shop.base.Base.describe (inferred)

return Item                             -- => references Item
