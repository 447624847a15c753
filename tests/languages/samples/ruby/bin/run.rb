#!/usr/bin/env ruby
require_relative "../lib/shop"          # => imports lib.shop

shop = Shop.open("main")                # => calls Shop.open
shop.total                              # => calls Shop.Cart.total (inferred)
helper 1                                # => calls helper
shop.add(2).total                       # => calls Shop.Cart.add, Shop.Cart.total (inferred)

class Runner                            # => defines class Runner
  def run                               # => defines method Runner.run
    shop                                # => unresolved calls shop
  end
end

Runner.new.run                          # => calls Runner.run (inferred); instantiates Runner
