defmodule Shop.Item do                  # => defines module Shop.Item
  defstruct [:price]
  def show(item), do: IO.inspect(item)  # => defines function Shop.Item.show; calls IO.inspect
  def show(item, :all), do: show(item)  # => calls Shop.Item.show
end

defmodule Shop.Price do                 # => defines module Shop.Price
  def total(cart), do: Shop.Size.size(cart)  # => defines function Shop.Price.total; calls Shop.Size.size
end
