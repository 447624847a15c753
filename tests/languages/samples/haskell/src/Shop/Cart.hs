{-# LANGUAGE GADTs #-}
-- | Carts.
module Shop.Cart
  ( Cart (..)
  , add
  ) where

import Shop.Item                        -- => imports Shop.Item
import qualified Data.Map as M          -- => imports Data.Map
import qualified Shop.Price             -- => imports Shop.Price
import qualified Shop.Price as P        -- => imports Shop.Price
import Shop.Util (format, Thing (..), (<+>))  -- => imports Shop.Util, Shop.Util.Thing, Shop.Util.format
import Shop.Hidden hiding (x)           -- => imports Shop.Hidden

-- | A cart.
-- It holds items.
data Cart = Cart { items :: [Item], count :: Int } deriving (Show, Eq)  -- => defines field Cart.count; defines field Cart.items; defines struct Cart; type_of Shop.Item.Item from Cart.items

data Shape = Circle Int | Square { side :: Int } | Empty  -- => defines constant Shape.Circle; defines constant Shape.Empty; defines constant Shape.Square; defines enum Shape; defines field Shape.Square.side

newtype Id a = Id { unId :: a }         -- => defines field Id.unId; defines struct Id
type Name = String                      -- => defines type_alias Name

-- | Saves.
class Saver a where                     -- => defines class Saver
  save :: a -> IO ()                    -- => defines method Saver.save
  saveAll :: [a] -> IO ()               -- => defines method Saver.saveAll
  saveAll = mapM_ save                  -- => calls Prelude.mapM_

instance Saver Cart where               -- => inherits Saver from Cart
  save c = putStrLn (describe c)        -- => defines method Cart.save; calls Prelude.putStrLn; overrides Saver.save; unresolved calls describe
    where describe = format . count     -- => calls Shop.Util.format; unresolved calls count

-- | Adds an item.
add :: Cart -> Item -> Cart
add (Cart is n) i                       -- => defines function add
  | n > maxSize = helper (Cart is n)    -- => calls helper; instantiates Cart
  | otherwise = Cart (i : is) (n + 1)   -- => instantiates Cart
add c i' = go i' $ M.insert 1 2 (Shop.Price.total c)  -- => calls Data.Map.insert, add.go, Shop.Price.total
  where
    go x m = P.discount x . other       -- => defines function add.go; calls Shop.Price.discount; unresolved calls other
    y = 2

helper :: Cart -> Cart
helper c = c { count = 0 }              -- => defines function helper

maxSize :: Int
maxSize = 10                            -- => defines function maxSize

area' :: Shape -> Int
area' (Circle r) = square r             -- => defines function area'; calls square
area' (Square s) = square s             -- => calls square
area' Empty = 0

square :: Int -> Int
square x = x <+> x                      -- => defines function square

main :: IO ()
main = do                               -- => defines function main
  let c = add (Cart [] 0) (mkItem 1)    -- => calls add, Shop.Item.mkItem; instantiates Cart
  r <- load                             -- => calls load
  save c                                -- => calls Saver.save
  print (area' (Circle 1))              -- => calls Prelude.print, area'; instantiates Shape.Circle
  mapM_ print [1 .. 3]                  -- => calls Prelude.mapM_
  case r of
    Just cart -> save cart              -- => calls Saver.save
    Nothing -> report                   -- => calls report
  return () >>= finish                  -- => calls Prelude.return, finish
  c `seq` done                          -- => calls Prelude.seq

load :: IO (Maybe Cart)
load = return Nothing                   -- => defines function load; calls Prelude.return

report = putStrLn "none"                -- => defines function report; calls Prelude.putStrLn
finish = \u -> print u                  -- => defines function finish; defines function finish.<lambda1>; calls Prelude.print
done = pure ()                          -- => defines function done; calls Prelude.pure
