package com.example.shop.util;

public @interface Tagged {                  // => defines interface Tagged
    String value();                         // => defines method Tagged.value
}
