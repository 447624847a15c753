package shop;

public class Legacy {                       // => defines class Legacy
    private Item item;                      // => defines field Legacy.item; type_of Item from Legacy.item

    public static Legacy create() {         // => defines method Legacy.create; type_of Legacy
        return new Legacy();                // => instantiates Legacy
    }

    public Legacy wrap(Item item) {         // => defines method Legacy.wrap; type_of Item, Legacy
        this.item = item;
        item.show(1);                       // => calls Item.show
        item.getName().trim();              // => calls java.lang.String.trim; references Item.name
        Registry.INSTANCE.add(item);        // => calls Registry.add
        return this;
    }

    public Item unwrap() {                  // => defines method Legacy.unwrap; type_of Item
        return item;
    }
}
