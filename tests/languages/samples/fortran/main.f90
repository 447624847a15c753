program main                            ! => defines function main
  use shop_cart                         ! => imports shop_cart
  type(cart_t) :: cart                  ! => type_of shop_cart.cart_t
  cart = make()                         ! => calls shop_cart.make
  call cart%add(2)                      ! => calls shop_cart.cart_t.add (inferred)
  call EXTERNAL_LOG(3)                  ! => calls external_log
  print *, total_of(3)                  ! => calls shop_cart.total_of
end program main
