local json = require("dkjson")          -- => imports dkjson
local Item = require "shop.item"        -- => imports shop.item
local util = require("shop.util")       -- => imports shop.util
local format = require("shop.util").format  -- => imports shop.util, shop.util.util.format
local missing = require("shop.missing") -- => imports shop.missing

local M = {}
local MAX = 10                          -- => defines constant MAX
counter = 0                             -- => defines field counter

local Cart = {}                         -- => defines class Cart
Cart.__index = Cart

--- Makes a cart.
-- @param name its name
function Cart.new(name)                 -- => defines method Cart.new
  local self = setmetatable({}, Cart)
  self.items = {}
  return self
end

--- Adds an item.
function Cart:add(item, ...)            -- => defines method Cart.add
  self:log(item)                        -- => calls Cart.log (inferred)
  local made = Item.new(1)              -- => calls shop.item.Item.new
  made:show()                           -- => calls shop.item.Item.show (inferred)
  item.price:round()                    -- => unresolved calls item.price:round
  Cart.check(item)                      -- => calls Cart.check
  table.insert(self.items, item)        -- => calls _G.table.insert
  return helper(item)                   -- => calls helper
end

function Cart:log(text) print(format(text)) end  -- => defines method Cart.log; calls _G.print; calls shop.util.util.format (inferred)
function Cart.check(item) end           -- => defines method Cart.check

local Big = setmetatable({}, { __index = Cart })  -- => defines class Big; inherits Cart
function Big:grow() self:add(1) end     -- => defines method Big.grow; calls Cart.add (inferred)

function M.total(cart, f)               -- => defines function M.total
  local sum = 0
  for _, item in ipairs(cart.items) do  -- => calls _G.ipairs
    sum = sum + item.price
    f(item)                             -- => unresolved calls f
  end
  M.report(sum)                         -- => calls M.report
  util.format(sum)                      -- => calls shop.util.util.format
  util.deep.run()                       -- => calls shop.util.deep.deep.run
  json.encode(cart)                     -- => calls dkjson.encode
  each(cart, function(item) helper(item) end)  -- => defines function M.total.<lambda1>; calls each from M.total; calls helper
  return unknown(sum)                   -- => unresolved calls unknown
end

M.report = function(sum) helper(sum) end  -- => defines function M.report; calls helper

local helper = function(x) return x end -- => defines function helper
function each(list, f) f(list) end      -- => defines function each; unresolved calls f

M.handlers = { start = function() M.report(1) end, ["stop"] = function() each() end }  -- => defines function start; defines function stop; calls M.report; calls each from stop

local cart = Cart.new("x")              -- => defines field cart; calls Cart.new
cart:add(1)                             -- => calls Cart.add (inferred)
M.make = Cart.new

return M
