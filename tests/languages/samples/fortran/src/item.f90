module shop_item                        ! => defines module shop_item
  implicit none
  type :: item_t                        ! => defines struct shop_item.item_t
    real :: price                       ! => defines field shop_item.item_t.price
  contains
    procedure :: describe               ! => defines method shop_item.item_t.describe
  end type item_t
contains
  subroutine show(item)                 ! => defines function shop_item.show
    type(item_t) :: item                ! => type_of shop_item.item_t
    call item%describe()                ! => calls shop_item.item_t.describe (inferred)
  end subroutine
  subroutine describe(self)             ! => defines function shop_item.describe
    class(item_t) :: self               ! => type_of shop_item.item_t
    print *, price_of(self)             ! => calls shop_item.price_of
  end subroutine
  real function price_of(item)          ! => defines function shop_item.price_of
    type(item_t) :: item                ! => type_of shop_item.item_t
    price_of = item%price
  end function
end module
