module Shop.Item where

import Shop.Util                        -- => imports Shop.Util

data Item = Item { price :: Int }       -- => defines field Item.price; defines struct Item

mkItem :: Int -> Item
mkItem = Item                           -- => defines function mkItem

show' :: Item -> String
show' item = format (price item)        -- => defines function show'; calls Shop.Util.format; unresolved calls price
