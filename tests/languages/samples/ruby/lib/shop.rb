require "json"                          # => imports json
require "shop/item"                     # => imports item
require_relative "shop/cart"            # => imports cart
require_relative "missing"              # => unresolved imports missing

# All of the shop.
module Shop                             # => defines module Shop
  VERSION = "1"                         # => defines constant Shop.VERSION

  autoload :Report, "shop/report"       # => imports report

  def self.open(name)                   # => defines method Shop.open
    Cart.new(name)                      # => calls Shop.Cart.initialize; instantiates Shop.Cart
  end

  class << self
    def configure                       # => defines method Shop.configure
      yield settings                    # => calls Shop.settings (inferred)
      open("x").add(1)                  # => calls Shop.Cart.add, Shop.open (inferred)
    end

    private

    def settings                        # => defines method Shop.settings
      @settings ||= Settings.new        # => defines field Shop.@settings; instantiates Shop.Settings
    end
  end

  Settings = Struct.new(:size, :owner) do # => defines class Shop.Settings; defines method Shop.Settings.owner; defines method Shop.Settings.size; calls Struct.new from Shop.Settings; inherits Struct from Shop.Settings
    def large?                          # => defines method Shop.Settings.large?
      size > 3                          # => calls Shop.Settings.size (inferred)
    end
  end

  class Error < StandardError; end      # => defines class Shop.Error; inherits StandardError
end
