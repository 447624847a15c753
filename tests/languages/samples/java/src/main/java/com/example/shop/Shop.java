package com.example.shop;

import static com.example.shop.util.Text.PLAIN; // => imports util.Text.PLAIN
import static com.example.shop.util.Text.show; // => imports util.Text.show
import static com.example.shop.model.Color.*; // => imports model.Color

import com.example.shop.model.*;            // => imports model
import com.example.shop.model.Gift.Paper;   // => imports model.Gift.Paper
import com.example.shop.util.Box;           // => imports util.Box
import com.example.shop.util.Missing;       // => unresolved imports com.example.shop.util.Missing
import java.util.ArrayList;                 // => imports java.util.ArrayList
import java.util.List;                      // => imports java.util.List
import java.util.Map;                       // => imports java.util.Map
import java.util.Optional;                  // => imports java.util.Optional
import java.util.function.Supplier;         // => imports java.util.function.Supplier
import org.slf4j.Logger;                    // => imports org.slf4j.Logger
import org.slf4j.LoggerFactory;             // => imports org.slf4j.LoggerFactory

/**
 * Sells.
 *
 * @see Item
 */
public class Shop extends BaseShop<com.example.shop.model.Gift> implements Supplier<Color>, AutoCloseable { // => defines class Shop; implements java.lang.AutoCloseable, java.util.function.Supplier; inherits BaseShop; type_of model.Color, model.Gift
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class); // => defines constant Shop.LOG; calls org.slf4j.LoggerFactory.getLogger; references Shop; type_of org.slf4j.Logger from Shop.LOG
    private final List<com.example.shop.model.Item> items = new ArrayList<>(); // => defines field Shop.items; instantiates java.util.ArrayList; type_of model.Item, java.util.List from Shop.items
    private Runnable later;                 // => defines field Shop.later

    void names() {                          // => defines method Shop.names
        new Item().stock();                 // => calls Item.stock; instantiates Item
        new com.example.shop.model.Item("x").self().self().name(); // => calls model.Item.Item, model.Item.name, model.Item.self; instantiates model.Item
        PLAIN.trim().trim();                // => calls util.Text.trim
        LOG.info("names");                  // => calls org.slf4j.Logger.info
        RED.title();                        // => calls model.Color.title
        Color.first().title();              // => calls model.Color.first, model.Color.title
        Color color = BLUE;                 // => type_of model.Color
        color.title();                      // => calls model.Color.title
        unknown();                          // => unresolved calls unknown
        Missing.call();                     // => unresolved calls Missing.call
        get().title();                      // => calls Shop.get, model.Color.title
        this.helper(1);                     // => calls Shop.helper
        super.helper(2);                    // => calls BaseShop.helper
        helper(3);                          // => calls Shop.helper
        Paper paper = new Gift.Paper().fold(2); // => calls model.Gift.Paper.fold; instantiates model.Gift.Paper; type_of model.Gift.Paper
    }

    void overloads(com.example.shop.model.Item item, Object any, Integer boxed, Gift gift) { // => defines method Shop.overloads; type_of model.Gift, model.Item
        show(item);                         // => calls util.Text.show
        show(gift);                         // => calls util.Text.show
        show(any);                          // => calls util.Text.show
        show(1);                            // => calls util.Text.show
        show(boxed);                        // => calls util.Text.show
        show('c');                          // => calls util.Text.show
        show("text");                       // => calls util.Text.show
        show("a" + 1);                      // => calls util.Text.show
        show(1 + 2L);                       // => calls util.Text.show
        com.example.shop.util.Text.join("a", "b", "c"); // => calls util.Text.join
        com.example.shop.util.Text.join("a", 1); // => calls util.Text.join
        Object[] many = {item, gift};
        show(many[0]);                      // => calls util.Text.show
    }

    void generics(Map<String, List<Gift>> gifts) { // => defines method Shop.generics; type_of model.Gift, java.util.List, java.util.Map
        Box<com.example.shop.model.Item> box = new Box<>(items.get(0)); // => calls util.Box.Box, java.util.List.get; instantiates util.Box; type_of model.Item, util.Box
        box.first().name();                 // => calls model.Item.name, util.Box.first
        box.before(items.get(1));           // => calls util.Box.before, java.util.List.get
        var other = Box.of(new Gift(box.first())); // => calls model.Gift.Gift, util.Box.first, util.Box.of; instantiates model.Gift
        other.first().open();               // => calls model.Gift.open, util.Box.first (inferred)
        box.map(one -> one.self()).first().name(); // => defines function Shop.generics.<lambda1>; calls model.Item.name, util.Box.first (inferred) from Shop.generics; calls model.Item.self (inferred); calls util.Box.map from Shop.generics; references Shop.generics.<lambda1> from Shop.generics
        for (com.example.shop.model.Item item : items) { // => type_of model.Item
            item.price();                   // => calls model.Item.price
        }
        for (Map.Entry<String, List<Gift>> entry : gifts.entrySet()) { // => calls java.util.Map.entrySet; type_of model.Gift, java.util.List, java.util.Map.Entry
            entry.getValue().get(0).open(); // => calls model.Gift.open, java.util.List.get, java.util.Map.Entry.getValue
        }
        gifts.values().stream().flatMap(List::stream).map(Gift::open).forEach(one -> one.name()); // => defines function Shop.generics.<lambda2>; calls Shop.generics.<lambda2>, model.Gift.open, java.util.stream.Stream.forEach, java.util.stream.Stream.map (inferred) from Shop.generics; calls model.Item.name (inferred); calls java.util.Collection.stream, java.util.Map.values, java.util.stream.Stream.flatMap from Shop.generics; references Shop.generics.<lambda2>, model.Gift.open, java.util.Collection.stream from Shop.generics
        Optional<Gift> found = gifts.get("a").stream().filter(gift -> gift.isFree()).findFirst(); // => defines function Shop.generics.<lambda3>; calls Shop.generics.<lambda3> (inferred) from Shop.generics; calls model.Priced.isFree (inferred); calls java.util.List.stream, java.util.Map.get, java.util.stream.Stream.filter, java.util.stream.Stream.findFirst from Shop.generics; references Shop.generics.<lambda3> from Shop.generics; type_of model.Gift, java.util.Optional from Shop.generics
        found.map(gift -> gift.open()).orElseGet(() -> new Gift(null)).price(); // => defines function Shop.generics.<lambda4>; defines function Shop.generics.<lambda5>; calls Shop.generics.<lambda4>, Shop.generics.<lambda5>, model.Gift.price, model.Item.price, java.util.Optional.orElseGet (inferred) from Shop.generics; calls model.Gift.Gift from Shop.generics.<lambda5>; calls model.Gift.open (inferred); calls java.util.Optional.map from Shop.generics; instantiates model.Gift from Shop.generics.<lambda5>; references Shop.generics.<lambda4>, Shop.generics.<lambda5> from Shop.generics
        base().open();                      // => calls BaseShop.base, model.Gift.open
        product.open();                     // => calls model.Gift.open
    }

    void values(boolean choice, Object any) { // => defines method Shop.values
        com.example.shop.model.Item item = choice ? new Gift(null) : new com.example.shop.model.Item("y"); // => calls model.Gift.Gift, model.Item.Item; instantiates model.Gift, model.Item; type_of model.Item
        item.price();                       // => calls model.Gift.price (inferred); calls model.Item.price
        ((Gift) any).open();                // => calls model.Gift.open
        if (any instanceof Gift gift && gift.isFree()) { // => calls model.Priced.isFree; type_of model.Gift
            gift.open();                    // => calls model.Gift.open
        } else if (any instanceof Color gift) { // => type_of model.Color
            gift.title();                   // => calls model.Color.title
        }
        String text = switch (any) {
            case Gift g -> g.open().name(); // => calls model.Gift.open, model.Item.name; type_of model.Gift
            case Color c -> c.title();      // => calls model.Color.title; type_of model.Color
            default -> any.toString();      // => calls java.lang.Object.toString
        };
        later = () -> helper(4);            // => defines function Shop.values.<lambda1>; calls Shop.helper; references Shop.values.<lambda1> from Shop.values
        later.run();                        // => calls Shop.values.<lambda1> (inferred); calls java.lang.Runnable.run
        Priced priced = new Priced() {      // => defines class Shop.values.<class1>; implements model.Priced; instantiates Shop.values.<class1> from Shop.values; type_of model.Priced from Shop.values
            int count = limit();            // => defines field Shop.values.<class1>.count; calls Shop.limit

            @Override                       // => decorates java.lang.Override from Shop.values.<class1>.price
            public int price() {            // => defines method Shop.values.<class1>.price; overrides model.Priced.price
                return helper(5);           // => calls Shop.helper
            }
        };
        priced.price();                     // => calls Shop.values.<class1>.price (inferred); calls model.Priced.price
        Priced free = Priced.free();        // => calls model.Priced.free; type_of model.Priced
        free.price();                       // => calls model.Priced.free.<lambda1> (inferred); calls model.Priced.price
        Supplier<Shop> maker = Shop::new;   // => references Shop; type_of Shop, java.util.function.Supplier
        maker.get().names();                // => calls Shop.names, java.util.function.Supplier.get; instantiates Shop (inferred)
        Supplier<Color> picker = this::get; // => references Shop.get; type_of model.Color, java.util.function.Supplier
        picker.get();                       // => calls Shop.get (inferred); calls java.util.function.Supplier.get
        try (Shop shop = new Shop()) {      // => calls Shop.close; instantiates Shop; type_of Shop
            shop.names();                   // => calls Shop.names
        } catch (IllegalStateException error) {
            error.getMessage();             // => calls java.lang.IllegalStateException.getMessage
        }
        class Local {                       // => defines class Shop.values.Local
            void run() {                    // => defines method Shop.values.Local.run
                helper(6);                  // => calls Shop.helper
            }
        }
        new Local().run();                  // => calls Shop.values.Local.run; instantiates Shop.values.Local
        new Thread(this::names).start();    // => calls Shop.names (inferred); calls java.lang.Thread.start; instantiates java.lang.Thread; references Shop.names
    }

    int recurse(int n) {                    // => defines method Shop.recurse
        return n == 0 ? 0 : recurse(n - 1); // => calls Shop.recurse
    }

    static int limit() {                    // => defines method Shop.limit
        return 0;
    }

    @Override                               // => decorates java.lang.Override from Shop.get
    public Color get() {                    // => defines method Shop.get; type_of model.Color
        return RED;
    }

    @Override                               // => decorates java.lang.Override from Shop.helper
    int helper(int a) {                     // => defines method Shop.helper; overrides BaseShop.helper
        int helper = a;
        return helper;
    }

    @Override                               // => decorates java.lang.Override from Shop.close
    public void close() {                   // => defines method Shop.close
    }

    static Builder builder() {              // => defines method Shop.builder; type_of Shop.Builder
        return new Builder();               // => instantiates Shop.Builder
    }

    static class Builder {                  // => defines class Shop.Builder
        Builder with(String name) {         // => defines method Shop.Builder.with; type_of Shop.Builder
            return this;
        }

        Shop build() {                      // => defines method Shop.Builder.build; type_of Shop
            return new Shop();              // => instantiates Shop
        }
    }

    public static void main(String[] args) { // => defines method Shop.main
        Shop.builder().with("a").with("b").build().names(); // => calls Shop.Builder.build, Shop.Builder.with, Shop.builder, Shop.names
        BaseShop<Gift> shop = new Shop();   // => instantiates Shop; type_of BaseShop, model.Gift
        shop.helper(7);                     // => calls BaseShop.helper; calls Shop.helper (inferred)
        visit(shop, args.length);           // => calls Shop.visit
    }

    static void visit(BaseShop<?> shop, int depth) { // => defines method Shop.visit; type_of BaseShop
        shop.helper(8);                     // => calls BaseShop.helper; calls Shop.helper (inferred)
        shop.hook();                        // => calls BaseShop.hook
    }
}

abstract class BaseShop<P extends com.example.shop.model.Item> { // => defines class BaseShop; type_of model.Item
    P product;                              // => defines field BaseShop.product

    P base() {                              // => defines method BaseShop.base
        product.price();                    // => calls model.Item.price
        return product;
    }

    int helper(int a) {                     // => defines method BaseShop.helper
        return a;
    }

    void hook() {                           // => defines method BaseShop.hook
        helper(9);                          // => calls BaseShop.helper; calls Shop.helper (inferred)
    }
}
