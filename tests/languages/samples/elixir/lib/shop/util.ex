defmodule Shop.Util do                  # => defines module Shop.Util
  def format(x), do: to_string(x)       # => defines function Shop.Util.format; calls Kernel.to_string
end

defmodule Shop.Base do                  # => defines module Shop.Base
  alias Shop.Cart                       # => imports Shop.Cart
  def run(x), do: x |> Cart.add(Cart.Line.new(x))  # => defines function Shop.Base.run; calls Shop.Cart.Line.new, Shop.Cart.add
end

defmodule Shop.Saver do                 # => defines module Shop.Saver
  @callback save(cart :: term, opts :: list) :: :ok  # => defines function Shop.Saver.save
end
