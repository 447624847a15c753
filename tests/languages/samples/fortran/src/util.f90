module shop_util                        ! => defines module shop_util
contains
  subroutine helper(x)                  ! => defines function shop_util.helper
    integer :: x
    call external_log(x)                ! => calls external_log
  end subroutine
  integer function limit_of(x)          ! => defines function shop_util.limit_of
    integer :: x
    limit_of = x
  end function
end module

subroutine external_log(x)              ! => defines function external_log
  integer :: x
  write (*, *) x
end subroutine
