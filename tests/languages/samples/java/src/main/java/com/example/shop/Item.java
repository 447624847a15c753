package com.example.shop;

class Item {                                // => defines class Item
    void stock() {                          // => defines method Item.stock
    }
}
