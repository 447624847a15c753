using Shop, Test                        # => imports Shop, Test
include("../src/cart.jl")               # => imports src.cart
@testset "adds" begin                   # => calls Base.testset
    @test Shop.total(Carts.add(1)) == 1 # => calls Base.test, Carts.add, Shop.total
end
