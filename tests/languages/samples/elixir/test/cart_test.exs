defmodule Shop.CartTest do              # => defines module Shop.CartTest
  use ExUnit.Case                       # => imports ExUnit.Case from Shop.CartTest
  alias Shop.Cart                       # => imports Shop.Cart from Shop.CartTest

  test "adds" do                        # => unresolved calls test from Shop.CartTest
    assert Cart.add(Cart.empty(), 1) == helper()  # => calls Shop.Cart.add, Shop.Cart.empty, Shop.CartTest.helper from Shop.CartTest; unresolved calls assert from Shop.CartTest
  end

  defp helper, do: Cart.Line.new(1)     # => defines function Shop.CartTest.helper; calls Shop.Cart.Line.new
end
