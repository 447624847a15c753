package com.example.shop.model;

public enum Color implements Named {        // => defines enum Color; implements Named
    RED("r") {                              // => defines class Color.<class1>; defines constant Color.RED; calls Color.Color from Color
        @Override                           // => decorates java.lang.Override from Color.<class1>.title
        public String title() {             // => defines method Color.<class1>.title; overrides Color.title
            return "Red" + code();          // => calls Color.code
        }
    },
    BLUE("b");                              // => defines constant Color.BLUE; calls Color.Color

    private final String code;              // => defines field Color.code

    Color(String code) {                    // => defines method Color.Color
        this.code = code;
    }

    String code() {                         // => defines method Color.code
        return code;
    }

    public String title() {                 // => defines method Color.title; overrides Named.title
        return name();                      // => calls java.lang.Enum.name
    }

    static Color first() {                  // => defines method Color.first; type_of Color
        return values()[0];
    }
}

interface Named {                           // => defines interface Named
    String title();                         // => defines method Named.title
}

record Point(int x, Item at) implements Named { // => defines class Point; defines field Point.at; defines field Point.x; implements Named; type_of Item from Point.at
    Point {                                 // => defines method Point.Point
        validate(x);                        // => calls Point.validate
    }

    static void validate(int x) {           // => defines method Point.validate
    }

    public String title() {                 // => defines method Point.title; overrides Named.title
        return at.name() + at().name();     // => calls Item.name; references Point.at
    }
}
