#ifndef SHOP_COUNTED_HPP
#define SHOP_COUNTED_HPP

namespace shop::detail {

struct Counted {                                   // => defines struct detail.Counted
    Counted();
    int count() const { return number; }           // => defines method detail.Counted.count
    int number = 0;                                // => defines field detail.Counted.number
};

inline Counted::Counted() { register_one(*this); } // => defines method detail.Counted.Counted; unresolved calls register_one

}  // namespace shop::detail

#endif
