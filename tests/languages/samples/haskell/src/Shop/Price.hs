module Shop.Price (total, discount) where
total :: a -> Int
total _ = 0                             -- => defines function total
discount x = x                          -- => defines function discount
