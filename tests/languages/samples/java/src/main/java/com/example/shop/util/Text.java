package com.example.shop.util;

import com.example.shop.model.Item;         // => imports com.example.shop.model.Item

public final class Text {                   // => defines class Text
    public static final Text PLAIN = new Text(); // => defines constant Text.PLAIN; calls Text.Text; instantiates Text; type_of Text from Text.PLAIN

    private Text() {                        // => defines method Text.Text
    }

    public static String join(String... parts) { // => defines method Text.join
        return join(",", parts.length);     // => calls Text.join
    }

    public static String join(String between, int count) { // => defines method Text.join
        return between;
    }

    public static String show(Object value) { // => defines method Text.show
        return value.toString();            // => calls java.lang.Object.toString
    }

    public static String show(Item item) {  // => defines method Text.show; type_of com.example.shop.model.Item
        return item.name();                 // => calls com.example.shop.model.Item.name
    }

    public static String show(long number) { // => defines method Text.show
        return "";
    }

    public static String show(Integer number) { // => defines method Text.show
        return "";
    }

    public static String show(char sign) {  // => defines method Text.show
        return "";
    }

    public Text trim() {                    // => defines method Text.trim; type_of Text
        return this;
    }
}
