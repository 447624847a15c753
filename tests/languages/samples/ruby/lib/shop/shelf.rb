module Shop                             # => defines module Shop
  class Shelf                           # => defines class Shop.Shelf
    include Enumerable                  # => inherits Enumerable

    def initialize                      # => defines method Shop.Shelf.initialize
      @items = []                       # => defines field Shop.Shelf.@items
      @by_name = {}                     # => defines field Shop.Shelf.@by_name
      @first = [Item.new("a"), Wine.new("b")] # => defines field Shop.Shelf.@first; calls Shop.Item.initialize, Shop.Wine.initialize; instantiates Shop.Item, Shop.Wine
    end

    def put(item)                       # => defines method Shop.Shelf.put
      fresh = Item.new("c")             # => calls Shop.Item.initialize; instantiates Shop.Item
      @items << fresh
      @items.push(fresh)                # => calls Array.push (inferred)
      @by_name[:wine] = Wine.new("d")   # => calls Shop.Wine.initialize; instantiates Shop.Wine
    end

    def show_all                        # => defines method Shop.Shelf.show_all
      @items.each { |item| item.label } # => calls Array.each, Shop.Item.label (inferred)
      @first.each_with_index do |item, index| # => calls Array.each_with_index (inferred)
        item.tidy                       # => calls Shop.Item.tidy (inferred)
        index.to_s                      # => unresolved calls index.to_s
      end
      @first.map(&:base).sum            # => calls Array.map, Shop.Item.base (inferred); unresolved calls @first.map().sum
      @items.first.base                 # => calls Array.first, Shop.Item.base (inferred)
      @by_name[:wine].price             # => calls Shop.Wine.price (inferred)
      @by_name.each { |name, wine| wine.base } # => calls Hash.each (inferred); calls Shop.Item.base (candidate)
      for item in @items do
        item.label                      # => calls Shop.Item.label (inferred)
      end
      chosen = @items.select { |one| one.size }.last # => calls Array.last, Array.select, Shop.Item.size (inferred)
      chosen.show                       # => calls Shop.Item.show (inferred)
      send(:put, 1)                     # => calls Object.send, Shop.Shelf.put (inferred)
      action = method(:show_all)        # => calls Object.method (inferred)
      action.call                       # => calls Shop.Shelf.show_all (inferred)
    end

    def each(&block)                    # => defines method Shop.Shelf.each
      @items.each(&block)               # => calls Array.each (inferred)
    end
  end
end
