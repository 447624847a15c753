package com.example.shop.model;

import java.util.*;                         // => imports java.util
import java.util.function.*;                // => imports java.util.function

class Shelf implements Iterable<Item> {     // => defines class Shelf; implements java.lang.Iterable; type_of Item
    private final Map<String, Supplier<Item>> makers = new HashMap<>(); // => defines field Shelf.makers; instantiates java.util.HashMap; type_of Item, java.util.Map, java.util.function.Supplier from Shelf.makers
    private final List<Item> kept = new ArrayList<>(); // => defines field Shelf.kept; instantiates java.util.ArrayList; type_of Item, java.util.List from Shelf.kept

    public Cursor iterator() {              // => defines method Shelf.iterator; type_of Shelf.Cursor
        return new Cursor();                // => instantiates Shelf.Cursor
    }

    class Cursor implements Iterator<Item> { // => defines class Shelf.Cursor; implements java.util.Iterator; type_of Item
        public boolean hasNext() {          // => defines method Shelf.Cursor.hasNext
            return kept.isEmpty();          // => calls java.util.List.isEmpty
        }

        public Item next() {                // => defines method Shelf.Cursor.next; type_of Item
            return kept.get(0);             // => calls java.util.List.get
        }
    }

    void fill() {                           // => defines method Shelf.fill
        makers.put("gift", () -> new Gift(Item.NOTHING)); // => defines function Shelf.fill.<lambda1>; calls Gift.Gift; calls java.util.Map.put from Shelf.fill; instantiates Gift; references Shelf.fill.<lambda1> from Shelf.fill
        makers.put("item", this::plain);    // => calls java.util.Map.put; references Shelf.plain
        kept.add(makers.get("gift").get()); // => calls Shelf.fill.<lambda1>, Shelf.plain (inferred); calls java.util.List.add, java.util.Map.get, java.util.function.Supplier.get
        for (Item item : this) {            // => calls Shelf.Cursor.hasNext, Shelf.Cursor.next, Shelf.iterator; type_of Item
            item.price();                   // => calls Item.price
        }
        kept.sort(Comparator.comparing(Item::name).thenComparing(Item::price)); // => calls Item.name, Item.price, java.util.Comparator.thenComparing (inferred); calls java.util.Comparator.comparing, java.util.List.sort; references Item.name, Item.price
        Collections.sort(kept, new ByPrice()); // => calls Shelf.ByPrice.compare (inferred); calls java.util.Collections.sort; instantiates Shelf.ByPrice
        kept.get(0).touch();                // => calls Gift.touch (inferred); calls Item.touch, java.util.List.get
        apply(Item::self, kept.get(0));     // => calls Shelf.apply, java.util.List.get; references Item.self
    }

    private Item plain() {                  // => defines method Shelf.plain; type_of Item
        return new Item("plain");           // => calls Item.Item; instantiates Item
    }

    static <A, B> B apply(Function<A, B> function, A value) { // => defines method Shelf.apply; type_of java.util.function.Function
        return function.apply(value);       // => calls Item.self (inferred); calls java.util.function.Function.apply
    }

    private static class ByPrice implements Comparator<Item> { // => defines class Shelf.ByPrice; implements java.util.Comparator; type_of Item
        @Override                           // => decorates java.lang.Override from Shelf.ByPrice.compare
        public int compare(Item one, Item other) { // => defines method Shelf.ByPrice.compare; type_of Item
            return one.price() - other.price(); // => calls Gift.price (inferred); calls Item.price
        }
    }
}
