defmodule Shop.Cart do                  # => defines module Shop.Cart
  @moduledoc """
  Carts.
  """
  @behaviour Shop.Saver                 # => inherits Shop.Saver
  use GenServer                         # => imports GenServer
  alias Shop.{Item, Price}              # => imports Shop.Item, Shop.Price
  alias Shop.Base, as: B                # => imports Shop.Base
  import Shop.Util, only: [format: 1]   # => imports Shop.Util
  require Logger                        # => imports Logger

  @max 10                               # => defines constant Shop.Cart.max
  defstruct [:items, count: 0]

  @type t :: %__MODULE__{}              # => defines type_alias Shop.Cart.t

  @doc "Adds an item."
  @spec add(t, Item.t()) :: t
  def add(%__MODULE__{} = cart, item) when is_map(item) do  # => defines function Shop.Cart.add; calls Kernel.is_map
    cart |> put(item) |> Price.total()  # => calls Shop.Cart.put, Shop.Price.total
    Logger.info("added")                # => calls Logger.info
    format(item)                        # => calls Shop.Util.format
    Enum.map(cart.items, fn i -> Item.show(i) end)  # => defines function Shop.Cart.add.<lambda1>; calls Enum.map from Shop.Cart.add; calls Shop.Item.show
    Enum.each(cart.items, &B.run/1)     # => calls Enum.each, Shop.Base.run
    %Shop.Item{price: 1}                # => instantiates Shop.Item
    cart.callback.(1)
    if full?(cart), do: __MODULE__.empty()  # => calls Shop.Cart.empty, Shop.Cart.full?
  end

  def add(cart, []), do: cart

  def empty, do: %__MODULE__{}          # => defines function Shop.Cart.empty

  defp put(cart, item), do: Map.put(cart, :items, item)  # => defines function Shop.Cart.put; calls Map.put

  defp full?(cart) do                   # => defines function Shop.Cart.full?
    length(cart.items) > @max           # => calls Kernel.length
  end

  defmacro check(x) do                  # => defines function Shop.Cart.check
    quote do: unquote(x)
  end

  @impl true
  def save(cart, opts \\ []) do         # => defines function Shop.Cart.save
    helper = fn x -> put(cart, x) end   # => defines function Shop.Cart.save.<lambda1>; calls Shop.Cart.put
    helper.(opts)
    missing(cart)                       # => unresolved calls missing
    Shop.Missing.call(cart)             # => calls Shop.Missing.call
  end

  defdelegate show(x), to: Item         # => defines function Shop.Cart.show
  defguard is_cart(x) when is_map(x)    # => defines function Shop.Cart.is_cart; calls Kernel.is_map

  defmodule Line do                     # => defines module Shop.Cart.Line
    def new(item), do: Shop.Cart.add(%Shop.Cart{}, item)  # => defines function Shop.Cart.Line.new; calls Shop.Cart.add; instantiates Shop.Cart
  end
end

defprotocol Shop.Size do                # => defines interface Shop.Size
  def size(x)                           # => defines method Shop.Size.size
end

defimpl Shop.Size, for: Shop.Cart do    # => defines class Shop.Size, for: Shop.Cart; inherits Shop.Size
  def size(cart), do: length(cart.items)  # => defines method Shop.Size, for: Shop.Cart.size; calls Kernel.length; overrides Shop.Size.size
end
