!> Carts.
module shop_cart                        ! => defines module shop_cart
  use shop_item, only: show, item_t, price => price_of  ! => imports shop_item, shop_item.item_t, shop_item.price_of, shop_item.show
  use shop_util                         ! => imports shop_util
  use, intrinsic :: iso_c_binding       ! => imports iso_c_binding
  implicit none
  integer, parameter :: limit = 10      ! => defines constant shop_cart.limit
  real :: total                         ! => defines field shop_cart.total
  real, dimension(10) :: weights        ! => defines field shop_cart.weights

  !> A cart.
  type, extends(base_t) :: cart_t       ! => defines struct shop_cart.cart_t; unresolved inherits base_t
    integer :: n, m                     ! => defines field shop_cart.cart_t.m; defines field shop_cart.cart_t.n
    type(item_t) :: first               ! => defines field shop_cart.cart_t.first; type_of shop_item.item_t
  contains
    procedure :: add => cart_add        ! => defines method shop_cart.cart_t.add; calls shop_cart.cart_add
    procedure, nopass :: make           ! => defines method shop_cart.cart_t.make
    final :: clean
  end type cart_t

  interface area                        ! => defines function shop_cart.area
    module procedure area_c, area_s
  end interface

contains

  !> Adds an item.
  subroutine cart_add(self, x)          ! => defines function shop_cart.cart_add
    class(cart_t), intent(inout) :: self  ! => type_of shop_cart.cart_t
    integer, intent(in) :: x
    real :: local(3)
    call Helper(x)                      ! => calls shop_util.helper
    call self%report(x)                 ! => unresolved calls self%report
    call show(self%first)               ! => calls shop_item.show
    self%n = total_of(x) + size(weights) + local(1) + weights(2)  ! => calls fortran.size, shop_cart.total_of
    call self%first%describe()          ! => calls shop_item.item_t.describe (inferred)
    call unknown(x)                     ! => unresolved calls unknown
    total = limit_of(x)                 ! => calls shop_util.limit_of
  end subroutine cart_add

  pure integer function total_of(x) result(r)  ! => defines function shop_cart.total_of
    integer, intent(in) :: x
    r = x
  end function

  function make() result(c)             ! => defines function shop_cart.make
    type(cart_t) :: c                   ! => type_of shop_cart.cart_t
    c = cart_t(1)                       ! => instantiates shop_cart.cart_t
  contains
    subroutine inner()                  ! => defines function shop_cart.make.inner
      call make_log()                   ! => unresolved calls make_log
    end subroutine
  end function make
end module shop_cart

submodule (shop_cart) impl              ! => defines module impl; imports shop_cart
contains
  module procedure area_c               ! => defines function impl.area_c
    call cart_add(1, 2)                 ! => calls shop_cart.cart_add
  end procedure
end submodule impl
