package shop.item

class Item {                            // => defines class Item
    Item(int price) { }                 // => defines method Item.Item
    void show() { Util.format("x") }    // => defines method Item.show; calls Util.format
    void save() { }                     // => defines method Item.save
}

class Util {                            // => defines class Util
    static String format(String text) { return text.trim() }  // => defines method Util.format; calls groovy.lang.String.trim (inferred)
}
