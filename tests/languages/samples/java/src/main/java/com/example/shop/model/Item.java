package com.example.shop.model;

import com.example.shop.util.Tagged;        // => imports com.example.shop.util.Tagged

/** What is sold. */
@Tagged("item")                             // => decorates com.example.shop.util.Tagged from Item
public class Item implements Priced, Comparable<Item> { // => defines class Item; implements Priced, java.lang.Comparable; type_of Item
    private final String name;              // => defines field Item.name
    protected int price = initial();        // => defines field Item.price; calls Item.initial
    static final Item NOTHING = new Item("nothing"); // => defines constant Item.NOTHING; calls Item.Item; instantiates Item; type_of Item from Item.NOTHING

    static {
        register(NOTHING);                  // => calls Item.register
    }

    {
        this.touch();                       // => calls Gift.touch (inferred); calls Item.touch
    }

    public Item(String name) {              // => defines method Item.Item
        this(name, 0);                      // => calls Item.Item
    }

    public Item(String name, int price) {   // => defines method Item.Item
        this.name = name;
        this.price = price;
    }

    private static int initial() {          // => defines method Item.initial
        return 1;
    }

    static void register(Item item) {       // => defines method Item.register; type_of Item
        item.touch();                       // => calls Item.touch
    }

    void touch() {                          // => defines method Item.touch
    }

    public String name() {                  // => defines method Item.name
        return name;
    }

    @Override                               // => decorates java.lang.Override from Item.price
    public int price() {                    // => defines method Item.price; overrides Priced.price
        return price;
    }

    @Override                               // => decorates java.lang.Override from Item.compareTo
    public int compareTo(Item other) {      // => defines method Item.compareTo; type_of Item
        return Integer.compare(price(), other.price()); // => calls Gift.price (inferred); calls Item.price, java.lang.Integer.compare
    }

    public Item self() {                    // => defines method Item.self; type_of Item
        return this;
    }
}
