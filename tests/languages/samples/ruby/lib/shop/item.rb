module Shop                             # => defines module Shop
  module Priced                         # => defines module Shop.Priced
    def price                           # => defines method Shop.Priced.price
      base * 2                          # => calls Shop.Item.base (inferred)
    end

    def show                            # => defines method Shop.Priced.show
      "priced"
    end
  end

  module Countable                      # => defines module Shop.Countable
    def count_all                       # => defines method Shop.Countable.count_all
      new.price                         # => unresolved calls new; unresolved calls new.price
    end
  end

  class Item                            # => defines class Shop.Item
    include Priced                      # => inherits Shop.Priced
    extend Countable                    # => inherits Shop.Countable
    include Comparable                  # => inherits Comparable

    KINDS = [:book, :wine].freeze       # => defines constant Shop.Item.KINDS; calls Array.freeze (inferred)

    attr_reader :name, :owner           # => defines method Shop.Item.name; defines method Shop.Item.owner
    attr_accessor :size                 # => defines method Shop.Item.size

    def initialize(name, owner = Owner.new) # => defines method Shop.Item.initialize; instantiates Shop.Owner
      @name = name                      # => defines field Shop.Item.@name
      @owner = owner                    # => defines field Shop.Item.@owner
      @parts = []                       # => defines field Shop.Item.@parts
      self.size = 1                     # => calls Shop.Item.size (inferred)
    end

    def base                            # => defines method Shop.Item.base
      KINDS.size                        # => calls Array.size (inferred)
    end

    def show                            # => defines method Shop.Item.show; overrides Shop.Priced.show
      super                             # => calls Shop.Priced.show (inferred)
      name                              # => calls Shop.Item.name (inferred)
      label                             # => calls Shop.Item.label (inferred)
      local = label                     # => calls Shop.Item.label (inferred)
      local
      owner.greet                       # => calls Shop.Item.owner, Shop.Owner.greet (inferred)
      @owner.greet                      # => calls Shop.Owner.greet (inferred)
    end

    def label                           # => defines method Shop.Item.label
      "#{name} #{helper(1)}"            # => calls Shop.Item.name (inferred); calls helper
    end

    def <=>(other)                      # => defines method Shop.Item.<=>
      price <=> other.price             # => calls Shop.Priced.price (inferred); unresolved calls other.price
    end

    alias text label                    # => defines method Shop.Item.text
    alias_method :words, :label         # => defines method Shop.Item.words

    define_method(:dynamic) { |x| label } # => defines method Shop.Item.dynamic; calls Shop.Item.label (inferred)

    def self.build(name)                # => defines method Shop.Item.build
      new(name).tidy                    # => calls Shop.Item.initialize, Shop.Item.tidy (inferred); instantiates Shop.Item (inferred)
    end

    def tidy                            # => defines method Shop.Item.tidy
      self
    end

    def again                           # => defines method Shop.Item.again
      self.class.build("again")         # => calls Object.class, Shop.Item.build (inferred)
      text                              # => calls Shop.Item.text (inferred)
      undefined_thing                   # => unresolved calls undefined_thing
      missing(1)                        # => unresolved calls missing
      dynamic                           # => calls Shop.Item.dynamic (inferred)
    end
  end

  class Wine < Item                     # => defines class Shop.Wine; inherits Shop.Item
    def initialize(name)                # => defines method Shop.Wine.initialize; overrides Shop.Item.initialize
      super(name)                       # => calls Shop.Item.initialize (inferred)
      @year = 1                         # => defines field Shop.Wine.@year
    end

    def price                           # => defines method Shop.Wine.price; overrides Shop.Priced.price
      super + 1                         # => calls Shop.Priced.price (inferred)
    end
  end

  class Owner                           # => defines class Shop.Owner
    def greet                           # => defines method Shop.Owner.greet
      puts "hello"                      # => calls Kernel.puts
    end
  end
end

module Shop # => defines module Shop
  class Report # => defines class Shop.Report
    def render # => defines method Shop.Report.render
      rows + self.footer # => calls Shop.DailyReport.footer, Shop.DailyReport.rows (inferred)
    end
  end

  class DailyReport < Report # => defines class Shop.DailyReport; inherits Shop.Report
    def rows = [] # => defines method Shop.DailyReport.rows
    def footer = [] # => defines method Shop.DailyReport.footer
  end
end
