require "set"                           # => imports set

class String                            # => defines class String
  def shout                             # => defines method String.shout
    upcase                              # => calls String.upcase (inferred)
  end
end

# Reopened.
class Shop::Item                        # => defines class Shop.Item
  def reported                          # => defines method Shop.Item.reported
    label                               # => calls Shop.Item.label (inferred)
  end
end

module Shop                             # => defines module Shop
  class Report                          # => defines class Shop.Report
    prepend Shop::Priced                # => inherits Shop.Priced

    def price                           # => defines method Shop.Report.price
      1
    end

    def print                           # => defines method Shop.Report.print
      item = Item.new("x")              # => calls Shop.Item.initialize; instantiates Shop.Item
      item.reported                     # => calls Shop.Item.reported (inferred)
      item.name                         # => calls Shop.Item.name (inferred)
      "quiet".shout                     # => calls String.shout (inferred)
      Set.new.add(item)                 # => calls Set.add (inferred); calls Set.new
      item.send(:label)                 # => calls Object.send, Shop.Item.label (inferred)
      price                             # => calls Shop.Priced.price (inferred)
      Shop.open("y").total              # => calls Shop.Cart.total (inferred); calls Shop.open
      ::Helper.run                      # => calls Helper.run
      case item
      when Wine then item.tidy          # => calls Shop.Item.tidy (inferred)
      end
    end
  end
end

module Helper                           # => defines module Helper
  extend self

  def run                               # => defines method Helper.run
    other                               # => calls Helper.other (inferred)
  end

  def other                             # => defines method Helper.other
    Rack::Request.new({}).params        # => calls Rack.Request.new; calls Rack.Request.params (inferred)
  end
end

def helper(number)                      # => defines function helper
  number
end

def helper_two                          # => defines function helper_two
  helper(1)                             # => calls helper
  shop = Shop::Cart.new("z")            # => calls Shop.Cart.initialize; instantiates Shop.Cart
  shop.total                            # => calls Shop.Cart.total (inferred)
end
