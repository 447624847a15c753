module Main where
import qualified Shop.Cart              -- => imports Shop.Cart
import Shop.Cart as Cart                -- => imports Shop.Cart

main = Shop.Cart.main >> Cart.add undefined undefined  -- => defines function main; calls Shop.Cart.add, Shop.Cart.main
