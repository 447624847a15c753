module Shop.Util where
data Thing = Thing                      -- => defines struct Thing
format :: Int -> String
format n = show n                       -- => defines function format; calls Prelude.show
(<+>) :: Int -> Int -> Int
a <+> b = a + b                         -- => defines function <+>
