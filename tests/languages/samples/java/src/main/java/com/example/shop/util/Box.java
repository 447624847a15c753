package com.example.shop.util;

import java.util.function.Function;         // => imports java.util.function.Function

public class Box<T extends Comparable<T>> extends Holder<T> { // => defines class Box; inherits Holder
    private Box<T> next;                    // => defines field Box.next; type_of Box from Box.next

    public Box(T value) {                   // => defines method Box.Box
        super(value);                       // => calls Holder.Holder
    }

    public T first() {                      // => defines method Box.first
        return get();                       // => calls Holder.get
    }

    public <R extends Comparable<R>> Box<R> map(Function<? super T, ? extends R> by) { // => defines method Box.map; type_of Box, java.util.function.Function
        return new Box<>(by.apply(get()));  // => calls com.example.shop.Shop.generics.<lambda1> (inferred); calls Box.Box, Holder.get, java.util.function.Function.apply; instantiates Box
    }

    public boolean before(T other) {        // => defines method Box.before
        return get().compareTo(other) < 0;  // => calls com.example.shop.model.Item.compareTo (inferred); calls Holder.get, java.lang.Comparable.compareTo
    }

    public static <A extends Comparable<A>> Box<A> of(A value) { // => defines method Box.of; type_of Box
        return new Box<A>(value);           // => calls Box.Box; instantiates Box
    }

    Box<T> next() {                         // => defines method Box.next; type_of Box
        return next;
    }
}

class Holder<V> {                           // => defines class Holder
    private V value;                        // => defines field Holder.value

    Holder(V value) {                       // => defines method Holder.Holder
        this.value = value;
    }

    V get() {                               // => defines method Holder.get
        return value;
    }

    void set(V value) {                     // => defines method Holder.set
        this.value = value;
    }
}
