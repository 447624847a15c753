package com.example.shop.model;

public interface Priced {                   // => defines interface Priced
    int price();                            // => defines method Priced.price

    default boolean isFree() {              // => defines method Priced.isFree
        return check(price());              // => calls Priced.check, Priced.price
    }

    private boolean check(int amount) {     // => defines method Priced.check
        return amount == 0;
    }

    static Priced free() {                  // => defines method Priced.free; type_of Priced
        return () -> 0;                     // => defines function Priced.free.<lambda1>; references Priced.free.<lambda1> from Priced.free
    }
}
