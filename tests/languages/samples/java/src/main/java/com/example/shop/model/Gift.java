package com.example.shop.model;

public class Gift extends Item {            // => defines class Gift; inherits Item
    private final Item inside;              // => defines field Gift.inside; type_of Item from Gift.inside

    public Gift(Item inside) {              // => defines method Gift.Gift; type_of Item
        super(inside.name());               // => calls Item.Item, Item.name
        this.inside = inside;
    }

    @Override                               // => decorates java.lang.Override from Gift.price
    public int price() {                    // => defines method Gift.price; overrides Item.price
        return super.price() + inside.price(); // => calls Gift.price (inferred); calls Item.price
    }

    void touch() {                          // => defines method Gift.touch; overrides Item.touch
    }

    class Ribbon {                          // => defines class Gift.Ribbon
        void tie() {                        // => defines method Gift.Ribbon.tie
            touch();                        // => calls Gift.touch
            Gift.this.open().price();       // => calls Gift.open, Item.price; calls Gift.price (inferred)
            Gift.super.price();             // => calls Item.price
        }
    }

    Item open() {                           // => defines method Gift.open; type_of Item
        return inside;
    }

    static class Paper {                    // => defines class Gift.Paper
        Paper fold(int times) {             // => defines method Gift.Paper.fold; type_of Gift.Paper
            return times == 0 ? this : fold(times - 1); // => calls Gift.Paper.fold
        }
    }
}
