class Shop::Cart                        # => defines class Shop.Cart
  attr_reader :items                    # => defines method Shop.Cart.items

  def initialize(name)                  # => defines method Shop.Cart.initialize
    @name = name                        # => defines field Shop.Cart.@name
    @items = Shop::Item.build(name)     # => defines field Shop.Cart.@items; calls Shop.Item.build
    @wine = Shop::Wine.new("red")       # => defines field Shop.Cart.@wine; calls Shop.Wine.initialize; instantiates Shop.Wine
  end

  def add(item)                         # => defines method Shop.Cart.add
    items.label                         # => calls Shop.Cart.items, Shop.Item.label (inferred)
    @wine.price                         # => calls Shop.Wine.price (inferred)
    @wine.label                         # => calls Shop.Item.label (inferred)
    self
  end

  def total                             # => defines method Shop.Cart.total
    handler = ->(one) { one.to_s }      # => defines function Shop.Cart.total.<lambda1>; references Shop.Cart.total.<lambda1> from Shop.Cart.total; unresolved calls one.to_s
    handler.call(1)                     # => calls Shop.Cart.total.<lambda1> (inferred)
    handler.(2) # => calls Shop.Cart.total.<lambda1> (inferred)
    with_log { @wine.show }             # => calls Shop.Cart.with_log, Shop.Item.show (inferred)
    @wine&.tidy                         # => calls Shop.Item.tidy (inferred)
    Shop::Wine.build("white")           # => calls Shop.Item.build (inferred)
    Shop::Item.count_all                # => calls Shop.Countable.count_all
    unknown.only_here                   # => calls Shop.Cart.only_here (candidate); unresolved calls unknown
    Module.nesting                      # => calls Module.nesting
  rescue Shop::Error => e
    e.backtrace                         # => calls StandardError.backtrace (inferred)
  end

  def with_log                          # => defines method Shop.Cart.with_log
    Log.write("start")                  # => calls Log.write
    yield
  ensure
    Shop::Log.flush                     # => calls Shop.Log.flush
  end

  private def secret                    # => defines method Shop.Cart.secret
    helper(2)                           # => calls helper
  end

  def only_here; end                    # => defines method Shop.Cart.only_here
end

module Shop                             # => defines module Shop
  module Log                            # => defines module Shop.Log
    module_function

    def write(text)                     # => defines method Shop.Log.write
      Output.new.write(text)            # => calls Shop.Log.Output.write (inferred); instantiates Shop.Log.Output
    end

    def flush = nil                     # => defines method Shop.Log.flush

    class Output                        # => defines class Shop.Log.Output
      def write(text) = text            # => defines method Shop.Log.Output.write
    end
  end
end
